using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>What becomes of one connection through a <see cref="FaultyProxy"/>.</summary>
    internal sealed class WirePlan
    {
        private const double KeptShare = 0.15;

        private readonly Chance? _dice;
        private readonly WireHarmKind _kept;
        private readonly double _share;

        private WirePlan(Chance? dice = null, WireHarmKind kept = default, double share = 0)
        {
            _dice = dice;
            _kept = kept;
            _share = share;
        }

        /// <summary>Nothing happens to it.</summary>
        internal static WirePlan Honest { get; } = new();

        /// <summary>The stream of this direction is cut or silenced...</summary>
        internal WireWay Way { get; private init; }

        /// <summary>... once so many bytes of it have passed; negative: never.</summary>
        internal long AtByte { get; private init; } = -1;

        /// <summary>The connection goes on without a byte, in place of being cut.</summary>
        internal bool Silences { get; private init; }

        internal static WirePlan Cut(WireWay way, long atByte)
        {
            return new WirePlan { Way = way, AtByte = atByte };
        }

        internal static WirePlan Silence(WireWay way, long atByte)
        {
            return new WirePlan { Way = way, AtByte = atByte, Silences = true };
        }

        /// <summary>Some packets of one kind are kept back, by the dice.</summary>
        internal static WirePlan Keep(WireHarmKind kind, Chance dice, double share = KeptShare)
        {
            return new WirePlan(dice, kind, share);
        }

        /// <summary>Draws what happens to a connection, but for silent handshakes where there are to be none: in TLS it is cut or silenced, or let be; in plain TCP whole packets are kept back too.</summary>
        internal static WirePlan Draw(Chance dice, bool tls, bool silentHandshakes)
        {
            double what = dice.Unit();
            bool opening = dice.Unit() < 0.4;
            WireWay way = dice.Unit() < 0.6 ? WireWay.Up : WireWay.Down;
            double where = dice.Unit();
            if (what < (tls ? 0.45 : 0.3))
            {
                return Cut(way, Position(where, way, tls, opening));
            }

            if (what < (tls ? 0.7 : 0.45))
            {
                return Silence(way, Position(where, way, tls, opening && (!tls || silentHandshakes)));
            }

            return tls || what > 0.9 ? Honest
                : Keep((WireHarmKind)dice.Between((long)WireHarmKind.MessageUp, (long)WireHarmKind.MessageDown + 1), dice);
        }

        /// <summary>Whether this packet is kept back.</summary>
        internal bool Keeps(WireHarmKind kind)
        {
            return _dice is not null && kind == _kept && _dice.Unit() < _share;
        }

        /// <summary>Within what opens a session (handshake, CONNECT, SUBSCRIBE and their answers), or in all that some transactions make.</summary>
        private static long Position(double where, WireWay way, bool tls, bool opening)
        {
            long first = (tls, way) switch
            {
                (true, WireWay.Up) => 1_600,
                (true, WireWay.Down) => 1_600,
                (false, WireWay.Up) => 300,
                _ => 60,
            };
            long further = way == WireWay.Up ? 15_000 : 1_500;
            return opening ? (long)(where * first) : first + (long)(where * further);
        }
    }
}
