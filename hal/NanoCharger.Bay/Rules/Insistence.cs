using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>How long something goes on, and for how long it had when it ended just now.</summary>
    internal sealed class Insistence
    {
        private const long Never = -1;

        private readonly Machine _machine;
        private long _since = Never;
        private long _endedAt = Never;
        private long _lasted;

        public Insistence(Machine machine)
        {
            _machine = machine;
        }

        public bool On
        {
            get { return _since != Never; }
        }

        public long LastedNanos
        {
            get { return On ? _machine.NowNanos - _since : _machine.NowNanos == _endedAt ? _lasted : 0; }
        }

        public void Tell(bool there)
        {
            if (there && !On)
            {
                _since = _machine.NowNanos;
            }
            else if (!there && On)
            {
                _lasted = _machine.NowNanos - _since;
                _endedAt = _machine.NowNanos;
                _since = Never;
            }
        }
    }
}
