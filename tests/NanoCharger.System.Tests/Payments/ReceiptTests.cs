using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Backend;
using Xunit;

namespace NanoCharger.System.Tests.Payments
{
    /// <summary>What a receipt says, to people and to programs.</summary>
    public sealed class ReceiptTests : IDisposable
    {
        private readonly BackendStage _stage = new(options => options with { Operator = "House of Energy, Main Street 1, VAT DE123", Site = "Garage 2" });

        public void Dispose()
        {
            _stage.Dispose();
        }

        [Fact]
        public void The_receipt_adds_up_and_names_who_sold_where_to_whom()
        {
            foreach ((_, string payload) in BackendStage.Charge("T1"))
            {
                _stage.Station.Call("TransactionEvent", payload.Replace("\"evse\"", "\"idToken\":{\"idToken\":\"04AABB\",\"type\":\"ISO14443\"},\"evse\"", StringComparison.Ordinal));
            }

            string expected = string.Join('\n', [
                "RECEIPT",
                "Operator          House of Energy, Main Street 1, VAT DE123",
                "Site              Garage 2",
                "Station           bay",
                "Meter             (not given)",
                "Customer          token",
                "Issued            2026-11-22 17:00:00 UTC",
                "Transaction       T1",
                "From              2026-11-22 18:00:00 UTC",
                "To                2026-11-22 20:00:00 UTC",
                "Ended by          EVDisconnected",
                "Register at start 1.234567 kWh",
                "Register at end   11.234567 kWh",
                "Energy            10.00000 kWh",
                "Tariff            night",
                "Start fee                                 0.50",
                "10.000 kWh at 0.39 EUR/kWh                3.90",
                "120 min at 0.02 EUR/min                   2.40",
                "No bill           nothing is signed",
                "Net                                       6.80",
                "Tax 19 %                                  1.29",
                "Total EUR                                 8.09",
                "",
            ]);
            Assert.Equal(expected, _stage.Backend.Receipt("T1"));
            JsonElement json = JsonDocument.Parse(_stage.Backend.ReceiptOf("T1").ToJson()).RootElement;
            Assert.Equal(8.09m, json.GetProperty("transaction").GetProperty("cost").GetDecimal());
            Assert.Equal("Garage 2", json.GetProperty("site").GetString());
            Assert.Equal("token", json.GetProperty("transaction").GetProperty("customer").GetString());
            Assert.Equal("night 0.39 EUR/kWh 0.50 start 0.02 a min + 19 % tax", json.GetProperty("unitPrices").GetString());
        }

        /// <summary>By the year, as stations of other makers have it, or by our own word.</summary>
        [Theory]
        [InlineData("1970-01-01T00:00:10Z", "")]
        [InlineData("2026-11-22T18:00:00Z", "\"customData\":{\"vendorId\":\"nanoCharger\",\"clock\":\"U\"},")]
        public void A_clock_that_was_not_set_is_told_as_unknown_with_the_arrival_and_no_time_is_billed(string begin, string note)
        {
            string started = ScriptedStation.Event("T1", 0, "Started", begin, 0m);
            _stage.Station.Call("TransactionEvent", started.Replace("\"evse\"", note + "\"evse\"", StringComparison.Ordinal));
            string ended = _stage.Station.Call("TransactionEvent", ScriptedStation.Event("T1", 1, "Ended", BackendStage.At2000, 10_000m));
            Assert.Equal("""{"totalCost":5.24}""", ended);

            string text = _stage.Backend.Receipt("T1");
            Assert.Contains("From              unknown, told here at 2026-11-22 17:00:00 UTC\n", text);
            Assert.Contains("Time              not billed: the clock was not set at the begin\n", text);
            string json = _stage.Backend.ReceiptOf("T1").ToJson();
            Assert.All((string[])[text, json], written => Assert.DoesNotContain("1970", written, StringComparison.Ordinal));
            Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(json).RootElement.GetProperty("transaction").GetProperty("startedUtc").ValueKind);
        }

        [Fact]
        public void A_transaction_id_forges_no_line_of_receipt_log_or_file_name()
        {
            const string forged = "a\\nTotal EUR 0.00\\u001b[2J\\u202e\\u009b";
            foreach ((_, string payload) in BackendStage.Charge(forged))
            {
                _stage.Station.Call("TransactionEvent", payload);
            }

            Receipt receipt = _stage.Backend.ReceiptOf("a\nTotal EUR 0.00\u001b[2J\u202e\u009b");
            string[] lines = receipt.ToText().Split('\n');
            Assert.Contains(lines, line => line == @"Transaction       a\u000aTotal EUR 0.00\u001b[2J\u202e\u009b");
            Assert.Equal("Total EUR                                 8.09", Assert.Single(lines, line => line.StartsWith("Total", StringComparison.Ordinal)));
            Assert.All(lines.Concat(receipt.ToJson().Split('\n')).Concat(_stage.Log), AssertHarmless);
            Assert.Equal("receipt-a%0aTotal%20EUR%200.00%1b%5b2J%e2%80%ae%c2%9b", receipt.FileName);
        }

        /// <summary>What may not be billed is not told either: a tariff that the market does not allow is not sold at all.</summary>
        [Theory]
        [InlineData("DE", false, false)]
        [InlineData("DE", true, true)]
        [InlineData("EU", false, true)]
        public void A_minute_has_a_price_only_where_the_market_allows_it(string market, bool legalClock, bool sold)
        {
            BackendStage Open() => new(options => options with { Market = new Market(market, legalClock) });
            if (sold)
            {
                using BackendStage stage = Open();
                Assert.Contains("a min", stage.Station.Call("Authorize", """{"idToken":{"idToken":"04AABB","type":"ISO14443"}}"""), StringComparison.Ordinal);
                return;
            }

            Assert.Contains("tariff night prices time, but in DE time has a price only where the clock counts by law", Assert.Throws<InvalidDataException>(Open).Message, StringComparison.Ordinal);
        }

        private static void AssertHarmless(string line)
        {
            Assert.DoesNotContain(line, letter => char.IsControl(letter) || letter == '\u202e');
        }
    }
}
