using System;

namespace NanoCharger.Verify
{
    /// <summary>One reading of a document (an entry of OCMF's RD).</summary>
    /// <param name="Time">Date and time as UTC.</param>
    /// <param name="Clock">How sure the station is of it: U unknown, I informative, S synchronised.</param>
    /// <param name="Cause">OCMF's TX: B begin, C periodic, E L R A P an end.</param>
    /// <param name="RegisterMilliwattHours">The lifetime register.</param>
    public sealed record SignedReading(DateTime Time, char Clock, char Cause, long RegisterMilliwattHours)
    {
        /// <summary>What of it is not to be billed by (OCMF's EF): E energy, t time.</summary>
        public string Errors { get; init; } = string.Empty;

        /// <summary>How the meter was (OCMF's ST): G good, any other not.</summary>
        public char State { get; init; } = 'G';

        /// <summary>Its time may be billed by: the clock had been set, and had not moved since the begin by more than it can drift.</summary>
        public bool TimeCounts => Clock != 'U' && !Errors.Contains('t', StringComparison.Ordinal);

        /// <summary>It ends a transaction: by the vehicle (E), locally (L), remotely (R), by a fault (A), by loss of power (P).</summary>
        public bool IsEnd => Cause is 'E' or 'L' or 'R' or 'A' or 'P';
    }
}
