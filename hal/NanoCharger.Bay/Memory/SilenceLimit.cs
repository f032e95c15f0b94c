using NanoCharger.Emulation;

namespace NanoCharger.Bay.Memory
{
    /// <summary>What is left to a station that its backend does not reach: <c>offline.amps</c>, after <c>offline.seconds</c> without a message, and from the first moment of a start until one comes.</summary>
    /// <remarks>A message counts when it reaches the chip. Where somebody changes a setting at the console, it is not judged any more.</remarks>
    internal sealed class SilenceLimit : MemoryRule
    {
        private const int MostAmps = 80;
        private const int DefaultSeconds = 600;
        private const long NanosPerSecond = 1_000_000_000;
        private const long Never = -1;

        private readonly Machine _machine;
        private readonly int _amps;
        private readonly long _silentNanos;
        private long _heard = Never;
        private bool _changed;

        public SilenceLimit(Machine machine, Scenario scenario)
        {
            _machine = machine;
            _amps = scenario.Setting("offline.amps", MostAmps);
            _silentNanos = scenario.Setting("offline.seconds", DefaultSeconds) * NanosPerSecond;
        }

        /// <summary>The most that it allows, in amperes.</summary>
        public double Amps
        {
            get { return !_changed && (_heard == Never || _machine.NowNanos - _heard >= _silentNanos) ? _amps : double.PositiveInfinity; }
        }

        /// <summary>A message has reached the chip.</summary>
        public void Heard()
        {
            _heard = _machine.NowNanos;
        }

        public override void Asked(Wish wish)
        {
            _changed |= wish.Kind == WishKind.Setting;
        }

        public override void Cut()
        {
            _heard = Never;
        }
    }
}
