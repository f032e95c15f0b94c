using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Memory
{
    /// <summary>Each transaction stands on an act of grant for its token: a card shown, <c>authorise</c>, RequestStartTransaction. One act opens one transaction; what a cut has ended goes on by the act that opened it.</summary>
    /// <remarks>
    /// So the part that is resumed is billed to the same token, and there is none where somebody had asked for the end, or where the outlet must have been seen empty since the cut.
    /// A charge for nothing needs no act, but not after a stop: not before the outlet may have been seen empty, or came back into service: out of service nobody sees who goes.
    /// A stop counts once the firmware has answered it (the console's and the backend's), or for a card 6 turns after it was shown while the transaction was, and still is, open;
    /// over a restart with 20 turns more. An act is good until a restart, however old, and one of which nobody can say whether it was a stop counts as a grant. Behind a restart the newest one is good once more where the
    /// outlet may have been taken at the cut, as long as it must not have been seen empty since: a grant that waits on a plugged vehicle is resumed as a cut transaction is.
    /// </remarks>
    internal sealed class GrantRule : MemoryRule
    {
        private const long Never = -1;

        /// <summary>A card that stays at the reader, or comes back within 2 s, counts once.</summary>
        private const long HeldTurns = 100;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly TurnCount _turns;
        private readonly Emptiness _emptiness;
        private readonly List<(string Token, Wish? By)> _acts = new List<(string Token, Wish? By)>();
        private readonly Dictionary<string, long> _shownAt = new Dictionary<string, long>();
        private string? _token;
        private string? _waiting;
        private bool _open;
        private long _begunAt;
        private long _cardAt = Never;
        private long _stopAt = Never;
        private bool _byService;
        private bool _seenEmpty;
        private bool _freed;

        public GrantRule(Machine machine, BayResult result, TurnCount turns, Emptiness emptiness)
        {
            _machine = machine;
            _result = result;
            _turns = turns;
            _emptiness = emptiness;
        }

        private bool Stopped
        {
            get { return _stopAt != Never; }
        }

        public override void Changed()
        {
            Follow();
        }

        public override void Turned()
        {
            Follow();
            if (_cardAt != Never && _turns.Since(_cardAt) >= TurnCount.Seen)
            {
                _cardAt = Never;
                Stop(false);
            }
        }

        public override void Shown(string token)
        {
            string name = Name(token);
            bool held = _shownAt.TryGetValue(name, out long before) && _turns.Since(before) < HeldTurns;
            _shownAt[name] = _turns.Count;
            if (_open && name == _token && !held && _turns.Since(_begunAt) >= TurnCount.Seen)
            {
                _cardAt = _turns.Count;
            }
            else
            {
                _acts.Add((name, null));
            }
        }

        public override void Asked(Wish wish)
        {
            switch (wish.Kind)
            {
                case WishKind.Grant:
                    _acts.Add((Name(wish.Token), wish));
                    break;
                case WishKind.InService:
                    _freed = true;
                    _stopAt = _byService && _open ? Never : _stopAt;
                    break;
            }
        }

        public override void Accepted(Wish wish, string answer)
        {
            switch (wish.Kind)
            {
                case WishKind.Grant when answer.Contains("stop", StringComparison.Ordinal):
                    Refused(wish);
                    Stop(false);
                    break;
                case WishKind.Stop:
                    Stop(false);
                    break;
                case WishKind.OutOfServiceAtOnce:
                    Stop(true);
                    break;
                case WishKind.InService:
                    Asked(wish);
                    break;
            }
        }

        public override void Refused(Wish wish)
        {
            _acts.RemoveAll(act => ReferenceEquals(act.By, wish));
        }

        public override void Begun(string token)
        {
            string name = Name(token);
            string? wrong = name.Length == 0 ? WhyNotFree() : WhyNot(name);
            if (wrong is not null)
            {
                string what = string.Create(CultureInfo.InvariantCulture, $"a transaction began on {(name.Length == 0 ? "nobody's card" : name)}: {wrong}");
                _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 6, what));
            }

            _token = name;
            _open = true;
            _begunAt = _turns.Count;
            _stopAt = Never;
            _seenEmpty = false;
        }

        /// <summary>While it runs; a transaction that a cut has left open is ended by the next start, and may be resumed.</summary>
        public override void Ended()
        {
            if (_open)
            {
                UnsureCard();
                _open = false;
                _token = Stopped ? _token : null;
            }
        }

        public override void Cut()
        {
            // A grant without a vehicle does not outlive a restart, and neither does a card that was not taken yet.
            _waiting = _acts.Count > 0 && !_emptiness.MustBeSeen ? _acts[^1].Token : _waiting;
            _open = false;
            _cardAt = Never;
            _acts.Clear();
            if (Stopped && _turns.Since(_stopAt) < TurnCount.Kept)
            {
                _stopAt = Never;
            }
        }

        private void Follow()
        {
            _freed |= _emptiness.MayBeSeen;
            _seenEmpty |= !_open && _emptiness.MustBeSeen;
            _waiting = _emptiness.MustBeSeen ? null : _waiting;
        }

        private void Stop(bool byService)
        {
            if (_open && !Stopped)
            {
                _stopAt = _turns.Count;
                _byService = byService;
                _freed = false;
            }
        }

        /// <summary>Nobody can say whether the firmware still took the card for a stop.</summary>
        private void UnsureCard()
        {
            if (_cardAt != Never)
            {
                _cardAt = Never;
                _acts.Add((_token ?? "", null));
            }
        }

        private string? WhyNotFree()
        {
            return Stopped && !_byService && !_freed ? "its stop was asked for, and nobody has unplugged since" : null;
        }

        private string? WhyNot(string name)
        {
            int act = _acts.FindLastIndex(act => act.Token == name);
            if (act >= 0)
            {
                _acts.RemoveAt(act);
                return null;
            }

            if (name == _waiting)
            {
                _waiting = null;
                return null;
            }

            return name != _token ? "nobody has granted that"
                : Stopped ? "its stop was asked for before the restart"
                : _seenEmpty ? "the outlet was seen empty since the power came back"
                : null;
        }

        private static string Name(string token)
        {
            return token.ToUpperInvariant();
        }
    }
}
