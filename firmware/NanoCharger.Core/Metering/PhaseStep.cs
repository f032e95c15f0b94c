using NanoCharger.Text;

namespace NanoCharger.Core.Metering
{
    /// <summary>The lead of a current channel, with a load of power factor 1: what reactive power shows there is the transformer's.</summary>
    /// <remarks>A power is below 2.2e9 mW, the sum of 500 below 1.1e12.</remarks>
    internal sealed class PhaseStep : IMeasuredStep
    {
        // 100 times the degrees of one radian, times 1 000.
        private const long HundredthsOfRadian = 5_729_578;
        private const long Billion = 1_000_000_000;

        private readonly Meter _meter;
        private readonly Calibration _calibration;
        private readonly SteadyLevel _level = new SteadyLevel();
        private int _phase;
        private long _milliwatts;
        private long _millivars;
        private long _milliamps;

        /// <summary>A step over the parts.</summary>
        internal PhaseStep(Meter meter, Calibration calibration)
        {
            _meter = meter;
            _calibration = calibration;
        }

        /// <inheritdoc/>
        public string Begin(int phase, int reference)
        {
            _phase = phase;
            _level.Clear();
            _milliwatts = 0;
            _millivars = 0;
            _milliamps = 0;
            return null;
        }

        /// <inheritdoc/>
        public void Collect()
        {
            _level.Add(_meter.CurrentMillicounts[_phase]);
            _milliwatts += _meter.Milliwatts[_phase];
            _millivars += _meter.Millivars[_phase];
            _milliamps += _meter.Milliamps[_phase];
        }

        /// <inheritdoc/>
        public void End()
        {
        }

        /// <inheritdoc/>
        public string Conclude(CalibrationReport report)
        {
            if (!_level.IsSteady(_level.Mean(), SteadyLevel.CurrentSlack))
            {
                return SteadyLevel.Refusal;
            }

            if (_milliamps / Calibrator.Blocks < PointStep.LeastFirstMilliamps)
            {
                return "refused: a phase wants 5 A or more";
            }

            long watts = _milliwatts / Calibrator.Blocks;
            if (watts <= 0)
            {
                return "refused: the energy flows back; is the transformer turned round?";
            }

            return Lead(_millivars / Calibrator.Blocks, watts, report);
        }

        private string Lead(long vars, long watts, CalibrationReport report)
        {
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
            AsciiWriter line = report.Begin("phase");
            line.Number(_phase + 1);
            line.Put(" lead ");
            line.Fixed(lead, 2);
            line.Put(" deg");
            return report.Change("");
        }

        // Arc tangent of vars / watts in hundredths of a degree, rounded: x - x³/3, exact to 1e-4 degrees up to a tenth.
        private static long Hundredths(long vars, long watts)
        {
            long x = vars * Billion / watts;
            long arc = x - (x * x / Billion * x / Billion / 3);
            long half = arc < 0 ? -Billion / 2 : Billion / 2;
            return ((arc * HundredthsOfRadian / 1_000) + half) / Billion;
        }
    }
}
