namespace NanoCharger.Core.Metering
{
    /// <summary>The calibration procedure: one step at a time, measured over many blocks, and refused where the result is not to be believed.</summary>
    /// <remarks>What a step wants, measures and concludes: <see cref="ZeroStep"/>, <see cref="PointStep"/>, <see cref="PhaseStep"/>. A refused step changes nothing.</remarks>
    public sealed class Calibrator
    {
        /// <summary>Measured blocks that one step averages: about 16 s.</summary>
        public const int Blocks = 500;

        private readonly Meter _meter;
        private readonly int _phases;
        private readonly CalibrationReport _report = new CalibrationReport();
        private readonly ZeroStep _zero;
        private readonly PointStep _voltage;
        private readonly PointStep _current;
        private readonly PhaseStep _lead;
        private IMeasuredStep _running;
        private int _blocks;
        private bool _clipped;

        /// <summary>A calibrator that does not run.</summary>
        /// <param name="meter">Its values are averaged.</param>
        /// <param name="calibration">That of the meter; changed by a step that succeeds.</param>
        public Calibrator(Meter meter, Calibration calibration)
        {
            _meter = meter;
            _phases = calibration.Phases;
            _zero = new ZeroStep(meter, calibration);
            _voltage = new PointStep(true, meter, calibration);
            _current = new PointStep(false, meter, calibration);
            _lead = new PhaseStep(meter, calibration);
        }

        /// <summary>True while a step runs.</summary>
        public bool Running
        {
            get { return _running != null; }
        }

        /// <summary>The step that runs, or ran last.</summary>
        public CalibrationStep Step { get; private set; }

        /// <summary>Whether the last outcome changed the calibration.</summary>
        public bool Changed
        {
            get { return _report.Changed; }
        }

        /// <summary>What the last outcome changed, in at most 36 characters, for the session log: "current1 16.020A gain 1012345".</summary>
        public string Event
        {
            get { return _report.Event; }
        }

        /// <summary>Begins a step.</summary>
        /// <param name="step">Which.</param>
        /// <param name="phase">0..2; of no meaning for Zero, which measures all channels.</param>
        /// <param name="reference">What the reference meter shows: mV for Voltage, mA for Current, else 0.</param>
        /// <returns>Null when it has begun, else in one sentence why not.</returns>
        public string Begin(CalibrationStep step, int phase, int reference)
        {
            if (Running)
            {
                return "a step is running";
            }

            if (step != CalibrationStep.Zero && (phase < 0 || phase >= _phases))
            {
                return "there is no such phase";
            }

            IMeasuredStep chosen = Of(step);
            string wrong = chosen.Begin(phase, reference);
            if (wrong != null)
            {
                return wrong;
            }

            _running = chosen;
            Step = step;
            _blocks = 0;
            _clipped = false;
            _report.Clear();
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

            _clipped |= _meter.Clipped;
            _running.Collect();
            if (++_blocks < Blocks)
            {
                return null;
            }

            IMeasuredStep done = _running;
            _running = null;
            done.End();
            return _clipped ? "refused: a channel is at the end of the converter's range" : done.Conclude(_report);
        }

        /// <summary>Ends the running step without a result.</summary>
        public void Cancel()
        {
            if (Running)
            {
                _running.End();
            }

            _running = null;
            _report.Clear();
        }

        private IMeasuredStep Of(CalibrationStep step)
        {
            switch (step)
            {
                case CalibrationStep.Zero:
                    return _zero;
                case CalibrationStep.Voltage:
                    return _voltage;
                case CalibrationStep.Current:
                    return _current;
                default:
                    return _lead;
            }
        }
    }
}
