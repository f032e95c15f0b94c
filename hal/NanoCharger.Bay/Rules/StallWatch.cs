using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>How long the firmware has stood still: by the machine for the limits of rules, by the hold pulses for the energy that nobody could meter.</summary>
    internal sealed class StallWatch
    {
        private const long NotableNanos = 500_000_000;

        private const long Never = -1;

        private readonly Machine _machine;
        private readonly Func<double> _watts;
        private readonly Func<double> _wattHours;
        private long _from;
        private long _until;
        private long _stalledBefore;
        private long _lastPulse = Never;
        private long _awakeFrom;
        private double _wattsAtPulse;
        private double _wattHoursAtPulse;

        /// <param name="machine">Its time, and its stalls.</param>
        /// <param name="watts">True power at this moment.</param>
        /// <param name="wattHours">True energy so far.</param>
        public StallWatch(Machine machine, Func<double> watts, Func<double> wattHours)
        {
            _machine = machine;
            _watts = watts;
            _wattHours = wattHours;
            machine.Stalled += Stall;
        }

        /// <summary>Times that the loop stood still for more than half a second.</summary>
        public int Count { get; private set; }

        /// <summary>Energy beyond the smaller of the powers before and after each stall, in watt-hours: nobody can know of it who stood still.</summary>
        public double UnseenWattHours { get; private set; }

        /// <summary>All time lost so far, the present stall up to now included.</summary>
        /// <remarks>An outlet cannot stay live for more than 4 s of one: then the hold, which is no firmware, has opened the contactor.</remarks>
        public long StalledNanos
        {
            get { return _stalledBefore + Math.Max(0, Math.Min(_machine.NowNanos, _until) - _from); }
        }

        /// <summary>How long the stall that goes on at this moment lasts from end to end, as far as it is known by now; 0 where the firmware runs.</summary>
        public long PresentNanos
        {
            get { return _machine.NowNanos < _until ? _until - _from : 0; }
        }

        /// <summary>How long the firmware has been awake since its last hold pulse, or since its start: a loop that turns needs a fraction of a second.</summary>
        public long AwakeSincePulseNanos
        {
            get { return _machine.NowNanos - StalledNanos - _awakeFrom; }
        }

        /// <summary>How much of the time since its last hold pulse it stood still; 0 before the first one.</summary>
        public long StalledSincePulseNanos
        {
            get { return _lastPulse == Never ? 0 : Math.Max(0, _machine.NowNanos - _lastPulse - AwakeSincePulseNanos); }
        }

        /// <summary>There is no loop any more: what passes until its first turn is a start, no stall.</summary>
        public void Stopped()
        {
            _stalledBefore = StalledNanos;
            _from = _until = _machine.NowNanos;
            _awakeFrom = _machine.NowNanos - _stalledBefore;
            _lastPulse = Never;
        }

        /// <summary>The loop has ended a turn.</summary>
        public void Pulse()
        {
            long gap = _lastPulse == Never ? 0 : _machine.NowNanos - _lastPulse;
            if (gap > NotableNanos)
            {
                Count++;
                double known = Math.Min(_wattsAtPulse, _watts()) * gap / 3.6e12;
                UnseenWattHours += Math.Max(0, _wattHours() - _wattHoursAtPulse - known);
            }

            _lastPulse = _machine.NowNanos;
            _awakeFrom = _machine.NowNanos - StalledNanos;
            _wattsAtPulse = _watts();
            _wattHoursAtPulse = _wattHours();
        }

        private void Stall(long from, long until)
        {
            if (from > _until)
            {
                _stalledBefore = StalledNanos;
                _from = from;
            }

            _until = Math.Max(_until, until);
        }
    }
}
