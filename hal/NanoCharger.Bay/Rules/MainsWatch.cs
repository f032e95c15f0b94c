using System;
using System.Globalization;
using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>Whether the mains allow charging: out of their limits, or not yet back for a minute.</summary>
    /// <remarks>Around each limit lies a band in which the bay does not judge, since the meter's class leaves it open what the firmware sees.</remarks>
    internal sealed class MainsWatch
    {
        private const double VoltsBand = 0.02;
        private const double HertzBand = 0.002;
        private const long NanosPerMilli = 1_000_000;
        private const long NanosPerSecond = 1_000_000_000;

        // A second to average the frequency over, and half a second for the turn.
        private const long SlowNanos = 1_500_000_000;

        /// <summary>The same, and a pause on top, until the outlet is dead.</summary>
        private const long OpenedNanos = 8_000_000_000;

        /// <summary>A dip within a stall was seen by nobody.</summary>
        private const long SeenNanos = 200_000_000;
        private const long Never = -1;

        private readonly Machine _machine;
        private readonly Mains _mains;
        private readonly Spell _spell;
        private readonly Spell _away;
        private readonly SettingsInForce _settings;
        private long _backSince = Never;

        public MainsWatch(Machine machine, Mains mains, StallWatch stalls, SettingsInForce settings)
        {
            _machine = machine;
            _mains = mains;
            _settings = settings;
            _spell = new Spell(machine, stalls, () => (settings.Now.OutMillis * NanosPerMilli) + SlowNanos);
            _away = new Spell(machine, stalls, SeenNanos);
        }

        /// <summary>How long the outlet may stay live with the mains out of their limits.</summary>
        public long LimitNanos
        {
            get { return (_settings.Now.OutMillis * NanosPerMilli) + OpenedNanos; }
        }

        private double Volts
        {
            get { return _mains.Volts / _settings.Now.NominalVolts; }
        }

        private double Hertz
        {
            get { return _mains.Hertz / _settings.Now.NominalHertz; }
        }

        /// <summary>What is wrong with the mains, or null.</summary>
        public string? Wrong()
        {
            RuleSettings now = _settings.Now;
            bool isOut = !Within(Volts, now.Volts, VoltsBand) || !Within(Hertz, now.Hertz, HertzBand);
            bool back = Within(Volts, now.ReturnVolts, VoltsBand) && Math.Abs(Hertz - 1) <= now.ReturnHertz + HertzBand;
            _spell.Tell(isOut);
            _away.Tell(!back);
            if (_away.Remembered || _backSince == Never)
            {
                _away.End();
                _backSince = _machine.NowNanos;
            }

            if (_spell.Remembered && back && _machine.NowNanos - _backSince >= (now.ReturnSeconds * NanosPerSecond) - SlowNanos)
            {
                _spell.End();
            }

            return isOut ? "the mains left their limits"
                : _spell.Remembered ? string.Create(CultureInfo.InvariantCulture, $"the mains left their limits, back for less than {now.ReturnSeconds} s")
                : null;
        }

        /// <summary>Other limits, or another time, are in force: what is out by them is so from now on. That the mains were out stays known.</summary>
        public void Changed()
        {
            _spell.Again();
        }

        /// <summary>The firmware starts anew.</summary>
        public void Restart()
        {
            _spell.Restart();
            _away.Restart();
            _backSince = Never;
        }

        private static bool Within(double share, (double Low, double High) limits, double band)
        {
            return share >= limits.Low - band && share <= limits.High + band;
        }
    }
}
