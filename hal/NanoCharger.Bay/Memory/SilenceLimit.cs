using NanoCharger.Bay.Rules;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Memory
{
    /// <summary>What is left to a station that its backend does not reach: <c>offline.amps</c>, after <c>offline.seconds</c> without a message, and from the first moment of a start until one comes.</summary>
    /// <remarks>A message counts when it reaches the chip.</remarks>
    internal sealed class SilenceLimit : MemoryRule
    {
        private const long NanosPerSecond = 1_000_000_000;
        private const long Never = -1;

        private readonly Machine _machine;
        private readonly SettingsInForce _settings;
        private long _heard = Never;

        public SilenceLimit(Machine machine, SettingsInForce settings)
        {
            _machine = machine;
            _settings = settings;
        }

        /// <summary>The most that it allows, in amperes.</summary>
        public double Amps
        {
            get
            {
                RuleSettings now = _settings.Now;
                return _heard == Never || _machine.NowNanos - _heard >= now.OfflineSeconds * NanosPerSecond ? now.OfflineAmps : double.PositiveInfinity;
            }
        }

        /// <summary>A message has reached the chip.</summary>
        public void Heard()
        {
            _heard = _machine.NowNanos;
        }

        public override void Cut()
        {
            _heard = Never;
        }
    }
}
