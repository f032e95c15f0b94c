using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Memory
{
    /// <summary>When the firmware may, and when it must, have seen that nobody is plugged in: 12 V on the pilot without a break, with the chip running.</summary>
    /// <remarks>
    /// A firmware takes 200 ms of 12 V for an empty outlet. From 150 ms on it may have: that lifts what only unplugging lifts. After a second in which
    /// it has ended 20 turns, a start not among them, it must have: that ends a grant for good. In F nobody sees anything: it breaks the second, and for the first it is left out.
    /// </remarks>
    internal sealed class Emptiness
    {
        private const long MayNanos = 150_000_000;
        private const long MustNanos = 1_000_000_000;
        private const long Never = -1;

        private readonly Machine _machine;
        private readonly PilotCircuit _pilot;
        private readonly TurnCount _turns;
        private long _since = Never;
        private long _surelySince = Never;
        private long _turnsBefore;

        public Emptiness(Machine machine, PilotCircuit pilot, TurnCount turns)
        {
            _machine = machine;
            _pilot = pilot;
            _turns = turns;
        }

        /// <summary>It lasts, and may have been seen; or that had been so when it ended just now.</summary>
        public bool MayBeSeen { get; private set; }

        /// <summary>It lasts, and must have been seen.</summary>
        public bool MustBeSeen
        {
            get { return Lasted(_surelySince, MustNanos) && _turns.Since(_turnsBefore) >= TurnCount.Kept; }
        }

        /// <summary>To be told at every change of the pilot and after every turn, before anybody asks.</summary>
        public void Follow()
        {
            MayBeSeen = Lasted(_since, MayNanos);
            char state = _pilot.State;
            if (state != 'A')
            {
                _surelySince = Never;
                _since = state == 'F' ? _since : Never;
                return;
            }

            _since = _since == Never ? _machine.NowNanos : _since;
            if (_surelySince == Never)
            {
                _surelySince = _machine.NowNanos;
                _turnsBefore = _turns.Count;
            }
        }

        /// <summary>The chip has stopped: what was seen until now was by another run of the firmware.</summary>
        public void Cut()
        {
            _since = _surelySince = Never;
            MayBeSeen = false;
        }

        private bool Lasted(long since, long nanos)
        {
            return since != Never && _machine.NowNanos - since >= nanos;
        }
    }
}
