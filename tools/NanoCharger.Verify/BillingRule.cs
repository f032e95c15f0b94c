using System;

namespace NanoCharger.Verify
{
    /// <summary>What may be billed by what a station says. The only place where that is decided: Verify, backend and bench ask here.</summary>
    /// <remarks>
    /// OCMF's time status (table 19) and error flags (table 7): a time is billed by where both ends are synchronised, or both relative, which is a
    /// distance that was measured lawfully from a begin of uncertain date. Informative and unknown clocks say nothing that is paid for, nor does
    /// a distance between a relative and a synchronised time: those are two clocks.
    /// </remarks>
    public static class BillingRule
    {
        /// <summary>Why no time may be billed between two times; null where it may.</summary>
        public static string? TimeProblem(Instant begin, Instant end)
        {
            ArgumentNullException.ThrowIfNull(begin);
            ArgumentNullException.ThrowIfNull(end);
            return OrderProblem(begin, end)
                ?? Doubt("begin", begin)
                ?? Doubt("end", end)
                ?? (begin.Status == end.Status ? null : "its two times are of two clocks, one synchronised and one relative");
        }

        /// <summary>Why two times cannot both be true; null where they can. Whatever their status says: the public verifiers look at the dates alone.</summary>
        public static string? OrderProblem(Instant begin, Instant end)
        {
            ArgumentNullException.ThrowIfNull(begin);
            ArgumentNullException.ThrowIfNull(end);
            return IsBefore(end, begin) ? $"the end ({Told.Time(end)}) is before the begin ({Told.Time(begin)})" : null;
        }

        /// <summary>Whether a later reading of a transaction has an earlier date, which no document of ours may have, however sure the clock was.</summary>
        internal static bool IsBefore(Instant later, Instant earlier)
        {
            return later.Utc < earlier.Utc;
        }

        /// <summary>Why the energy between two readings may not be billed; null where it may.</summary>
        public static string? EnergyProblem(SignedReading begin, SignedReading end)
        {
            ArgumentNullException.ThrowIfNull(begin);
            ArgumentNullException.ThrowIfNull(end);
            return Doubt("begin", begin) ?? Doubt("end", end);
        }

        /// <summary>What may be billed by a document that holds: something only by a receipt.</summary>
        internal static Billing Of(SignedDocument document)
        {
            if (!document.IsReceipt)
            {
                return Billing.Nothing("it is evidence, not a receipt");
            }

            SignedReading begin = document.Readings[0];
            SignedReading end = document.Readings[1];
            return new Billing(EnergyProblem(begin, end), TimeProblem(begin.Instant, end.Instant));
        }

        private static string? Doubt(string which, Instant instant)
        {
            return !instant.DateKnown ? $"the clock was not set at the {which}"
                : instant.Status == 'I' ? $"the clock is only informative at the {which}"
                : instant.TimeError ? $"the time of the {which} is marked as faulty"
                : null;
        }

        private static string? Doubt(string which, SignedReading reading)
        {
            return !reading.MeterGood ? $"the meter's status at the {which} is {reading.MeterStatus} ({MeterStatus.Name(reading.MeterStatus)}), not good"
                : reading.EnergyError ? $"the energy of the {which} is marked as faulty"
                : null;
        }
    }
}
