using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Rating
{
    /// <summary>One transaction of a charge: its signed readings in order, from the begin to an end.</summary>
    public sealed record RatedPart
    {
        /// <param name="readings">A begin, any of C, S and T, and an end.</param>
        /// <exception cref="ArgumentException">They are not, or a register or a time that counts falls.</exception>
        public RatedPart(IReadOnlyList<RatedReading> readings)
        {
            ArgumentNullException.ThrowIfNull(readings);
            if (readings.Count < 2 || readings[0].Cause != 'B' || !IsEnd(readings[^1].Cause) || readings.Skip(1).SkipLast(1).Any(reading => reading.Cause is not ('C' or 'S' or 'T')))
            {
                throw new ArgumentException("A part is a begin, readings between, and an end.", nameof(readings));
            }

            for (int number = 1; number < readings.Count; number++)
            {
                RatedReading before = readings[number - 1];
                RatedReading reading = readings[number];
                if (reading.MilliwattHours < before.MilliwattHours || (reading.ClockCounts && before.ClockCounts && reading.UtcMs < before.UtcMs))
                {
                    throw new ArgumentException($"Reading {number} of a part is below the one before it.", nameof(readings));
                }
            }

            Readings = readings;
            DurationCounts = readings.All(reading => reading.ClockCounts);
        }

        /// <summary>The readings.</summary>
        public IReadOnlyList<RatedReading> Readings { get; }

        /// <summary>Whether its time may be paid for: where all its clocks count, or where it was measured from a begin of uncertain date.</summary>
        public bool DurationCounts { get; init; }

        /// <summary>End less begin.</summary>
        public long MilliwattHours => Readings[^1].MilliwattHours - Readings[0].MilliwattHours;

        /// <summary>End less begin, where the clock counts.</summary>
        internal long Milliseconds => Readings[^1].UtcMs - Readings[0].UtcMs;

        private static bool IsEnd(char cause)
        {
            return cause is 'E' or 'L' or 'R' or 'A' or 'P';
        }
    }
}
