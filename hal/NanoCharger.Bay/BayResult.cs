using System.Collections.Generic;

namespace NanoCharger.Bay
{
    /// <summary>What a run gave.</summary>
    public sealed class BayResult
    {
        /// <summary>Virtual time played, in seconds.</summary>
        public double VirtualSeconds { get; internal set; }

        /// <summary>Real time it took, in seconds.</summary>
        public double RealSeconds { get; internal set; }

        /// <summary>False when an answer did not come within its 10 real seconds: the same seed may then give another trace.</summary>
        public bool Reproducible { get; internal set; } = true;

        /// <summary>True when the run was ended before the end of its story.</summary>
        public bool Cancelled { get; internal set; }

        /// <summary>Conversions of the converter, for the speed of the bay.</summary>
        public long AdcConversions { get; internal set; }

        /// <summary>Energy that the bay's mains delivered in all, in watt-hours.</summary>
        public double TrueEnergyWh { get; internal set; }

        /// <summary>The part of it that flowed in calibration runs: nobody's.</summary>
        public double RunWh { get; internal set; }

        /// <summary>The part of it that went through welded contacts, which no bill need hold.</summary>
        public double WeldedWh { get; internal set; }

        /// <summary>Energy that changed unseen while the control loop stood still, beyond the smaller of the powers before and after each stall: no bill can hold it.</summary>
        public double UnseenWh { get; internal set; }

        /// <summary>Broken invariants in order of time.</summary>
        public List<Violation> Violations { get; } = new List<Violation>();

        /// <summary>What the bay waived because of damage that the scenario did, and why.</summary>
        public List<string> Waived { get; } = new List<string>();

        /// <summary>Transactions in the order of their begin records.</summary>
        public List<TrueTransaction> Transactions { get; } = new List<TrueTransaction>();
    }
}
