using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>A condition that the firmware must have noticed once it has lasted long enough, and must then remember until another one ends it.</summary>
    internal sealed class Spell
    {
        private const long Never = -1;

        private readonly Machine _machine;
        private readonly StallWatch _stalls;
        private readonly Func<long> _noticedNanos;
        private long _since = Never;
        private long _stalledBefore;

        /// <param name="machine">Its time.</param>
        /// <param name="stalls">Time that the firmware could not look.</param>
        /// <param name="noticedNanos">After so long the firmware cannot have missed it, its stalls not counted.</param>
        public Spell(Machine machine, StallWatch stalls, long noticedNanos)
            : this(machine, stalls, () => noticedNanos)
        {
        }

        /// <param name="machine">Its time.</param>
        /// <param name="stalls">Time that the firmware could not look.</param>
        /// <param name="noticedNanos">The same, where a setting says it.</param>
        public Spell(Machine machine, StallWatch stalls, Func<long> noticedNanos)
        {
            _machine = machine;
            _stalls = stalls;
            _noticedNanos = noticedNanos;
        }

        /// <summary>A spell was noticed and nothing has ended it since.</summary>
        public bool Remembered { get; private set; }

        /// <summary>To be told at every change: is the condition there?</summary>
        public void Tell(bool there)
        {
            if (there && _since == Never)
            {
                _since = _machine.NowNanos;
                _stalledBefore = _stalls.StalledNanos;
            }
            else if (!there && _since != Never)
            {
                long seen = _machine.NowNanos - _since - (_stalls.StalledNanos - _stalledBefore);
                Remembered |= seen >= _noticedNanos();
                _since = Never;
            }
        }

        /// <summary>What was remembered is over.</summary>
        public void End()
        {
            Remembered = false;
        }

        /// <summary>What is there counts from this moment; what is remembered stays so.</summary>
        public void Again()
        {
            _since = Never;
        }

        /// <summary>The firmware starts anew, and has seen nothing yet.</summary>
        public void Restart()
        {
            Remembered = false;
            _since = Never;
        }

        /// <summary>The firmware starts anew with what it has written down: what was remembered, and what has lasted for so long beyond being noticed.</summary>
        public void Resume(long writtenNanos)
        {
            long seen = _since == Never ? 0 : _machine.NowNanos - _since - (_stalls.StalledNanos - _stalledBefore);
            Remembered |= seen >= _noticedNanos() + writtenNanos;
            _since = Never;
        }
    }
}
