using System.Globalization;
using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>X1 lasts 4 s at least before PWM is on the pilot again: a vehicle misses a shorter one, or takes it for a disturbance.</summary>
    internal sealed class SteadyRule
    {
        /// <summary>4 s, and what a turn may vary.</summary>
        private const long LeastNanos = 3_800_000_000;

        private const int SteadyHigh = 10_000;
        private const long Never = -1;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly PilotCircuit _pilot;
        private long _since = Never;

        public SteadyRule(Machine machine, BayResult result, PilotCircuit pilot)
        {
            _machine = machine;
            _result = result;
            _pilot = pilot;
            pilot.Changed += Follow;
        }

        private void Follow()
        {
            if (_pilot.DutyHundredths == SteadyHigh)
            {
                _since = _since == Never ? _machine.NowNanos : _since;
                return;
            }

            long lasted = _machine.NowNanos - _since;
            if (_since != Never && _pilot.OfferAmps > 0 && lasted < LeastNanos)
            {
                string what = string.Create(CultureInfo.InvariantCulture, $"+12 V lasted {lasted / 1_000_000} ms between two offers; 4 s are the least");
                _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 3, what));
            }

            _since = Never;
        }
    }
}
