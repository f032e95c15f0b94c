using System;
using System.Linq;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests.Rating
{
    /// <summary>What lies between begin and end is rated only where all of it is here.</summary>
    public sealed class SignedPartTests : IDisposable
    {
        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Theory]
        [InlineData("1 2 3 4", "BSCE")]
        [InlineData("4 3 2 1", "BSCE")]
        [InlineData("1 2 4", "BE")]
        [InlineData("1 3 4", "BE")]
        [InlineData("2 3 4", "BE")]
        [InlineData("4", "BE")]
        public void Without_one_of_them_the_receipt_alone_counts(string here, string causes)
        {
            string[] all = [_maker.Begin(1, 0), _maker.Between(2, 1000, "2026-11-22T18:30:00,000+0000 S", cause: "S"), _maker.Between(3, 1000), _maker.Receipt(4, 0, 2000)];
            SignedDocument[] documents = here.Split(' ').Select(number => OcmfVerifier.Read(all[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) - 1])).ToArray();
            RatedPart part = SignedPart.Of(documents.Single(document => document.IsReceipt), documents);
            Assert.Equal(causes, string.Concat(part.Readings.Select(reading => reading.Cause)));
        }

        /// <summary>A station that loses a C, or whose C was refused, bills nobody an idle time that the vehicle did not have.</summary>
        [Theory]
        [OnSqlite(true, "10.60")]
        [OnPostgres(true, "10.60")]
        [OnSqlite(false, "10.00")]
        [OnPostgres(false, "10.00")]
        public void A_lost_C_costs_no_idle_time(string database, bool there, string cost)
        {
            using Stage stage = new(database, options => options with { Tariff = new TariffVersion { Id = "idle", PerKilowattHour = 1m, IdlePerMinute = 0.02m } });
            stage.Register(_maker.Key);
            stage.Say(_maker.Started("T1", 1));
            stage.Say(Said.Event("T1", 1, "Updated", Said.Begin + 1000, _maker.Between(2, Said.Begin + 1000, "2026-11-22T18:30:00,000+0000 S", cause: "S"), _maker.OcppKey));
            if (there)
            {
                stage.Say(Said.Event("T1", 2, "Updated", Said.Begin + 1000, _maker.Between(3, Said.Begin + 1000), _maker.OcppKey));
            }

            string? answer = stage.Say(Said.Event("T1", 3, "Ended", Said.End, _maker.Receipt(4, Said.Begin, Said.End), _maker.OcppKey));
            Assert.Equal($"[3,\"1-1\",{{\"totalCost\":{cost}}}]", answer);
        }
    }
}
