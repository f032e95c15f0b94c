using System;
using NanoCharger.Hal;

namespace NanoCharger.Core.Metering
{
    /// <summary>Turns a block of raw samples into volts, amperes and watts, phase by phase, in integers.</summary>
    /// <remarks>
    /// Active power is mean(v·i) - mean(v)·mean(i): the bias of both channels drops out, whatever it is. Multiplied by n² this stays whole:
    /// n·Σvi - Σv·Σi. Ranges: a sample is 0..4 095 and n at most <see cref="MostRounds"/> = 200, so a sum is below 2^20, a sum of
    /// products below 2^32, n times that below 2^40. The difference itself is at most n²·4 095²/4 = 1.68e11 (the variance of
    /// what lies between 0 and 4 095). With nominal constants below 4e7 nW per square count and gains of at most 1.25² the product with
    /// the power factor stays below 1.68e11 · 5.4e7 = 9.1e18 &lt; 2^63; the constructor refuses a board beyond that.
    /// </remarks>
    public sealed class Meter
    {
        /// <summary>Most rounds in one block.</summary>
        public const int MostRounds = 200;

        /// <summary>Gain of a channel that needs no correction, in parts per million.</summary>
        public const int NominalGain = 1_000_000;

        /// <summary>Least and most a gain may be, in parts per million.</summary>
        public const int LeastGain = 800_000;

        /// <summary>Most a gain may be, in parts per million.</summary>
        public const int MostGain = 1_250_000;

        // 5.4e7 nW per square count, see above, before two gains of 1.25.
        private const long MostNanowattsPerSquareCount = 34_500_000;

        // Roots are taken of 2^16 times the square, which makes them 256 times as fine: 1.68e11 · 65 536 = 1.1e16.
        private const int RootShift = 16;
        private const int RootScale = 256;

        private readonly int _microvoltsPerCount;
        private readonly int _microampsPerCount;
        private readonly int[] _microvoltsGained;
        private readonly int[] _microampsGained;
        private readonly long[] _nanowattsGained;
        private long _sumOfRests;

        /// <summary>Makes a meter with nominal gains.</summary>
        /// <param name="sampler">The board's converter.</param>
        /// <exception cref="ArgumentException">The board's constants are beyond what the integers hold.</exception>
        public Meter(ISampler sampler)
        {
            if (sampler.MaxRounds > MostRounds || (long)sampler.MainsMicrovoltsPerCount * sampler.MicroampsPerCount / 1_000 > MostNanowattsPerSquareCount)
            {
                throw new ArgumentException("sampler: beyond the meter's range");
            }

            _microvoltsPerCount = sampler.MainsMicrovoltsPerCount;
            _microampsPerCount = sampler.MicroampsPerCount;
            Phases = sampler.Phases;
            _microvoltsGained = new int[Phases];
            _microampsGained = new int[Phases];
            _nanowattsGained = new long[Phases];
            Millivolts = new int[Phases];
            Milliamps = new int[Phases];
            Milliwatts = new int[Phases];
            for (int phase = 0; phase < Phases; phase++)
            {
                SetGain(phase, NominalGain, NominalGain);
            }
        }

        /// <summary>1 or 3.</summary>
        public int Phases { get; }

        /// <summary>Voltage of each phase over the last block, in millivolts RMS.</summary>
        public int[] Millivolts { get; }

        /// <summary>Current of each phase over the last block, in milliamperes RMS; noise included.</summary>
        public int[] Milliamps { get; }

        /// <summary>Largest current of the phases, in milliamperes RMS.</summary>
        public int LargestMilliamps
        {
            get
            {
                int largest = Milliamps[0];
                for (int phase = 1; phase < Phases; phase++)
                {
                    if (Milliamps[phase] > largest)
                    {
                        largest = Milliamps[phase];
                    }
                }

                return largest;
            }
        }

        /// <summary>Active power of each phase over the last block, in milliwatts; negative when energy flows back.</summary>
        public int[] Milliwatts { get; }

        /// <summary>Active power of all phases together over the last block, in milliwatts.</summary>
        public int TotalMilliwatts { get; private set; }

        /// <summary>Where the voltage channels rest, in thousandths of a count: the bias rail as this converter sees it.</summary>
        public int RestMillicounts { get; private set; }

        /// <summary>Sets the gains of a phase: true value = nominal value · gain / 1 000 000.</summary>
        /// <param name="phase">0..2.</param>
        /// <param name="voltagePpm">800 000..1 250 000.</param>
        /// <param name="currentPpm">800 000..1 250 000.</param>
        /// <exception cref="ArgumentException">A gain is out of its range.</exception>
        public void SetGain(int phase, int voltagePpm, int currentPpm)
        {
            if (voltagePpm < LeastGain || voltagePpm > MostGain || currentPpm < LeastGain || currentPpm > MostGain)
            {
                throw new ArgumentException("gain: out of range");
            }

            _microvoltsGained[phase] = (int)((long)_microvoltsPerCount * voltagePpm / NominalGain);
            _microampsGained[phase] = (int)((long)_microampsPerCount * currentPpm / NominalGain);
            _nanowattsGained[phase] = (long)_microvoltsPerCount * _microampsPerCount / 1_000 * voltagePpm / NominalGain * currentPpm / NominalGain;
        }

        /// <summary>Measures one block of a whole mains cycle.</summary>
        /// <param name="block">A block of this board's phases.</param>
        /// <returns>False, with all values as they were, when the block has no samples to measure or its sampling was interrupted.</returns>
        public bool Update(SampleBlock block)
        {
            if (block.Gap || block.Rounds < 2)
            {
                return false;
            }

            _sumOfRests = 0;
            long total = 0;
            for (int phase = 0; phase < Phases; phase++)
            {
                Measure(phase, block.Volts[phase], block.Amps[phase], block.Rounds);
                total += Milliwatts[phase];
            }

            TotalMilliwatts = (int)total;
            RestMillicounts = (int)(_sumOfRests * 1_000 / (block.Rounds * Phases));
            return true;
        }

        private void Measure(int phase, short[] volts, short[] amps, int rounds)
        {
            long sumV = 0;
            long sumI = 0;
            long sumVV = 0;
            long sumII = 0;
            long sumVI = 0;
            for (int k = 0; k < rounds; k++)
            {
                int v = volts[k];
                int i = amps[k];
                sumV += v;
                sumI += i;
                sumVV += v * v;
                sumII += i * i;
                sumVI += v * i;
            }

            _sumOfRests += sumV;
            long squared = (long)rounds * rounds;
            long power = ((rounds * sumVI) - (sumV * sumI)) * _nanowattsGained[phase] / squared;
            Milliwatts[phase] = (int)(power / 1_000_000);

            long rootV = IntegerRoot.Of(((rounds * sumVV) - (sumV * sumV)) << RootShift);
            long rootI = IntegerRoot.Of(((rounds * sumII) - (sumI * sumI)) << RootShift);
            long divisor = (long)rounds * RootScale;
            Millivolts[phase] = (int)(rootV * _microvoltsGained[phase] / divisor / 1_000);
            Milliamps[phase] = (int)(rootI * _microampsGained[phase] / divisor / 1_000);
        }
    }
}
