using System;
using System.Text.Json;

namespace NanoCharger.Backend.Ocpp
{
    /// <summary>The readings of the import register within one TransactionEvent, in mWh.</summary>
    /// <param name="Begin">The one of context Transaction.Begin.</param>
    /// <param name="End">The one of context Transaction.End.</param>
    /// <param name="First">The first of any context.</param>
    /// <param name="Last">The last that is not of context Transaction.Begin.</param>
    /// <param name="Signed">The one that is signed; null where none is.</param>
    internal sealed record RegisterReadings(long? Begin, long? End, long? First, long? Last, SignedValue? Signed)
    {
        private const string ImportRegister = "Energy.Active.Import.Register";
        private const int LongestName = 50;
        private const int LargestMultiplier = 9;

        /// <summary>10^9 kWh in mWh: no charger lives that long, and no price of it overflows.</summary>
        private const long HighestRegister = 1_000_000_000_000_000;

        /// <exception cref="OcppViolation">A meter value is wrong.</exception>
        internal static RegisterReadings Read(JsonElement payload)
        {
            RegisterReadings readings = new(null, null, null, null, null);
            foreach (JsonElement meterValue in Fields.OptionalObjects(payload, "meterValue"))
            {
                Fields.Time(meterValue, "timestamp");
                foreach (JsonElement sample in Fields.OptionalObjects(meterValue, "sampledValue"))
                {
                    if (IsTotalRegister(sample))
                    {
                        long register = Register(sample);
                        readings = readings.With(Fields.OptionalText(sample, "context", LongestName), register)
                            .With(SignedValue.Read(sample, register));
                    }
                }
            }

            return readings;
        }

        private RegisterReadings With(string? context, long register)
        {
            return context switch
            {
                "Transaction.Begin" => this with { Begin = Begin ?? register, First = First ?? register },
                "Transaction.End" => this with { End = register, First = First ?? register, Last = register },
                _ => this with { First = First ?? register, Last = register },
            };
        }

        private RegisterReadings With(SignedValue? signed)
        {
            return signed is null ? this
                : Signed is null ? this with { Signed = signed }
                : throw Fields.OutOfRange("meterValue", "has more than one signed reading");
        }

        /// <summary>Only the sum of the phases at the outlet is billed; where a field is left out OCPP's default holds.</summary>
        private static bool IsTotalRegister(JsonElement sample)
        {
            return (Fields.OptionalText(sample, "measurand", LongestName) ?? ImportRegister) == ImportRegister
                && Fields.OptionalText(sample, "phase", LongestName) is null
                && (Fields.OptionalText(sample, "location", LongestName) ?? "Outlet") == "Outlet";
        }

        private static long Register(JsonElement sample)
        {
            decimal scale = 1000m;
            if (Fields.OptionalObject(sample, "unitOfMeasure") is { } unit)
            {
                scale = (Fields.OptionalText(unit, "unit", 20) ?? "Wh") switch
                {
                    "Wh" => 1000m,
                    "kWh" => 1_000_000m,
                    _ => throw Fields.OutOfRange("unit", "of an energy register must be Wh or kWh"),
                };
                scale *= PowerOfTen(Fields.OptionalInteger(unit, "multiplier", -LargestMultiplier, LargestMultiplier) ?? 0);
            }

            decimal value = Fields.Number(sample, "value");
            if (value < 0 || value > HighestRegister / scale)
            {
                throw Fields.OutOfRange("value", "of an energy register must be 0..10^9 kWh");
            }

            // Whole mWh already, as our stations send it; a finer value of another one is cut, as a register's digits are.
            return (long)decimal.Truncate(value * scale);
        }

        private static decimal PowerOfTen(int exponent)
        {
            decimal power = 1m;
            for (int step = 0; step < Math.Abs(exponent); step++)
            {
                power = exponent > 0 ? power * 10m : power / 10m;
            }

            return power;
        }
    }
}
