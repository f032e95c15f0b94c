using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>How long the control loop has stood still, as the hold pulses show it.</summary>
    internal sealed class StallWatch
    {
        /// <summary>A turn, a converter block and a usual flash erase in one; what is longer is a stall.</summary>
        private const long UsualGapNanos = 100_000_000;
        private const long NotableNanos = 500_000_000;

        private const long Never = -1;

        private readonly Machine _machine;
        private long _lastPulse = Never;
        private long _stalled;

        public StallWatch(Machine machine)
        {
            _machine = machine;
        }

        /// <summary>Times that the loop stood still for more than half a second.</summary>
        public int Count { get; private set; }

        /// <summary>All time lost so far beyond the usual turn, the present gap included.</summary>
        public long StalledNanos
        {
            get { return _stalled + (_lastPulse == Never ? 0 : Math.Max(0, _machine.NowNanos - _lastPulse - UsualGapNanos)); }
        }

        /// <summary>There is no loop any more: what passes until its first turn is a start, no stall.</summary>
        public void Stopped()
        {
            _stalled = StalledNanos;
            _lastPulse = Never;
        }

        /// <summary>The loop has ended a turn.</summary>
        public void Pulse()
        {
            _stalled = StalledNanos;
            if (_lastPulse != Never && _machine.NowNanos - _lastPulse > NotableNanos)
            {
                Count++;
            }

            _lastPulse = _machine.NowNanos;
        }
    }
}
