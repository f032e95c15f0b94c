using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoCharger.Backend
{
    /// <summary>What a transaction costs. All prices are net; the tax is added to their sum.</summary>
    /// <remarks>
    /// The rounding rule: every part is exact (energy to the mWh, time to the tick), the gross sum is rounded once, at the end,
    /// to hundredths of the currency, half away from zero.
    /// </remarks>
    public sealed record Tariff
    {
        private const decimal HighestPrice = 1_000_000m;
        private const int LongestLine = 80;

        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        };

        /// <summary>Its name on the receipt.</summary>
        public string Name { get; init; } = "standard";

        /// <summary>ISO 4217 code of a currency with hundredths.</summary>
        public string Currency { get; init; } = "EUR";

        /// <summary>Charged once for a transaction, in the currency, net.</summary>
        public decimal StartFee { get; init; }

        /// <summary>Price of one kWh, in the currency, net.</summary>
        public decimal PerKilowattHour { get; init; }

        /// <summary>Price of one minute from start to end, in the currency, net.</summary>
        public decimal PerMinute { get; init; }

        /// <summary>Tax on the net sum in per cent, 0..100.</summary>
        public decimal TaxPercent { get; init; }

        /// <summary>Reads a tariff file: JSON, comments allowed; an unknown key is an error.</summary>
        /// <exception cref="InvalidDataException">It is not a tariff; the message says what is wrong and where.</exception>
        /// <exception cref="IOException">It cannot be read.</exception>
        public static Tariff Load(string path)
        {
            return FromJson(File.ReadAllText(path));
        }

        /// <summary>Reads a tariff from its JSON text.</summary>
        /// <exception cref="InvalidDataException">It is not a tariff; the message says what is wrong and where.</exception>
        public static Tariff FromJson(string json)
        {
            Tariff? tariff;
            try
            {
                tariff = JsonSerializer.Deserialize<Tariff>(json, Format);
            }
            catch (JsonException problem)
            {
                throw new InvalidDataException("The tariff is not valid: " + problem.Message);
            }

            if (tariff is null)
            {
                throw new InvalidDataException("The tariff is not valid: it is null.");
            }

            tariff.Validate();
            return tariff;
        }

        /// <summary>The same text that <see cref="FromJson"/> reads.</summary>
        public string ToJson()
        {
            return JsonSerializer.Serialize(this, Format);
        }

        /// <summary>The prices in a line of at most 80 ASCII characters, for the station's signed documents; null where no such line tells them exactly.</summary>
        public string? ToLine()
        {
            List<string> parts = [];
            Add(parts, StartFee, " " + Currency);
            Add(parts, PerKilowattHour, $" {Currency}/kWh");
            Add(parts, PerMinute, $" {Currency}/min");
            string line = parts.Count == 0 ? "free" : string.Join(" + ", parts);
            line += TaxPercent > 0 && parts.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $" + {TaxPercent:0.####} % tax") : "";
            bool exact = IsExact(StartFee) && IsExact(PerKilowattHour) && IsExact(PerMinute) && IsExact(TaxPercent);
            return exact && line.Length <= LongestLine ? line : null;
        }

        /// <summary>Checks every range.</summary>
        /// <exception cref="InvalidDataException">A value is outside its range; the message names it.</exception>
        public void Validate()
        {
            Check(!string.IsNullOrWhiteSpace(Name), "name must not be empty");
            Check(Currency is { Length: 3 } && IsUpperCase(Currency), "currency must be three capital letters");
            Check(StartFee is >= 0 and <= HighestPrice, "startFee must be 0..1000000");
            Check(PerKilowattHour is >= 0 and <= HighestPrice, "perKilowattHour must be 0..1000000");
            Check(PerMinute is >= 0 and <= HighestPrice, "perMinute must be 0..1000000");
            Check(TaxPercent is >= 0 and <= 100, "taxPercent must be 0..100");
        }

        /// <summary>Prices one transaction.</summary>
        /// <param name="energyMilliwattHours">Energy delivered, 0 or more mWh; null where the meter's word on it does not count, and then none is billed.</param>
        /// <param name="duration">From start to end; null where the station's clock did not tell, and then no time is billed.</param>
        /// <exception cref="ArgumentOutOfRangeException">The energy or the duration is negative.</exception>
        public Invoice Price(long? energyMilliwattHours, TimeSpan? duration)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(energyMilliwattHours ?? 0, nameof(energyMilliwattHours));
            ArgumentOutOfRangeException.ThrowIfLessThan(duration ?? TimeSpan.Zero, TimeSpan.Zero, nameof(duration));
            decimal energy = (energyMilliwattHours ?? 0) / 1_000_000m * PerKilowattHour;
            decimal time = duration is null ? 0m : duration.Value.Ticks / (decimal)TimeSpan.TicksPerMinute * PerMinute;
            decimal gross = (StartFee + energy + time) * (1m + (TaxPercent / 100m));

            // The tax is shown as a part of the rounded total, so that the two figures of a receipt always add up to the third.
            decimal total = RoundToCents(gross);
            decimal tax = RoundToCents(total * TaxPercent / (100m + TaxPercent));
            return new Invoice(StartFee, energy, time, energyMilliwattHours is not null, duration is not null, total - tax, tax, total);
        }

        private static void Add(List<string> parts, decimal price, string unit)
        {
            if (price > 0)
            {
                parts.Add(price.ToString("0.00##", CultureInfo.InvariantCulture) + unit);
            }
        }

        private static bool IsExact(decimal figure)
        {
            return decimal.Round(figure, 4) == figure;
        }

        private static decimal RoundToCents(decimal amount)
        {
            // The added zero gives two decimals to a round amount too: 5 becomes 5.00.
            return Math.Round(amount, 2, MidpointRounding.AwayFromZero) + 0.00m;
        }

        private static bool IsUpperCase(string text)
        {
            foreach (char letter in text)
            {
                if (letter is < 'A' or > 'Z')
                {
                    return false;
                }
            }

            return true;
        }

        private static void Check(bool holds, string rule)
        {
            if (!holds)
            {
                throw new InvalidDataException("The tariff is not valid: " + rule + ".");
            }
        }
    }
}
