using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoCharger.Backend.Rating;
using NanoCharger.TestData;
using Xunit;

namespace NanoCharger.Backend.Tests.Rating
{
    /// <summary>The worked examples of rating, to the minor unit.</summary>
    public sealed class VectorTests
    {
        [VectorFact]
        public void Every_worked_example_comes_out_to_the_minor_unit()
        {
            JsonElement[] examples = Vectors.ReadAll("rating.json").EnumerateArray().ToArray();
            Assert.Equal(24, examples.Length);
            foreach (JsonElement example in examples)
            {
                RatedCharge rated = Rater.Rate(Tariff(example.GetProperty("tariff")), example.GetProperty("parts").EnumerateArray().Select(Part).ToList());
                Assert.Equal((example.GetProperty("name").GetString(), Expected(example.GetProperty("expected"))), (example.GetProperty("name").GetString(), Told(rated)));
            }
        }

        private static TariffVersion Tariff(JsonElement tariff)
        {
            JsonObject fields = JsonNode.Parse(tariff.GetRawText())!.AsObject();
            int digits = fields["minorDigits"]!.GetValue<int>();
            fields.Remove("minorDigits");
            TariffVersion version = TariffVersion.FromJson(fields.ToJsonString());
            Assert.Equal(digits, version.Money.MinorDigits);
            return version;
        }

        private static RatedPart Part(JsonElement part)
        {
            return new RatedPart(part.GetProperty("readings").EnumerateArray().Select(reading => new RatedReading(
                reading.GetProperty("utc").GetDateTimeOffset().ToUnixTimeMilliseconds(),
                reading.GetProperty("mWh").GetInt64(),
                reading.GetProperty("tx").GetString()![0],
                !reading.TryGetProperty("clockCounts", out JsonElement counts) || counts.GetBoolean())).ToList());
        }

        private static string Expected(JsonElement expected)
        {
            IEnumerable<string> lines = expected.GetProperty("lines").EnumerateArray().Select(line => string.Join(' ',
                line.GetProperty("kind").GetString(), line.GetProperty("amount").GetInt64(), Field(line, "price"), Field(line, "mWh"), Field(line, "minutes")));
            string waived = expected.TryGetProperty("waived", out JsonElement reason) ? reason.GetString()! : "";
            return $"{string.Join('\n', lines)}\n{expected.GetProperty("net")} + {expected.GetProperty("tax")} = {expected.GetProperty("gross")} {waived}";
        }

        private static string Told(RatedCharge rated)
        {
            IEnumerable<string> lines = rated.Lines.Select(line => string.Join(' ',
                line.Kind.ToString().ToLowerInvariant(),
                line.AmountMinor,
                line.Kind == LineKind.Energy ? "price " + Plain(line.Price!.Value) : "",
                line.MilliwattHours is { } energy ? $"mWh {energy}" : "",
                line.Minutes is { } minutes ? $"minutes {minutes}" : ""));
            return $"{string.Join('\n', lines)}\n{rated.NetMinor} + {rated.TaxMinor} = {rated.GrossMinor} {rated.Waived}";
        }

        private static string Field(JsonElement line, string name)
        {
            return !line.TryGetProperty(name, out JsonElement value) ? ""
                : name == "price" ? "price " + Plain(decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture))
                : $"{name} {value}";
        }

        private static string Plain(decimal price)
        {
            return price.ToString("0.####", CultureInfo.InvariantCulture);
        }
    }
}
