using NanoCharger.Hal;

namespace NanoCharger.Core.Pilot
{
    /// <summary>Reads the pilot's two levels out of samples that know nothing of its phase, and the vehicle's state out of the levels.</summary>
    /// <remarks>
    /// The pilot is sampled every 180 µs or so while its PWM has a period of 1 ms: the samples fall on the high and on the low
    /// level by chance, now and then on an edge. The extremes of many samples are the levels. One outlier at each end is thrown
    /// away, and a level needs a minimum of samples near it; a reading without them is not trusted and says so. The high level
    /// is judged over one block; the low level, only a few samples of which fall into one block at 96 % duty, over ten.
    /// </remarks>
    public sealed class PilotDecoder
    {
        // 10 % duty leaves about eleven high samples in a block of 20 ms; fewer than three are no level.
        private const int LeastSamplesOfLevel = 3;

        // A block cut so short says nothing.
        private const int LeastSamplesOfBlock = 16;

        // Samples this near to the extreme belong to its level: noise is some 30 mV, the states are 3 V apart.
        private const int LevelWidthMillivolts = 1_000;

        // A level has moved when it did by more than this part of its width: 125 mV, four times its noise.
        private const int LevelParts = 8;

        // The sum of samples and, above it, their number in one variable: 600 samples (the meter's 200 rounds of three phases) of 4 095 stay below 2^22,
        // and 1 023 is the most that the number holds.
        private const int NearShift = 22;
        private const int OneNear = 1 << NearShift;

        // No PWM has levels closer than this: 0.9 V and -0.9 V are a short, not a pilot.
        private const int LeastSwingMillivolts = 3_000;

        private const int LowBlocks = 10;

        // The longest that a record in flash may take is 400 ms.
        private const long StallMicros = 500_000;

        // The values are fields behind their properties, and used as such in here: in the interpreter a property costs a call.
        private readonly PilotScale _scale;
        private VehicleState _state;
        private int _highMillivolts;
        private int _lowMillivolts;
        private bool _lowTrusted;
        private readonly int[] _lows = new int[LowBlocks];
        private int _lowsHeld;
        private int _lowsNext;
        private int _lowestHeld;
        private int _highest;
        private int _lowest;
        private int _sum;
        private int _near;
        private long _seenMicros;

        /// <summary>Makes a decoder.</summary>
        /// <param name="scale">The board's scale, which somebody else keeps adjusted.</param>
        public PilotDecoder(PilotScale scale)
        {
            _scale = scale;
        }

        /// <summary>State of the vehicle by the last block; Unknown when the block cannot be trusted.</summary>
        public VehicleState State
        {
            get { return _state; }
        }

        /// <summary>High level in millivolts; meaningless in state Unknown.</summary>
        public int HighMillivolts
        {
            get { return _highMillivolts; }
        }

        /// <summary>Low level in millivolts; 0 while <see cref="LowTrusted"/> is false.</summary>
        public int LowMillivolts
        {
            get { return _lowMillivolts; }
        }

        /// <summary>True when there is PWM, and its low level was seen in the last ten blocks.</summary>
        public bool LowTrusted
        {
            get { return _lowTrusted; }
        }

        /// <summary>True when the low level proves the vehicle's diode. To be checked before every closing (IEC 61851-1:2017, A.2.2).</summary>
        public bool DiodeProven
        {
            get { return _lowTrusted && _lowMillivolts <= PilotThresholds.DiodeMillivolts; }
        }

        /// <summary>True when the low level has been too high for ten blocks with a vehicle connected: there is no diode.</summary>
        public bool DiodeMissing
        {
            get
            {
                return _lowTrusted && _lowsHeld == LowBlocks && _lowMillivolts > PilotThresholds.DiodeMillivolts
                    && _state >= VehicleState.Connected && _state <= VehicleState.ReadyVentilated;
            }
        }

        /// <summary>Judges one block.</summary>
        /// <param name="block">The block; only its pilot samples are looked at.</param>
        /// <param name="referenceReady">False while the scale is not to be believed: the state is Unknown then.</param>
        /// <param name="pwmOn">True when the station has PWM on the pilot (x2), for the whole block.</param>
        public void Update(SampleBlock block, bool referenceReady, bool pwmOn)
        {
            int count = block.PilotCount;
            if (!referenceReady || count < LeastSamplesOfBlock)
            {
                _state = VehicleState.Unknown;
                return;
            }

            // What the low level was before a stall proves no diode after it.
            if (block.StartMicros - _seenMicros > StallMicros)
            {
                _lowsHeld = 0;
            }

            _seenMicros = block.EndMicros;
            FindLevels(block.Pilot, count);
            int high = _scale.Millivolts(_near == 0 ? _highest : (_sum + (_near / 2)) / _near);
            _highMillivolts = high;
            _state = _near < LeastSamplesOfLevel ? VehicleState.Unknown : PilotThresholds.Classify(high, _state);
            UpdateLow(pwmOn, high);
        }

        // As a rule the high level is where it was, and one pass is enough. Where it has moved it is sought from the bottom, and then measured.
        private void FindLevels(int[] samples, int count)
        {
            int width = _scale.Width(LevelWidthMillivolts);
            int expected = _highest;
            Scan(samples, count, expected - width, width);
            int moved = _highest - expected;
            if (moved < -width / LevelParts || moved > width / LevelParts)
            {
                Scan(samples, count, int.MinValue, width);
                Scan(samples, count, _highest - width, width);
            }
        }

        // The second highest and the second lowest: one outlier at each end does no harm. The level is measured by its mean, since the extreme
        // of a noisy level grows with the number of samples. Each instruction in here runs a hundred times a block, hence two samples a pass; an odd
        // one comes first, where there is nothing to compare it with yet.
        private void Scan(int[] samples, int count, int from, int width)
        {
            int odd = count & 1;
            bool highFirst = odd == 1 && samples[0] >= from;
            int near = highFirst ? samples[0] + OneNear : 0;
            int top = highFirst ? samples[0] : -1;
            int second = -1;
            int bottom = odd == 1 && !highFirst ? samples[0] : int.MaxValue;
            int secondBottom = int.MaxValue;
            for (int i = odd; i < count; i += 2)
            {
                int sample = samples[i];
                if (sample >= from)
                {
                    near += sample + OneNear;
                    if (sample > second)
                    {
                        second = sample > top ? top : sample;
                        top = sample > top ? sample : top;
                    }
                }
                else if (sample < secondBottom)
                {
                    secondBottom = sample < bottom ? bottom : sample;
                    bottom = sample < bottom ? sample : bottom;
                }

                sample = samples[i + 1];
                if (sample >= from)
                {
                    near += sample + OneNear;
                    if (sample > second)
                    {
                        second = sample > top ? top : sample;
                        top = sample > top ? sample : top;
                    }
                }
                else if (sample < secondBottom)
                {
                    secondBottom = sample < bottom ? bottom : sample;
                    bottom = sample < bottom ? sample : bottom;
                }
            }

            _near = (int)((uint)near >> NearShift);
            _sum = near & (OneNear - 1);
            if (top > second + width)
            {
                _sum -= top;
                _near--;
            }

            _highest = second;
            _lowest = secondBottom == int.MaxValue ? second : secondBottom;
        }

        private void UpdateLow(bool pwmOn, int high)
        {
            if (!pwmOn)
            {
                _lowsHeld = 0;
                _lowsNext = 0;
                _lowTrusted = false;
                _lowMillivolts = 0;
                return;
            }

            if (_lowsHeld == 0)
            {
                _lowsNext = 0;
            }

            int low = _scale.Millivolts(_lowest);
            bool forgotten = _lowsHeld == 0 || (_lowsHeld == LowBlocks && _lows[_lowsNext] == _lowestHeld);
            _lows[_lowsNext] = low;
            _lowsNext = (_lowsNext + 1) % LowBlocks;
            if (_lowsHeld < LowBlocks)
            {
                _lowsHeld++;
            }

            _lowestHeld = forgotten ? LowestHeld() : low < _lowestHeld ? low : _lowestHeld;
            _lowTrusted = high - _lowestHeld >= LeastSwingMillivolts;
            _lowMillivolts = _lowTrusted ? _lowestHeld : 0;
        }

        private int LowestHeld()
        {
            int lowest = _lows[0];
            for (int i = 1; i < _lowsHeld; i++)
            {
                if (_lows[i] < lowest)
                {
                    lowest = _lows[i];
                }
            }

            return lowest;
        }
    }
}
