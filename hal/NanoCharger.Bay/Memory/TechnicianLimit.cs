using System;

namespace NanoCharger.Bay.Memory
{
    /// <summary>The technician's <c>limit</c>, also over restarts.</summary>
    /// <remarks>From the line's typing to the firmware's answer either value may be in force; where the power goes less than 20 turns after the answer, either may have been kept.</remarks>
    internal sealed class TechnicianLimit : MemoryRule
    {
        private readonly TurnCount _turns;
        private double _amps = double.PositiveInfinity;
        private double _before = double.PositiveInfinity;
        private double _asked;
        private long _at;
        private int _unanswered;

        public TechnicianLimit(TurnCount turns)
        {
            _turns = turns;
        }

        /// <summary>The most that it allows, in amperes.</summary>
        public double Amps
        {
            get { return _unanswered > 0 ? Math.Max(_amps, _asked) : _amps; }
        }

        public override void Asked(Wish wish)
        {
            if (wish.Kind == WishKind.Limit)
            {
                _asked = _unanswered > 0 ? Math.Max(_asked, wish.Amps) : wish.Amps;
                _unanswered++;
            }
        }

        public override void Accepted(Wish wish, string answer)
        {
            if (wish.Kind == WishKind.Limit)
            {
                _before = _turns.Since(_at) < TurnCount.Kept ? Math.Max(_before, _amps) : _amps;
                _amps = wish.Amps;
                _at = _turns.Count;
                _unanswered--;
            }
        }

        public override void Refused(Wish wish)
        {
            _unanswered -= wish.Kind == WishKind.Limit ? 1 : 0;
        }

        public override void Cut()
        {
            _amps = _turns.Since(_at) < TurnCount.Kept ? Math.Max(Amps, _before) : Amps;
            _unanswered = 0;
        }
    }
}
