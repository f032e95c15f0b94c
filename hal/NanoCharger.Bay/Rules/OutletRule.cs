using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>One rule of the kind "no mains on the outlet for longer than a limit while something is wrong".</summary>
    internal sealed class OutletRule
    {
        /// <summary>Number of the invariant that it belongs to.</summary>
        public required int Invariant { get; init; }

        /// <summary>What is wrong at this moment, in words; null: nothing.</summary>
        public required Func<string?> Wrong { get; init; }

        /// <summary>How long the outlet may stay live from the moment it went wrong, in nanoseconds.</summary>
        public required Func<long> LimitNanos { get; init; }

        /// <summary>True where the part that acts is firmware: its stalls, up to the 4 s of the hold, come on top.</summary>
        public required Func<bool> ByFirmware { get; init; }

        /// <summary>Why the firmware has to do what hardware should have done; told as waived where a stall makes it late. Null: that is how it is meant.</summary>
        public Func<string?> LateExcuse { get; init; } = () => null;

        /// <summary>Damage by the scenario that makes it impossible to keep the rule; null: none.</summary>
        public required Func<string?> Excuse { get; init; }

        internal long Since { get; set; } = -1;

        internal long StalledBefore { get; set; }

        internal bool Told { get; set; }

        internal bool LateTold { get; set; }

        internal Event? Deadline { get; set; }
    }
}
