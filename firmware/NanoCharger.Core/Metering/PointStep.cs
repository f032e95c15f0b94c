using NanoCharger.Text;

namespace NanoCharger.Core.Metering
{
    /// <summary>A point of a voltage or of a current channel, against a reference meter.</summary>
    internal sealed class PointStep : IMeasuredStep
    {
        /// <summary>Least current of a first point and of a phase, and of any point where the noise is not known, in milliamperes.</summary>
        internal const int LeastFirstMilliamps = 5_000;

        private const int LeastMillivolts = 40_000;
        private const int MostMillivolts = 500_000;

        // Below, the noise of the noise is too much of it.
        private const int LeastMilliamps = 400;
        private const int MostMilliamps = 100_000;

        private readonly bool _volts;
        private readonly Meter _meter;
        private readonly Calibration _calibration;
        private readonly ChannelPoints _points = new ChannelPoints();
        private readonly SteadyLevel _level = new SteadyLevel();
        private int _phase;
        private int _reference;

        /// <summary>A step over the parts.</summary>
        /// <param name="volts">True for the voltage channels, false for those of the currents.</param>
        /// <param name="meter">Its levels are averaged.</param>
        /// <param name="calibration">That of the meter.</param>
        internal PointStep(bool volts, Meter meter, Calibration calibration)
        {
            _volts = volts;
            _meter = meter;
            _calibration = calibration;
        }

        /// <inheritdoc/>
        public string Begin(int phase, int reference)
        {
            string wrong = _volts ? RefusedVoltage(reference) : RefusedCurrent(_calibration.Current(phase), reference);
            if (wrong == null)
            {
                _phase = phase;
                _reference = reference;
                _level.Clear();
            }

            return wrong;
        }

        /// <inheritdoc/>
        public void Collect()
        {
            _level.Add(_volts ? _meter.VoltageMillicounts[_phase] : _meter.CurrentMillicounts[_phase]);
        }

        /// <inheritdoc/>
        public void End()
        {
        }

        /// <inheritdoc/>
        public string Conclude(CalibrationReport report)
        {
            int level = _level.Mean();
            if (!_level.IsSteady(level, _volts ? 0 : SteadyLevel.CurrentSlack))
            {
                return SteadyLevel.Refusal;
            }

            // mV (mA) · 1e12 / (millicounts · µV per count) is in parts per million; 5e5 · 1e12 is below 2^63.
            long nominal = (long)level * (_volts ? _meter.MicrovoltsPerCount : _meter.MicroampsPerCount);
            long gain = nominal == 0 ? long.MaxValue : ((_reference * 1_000_000_000_000L) + (nominal / 2)) / nominal;
            if (gain < ChannelCalibration.LeastGain || gain > ChannelCalibration.MostGain)
            {
                return "refused: the channel shows nothing near this value";
            }

            ChannelCalibration channel = _volts ? _calibration.Voltage(_phase) : _calibration.Current(_phase);
            string wrong = _points.Place(channel, level, (int)gain, report);
            return wrong ?? Keep(channel, gain, report);
        }

        private static string RefusedVoltage(int reference)
        {
            return reference < LeastMillivolts || reference > MostMillivolts ? "a voltage has to be 40 to 500 V" : null;
        }

        private static string RefusedCurrent(ChannelCalibration channel, int reference)
        {
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

        private string Keep(ChannelCalibration channel, long gain, CalibrationReport report)
        {
            _points.CopyTo(channel);
            AsciiWriter line = report.Begin(_volts ? "voltage" : "current");
            line.Number(_phase + 1);
            line.Put(' ');
            line.Fixed(_reference, 3);
            line.Put(_volts ? "V gain " : "A gain ");
            line.Number(gain);
            line.Put(_points.Alone ? " alone" : "");
            return report.Change(_points.Alone ? ": the older point contradicted it and is dropped" : "");
        }
    }
}
