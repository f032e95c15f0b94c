using NanoCharger.Text;

namespace NanoCharger.Core.Metering
{
    /// <summary>Where all channels rest, and the noise of the current channels: measured without any current.</summary>
    internal sealed class ZeroStep : IMeasuredStep
    {
        // More is a current, or a broken channel. In thousandths of a count RMS.
        private const int MostNoiseMillicounts = 10_000;

        // A channel that rests outside the middle of the converter's range is not wired as it should be.
        private const int LeastRestMillicounts = 800_000;
        private const int MostRestMillicounts = 3_300_000;

        private readonly Meter _meter;
        private readonly Calibration _calibration;
        private readonly int[] _heldNoise;
        private readonly long[] _voltageRests;
        private readonly long[] _currentRests;
        private readonly long[] _noiseSquares;

        /// <summary>A step over the parts.</summary>
        internal ZeroStep(Meter meter, Calibration calibration)
        {
            _meter = meter;
            _calibration = calibration;
            _heldNoise = new int[calibration.Phases];
            _voltageRests = new long[calibration.Phases];
            _currentRests = new long[calibration.Phases];
            _noiseSquares = new long[calibration.Phases];
        }

        /// <summary>Begins. The noise is to be measured as it is, so nothing may be taken out of it meanwhile.</summary>
        public string Begin(int phase, int reference)
        {
            for (int i = 0; i < _calibration.Phases; i++)
            {
                _voltageRests[i] = 0;
                _currentRests[i] = 0;
                _noiseSquares[i] = 0;
                _heldNoise[i] = _calibration.Current(i).NoiseMillicounts;
                _calibration.Current(i).NoiseMillicounts = 0;
            }

            return null;
        }

        /// <inheritdoc/>
        public void Collect()
        {
            for (int i = 0; i < _calibration.Phases; i++)
            {
                _voltageRests[i] += _meter.VoltageRestMillicounts[i];
                _currentRests[i] += _meter.CurrentRestMillicounts[i];
                _noiseSquares[i] += (long)_meter.CurrentMillicounts[i] * _meter.CurrentMillicounts[i];
            }
        }

        /// <inheritdoc/>
        public void End()
        {
            for (int i = 0; i < _calibration.Phases; i++)
            {
                _calibration.Current(i).NoiseMillicounts = _heldNoise[i];
            }
        }

        /// <inheritdoc/>
        public string Conclude(CalibrationReport report)
        {
            string wrong = Refused();
            if (wrong != null)
            {
                return wrong;
            }

            AsciiWriter line = report.Begin("zero noise");
            for (int i = 0; i < _calibration.Phases; i++)
            {
                _calibration.Voltage(i).RestMillicounts = (int)(_voltageRests[i] / Calibrator.Blocks);
                _calibration.Current(i).RestMillicounts = (int)(_currentRests[i] / Calibrator.Blocks);
                _calibration.Current(i).NoiseMillicounts = Noise(i);
                line.Put(' ');
                line.Fixed(Noise(i), 3);
            }

            return report.Change(" counts");
        }

        private string Refused()
        {
            for (int i = 0; i < _calibration.Phases; i++)
            {
                if (!IsRest(_voltageRests[i] / Calibrator.Blocks) || !IsRest(_currentRests[i] / Calibrator.Blocks))
                {
                    return "refused: a channel does not rest in the middle of the converter's range";
                }

                if (Noise(i) > MostNoiseMillicounts)
                {
                    return "refused: there is a current, or far too much noise";
                }
            }

            return null;
        }

        private int Noise(int phase)
        {
            return (int)IntegerRoot.Of(_noiseSquares[phase] / Calibrator.Blocks, 0);
        }

        private static bool IsRest(long millicounts)
        {
            return millicounts >= LeastRestMillicounts && millicounts <= MostRestMillicounts;
        }
    }
}
