namespace NanoCharger.Core.Tests.Metering
{
    using NanoCharger.Core.Metering;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;

    /// <summary>A meter with its calibrator, fed with blocks of known levels: square waves, whose RMS is their height.</summary>
    public sealed class CalibrationRig : ISampler
    {
        /// <summary>Microvolts of mains for a count.</summary>
        public const int VoltCount = 322_400;

        /// <summary>Microamperes for a count.</summary>
        public const int AmpCount = 100_750;

        private const int Bias = 1_613;
        private const int Rounds = 100;
        private const int RoundMicros = 200;
        private const int ConversionMicros = 60;

        private readonly SampleBlock _block;

        /// <summary>A rig for so many phases, never calibrated.</summary>
        public CalibrationRig(int phases)
        {
            Phases = phases;
            Calibration = new Calibration(phases);
            Meter = new Meter(this, Calibration);
            Calibrator = new Calibrator(Meter, Calibration);
            _block = new SampleBlock(phases, MaxRounds);
        }

        /// <inheritdoc/>
        public int Phases { get; }

        /// <inheritdoc/>
        public int MaxRounds
        {
            get { return 146; }
        }

        /// <inheritdoc/>
        public int MicrovoltsPerCount
        {
            get { return 806; }
        }

        /// <inheritdoc/>
        public int MainsMicrovoltsPerCount
        {
            get { return VoltCount; }
        }

        /// <inheritdoc/>
        public int MicroampsPerCount
        {
            get { return AmpCount; }
        }

        /// <inheritdoc/>
        public int PilotMicrovoltsPerCount
        {
            get { return 8_808; }
        }

        /// <inheritdoc/>
        public int PilotZeroMillivolts
        {
            get { return 1_302; }
        }

        /// <inheritdoc/>
        public int BiasMillivolts
        {
            get { return 1_300; }
        }

        /// <summary>The calibration of the meter.</summary>
        public Calibration Calibration { get; }

        /// <summary>The meter.</summary>
        public Meter Meter { get; }

        /// <summary>What is tested.</summary>
        public Calibrator Calibrator { get; }

        /// <summary>Height of the voltage, in counts: 713 are 230 V.</summary>
        public int Volts { get; set; } = 713;

        /// <summary>Height of the current, in counts: 159 are 16 A.</summary>
        public int Amps { get; set; }

        /// <summary>Noise of the current channel, in counts RMS.</summary>
        public int Noise { get; set; }

        /// <summary>Where all channels rest, in counts.</summary>
        public int Rest { get; set; } = Bias;

        /// <summary>Sines instead of squares.</summary>
        public bool Sines { get; set; }

        /// <summary>The current of a sine is seen so many microseconds too early: 55.6 are a degree.</summary>
        public int LeadMicros { get; set; }

        /// <inheritdoc/>
        public void Acquire(SampleBlock block, int lengthMicros)
        {
            block.StartMicros = 0;
            block.EndMicros = Rounds * RoundMicros;
            block.ConversionNanos = ConversionMicros * 1_000;
            block.Rounds = Rounds;
            for (int phase = 0; phase < Phases; phase++)
            {
                for (int k = 0; k < Rounds; k++)
                {
                    block.Volts[phase][k] = Counts(Wave(k, 0) * Volts / 10_000);
                    block.Amps[phase][k] = Counts((Wave(k, ConversionMicros + LeadMicros) * Amps / 10_000) + (k % 2 == 0 ? Noise : -Noise));
                }
            }
        }

        /// <summary>Measures one block, and the calibrator goes on.</summary>
        public string Turn()
        {
            Acquire(_block, 20_000);
            Meter.Update(_block);
            return Calibrator.Turn();
        }

        /// <summary>A whole step.</summary>
        /// <returns>Its outcome, or why it did not begin.</returns>
        public string Step(CalibrationStep step, int reference)
        {
            return Calibrator.Begin(step, 0, reference) ?? Finish();
        }

        /// <summary>Measures until the step ends.</summary>
        public string Finish()
        {
            string outcome = null;
            for (int i = 0; i < Calibrator.Blocks && outcome == null; i++)
            {
                outcome = Turn();
            }

            return outcome;
        }

        /// <summary>A point of a current: so many counts are so many milliamperes.</summary>
        public string Current(int counts, int milliamps)
        {
            Amps = counts;
            return Step(CalibrationStep.Current, milliamps);
        }

        /// <summary>What so many counts are without a correction, and with one: in milliamperes.</summary>
        public static int Milliamps(int counts, int gainPpm)
        {
            return (int)((long)counts * AmpCount / 1_000 * gainPpm / 1_000_000);
        }

        private int Wave(int k, int micros)
        {
            int square = k < Rounds / 2 ? 10_000 : -10_000;
            return Sines ? FakeSampler.SineAt(20_000 + (k * RoundMicros) + micros) : square;
        }

        private short Counts(int aboveRest)
        {
            int counts = Rest + aboveRest;
            return (short)(counts < 0 ? 0 : counts > 4_095 ? 4_095 : counts);
        }
    }
}
