using System;
using NanoCharger.Hal;

namespace NanoCharger.Core.Metering
{
    /// <summary>Turns a block of raw samples into volts, amperes and watts, phase by phase, in integers.</summary>
    /// <remarks>
    /// Active power is mean(v·i) - mean(v)·mean(i): the rest of both channels drops out wherever it is, so it is tracked block by block.
    /// Multiplied by n² this stays whole: n·Σvi - Σv·Σi. It is taken twice, with the current of the same round and of the round
    /// before, and <see cref="LagWeights"/> makes the power at one instant of them.
    /// Ranges: a sample is 0..4 095 and n at most <see cref="MostRounds"/> = 200, so a sum is below 2^20, a sum of products below 2^32, n times
    /// that below 2^40. A covariance times n² is at most n²·4 095²/4 = 1.68e11 (what lies between 0 and 4 095 varies no more).
    /// Weighted (3.2 at most for active, 64 for reactive power, times 65 536: 200 rounds and 3 degrees of lead) it is below 7.1e17; divided by n²
    /// below 8.8e11 for active power.
    /// A square count is at most 34.5 mW (the constructor refuses a board beyond that), with two gains of 1.25 54 mW or 6.7e6 units of 8 nW:
    /// the product stays below 6e18 &lt; 2^63. A phase's power is below 7.3e8 mW; three phases have 54 rounds at most and weights of 1.6: their sum fits an int. The variance in square millicounts, 1.68e11·1e6 before its division, is below 1.7e17.
    /// </remarks>
    public sealed class Meter
    {
        /// <summary>Most rounds in one block.</summary>
        public const int MostRounds = 200;

        private const int NominalMillihertz = 50_000;
        private const long Million = 1_000_000;

        private const long MostNanowattsPerSquareCount = 34_500_000;
        private const int NanowattsPerUnit = 8;
        private const long UnitsPerMilliwatt = 125_000;

        // Reactive power is needed to a thousandth only, and its weights are large: 8 bits of fraction instead of 16.
        private const int ReactiveShift = 8;
        private const int ReactiveOne = LagWeights.One >> ReactiveShift;

        // No sine can touch a rail while its RMS is below this; 230 V are 713 counts, 80 A 794.
        private const int ClippingMillicounts = 1_000_000;

        // Weights are kept for two numbers of rounds, since those of neighbouring blocks differ by one: an even and an odd one.
        private const int Parities = 2;

        // 0.01 Hz turns no angle by anything that counts.
        private const int SameMillihertz = 10;

        // The values are fields behind their properties, and read as such in here: in the interpreter a property costs a call.
        private readonly int _phases;
        private readonly int[] _millivolts;
        private readonly int[] _milliamps;
        private readonly int[] _loadMilliamps;
        private readonly int[] _milliwatts;
        private readonly int[] _millivars;
        private readonly int[] _voltageMillicounts;
        private readonly int[] _currentMillicounts;
        private readonly int[] _voltageRestMillicounts;
        private readonly int[] _currentRestMillicounts;
        private readonly ChannelCalibration[] _voltage;
        private readonly ChannelCalibration[] _current;
        private readonly int _microvoltsPerCount;
        private readonly int _microampsPerCount;
        private readonly long _unitsPerSquareCount;
        private readonly LagWeights[] _weights;
        private PhaseSums _sums;
        private bool _clipped;
        private long _squared;
        private int _millihertz = NominalMillihertz;
        private readonly int[] _weighedRounds = new int[Parities];
        private int _parity;

        /// <summary>Makes a meter.</summary>
        /// <param name="sampler">The board's converter.</param>
        /// <param name="calibration">The unit's; see <see cref="CalibrationChanged"/>.</param>
        /// <exception cref="ArgumentException">The board's constants are beyond what the integers hold, or the calibration is for other phases.</exception>
        public Meter(ISampler sampler, Calibration calibration)
        {
            long nanowatts = (long)sampler.MainsMicrovoltsPerCount * sampler.MicroampsPerCount / 1_000;
            if (sampler.MaxRounds > MostRounds || nanowatts > MostNanowattsPerSquareCount)
            {
                throw new ArgumentException("sampler: beyond the meter's range");
            }

            if (calibration.Phases != sampler.Phases)
            {
                throw new ArgumentException("calibration: for other phases");
            }

            _microvoltsPerCount = sampler.MainsMicrovoltsPerCount;
            _microampsPerCount = sampler.MicroampsPerCount;
            _unitsPerSquareCount = nanowatts / NanowattsPerUnit;
            _phases = sampler.Phases;
            _voltage = new ChannelCalibration[_phases];
            _current = new ChannelCalibration[_phases];
            _millivolts = new int[_phases];
            _milliamps = new int[_phases];
            _loadMilliamps = new int[_phases];
            _milliwatts = new int[_phases];
            _millivars = new int[_phases];
            _voltageMillicounts = new int[_phases];
            _currentMillicounts = new int[_phases];
            _voltageRestMillicounts = new int[_phases];
            _currentRestMillicounts = new int[_phases];
            _weights = new LagWeights[_phases * Parities];
            for (int phase = 0; phase < _phases; phase++)
            {
                _voltage[phase] = calibration.Voltage(phase);
                _current[phase] = calibration.Current(phase);
                _weights[phase * Parities] = new LagWeights();
                _weights[(phase * Parities) + 1] = new LagWeights();
            }
        }

        /// <summary>1 or 3.</summary>
        public int Phases
        {
            get { return _phases; }
        }

        /// <summary>Mains microvolts that one count of a voltage channel stands for, before its gain.</summary>
        public int MicrovoltsPerCount
        {
            get { return _microvoltsPerCount; }
        }

        /// <summary>Microamperes that one count of a current channel stands for, before its gain.</summary>
        public int MicroampsPerCount
        {
            get { return _microampsPerCount; }
        }

        /// <summary>Voltage of each phase over the last block, in millivolts RMS.</summary>
        public int[] Millivolts
        {
            get { return _millivolts; }
        }

        /// <summary>Current of each phase over the last block, in milliamperes RMS; the noise that the calibration knows is taken out.</summary>
        public int[] Milliamps
        {
            get { return _milliamps; }
        }

        /// <summary>What loads cable and contacts of each phase: <see cref="Milliamps"/>, and the direct part that a half-wave load has besides (<see cref="HalfWave"/>).</summary>
        public int[] LoadMilliamps
        {
            get { return _loadMilliamps; }
        }

        /// <summary>Active power of each phase over the last block, in milliwatts; negative when energy flows back.</summary>
        public int[] Milliwatts
        {
            get { return _milliwatts; }
        }

        /// <summary>Reactive power of each phase over the last block, in millivars of the fundamental; positive where the current lags.</summary>
        public int[] Millivars
        {
            get { return _millivars; }
        }

        /// <summary>What each voltage channel shows before its gain, in thousandths of a count RMS.</summary>
        public int[] VoltageMillicounts
        {
            get { return _voltageMillicounts; }
        }

        /// <summary>What each current channel shows before its gain, in thousandths of a count RMS, known noise taken out.</summary>
        public int[] CurrentMillicounts
        {
            get { return _currentMillicounts; }
        }

        /// <summary>Where each voltage channel rests, in thousandths of a count.</summary>
        public int[] VoltageRestMillicounts
        {
            get { return _voltageRestMillicounts; }
        }

        /// <summary>Where each current channel rests, in thousandths of a count.</summary>
        public int[] CurrentRestMillicounts
        {
            get { return _currentRestMillicounts; }
        }

        /// <summary>Active power of all phases together over the last block, in milliwatts.</summary>
        public int TotalMilliwatts { get; private set; }

        /// <summary>The bias rail as this converter sees it, in thousandths of a count: where the voltage channels rest, by the median of three, so that a broken channel does not matter.</summary>
        public int RestMillicounts { get; private set; }

        /// <summary>True when samples of the last block stood at the end of the converter's range: the true values were larger.</summary>
        public bool Clipped
        {
            get { return _clipped; }
        }

        /// <summary>Largest current of the phases, in milliamperes RMS.</summary>
        public int LargestMilliamps
        {
            get { return Rail.Largest(_milliamps); }
        }

        /// <summary>Tells the mains frequency, which decides how far apart in phase two samples are.</summary>
        /// <param name="millihertz">What <see cref="FrequencyMeter"/> says; what is no mains frequency counts as 50 000.</param>
        public void SetMillihertz(int millihertz)
        {
            int known = millihertz < FrequencyMeter.LeastMillihertz || millihertz > FrequencyMeter.MostMillihertz ? NominalMillihertz : millihertz;
            int off = known - _millihertz;
            if (off > SameMillihertz || off < -SameMillihertz)
            {
                _millihertz = known;
                CalibrationChanged();
            }
        }

        /// <summary>Tells that the calibration has changed: its phases act from the next block on, its gains do so in any case.</summary>
        public void CalibrationChanged()
        {
            _weighedRounds[0] = 0;
            _weighedRounds[1] = 0;
        }

        /// <summary>Measures one block of a whole mains cycle.</summary>
        /// <param name="block">A block of this board's phases.</param>
        /// <returns>False, with all values as they were, when the block has too few samples to measure by (18 of a cycle) or its sampling was interrupted.</returns>
        public bool Update(SampleBlock block)
        {
            int rounds = block.Rounds;
            if (block.Gap || rounds < LagWeights.LeastRounds)
            {
                return false;
            }

            _squared = (long)rounds * rounds;
            _parity = rounds & 1;
            if (_weighedRounds[_parity] != rounds)
            {
                Weigh(rounds, block.ConversionNanos);
            }

            int[][] volts = block.Volts;
            int[][] amps = block.Amps;
            long total = 0;
            _clipped = false;
            for (int phase = 0; phase < _phases; phase++)
            {
                Measure(phase, volts[phase], amps[phase], rounds);
                total += _milliwatts[phase];
            }

            TotalMilliwatts = (int)total;
            RestMillicounts = _phases == 1 ? _voltageRestMillicounts[0] : Rail.Median(_voltageRestMillicounts);
            return true;
        }

        private void Weigh(int rounds, int conversionNanos)
        {
            _weighedRounds[_parity] = rounds;
            for (int phase = 0; phase < _phases; phase++)
            {
                _weights[(phase * Parities) + _parity].Set(rounds, conversionNanos, _millihertz, _current[phase].PhaseHundredths);
            }
        }

        private void Measure(int phase, int[] volts, int[] amps, int rounds)
        {
            _sums.Add(volts, amps, rounds);
            long v = _sums.Volts;
            long i = _sums.Amps;
            long squared = _squared;
            ChannelCalibration voltage = _voltage[phase];
            ChannelCalibration current = _current[phase];
            int levelV = voltage.LevelOf(((rounds * _sums.VoltsSquared) - (v * v)) * Million / squared, _voltageMillicounts[phase]);
            int levelI = current.LevelOf(((rounds * _sums.AmpsSquared) - (i * i)) * Million / squared, _currentMillicounts[phase]);
            long gainV = voltage.GainAt(levelV);
            long gainI = current.GainAt(levelI);
            _voltageMillicounts[phase] = levelV;
            _currentMillicounts[phase] = levelI;
            _voltageRestMillicounts[phase] = (int)(v * 1_000 / rounds);
            _currentRestMillicounts[phase] = (int)(i * 1_000 / rounds);
            _millivolts[phase] = (int)((long)levelV * _microvoltsPerCount / 1_000 * gainV / (Million * 1_000));
            _milliamps[phase] = (int)((long)levelI * _microampsPerCount / 1_000 * gainI / (Million * 1_000));
            int load = HalfWave.Level(amps, rounds, _currentRestMillicounts[phase], levelI);
            _loadMilliamps[phase] = load == levelI ? _milliamps[phase] : (int)((long)load * _microampsPerCount / 1_000 * gainI / (Million * 1_000));
            SetPower(phase, rounds, _unitsPerSquareCount * gainV / Million * gainI / Million);
            if (levelV > ClippingMillicounts || levelI > ClippingMillicounts)
            {
                _clipped |= Rail.Touched(volts, rounds) || Rail.Touched(amps, rounds);
            }
        }

        private void SetPower(int phase, int rounds, long unitsPerSquareCount)
        {
            LagWeights weights = _weights[(phase * Parities) + _parity];
            long means = _sums.Volts * _sums.Amps;
            long same = (rounds * _sums.Product) - means;
            long lagged = (rounds * _sums.LaggedProduct) - means;
            long active = ((weights.Active * same) + (weights.ActiveLagged * lagged)) / _squared;
            long reactive = (((weights.Reactive * same) + (weights.ReactiveLagged * lagged)) >> ReactiveShift) / _squared;
            _milliwatts[phase] = (int)(active * unitsPerSquareCount / (LagWeights.One * UnitsPerMilliwatt));
            _millivars[phase] = (int)(reactive * unitsPerSquareCount / (ReactiveOne * UnitsPerMilliwatt));
        }
    }
}
