using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Data
{
    /// <summary>A tariff as format 4 had it, as a version of today: what was told stays told, what was billed stays billed.</summary>
    /// <param name="Text">The version, as transactions keep it.</param>
    /// <param name="TaxPercent">The tax that was inside the total.</param>
    internal sealed record FormatFourTariff(string Text, decimal TaxPercent)
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
                return new FormatFourTariff(version.ToJson(), version.TaxPercent);
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException or System.Collections.Generic.KeyNotFoundException or FormatException)
            {
                throw new InvalidDataException("a tariff of the earlier version cannot be read: " + problem.Message);
            }
        }

        /// <summary>A bill of that time: its total as it was, the tax the part of it that it was then, no lines, since they were rounded only in their sum.</summary>
        internal string? Rated(long? costMinor, long? beginMwh, long? endMwh)
        {
            if (costMinor is not { } cost)
            {
                return null;
            }

            long tax = (long)Math.Round(cost * TaxPercent / (100m + TaxPercent), MidpointRounding.AwayFromZero);
            return TransactionRows.Text(new RatedCharge([], cost - tax, tax) { MilliwattHours = (endMwh - beginMwh) ?? 0 });
        }
    }
}
