using System;
using System.Text;
using NanoCharger.App;
using NanoCharger.Fakes;
using NanoCharger.Link.Credentials;
using NanoCharger.Testing.Link;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>A start without a date: what the station's own certificate says of it.</summary>
    public sealed class CertificateDateTests
    {
        private const string Station = "NC-0001";

        private static readonly DateTimeOffset Good = new(2031, 5, 1, 0, 0, 0, TimeSpan.Zero);
        private static readonly DateTimeOffset YearsAhead = new(2045, 5, 1, 0, 0, 0, TimeSpan.Zero);

        private readonly FakeBoard _board = new() { Dateless = true, Noise = new CountingNoise() };

        /// <summary>The first one too, that no broker has taken yet: there is nothing else to go by.</summary>
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void It_is_no_earlier_than_the_certificate(bool kept)
        {
            Give(Good, kept);
            Assert.InRange(Started(), Good, Good.AddMinutes(1));
        }

        /// <summary>By its date the good one would have ended, and could not return.</summary>
        [Fact]
        public void One_on_trial_does_not_date_it_while_there_is_a_good_one()
        {
            Give(Good, true);
            Give(YearsAhead, false);
            Assert.True(Started() < Good.AddYears(1));
            Credentials credentials = Loaded();
            Assert.True(credentials.HasGood);
            Assert.True(credentials.Return(_board.UtcMillis));
        }

        private DateTimeOffset Started()
        {
            Charger charger = new(_board);
            charger.Start();
            long until = _board.Micros + 5_000_000;
            while (_board.Micros < until)
            {
                charger.Turn();
            }

            return DateTimeOffset.FromUnixTimeMilliseconds(charger.Status.UtcMillis);
        }

        private void Give(DateTimeOffset from, bool keep)
        {
            Credentials credentials = Loaded();
            RequestDesk requests = new(credentials, _board.Hmac, _board.Entropy);
            requests.Begin();
            while (!requests.Step(false))
            {
            }

            Assert.Null(requests.Failure);
            using LinkYard yard = new(from);
            Assert.Null(Take(yard.Trust[0].ExportCertificatePem(), credentials.ImportTrust));
            Assert.Null(Take(yard.Sign(Encoding.ASCII.GetString(requests.Pem), from, from.AddYears(2)), credentials.ImportChain));
            if (keep)
            {
                credentials.Keep();
            }
        }

        private Credentials Loaded()
        {
            Credentials credentials = new(_board.Flash, _board) { Station = Station };
            Assert.Null(credentials.Load());
            return credentials;
        }

        private static string? Take(string pem, Func<byte[], int, string?> import)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(pem);
            return import(bytes, bytes.Length);
        }
    }
}
