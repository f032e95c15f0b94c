using System.Globalization;
using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>The contacts close only after the pilot has stood in C or D for half a second (IEC 61851-1:2017, Table A.6: a glitch is no wish).</summary>
    internal sealed class ClosingRule
    {
        private const long StableNanos = 500_000_000;

        /// <summary>Samples between the bursts of a turn may miss the edges, and a dip as short as this passes unseen.</summary>
        private const long UnseenNanos = 60_000_000;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly PilotCircuit _pilot;
        private readonly Contactor _contactor;
        private readonly Spell _away;
        private long _since;

        public ClosingRule(Machine machine, BayResult result, StallWatch stalls, PilotCircuit pilot, Contactor contactor)
        {
            _machine = machine;
            _result = result;
            _pilot = pilot;
            _contactor = contactor;
            _away = new Spell(machine, stalls, UnseenNanos);
            pilot.Changed += Follow;
            contactor.Moved += Judge;
        }

        private void Follow()
        {
            _away.Tell(_pilot.SurelyAsksNothing);
            if (_away.Remembered)
            {
                _away.End();
                _since = _machine.NowNanos;
            }
        }

        private void Judge()
        {
            long stood = _machine.NowNanos - _since;
            if (_contactor.Closed && stood < StableNanos)
            {
                string what = string.Create(CultureInfo.InvariantCulture, $"the contacts closed {stood / 1_000_000} ms after the pilot came to {_pilot.State}");
                _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 1, what));
            }
        }
    }
}
