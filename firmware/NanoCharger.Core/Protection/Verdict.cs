namespace NanoCharger.Core.Protection
{
    /// <summary>What the protection says about one turn. One object for the life of the charger, refilled each turn by <see cref="Guard"/>.</summary>
    public sealed class Verdict
    {
        /// <summary>Value of <see cref="LimitMilliamps"/> when nothing limits.</summary>
        public const int NoLimit = int.MaxValue;

        /// <summary>The most severe fault in force, or None. A stop without a fault is one that the protection needs for itself: a test that is due.</summary>
        public FaultCode Fault { get; internal set; }

        /// <summary>How to stop; None when nothing has to stop.</summary>
        public StopKind Stop { get; internal set; } = StopKind.Open;

        /// <summary>True when the pilot may offer current (X2). False until the first turn was judged.</summary>
        public bool MayOffer { get; internal set; }

        /// <summary>True when the contactor may close: nothing stops, all waiting is over, and the residual current monitor has passed its test.</summary>
        public bool MayClose { get; internal set; }

        /// <summary>True while nothing is offered because the vehicle has made the contactor close too often in a short time.</summary>
        public bool BackedOff { get; internal set; }

        /// <summary>True in the one turn that finds the interlock opened where nobody looked for so long that another vehicle may stand there now.</summary>
        public bool VehicleInDoubt { get; internal set; }

        /// <summary>What the temperature allows, in milliamperes: half or a quarter of the rating, never less than 6 000; <see cref="NoLimit"/> for no limit.</summary>
        public int LimitMilliamps { get; internal set; } = NoLimit;

        /// <summary>No closing before this monotonic time, in microseconds: 30 s after a fault, 15 min after a residual trip, the random delay. In the past when nothing waits.</summary>
        public long CloseNotBeforeMicros { get; internal set; }
    }
}
