using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>How long the control loop has stood still, as the hold pulses show it.</summary>
    internal sealed class StallWatch
    {
        /// <summary>What is longer than a turn with all its duties is a stall: a flash erase, a collection, a handshake.</summary>
        private const long UsualGapNanos = 100_000_000;

        /// <summary>The part of a gap that was a turn at work; the rest was lost.</summary>
        private const long TurnNanos = 30_000_000;
        private const long NotableNanos = 500_000_000;

        /// <summary>No stall excuses more: after that time the hold has opened the contactor without firmware.</summary>
        private const long HoldNanos = 4_000_000_000;

        private const long Never = -1;

        private readonly Machine _machine;
        private readonly Func<double> _watts;
        private readonly Func<double> _wattHours;
        private long _lastPulse = Never;
        private long _stalled;
        private double _wattsAtPulse;
        private double _wattHoursAtPulse;

        /// <param name="machine">Its time.</param>
        /// <param name="watts">True power at this moment.</param>
        /// <param name="wattHours">True energy so far.</param>
        public StallWatch(Machine machine, Func<double> watts, Func<double> wattHours)
        {
            _machine = machine;
            _watts = watts;
            _wattHours = wattHours;
        }

        /// <summary>Times that the loop stood still for more than half a second.</summary>
        public int Count { get; private set; }

        /// <summary>Energy beyond the smaller of the powers before and after each stall, in watt-hours: nobody can know of it who stood still.</summary>
        public double UnseenWattHours { get; private set; }

        /// <summary>All time lost so far beyond the usual turn, the present gap included; of each gap the 4 s of the hold at most.</summary>
        public long StalledNanos
        {
            get
            {
                long gap = _lastPulse == Never ? 0 : _machine.NowNanos - _lastPulse;
                return _stalled + (gap > UsualGapNanos ? Math.Min(gap - TurnNanos, HoldNanos) : 0);
            }
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
            long gap = _lastPulse == Never ? 0 : _machine.NowNanos - _lastPulse;
            if (gap > NotableNanos)
            {
                Count++;
                double known = Math.Min(_wattsAtPulse, _watts()) * gap / 3.6e12;
                UnseenWattHours += Math.Max(0, _wattHours() - _wattHoursAtPulse - known);
            }

            _lastPulse = _machine.NowNanos;
            _wattsAtPulse = _watts();
            _wattHoursAtPulse = _wattHours();
        }
    }
}
