using NanoCharger.Core.Charging;

namespace NanoCharger.Records.Documents
{
    /// <summary>Whether the vehicle draws, for whoever pays by it: with hysteresis, and for so long that a vehicle which balances its battery fills no log.</summary>
    /// <remarks>
    /// Idle is a vehicle that may draw and does not. To find that takes longer than to find that it draws again, so what is signed as idle is never longer than what
    /// was. Once it has drawn again it counts as drawing for a quarter of an hour, in the driver's favour: so no more than eight documents come of it in any hour, four times there and back.
    /// </remarks>
    public sealed class DrawWatch
    {
        /// <summary>Below this power of all phases a vehicle does not draw: its electronics alone take some 50 W. In milliwatts.</summary>
        public const int QuietMilliwatts = 100_000;

        /// <summary>From this power on it draws again. In milliwatts.</summary>
        public const int DrawMilliwatts = 200_000;

        /// <summary>How long it has to be quiet without a break: as for stop.underPower.</summary>
        public const long QuietMicros = StopRules.UnderPowerMicros;

        /// <summary>How long it has to draw without a break, or to be kept from drawing.</summary>
        public const long DrawMicros = 10_000_000;

        /// <summary>How long after it draws again it counts as drawing.</summary>
        public const long HoldMicros = 900_000_000;

        private long _sinceMicros;
        private long _lookedMicros;
        private long _idleFromMicros;

        /// <summary>True while it may draw and does not.</summary>
        public bool Idle { get; private set; }

        /// <summary>A transaction begins: it counts as drawing.</summary>
        public void Begin(long nowMicros)
        {
            Idle = false;
            _sinceMicros = nowMicros;
            _lookedMicros = nowMicros;
            _idleFromMicros = nowMicros;
        }

        /// <summary>Looks at one turn.</summary>
        /// <param name="milliwatts">Power of all phases, averaged over about a second.</param>
        /// <param name="mayDraw">False while the station keeps it from drawing, which is not its own idleness.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Look(int milliwatts, bool mayDraw, long nowMicros)
        {
            // What nobody has looked at is nobody's idleness.
            bool unseen = nowMicros - _lookedMicros > VehicleWatch.StallMicros;
            bool stays = Idle ? mayDraw && milliwatts < DrawMilliwatts : unseen || !mayDraw || milliwatts >= QuietMilliwatts;
            _lookedMicros = nowMicros;
            if (stays)
            {
                _sinceMicros = nowMicros;
            }
        }

        /// <summary>True once it was seen to do the other thing for long enough.</summary>
        public bool Changes(long nowMicros)
        {
            return _lookedMicros - _sinceMicros >= (Idle ? DrawMicros : QuietMicros) && nowMicros >= _idleFromMicros;
        }

        /// <summary>The change has been signed.</summary>
        public void Change(long nowMicros)
        {
            _idleFromMicros = Idle ? nowMicros + HoldMicros : _idleFromMicros;
            _sinceMicros = nowMicros;
            Idle = !Idle;
        }
    }
}
