using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests.Rating
{
    /// <summary>Who is told which price, and that this one is billed, whatever is said later.</summary>
    public sealed class PriceListTests : IDisposable
    {
        private const string Card = "04A1B2";

        private static readonly TariffVersion Even = new() { Id = "even", PerKilowattHour = 1m };
        private static readonly TariffVersion Dear = new() { Id = "dear", PerKilowattHour = 3m };

        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Fact]
        public void The_fewer_a_price_is_for_the_sooner_it_counts()
        {
            TariffVersion[] versions = [Even, Dear, Even with { Id = "guest" }, Even with { Id = "own" }, Even with { Id = "home" }];
            PriceList list = new(versions, [
                new Offer(versions[0], Audience.Everyone, 0), new Offer(versions[1], Audience.Everyone, 2000), new Offer(versions[2], Audience.Guests, 3000),
                new Offer(versions[4], Audience.Residents, 3000), new Offer(versions[3], Audience.Card(Card), 4000)]);
            Assert.Equal(
                ["even", "even", "dear", "guest", "home", "own", "home", "guest"],
                [At(Card, false, 0), At(Card, false, 1999), At(Card, false, 2999), At("X", true, 3000), At(Card, false, 3999), At(Card, false, 4000), At("X", false, 9000), At(null, true, 9000)]);

            string At(string? token, bool fromAfar, long ms)
            {
                return list.At(new Customer(token, fromAfar), ms)!.Id;
            }
        }

        [Theory]
        [InlineData("everyone", true)]
        [InlineData("residents", true)]
        [InlineData("guests", true)]
        [InlineData("card:04A1B2", true)]
        [InlineData("card:", false)]
        [InlineData("card:0123456789012345678901234567890123456", false)]
        [InlineData("Everyone", false)]
        [InlineData("", false)]
        public void An_audience_is_one_of_four_words(string text, bool sound)
        {
            Assert.Equal(sound ? text : null, Audience.Parse(text)?.ToString());
        }

        /// <summary>Told even, and then everything is dearer: before the begin, during the charge, and while the station is offline.</summary>
        [Theory]
        [OnSqlite(0)]
        [OnPostgres(0)]
        [OnSqlite(1)]
        [OnPostgres(1)]
        [OnSqlite(2)]
        [OnPostgres(2)]
        public void A_charge_costs_what_was_told_whenever_the_price_is_changed(string database, int changed)
        {
            using Stage stage = Open(database);
            Assert.Equal(TariffText.Of(Even), Ask(stage));
            Change(0);
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, _maker.Sign(WithPrice(DocumentMaker.BeginPayload(1, Said.Begin), Even)), _maker.OcppKey));
            Change(1);
            stage.Restart();
            Change(2);
            string? answer = stage.Say(Said.Event("T1", 1, "Ended", Said.End, _maker.Sign(WithPrice(DocumentMaker.ReceiptPayload(2, Said.Begin, Said.End), Even)), _maker.OcppKey));

            Assert.Contains("\"totalCost\":10.00", answer, StringComparison.Ordinal);
            Assert.Equal("even", stage.Transactions().Single().Tariff.Id);
            Assert.Equal(TariffText.Of(Dear), Ask(stage));

            void Change(int at)
            {
                if (at == changed)
                {
                    stage.Clock.Now = stage.Clock.Now.AddMinutes(1);
                    Put(stage, Dear, Audience.Everyone, stage.Clock.Now.ToUnixTimeMilliseconds());
                }
            }
        }

        /// <summary>A backup from before anybody was told: the signed text has the version's id.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void The_version_is_found_by_its_id_where_nobody_knows_any_more_who_was_told(string database)
        {
            using Stage stage = Open(database);
            Put(stage, Dear, Audience.Card("other"), 0);
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, _maker.Sign(WithPrice(DocumentMaker.BeginPayload(1, Said.Begin), Dear)), _maker.OcppKey));
            stage.Say(Said.Event("T1", 1, "Ended", Said.End, _maker.Sign(WithPrice(DocumentMaker.ReceiptPayload(2, Said.Begin, Said.End), Dear)), _maker.OcppKey));
            Assert.Equal(30.00m, stage.Transactions().Single().Cost);
        }

        /// <summary>A version that somebody has edited past all rules is nobody's price: it is told nobody, and its charges wait.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void An_edited_version_is_not_used(string database)
        {
            using Stage stage = Open(database);
            Put(stage, Dear, Audience.Everyone, stage.Clock.Now.ToUnixTimeMilliseconds());
            stage.Sql(database == Stage.Postgres ? "DROP TRIGGER tariffs_unchanged ON tariffs" : "DROP TRIGGER tariffs_unchanged");
            stage.Sql("UPDATE tariffs SET text = replace(text, '\"perKilowattHour\":3', '\"perKilowattHour\":9') WHERE id = 'dear'");
            stage.Restart();
            Assert.Null(Ask(stage));
            TariffVersion edited = Dear with { PerKilowattHour = 9m };
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, _maker.Sign(WithPrice(DocumentMaker.BeginPayload(1, Said.Begin), edited)), _maker.OcppKey));
            stage.Say(Said.Event("T1", 1, "Ended", Said.End, _maker.Sign(WithPrice(DocumentMaker.ReceiptPayload(2, Said.Begin, Said.End), edited)), _maker.OcppKey));
            Assert.Contains("which nobody was told here", stage.Transactions().Single().Withheld, StringComparison.Ordinal);
            Assert.Contains(stage.Log, line => line.StartsWith("tariff dear is not used: ", StringComparison.Ordinal));
        }

        /// <summary>A document without a price: by what was in force at its signed begin where that clock counts, else when it came.</summary>
        [Theory]
        [OnSqlite("S", "even")]
        [OnPostgres("S", "even")]
        [OnSqlite("I", "dear")]
        [OnPostgres("I", "dear")]
        public void Without_a_told_price_it_is_that_of_the_begin(string database, string clock, string version)
        {
            using Stage stage = Open(database);
            DateTimeOffset changed = new(2026, 11, 22, 19, 0, 0, TimeSpan.Zero);
            Put(stage, Dear, Audience.Everyone, changed.ToUnixTimeMilliseconds());
            stage.Say(Said.Event("T1", 1, "Ended", Said.End, _maker.Receipt(2, Said.Begin, Said.End, $"2026-11-22T18:00:00,000+0000 {clock}", $"2026-11-22T20:00:00,000+0000 {clock}"), _maker.OcppKey));
            Assert.Equal(version, stage.Transactions().Single().Tariff.Id);
        }

        /// <summary>A command beside the program, or another worker.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_price_that_another_program_puts_down_is_told_within_ten_seconds(string database)
        {
            using Stage stage = Open(database);
            Assert.Equal(TariffText.Of(Even), Ask(stage));
            using (PlatformContext beside = stage.Database.Context())
            {
                TariffRegister.Ensure(beside, beside.Tenants.Single().Id, Dear, stage.Clock.Now.ToUnixTimeMilliseconds());
            }

            stage.Clock.Now = stage.Clock.Now.AddSeconds(10);
            Assert.Equal(TariffText.Of(Dear), Ask(stage));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_version_never_changes(string database)
        {
            using Stage stage = Open(database);
            InvalidDataException problem = Assert.Throws<InvalidDataException>(() => Put(stage, Even with { PerKilowattHour = 2m }, Audience.Everyone, 5));
            Assert.Contains("there is a tariff even already, with other prices", problem.Message, StringComparison.Ordinal);
            Assert.Single(stage.All<TariffRow>());
            Assert.Single(stage.All<OfferRow>());
        }

        /// <summary>The settings' price is offered once: what was said by hand since stays, however often the program starts.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_the_settings_say_is_offered_once(string database)
        {
            using Stage stage = Open(database);
            Ensure(Even, 10);
            Ensure(Dear, 20);
            Ensure(Dear, 30);
            Ensure(Even, 40);
            Assert.Equal([(0L, "even"), (20, "dear")], stage.All<OfferRow>().OrderBy(row => row.FromMs).Select(row => (row.FromMs, row.TariffId)));

            void Ensure(TariffVersion version, long at)
            {
                stage.Do(context => TariffRegister.Ensure(context, context.Tenants.Single().Id, version, at));
            }
        }

        private Stage Open(string database)
        {
            Stage stage = new(database, options => options with { Tariff = null });
            stage.Register(_maker.Key);
            Put(stage, Even, Audience.Everyone, 0);
            return stage;
        }

        private static void Put(Stage stage, TariffVersion version, Audience audience, long from)
        {
            stage.Do(context =>
            {
                long tenant = context.Tenants.Single().Id;
                return TariffRegister.Put(context, tenant, version, 1) + TariffRegister.Offer(context, tenant, version.Id, audience, (from, 1));
            });
        }

        /// <summary>The line that is told to a card.</summary>
        /// <summary>The price that a card is told; null: none.</summary>
        private static string? Ask(Stage stage)
        {
            string answer = stage.Say(Said.Call("Authorize", $$"""{"idToken":{"idToken":"{{Card}}","type":"ISO14443"} }"""))!;
            using JsonDocument read = JsonDocument.Parse(answer);
            return read.RootElement[2].GetProperty("idTokenInfo").TryGetProperty("personalMessage", out JsonElement message) ? message.GetProperty("content").GetString() : null;
        }

        private static string WithPrice(string payload, TariffVersion version)
        {
            return payload.Replace("\"CT\"", $"\"TT\":\"{TariffText.Of(version)}\",\"CT\"", StringComparison.Ordinal);
        }
    }
}
