using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Stations
{
    /// <summary>What a station's meter shows while it charges. For the eye alone: nothing of it is stored, and nothing is billed by it.</summary>
    /// <param name="At">When the station has read it, by its clock.</param>
    /// <param name="Age">How long ago it came.</param>
    /// <param name="Values">The values.</param>
    public sealed record LiveReading(DateTimeOffset At, TimeSpan Age, IReadOnlyList<LiveValue> Values)
    {
        /// <summary>They come each ten seconds; what is older than this is of another moment.</summary>
        private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(45);

        private const int MostValues = 64;
        private const int LongestWord = 50;
        private const decimal MilliwattHoursOfWattHour = 1000;
        private const int MostMultiplier = 9;
        private const decimal Most = 1_000_000_000_000m;

        /// <summary>It says what is now.</summary>
        internal bool IsFresh => Age <= Fresh;

        /// <summary>What the register shows now; null where nothing says it.</summary>
        internal LiveRegister? Register => IsFresh && Of("Energy.Active.Import.Register") is { } wattHours ? new LiveRegister(At.ToUnixTimeMilliseconds(), (long)(wattHours * MilliwattHoursOfWattHour)) : null;

        /// <summary>The one of a measurand, of a phase or in total; null where there is none.</summary>
        public decimal? Of(string measurand, string? phase = null)
        {
            return Values.FirstOrDefault(value => value.Measurand == measurand && value.Phase == phase)?.Value;
        }

        /// <summary>Reads the body of a MeterValuesRequest (OCPP 2.0.1): of several readings the last.</summary>
        /// <exception cref="OcppViolation">It is none.</exception>
        /// <exception cref="JsonException">It is no JSON.</exception>
        internal static LiveReading Read(ReadOnlyMemory<byte> body)
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new OcppViolation(OcppError.TypeConstraintViolation, "the body is not an object");
            }

            Fields.Integer(document.RootElement, "evseId", 0, int.MaxValue);
            JsonElement[] readings = Fields.OptionalObjects(document.RootElement, "meterValue");
            if (readings.Length == 0)
            {
                throw new OcppViolation(OcppError.OccurrenceConstraintViolation, "meterValue is missing");
            }

            JsonElement[] values = Fields.OptionalObjects(readings[^1], "sampledValue");
            return values.Length is 0 or > MostValues ? throw Fields.OutOfRange("sampledValue", $"must have 1..{MostValues} items")
                : new LiveReading(new DateTimeOffset(Fields.Time(readings[^1], "timestamp")), default, values.Select(ValueOf).ToList());
        }

        private static LiveValue ValueOf(JsonElement value)
        {
            JsonElement? unit = Fields.OptionalObject(value, "unitOfMeasure");
            int power = unit is { } given ? Fields.OptionalInteger(given, "multiplier", -MostMultiplier, MostMultiplier) ?? 0 : 0;
            decimal number = Fields.Number(value, "value");
            try
            {
                for (; power > 0; power--)
                {
                    number *= 10;
                }
            }
            catch (OverflowException)
            {
                throw Fields.OutOfRange("value", "is too large a number");
            }

            for (; power < 0; power++)
            {
                number /= 10;
            }

            // No meter shows more; and sums of what is larger are no numbers any more.
            return Math.Abs(number) > Most ? throw Fields.OutOfRange("value", "is too large a number") : new LiveValue(
                Fields.OptionalText(value, "measurand", LongestWord) ?? "Energy.Active.Import.Register",
                Fields.OptionalText(value, "phase", LongestWord),
                number,
                unit is { } of ? Fields.OptionalText(of, "unit", LongestWord) ?? LiveValue.Usual : LiveValue.Usual);
        }
    }

    /// <summary>One value of a meter.</summary>
    /// <param name="Measurand">What is measured, in OCPP's words.</param>
    /// <param name="Phase">Of which phase; null: in total.</param>
    /// <param name="Value">The value, in the unit.</param>
    /// <param name="Unit">The unit.</param>
    public sealed record LiveValue(string Measurand, string? Phase, decimal Value, string Unit)
    {
        /// <summary>Where none is said.</summary>
        internal const string Usual = "Wh";
    }
}
