using System.Globalization;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>The register never falls; a loss of power costs at most one checkpoint of it.</summary>
    internal sealed class RegisterRule
    {
        private const long CheckpointMilliwattHours = 100_000;

        /// <summary>A start re-arms the hold before the log has been read: until then the register is not known to the firmware.</summary>
        private const long StartNanos = 5_000_000_000;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private long _last = long.MinValue;
        private long _bootedNanos;

        public RegisterRule(Machine machine, BayResult result)
        {
            _machine = machine;
            _result = result;
        }

        /// <summary>The firmware has started anew.</summary>
        public void Booted()
        {
            _bootedNanos = _machine.NowNanos;
            _last = _last == long.MinValue ? _last : _last - CheckpointMilliwattHours;
        }

        public void Check(long registerMilliwattHours)
        {
            if (_machine.NowNanos - _bootedNanos < StartNanos)
            {
                return;
            }

            if (registerMilliwattHours < _last)
            {
                string what = string.Create(CultureInfo.InvariantCulture, $"the register fell to {registerMilliwattHours} mWh, below {_last} mWh");
                _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 4, what));
            }

            _last = registerMilliwattHours;
        }
    }
}
