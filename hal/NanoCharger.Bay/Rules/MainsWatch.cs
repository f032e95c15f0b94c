using System;
using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>Whether the mains allow charging: out of their limits, or not yet back for a minute.</summary>
    /// <remarks>Around each limit lies a band in which the bay does not judge, since the meter's class leaves it open what the firmware sees.</remarks>
    internal sealed class MainsWatch
    {
        private const double LowVolts = 0.8 - VoltsBand;
        private const double HighVolts = 1.15 + VoltsBand;
        private const double BackLowVolts = 0.9 - VoltsBand;
        private const double BackHighVolts = 1.09 + VoltsBand;
        private const double VoltsBand = 0.02;
        private const double LowHertz = 0.95 - HertzBand;
        private const double HighHertz = 1.03 + HertzBand;
        private const double BackHertz = 0.002 + HertzBand;
        private const double HertzBand = 0.002;

        // 3 s, a second to average the frequency over, and half a second for the turn.
        private const long NoticedNanos = 4_500_000_000;

        /// <summary>A dip within a stall was seen by nobody.</summary>
        private const long SeenNanos = 200_000_000;
        private const long BackNanos = 58_500_000_000;
        private const long Never = -1;

        private readonly Machine _machine;
        private readonly Mains _mains;
        private readonly Spell _spell;
        private readonly Spell _away;
        private readonly double _nominalVolts;
        private readonly double _nominalHertz;
        private long _backSince = Never;

        public MainsWatch(Machine machine, Mains mains, StallWatch stalls, double nominalVolts, double nominalHertz)
        {
            _machine = machine;
            _mains = mains;
            _nominalVolts = nominalVolts;
            _nominalHertz = nominalHertz;
            _spell = new Spell(machine, stalls, NoticedNanos);
            _away = new Spell(machine, stalls, SeenNanos);
        }

        private double Volts
        {
            get { return _mains.Volts / _nominalVolts; }
        }

        private double Hertz
        {
            get { return _mains.Hertz / _nominalHertz; }
        }

        /// <summary>What is wrong with the mains, or null.</summary>
        public string? Wrong()
        {
            bool isOut = Volts is < LowVolts or > HighVolts || Hertz is < LowHertz or > HighHertz;
            bool back = Volts is >= BackLowVolts and <= BackHighVolts && Math.Abs(Hertz - 1) <= BackHertz;
            _spell.Tell(isOut);
            _away.Tell(!back);
            if (_away.Remembered || _backSince == Never)
            {
                _away.End();
                _backSince = _machine.NowNanos;
            }

            if (_spell.Remembered && back && _machine.NowNanos - _backSince >= BackNanos)
            {
                _spell.End();
            }

            return isOut ? "the mains left their limits" : _spell.Remembered ? "the mains left their limits, back for less than 60 s" : null;
        }

        /// <summary>The firmware starts anew.</summary>
        public void Restart()
        {
            _spell.Restart();
            _away.Restart();
            _backSince = Never;
        }
    }
}
