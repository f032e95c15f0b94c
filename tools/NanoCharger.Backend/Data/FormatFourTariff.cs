using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Data
{
    /// <summary>A tariff as it was before there were versions, as a version of today: what was told stays told, what was billed stays billed.</summary>
    /// <param name="Text">The version, as transactions keep it.</param>
    internal sealed record FormatFourTariff(string Text)
    {
        private const string Unnamed = "earlier";
        private const int LongestId = 16;

        /// <exception cref="InvalidDataException">It is none.</exception>
        internal static FormatFourTariff Read(string json)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(json);
                JsonElement old = document.RootElement;
                string id = new(old.GetProperty("name").GetString()!.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-').Take(LongestId).ToArray());
                TariffVersion version = new()
                {
                    Id = id.Length > 0 ? id : Unnamed,
                    Currency = old.GetProperty("currency").GetString()!,
                    StartFee = old.GetProperty("startFee").GetDecimal(),
                    PerKilowattHour = old.GetProperty("perKilowattHour").GetDecimal(),
                    PerMinute = old.GetProperty("perMinute").GetDecimal(),
                    TaxPercent = old.GetProperty("taxPercent").GetDecimal(),
                    LeastWattHours = 0,
                };
                return new FormatFourTariff(version.ToJson());
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException or System.Collections.Generic.KeyNotFoundException or FormatException)
            {
                throw new InvalidDataException("a tariff of the earlier version cannot be read: " + problem.Message);
            }
        }

        /// <summary>Whether a text is a tariff as it was then.</summary>
        internal static bool Wrote(string json)
        {
            return json.Contains("\"name\":", StringComparison.Ordinal);
        }
    }
}
