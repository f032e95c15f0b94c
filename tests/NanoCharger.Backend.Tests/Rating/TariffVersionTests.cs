using System;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests.Rating
{
    public sealed class TariffVersionTests
    {
        private const string Whole = """
            {
              // Prices of the house.
              "id": "H1-3", "currency": "EUR", "zone": "Europe/Berlin", "startFee": "0.50", "perKilowattHour": 0.45, "perMinute": 0.01,
              "idlePerMinute": 0.1, "idleGraceMinutes": 30, "idleFree": { "from": "22:00", "to": "07:00" },
              "windows": [ { "days": ["Mon", "Fri"], "from": "17:00", "to": "21:00", "perKilowattHour": 0.6 }, { "days": ["Sat"], "from": "22:00", "to": "06:00", "perKilowattHour": 0.3 } ],
              "minimum": 1, "maximum": 40, "taxPercent": 19, "taxIncluded": true, "leastWattHours": 200,
            }
            """;

        [Fact]
        public void A_version_is_read_with_comments_and_written_as_it_was()
        {
            TariffVersion read = TariffVersion.FromJson(Whole);
            Assert.Equal(0.45m, read.PerKilowattHour);
            Assert.Equal(["Mon", "Fri"], read.Windows[0].Days);
            Assert.Equal(read.ToJson(), TariffVersion.FromJson(read.ToJson()).ToJson());
        }

        [Theory]
        [InlineData("\"id\": \"H1-3\"", "\"id\": \"a b\"", "id must be")]
        [InlineData("\"id\": \"H1-3\", ", "", "id")]
        [InlineData("\"EUR\"", "\"eur\"", "currency must be")]
        [InlineData("Europe/Berlin", "Berlin", "zone must be")]
        [InlineData("\"0.50\"", "\"-0.50\"", "startFee must be 0..1000000")]
        [InlineData("0.45,", "0.45001,", "perKilowattHour must have four decimals")]
        [InlineData("\"perMinute\": 0.01", "\"perMinute\": 1000001", "perMinute must be")]
        [InlineData("\"idlePerMinute\": 0.1", "\"idlePerMinute\": -1", "idlePerMinute must be")]
        [InlineData("\"idleGraceMinutes\": 30", "\"idleGraceMinutes\": 1441", "idleGraceMinutes must be")]
        [InlineData("\"to\": \"07:00\"", "\"to\": \"22:00\"", "idleFree.from and to must differ")]
        [InlineData("\"to\": \"07:00\"", "\"to\": \"24:00\"", "idleFree.to must be a time")]
        [InlineData("\"Mon\", \"Fri\"", "\"Mon\", \"Mon\"", "windows[0].days has one twice")]
        [InlineData("\"Sat\"", "\"Samstag\"", "windows[1].days has Samstag")]
        [InlineData("\"from\": \"17:00\"", "\"from\": \"5 pm\"", "windows[0].from must be a time")]
        [InlineData("\"perKilowattHour\": 0.6", "\"perKilowattHour\": -0.6", "windows[0].perKilowattHour must be")]
        [InlineData("\"maximum\": 40", "\"maximum\": 0.5", "maximum must not be below minimum")]
        [InlineData("\"taxPercent\": 19", "\"taxPercent\": 101", "taxPercent must be")]
        [InlineData("\"leastWattHours\": 200", "\"leastWattHours\": -1", "leastWattHours must be")]
        [InlineData("\"leastWattHours\": 200", "\"least\": 200", "least")]
        public void A_bad_version_is_refused_by_a_line_that_names_the_field(string from, string to, string says)
        {
            Assert.Contains(from, Whole, StringComparison.Ordinal);
            InvalidDataException refused = Assert.Throws<InvalidDataException>(() => TariffVersion.FromJson(Whole.Replace(from, to, StringComparison.Ordinal)));
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Windows_with_more_times_than_a_station_signs_at_are_refused()
        {
            TariffVersion version = TariffVersion.FromJson(Whole);
            PriceWindow more = version.Windows[0] with { From = "12:00", To = "13:00" };
            Assert.Contains("a station signs at 4 a day", (version with { Windows = [.. version.Windows, more] }).Problem(), StringComparison.Ordinal);
            Assert.Equal(["06:00", "17:00", "21:00", "22:00"], version.Boundaries.Select(time => time.ToString("HH:mm", null)));
        }

        [Fact]
        public void The_signed_text_begins_with_the_id_and_says_what_fits()
        {
            TariffVersion plain = new() { Id = "H1-1", StartFee = 0.5m, PerKilowattHour = 0.45m, TaxPercent = 19 };
            Assert.Equal("H1-1 0.45 EUR/kWh 0.50 start + 19 % tax", TariffText.Of(plain));
            Assert.Equal("H1-1", TariffText.IdOf(TariffText.Of(plain)));

            string whole = TariffText.Of(TariffVersion.FromJson(Whole));
            Assert.Equal("H1-3 0.30-0.60 EUR/kWh 0.50 start 0.01 a min 1.00 at least 40.00 at most ...", whole);
            Assert.True(whole.Length <= TariffText.Longest);
        }

        [Theory]
        [InlineData(null)]
        [InlineData("")]
        [InlineData(" 0.45")]
        public void A_line_that_begins_with_no_id_names_no_version(string? line)
        {
            Assert.Null(TariffText.IdOf(line));
        }

        [Theory]
        [InlineData("EUR", 2, "1.005", 101)]
        [InlineData("JPY", 0, "37.5", 38)]
        [InlineData("KWD", 3, "0.0255", 26)]
        public void Money_has_the_minor_unit_of_its_currency(string code, int digits, string amount, long minor)
        {
            Currency currency = Currency.Find(code)!.Value;
            Assert.Equal(digits, currency.MinorDigits);
            Assert.Equal(minor, currency.ToMinor(decimal.Parse(amount, global::System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(digits, currency.FromMinor(5).Scale);
        }
    }
}
