using NanoCharger.Text;

namespace NanoCharger.Core.Metering
{
    /// <summary>The calibration procedure: one step at a time, measured over many blocks, and refused where the result is not to be believed.</summary>
    /// <remarks>
    /// The gain of a channel comes from its highest point; each lower one must agree with those held within 1 %, which is what a bent
    /// converter may need and a wrong reference value or transformer does not pass. A refused step changes nothing.
    /// Ranges: a level is below 2.05e6 millicounts, the sum of 500 squares below 2.1e15; a power below 2.2e9 mW, the sum below 1.1e12.
    /// </remarks>
    public sealed class Calibrator
    {
        /// <summary>Measured blocks that one step averages: about 16 s.</summary>
        public const int Blocks = 500;

        /// <summary>Least voltage of a point, in millivolts.</summary>
        public const int LeastMillivolts = 40_000;

        /// <summary>Most voltage of a point, in millivolts.</summary>
        public const int MostMillivolts = 500_000;

        /// <summary>Least current of a point, in milliamperes: below, the noise of the noise is too much of it.</summary>
        public const int LeastMilliamps = 400;

        /// <summary>Most current of a point, in milliamperes.</summary>
        public const int MostMilliamps = 100_000;

        /// <summary>Least current of a first point and of a phase, and of any point where the noise is not known, in milliamperes.</summary>
        public const int LeastFirstMilliamps = 5_000;

        /// <summary>Most noise of a current channel, in thousandths of a count RMS: more is a current, or a broken channel.</summary>
        public const int MostNoiseMillicounts = 10_000;

        // A channel that rests outside the middle of the converter's range is not wired as it should be.
        private const int LeastRestMillicounts = 800_000;
        private const int MostRestMillicounts = 3_300_000;

        // A block may be 2 % off the mean of all, a current's two counts more.
        private const int SteadyPercent = 2;
        private const int SteadyMillicounts = 2_000;

        private const int AgreePercent = 1;
        private const int NearPercent = 5;
        private const int LineBytes = 100;

        // 100 times the degrees of one radian, times 1 000.
        private const long HundredthsOfRadian = 5_729_578;
        private const long Billion = 1_000_000_000;

        private readonly Meter _meter;
        private readonly Calibration _calibration;
        private readonly ChannelCalibration _points = new ChannelCalibration();
        private readonly AsciiWriter _line = new AsciiWriter(LineBytes);
        private readonly int[] _heldNoise;
        private readonly long[] _voltageRests;
        private readonly long[] _currentRests;
        private readonly long[] _noiseSquares;
        private CalibrationStep _step;
        private int _phase;
        private int _reference;
        private int _blocks;
        private long _squares;
        private int _least;
        private int _most;
        private long _milliwatts;
        private long _millivars;
        private long _milliamps;
        private bool _clipped;

        /// <summary>A calibrator that does not run.</summary>
        /// <param name="meter">Its values are averaged.</param>
        /// <param name="calibration">That of the meter; changed by a step that succeeds.</param>
        public Calibrator(Meter meter, Calibration calibration)
        {
            _meter = meter;
            _calibration = calibration;
            _heldNoise = new int[calibration.Phases];
            _voltageRests = new long[calibration.Phases];
            _currentRests = new long[calibration.Phases];
            _noiseSquares = new long[calibration.Phases];
        }

        /// <summary>True while a step runs.</summary>
        public bool Running { get; private set; }

        /// <summary>The step that runs, or ran last.</summary>
        public CalibrationStep Step
        {
            get { return _step; }
        }

        /// <summary>Whether the last outcome changed the calibration.</summary>
        public bool Changed { get; private set; }

        /// <summary>What the last outcome changed, in at most 36 characters, for the session log: "current1 16.020A gain 1012345".</summary>
        public string Event { get; private set; }

        /// <summary>Begins a step.</summary>
        /// <param name="step">Which.</param>
        /// <param name="phase">0..2; of no meaning for Zero, which measures all channels.</param>
        /// <param name="reference">What the reference meter shows: mV for Voltage, mA for Current, else 0.</param>
        /// <returns>Null when it has begun, else in one sentence why not.</returns>
        public string Begin(CalibrationStep step, int phase, int reference)
        {
            string wrong = Running ? "a step is running" : Refused(step, phase, reference);
            if (wrong != null)
            {
                return wrong;
            }

            _step = step;
            _phase = phase;
            _reference = reference;
            _blocks = 0;
            _squares = 0;
            _least = int.MaxValue;
            _most = 0;
            _milliwatts = 0;
            _millivars = 0;
            _milliamps = 0;
            _clipped = false;
            for (int i = 0; i < _calibration.Phases; i++)
            {
                _voltageRests[i] = 0;
                _currentRests[i] = 0;
                _noiseSquares[i] = 0;
            }

            Changed = false;
            Running = true;
            if (step == CalibrationStep.Zero)
            {
                HoldNoise();
            }

            return null;
        }

        /// <summary>Goes on by one measured block.</summary>
        /// <returns>Null until the step is done, then the outcome in one sentence; when it is a refusal, nothing has changed.</returns>
        public string Turn()
        {
            if (!Running)
            {
                return null;
            }

            Collect();
            if (++_blocks < Blocks)
            {
                return null;
            }

            Running = false;
            if (_step == CalibrationStep.Zero)
            {
                GiveNoiseBack();
            }

            return _clipped ? "refused: a channel is at the end of the converter's range" : Conclude();
        }

        /// <summary>Ends the running step without a result.</summary>
        public void Cancel()
        {
            if (Running && _step == CalibrationStep.Zero)
            {
                GiveNoiseBack();
            }

            Running = false;
            Changed = false;
        }

        private string Refused(CalibrationStep step, int phase, int reference)
        {
            if (step != CalibrationStep.Zero && (phase < 0 || phase >= _calibration.Phases))
            {
                return "there is no such phase";
            }

            if (step == CalibrationStep.Voltage && (reference < LeastMillivolts || reference > MostMillivolts))
            {
                return "a voltage has to be 40 to 500 V";
            }

            if (step != CalibrationStep.Current)
            {
                return null;
            }

            ChannelCalibration channel = _calibration.Current(phase);
            if (reference < LeastMilliamps || reference > MostMilliamps)
            {
                return "a current has to be 0.4 to 100 A";
            }

            if (reference < LeastFirstMilliamps && channel.Points == 0)
            {
                return "the first point of a current has to be 5 A or more";
            }

            return reference < LeastFirstMilliamps && channel.RestMillicounts == 0 ? "below 5 A the noise has to be known: zero first" : null;
        }

        // The noise is to be measured as it is, so nothing may be taken out of it meanwhile.
        private void HoldNoise()
        {
            for (int i = 0; i < _calibration.Phases; i++)
            {
                _heldNoise[i] = _calibration.Current(i).NoiseMillicounts;
                _calibration.Current(i).NoiseMillicounts = 0;
            }
        }

        private void GiveNoiseBack()
        {
            for (int i = 0; i < _calibration.Phases; i++)
            {
                _calibration.Current(i).NoiseMillicounts = _heldNoise[i];
            }
        }

        private void Collect()
        {
            _clipped |= _meter.Clipped;
            if (_step == CalibrationStep.Zero)
            {
                for (int i = 0; i < _calibration.Phases; i++)
                {
                    _voltageRests[i] += _meter.VoltageRestMillicounts[i];
                    _currentRests[i] += _meter.CurrentRestMillicounts[i];
                    _noiseSquares[i] += (long)_meter.CurrentMillicounts[i] * _meter.CurrentMillicounts[i];
                }

                return;
            }

            int level = _step == CalibrationStep.Voltage ? _meter.VoltageMillicounts[_phase] : _meter.CurrentMillicounts[_phase];
            _squares += (long)level * level;
            _least = level < _least ? level : _least;
            _most = level > _most ? level : _most;
            _milliwatts += _meter.Milliwatts[_phase];
            _millivars += _meter.Millivars[_phase];
            _milliamps += _meter.Milliamps[_phase];
        }

        private string Conclude()
        {
            if (_step == CalibrationStep.Zero)
            {
                return ConcludeZero();
            }

            int level = (int)IntegerRoot.Of(_squares / Blocks, 0);
            int room = (int)((long)level * SteadyPercent / 100) + (_step == CalibrationStep.Voltage ? 0 : SteadyMillicounts);
            if (_most - level > room || level - _least > room)
            {
                return "refused: it was not steady";
            }

            return _step == CalibrationStep.Phase ? ConcludePhase() : ConcludePoint(level);
        }

        private string ConcludeZero()
        {
            for (int i = 0; i < _calibration.Phases; i++)
            {
                if (!IsRest(_voltageRests[i] / Blocks) || !IsRest(_currentRests[i] / Blocks))
                {
                    return "refused: a channel does not rest in the middle of the converter's range";
                }

                if (Noise(i) > MostNoiseMillicounts)
                {
                    return "refused: there is a current, or far too much noise";
                }
            }

            Begin("zero noise");
            for (int i = 0; i < _calibration.Phases; i++)
            {
                _calibration.Voltage(i).RestMillicounts = (int)(_voltageRests[i] / Blocks);
                _calibration.Current(i).RestMillicounts = (int)(_currentRests[i] / Blocks);
                _calibration.Current(i).NoiseMillicounts = Noise(i);
                _line.Put(' ');
                _line.Fixed(Noise(i), 3);
            }

            Event = _line.ToString();
            Changed = true;
            return "ok, " + Event + " counts";
        }

        private int Noise(int phase)
        {
            return (int)IntegerRoot.Of(_noiseSquares[phase] / Blocks, 0);
        }

        private static bool IsRest(long millicounts)
        {
            return millicounts >= LeastRestMillicounts && millicounts <= MostRestMillicounts;
        }

        private string ConcludePoint(int level)
        {
            bool volts = _step == CalibrationStep.Voltage;
            long perCount = volts ? _meter.MicrovoltsPerCount : _meter.MicroampsPerCount;

            // mV (mA) · 1e12 / (millicounts · µV per count) is in parts per million; 5e5 · 1e12 is below 2^63.
            long nominal = level * perCount;
            long gain = nominal == 0 ? long.MaxValue : ((_reference * 1_000_000_000_000L) + (nominal / 2)) / nominal;
            if (gain < ChannelCalibration.LeastGain || gain > ChannelCalibration.MostGain)
            {
                return "refused: the channel shows nothing near this value";
            }

            ChannelCalibration channel = volts ? _calibration.Voltage(_phase) : _calibration.Current(_phase);
            string wrong = Place(channel, level, (int)gain, out bool alone);
            if (wrong != null)
            {
                return wrong;
            }

            channel.CopyFrom(_points);
            Begin(volts ? "voltage" : "current");
            _line.Number(_phase + 1);
            _line.Put(' ');
            _line.Fixed(_reference, 3);
            _line.Put(volts ? "V gain " : "A gain ");
            _line.Number(gain);
            _line.Put(alone ? " alone" : "");
            Event = _line.ToString();
            Changed = true;
            return alone ? "ok, " + Event + ": the older point contradicted it and is dropped" : "ok, " + Event;
        }

        // What the channel's points become with a new one, in _points: or why it cannot be.
        private string Place(ChannelCalibration channel, int level, int gain, out bool alone)
        {
            alone = false;
            _points.CopyFrom(channel);
            for (int i = _points.Points - 1; i >= 0; i--)
            {
                long apart = (long)_points.LevelMillicounts(i) - level;
                if ((apart < 0 ? -apart : apart) * 100 <= (long)_points.LevelMillicounts(i) * NearPercent)
                {
                    // Measured again: the new one takes its place.
                    _points.RemoveAt(i);
                }
            }

            int others = _points.Points;
            int expected = _points.GainAt(level);
            int differs = gain > expected ? gain - expected : expected - gain;
            if (others > 0 && (long)differs * 100 > (long)expected * AgreePercent)
            {
                // One point against one: the higher is nearer the truth. One against several: it is the new one that is wrong.
                if (level < _points.LevelMillicounts(others - 1) || others > 1)
                {
                    return Differs(differs, expected);
                }

                alone = true;
                while (_points.Points > 0)
                {
                    _points.RemoveAt(_points.Points - 1);
                }
            }

            if (_points.Points == ChannelCalibration.MostPoints)
            {
                return "refused: there are nine points already; repeat one of them";
            }

            _points.Put(level, gain);
            return null;
        }

        private string Differs(int differs, int expected)
        {
            Begin("refused: it differs by ");
            _line.Fixed((long)differs * 10_000 / expected, 2);
            _line.Put(" % from what the points held say");
            return _line.ToString();
        }

        private string ConcludePhase()
        {
            long watts = _milliwatts / Blocks;
            long vars = _millivars / Blocks;
            if (_milliamps / Blocks < LeastFirstMilliamps)
            {
                return "refused: a phase wants 5 A or more";
            }

            if (watts <= 0)
            {
                return "refused: the energy flows back; is the transformer turned round?";
            }

            // Beyond 6 degrees the series below is of no use, and the result none either.
            long size = vars < 0 ? -vars : vars;
            long lag = size * 10 > watts ? long.MaxValue : Hundredths(vars, watts);
            ChannelCalibration channel = _calibration.Current(_phase);
            long lead = lag == long.MaxValue ? lag : channel.PhaseHundredths - lag;
            if (lead > ChannelCalibration.MostPhase || lead < -ChannelCalibration.MostPhase)
            {
                return "refused: more than 3 degrees; is the load resistive?";
            }

            channel.PhaseHundredths = (int)lead;
            _meter.CalibrationChanged();
            Begin("phase");
            _line.Number(_phase + 1);
            _line.Put(" lead ");
            _line.Fixed(lead, 2);
            _line.Put(" deg");
            Event = _line.ToString();
            Changed = true;
            return "ok, " + Event;
        }

        // Arc tangent of vars / watts in hundredths of a degree, rounded: x - x³/3, exact to 1e-4 degrees up to a tenth.
        private static long Hundredths(long vars, long watts)
        {
            long x = vars * Billion / watts;
            long arc = x - (x * x / Billion * x / Billion / 3);
            long half = arc < 0 ? -Billion / 2 : Billion / 2;
            return ((arc * HundredthsOfRadian / 1_000) + half) / Billion;
        }

        private void Begin(string text)
        {
            _line.Clear();
            _line.Put(text);
        }
    }
}
