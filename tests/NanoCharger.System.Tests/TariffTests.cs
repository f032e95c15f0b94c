using System;
using System.Globalization;
using System.IO;
using NanoCharger.Backend;
using Xunit;

namespace NanoCharger.System.Tests
{
    /// <summary>The arithmetic of prices.</summary>
    public sealed class TariffTests
    {
        [Theory]
        [InlineData("0", "0", "0", "0", 0, 0, "0.00", "0.00")]
        [InlineData("0.50", "0.39", "0.02", "19", 10_000_000, 120, "8.09", "1.29")] // 6.80 x 1.19 = 8.092
        [InlineData("0", "1", "0", "0", 1_005_000, 0, "1.01", "0.00")]              // 1.005: half away from zero, not to even
        [InlineData("0", "1", "0", "0", 1_004_999, 0, "1.00", "0.00")]
        [InlineData("0", "0.333333", "0", "21", 3, 0, "0.00", "0.00")]
        [InlineData("0.10", "0.10", "0.10", "7.5", 1_000_000, 1, "0.32", "0.02")]   // 0.30 x 1.075 = 0.3225; parts alone would give 0.33
        [InlineData("0.005", "0", "0", "0", 0, 0, "0.01", "0.00")]
        [InlineData("0", "0.3", "0", "100", 1_000_000_000_000_000, 0, "600000000.00", "300000000.00")]
        public void A_price_is_rounded_once_at_the_end(
            string start, string perKilowattHour, string perMinute, string tax, long milliwattHours, int minutes, string total, string ofWhichTax)
        {
            Tariff tariff = new()
            {
                StartFee = Parse(start),
                PerKilowattHour = Parse(perKilowattHour),
                PerMinute = Parse(perMinute),
                TaxPercent = Parse(tax),
            };
            Invoice invoice = tariff.Price(milliwattHours, TimeSpan.FromMinutes(minutes));
            Assert.Equal(total, invoice.Total.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(ofWhichTax, invoice.Tax.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(invoice.Total, invoice.Net + invoice.Tax);
        }

        [Theory]
        [InlineData("0", "0", "0", "19", "free")]
        [InlineData("0", "0.39", "0", "0", "0.39 EUR/kWh")]
        [InlineData("1", "0.3905", "0.02", "7.7", "1.00 EUR + 0.3905 EUR/kWh + 0.02 EUR/min + 7.7 % tax")]
        [InlineData("1000000", "999999.9999", "999999.9999", "99.9999", "1000000.00 EUR + 999999.9999 EUR/kWh + 999999.9999 EUR/min + 99.9999 % tax")]
        [InlineData("0", "0.39055", "0", "0", null)]
        public void The_prices_are_told_in_a_line_exactly_or_not_at_all(string start, string perKilowattHour, string perMinute, string tax, string? line)
        {
            Tariff tariff = new()
            {
                StartFee = Parse(start),
                PerKilowattHour = Parse(perKilowattHour),
                PerMinute = Parse(perMinute),
                TaxPercent = Parse(tax),
            };
            Assert.Equal(line, tariff.ToLine());
            Assert.True(line is null || line.Length <= 80);
        }

        [Theory]
        [InlineData("{\"perKwh\":1}", "perKwh")]
        [InlineData("{\"taxPercent\":-1}", "taxPercent")]
        [InlineData("{\"currency\":\"euro\"}", "currency")]
        [InlineData("{\"startFee\":\"1\"}", "startFee")]
        [InlineData("{\"startFee\":1", "LineNumber: 0")]
        [InlineData("null", "null")]
        public void A_faulty_tariff_is_refused_by_name(string json, string named)
        {
            Assert.Contains(named, Assert.Throws<InvalidDataException>(() => Tariff.FromJson(json)).Message);
        }

        [Fact]
        public void A_tariff_survives_its_own_text()
        {
            Tariff tariff = new() { Name = "day", Currency = "CHF", StartFee = 0.1m, PerKilowattHour = 0.333m, PerMinute = 0.01m, TaxPercent = 8.1m };
            Assert.Equal(tariff, Tariff.FromJson(tariff.ToJson()));
        }

        private static decimal Parse(string number)
        {
            return decimal.Parse(number, CultureInfo.InvariantCulture);
        }
    }
}
