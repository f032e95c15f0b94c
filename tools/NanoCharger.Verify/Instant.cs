using System;

namespace NanoCharger.Verify
{
    /// <summary>A station's word about when something was: OCMF's TM with its time status.</summary>
    /// <param name="Utc">The date and time.</param>
    /// <param name="Status">U unknown, I informative, S synchronised, R relative.</param>
    /// <param name="TimeError">The time is marked as not to be billed by (EF has a "t").</param>
    public sealed record Instant(DateTime Utc, char Status, bool TimeError)
    {
        /// <summary>No station of this kind existed before: an earlier date is that of a clock that was never set.</summary>
        private const int EarliestYear = 2020;

        /// <summary>The date says something: the clock had been set once.</summary>
        public bool DateKnown => Status != 'U' && Utc.Year >= EarliestYear;

        /// <summary>It is a moment on everybody's clock: what has a price by the hour, or was told at a time, goes by such ones alone.</summary>
        public bool Counts => Status == 'S' && DateKnown && !TimeError;
    }
}
