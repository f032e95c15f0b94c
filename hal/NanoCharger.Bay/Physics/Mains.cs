using System;
using System.Linq;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The mains: waveforms of one unit RMS as tables, made anew when a parameter changes and only looked up in between.</summary>
    internal sealed class Mains
    {
        private const int TableBits = 12;
        private const int TableSize = 1 << TableBits;
        private const double TurnsPerHertzNano = 18446744073709551616.0 / 1e9;
        private const ulong ThirdOfATurn = 6148914691236517205UL;

        /// <summary>The power of a half wave in parts of a whole one's with the same RMS: half of the cycle at the square root of two, since all harmonics here are odd.</summary>
        public const double HalfWavePower = 0.70710678118654752;

        // What an on-board charger does to its current: a small lag and some harmonics of its own.
        private const double CurrentLagDegrees = 3;
        private const double CurrentThd = 0.04;

        private static readonly int[] Orders = [3, 5, 7, 11, 13];
        private static readonly double[] Shares = [0.55, 0.7, 0.4, 0.2, 0.1];
        private static readonly double[] Angles = [0.4, 2.8, 1.1, 4.9, 3.7];

        private readonly Machine _machine;
        private readonly float[] _current;
        private readonly float[] _voltage;
        private readonly double _halfWaveMean;
        private double _volts;
        private ulong _step;
        private ulong _originPhase;
        private long _originNanos;

        public Mains(Machine machine, MainsSupply supply)
        {
            _machine = machine;
            Phases = supply.Phases;
            _volts = supply.Volts;
            Hertz = supply.Hertz;
            _voltage = Waveform(supply.ThdPercent / 100, 0);
            _current = Waveform(CurrentThd, CurrentLagDegrees * Math.PI / 180);
            _step = (ulong)(supply.Hertz * TurnsPerHertzNano);
            UnitPower = Product();
            _halfWaveMean = _current.Average(Half);
        }

        /// <summary>Voltage or frequency has changed, or the supply came or went.</summary>
        public event Action? Changed;

        public int Phases { get; }

        /// <summary>The supply of the whole bay is there.</summary>
        public bool On { get; private set; } = true;

        /// <summary>RMS volts at the board's terminals, 0 while the supply is cut.</summary>
        public double Volts
        {
            get { return On ? _volts : 0; }
        }

        /// <summary>Frequency in hertz.</summary>
        public double Hertz { get; private set; }

        /// <summary>Mean of voltage times current for one volt and one ampere RMS: the power factor.</summary>
        public double UnitPower { get; }

        /// <summary>An angle as a fraction of 2^64.</summary>
        public static ulong Turn(double degrees)
        {
            return (ulong)(degrees / 360 * 18446744073709551616.0);
        }

        /// <summary>Changes the mains; not-a-number leaves a value as it is. The phase goes on where it is.</summary>
        public void Set(double volts, double hertz)
        {
            _volts = double.IsNaN(volts) ? _volts : volts;
            if (!double.IsNaN(hertz))
            {
                _originPhase = Phase(_machine.NowNanos, 0);
                _originNanos = _machine.NowNanos;
                Hertz = hertz;
                _step = (ulong)(hertz * TurnsPerHertzNano);
            }

            Changed?.Invoke();
        }

        /// <summary>Cuts or restores the supply of the whole bay.</summary>
        public void Switch(bool on)
        {
            On = on;
            Changed?.Invoke();
        }

        /// <summary>Instantaneous voltage for one volt RMS.</summary>
        public double UnitVoltage(long nowNanos, int phase)
        {
            return _voltage[Phase(nowNanos, phase) >> (64 - TableBits)];
        }

        /// <summary>Instantaneous current for one ampere RMS.</summary>
        /// <param name="nowNanos">Virtual time.</param>
        /// <param name="phase">0..2.</param>
        /// <param name="lead">By how much of a turn whoever looks sees it too early, as <see cref="Turn"/> gives it.</param>
        public double UnitCurrent(long nowNanos, int phase, ulong lead)
        {
            return _current[(Phase(nowNanos, phase) + lead) >> (64 - TableBits)];
        }

        /// <summary>The same of a current that flows in the positive half only, as behind a transformer: one ampere RMS with its direct part, which is left out.</summary>
        public double UnitHalfWave(long nowNanos, int phase, ulong lead)
        {
            return Half((float)UnitCurrent(nowNanos, phase, lead)) - _halfWaveMean;
        }

        private static double Half(float value)
        {
            return Math.Sqrt(2) * Math.Max(0, value);
        }

        /// <summary>The phase as a fraction of 2^64; the arithmetic wraps by itself once a cycle.</summary>
        private ulong Phase(long nowNanos, int phase)
        {
            return _originPhase + ((ulong)(nowNanos - _originNanos) * _step) - ((ulong)phase * ThirdOfATurn);
        }

        private double Product()
        {
            double sum = 0;
            for (int i = 0; i < TableSize; i++)
            {
                sum += (double)_voltage[i] * _current[i];
            }

            return sum / TableSize;
        }

        private static float[] Waveform(double thd, double lag)
        {
            double squares = 0;
            foreach (double share in Shares)
            {
                squares += share * share;
            }

            float[] table = new float[TableSize];
            double fundamental = Math.Sqrt(2 / (1 + (thd * thd)));
            for (int i = 0; i < TableSize; i++)
            {
                double angle = (2 * Math.PI * (i + 0.5) / TableSize) - lag;
                double value = Math.Sin(angle);
                for (int order = 0; order < Orders.Length; order++)
                {
                    value += thd * Shares[order] / Math.Sqrt(squares) * Math.Sin((Orders[order] * angle) + Angles[order]);
                }

                table[i] = (float)(fundamental * value);
            }

            return table;
        }
    }
}
