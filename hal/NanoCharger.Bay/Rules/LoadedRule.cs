using System.Globalization;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>A vehicle that ignores pauses or its offer is opened under load some times in one plugging, and then no more: it is not closed again.</summary>
    /// <remarks>
    /// Counted are openings by the firmware at the end of a pause or an over-current. Who was unplugged (12 V of any length) starts anew, and so does whom the technician has cleared.
    /// A restart takes one back, which the firmware may not have written down. Between such an opening and the next closing there are 30 s at least.
    /// </remarks>
    internal sealed class LoadedRule
    {
        private const int Most = 9;
        private const long PauseNanos = 29_500_000_000;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly Plant _plant;
        private readonly ObedienceWatch _obedience;
        private long _openedAt = long.MinValue / 2;
        private int _count;

        public LoadedRule(Machine machine, BayResult result, Plant plant, ObedienceWatch obedience)
        {
            _machine = machine;
            _result = result;
            _plant = plant;
            _obedience = obedience;
            plant.Contactor.Moved += Judge;
            plant.Pilot.Changed += Follow;
        }

        /// <summary>The firmware starts anew.</summary>
        public void Restart()
        {
            _count -= _count > 0 ? 1 : 0;
            _openedAt = long.MinValue / 2;
        }

        /// <summary>Unplugged, or cleared by the technician.</summary>
        public void Forget()
        {
            _count = 0;
            _openedAt = long.MinValue / 2;
        }

        private void Follow()
        {
            if (_plant.Pilot.State == 'A')
            {
                Forget();
            }
        }

        private void Judge()
        {
            long since = _machine.NowNanos - _openedAt;
            if (_plant.Contactor.Closed && since < PauseNanos)
            {
                Tell(string.Create(CultureInfo.InvariantCulture, $"the contacts closed {since / 1e9:F1} s after they had to be opened under load"));
            }
            else if (!_plant.Contactor.Closed && _plant.Contactor.Cause == "firmware" && _obedience.Ignored)
            {
                _openedAt = _machine.NowNanos;
                _count++;
                if (_count == Most + 1)
                {
                    Tell(string.Create(CultureInfo.InvariantCulture, $"the contacts opened under load for the {_count}th time in one plugging; {Most} are allowed"));
                }
            }
        }

        private void Tell(string what)
        {
            _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 7, what));
        }
    }
}
