using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Memory
{
    /// <summary>Out of service stays out of service, whatever restarts lie between: no transaction begins, and nothing is offered without one, until somebody brings it back.</summary>
    /// <remarks>
    /// It counts 6 turns after the firmware has answered, for offers 10 s after that, and over a restart where 20 turns were left to write it down. Whoever brings it back does so
    /// from the moment at which it is typed or sent. A transaction that is open may go on where it was not asked for at once.
    /// </remarks>
    internal sealed class ServiceRule : MemoryRule
    {
        private const long OfferTurns = 400;
        private const long InService = -1;

        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly PilotCircuit _pilot;
        private readonly TurnCount _turns;
        private long _outSince = InService;
        private long _idleSince;
        private bool _open;
        private bool _told;

        public ServiceRule(Machine machine, BayResult result, PilotCircuit pilot, TurnCount turns)
        {
            _machine = machine;
            _result = result;
            _pilot = pilot;
            _turns = turns;
        }

        private bool Out
        {
            get { return _outSince != InService && _turns.Since(_outSince) >= TurnCount.Seen; }
        }

        public override void Turned()
        {
            if (Out && !_open && _pilot.OfferAmps > 0 && _turns.Since(_outSince) >= OfferTurns && _turns.Since(_idleSince) >= OfferTurns)
            {
                Tell("power is offered though the outlet is out of service");
            }
        }

        public override void Asked(Wish wish)
        {
            if (wish.Kind == WishKind.InService)
            {
                _outSince = InService;
                _told = false;
            }
        }

        public override void Accepted(Wish wish, string answer)
        {
            Asked(wish);
            if (wish.Kind is WishKind.OutOfService or WishKind.OutOfServiceAtOnce && _outSince == InService)
            {
                _outSince = _turns.Count;
            }
        }

        public override void Begun(string token)
        {
            if (Out)
            {
                Tell("a transaction began though the outlet is out of service");
            }

            _open = true;
        }

        public override void Ended()
        {
            _open = false;
            _idleSince = _turns.Count;
        }

        public override void Cut()
        {
            _open = false;
            if (_outSince != InService && _turns.Since(_outSince) < TurnCount.Kept)
            {
                _outSince = InService;
            }
        }

        private void Tell(string what)
        {
            if (!_told)
            {
                _told = true;
                _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 6, what));
            }
        }
    }
}
