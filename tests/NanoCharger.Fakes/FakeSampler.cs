using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>A single-phase converter that samples a sine of mains and the pilot line, at 60 µs a conversion.</summary>
    public sealed class FakeSampler : ISampler
    {
        private const int ConversionMicros = 60;
        private const int Bias = 1_613;

        // A quarter of a sine in steps of 10 degrees, times 10 000.
        private static readonly int[] Sine = { 0, 1_736, 3_420, 5_000, 6_428, 7_660, 8_660, 9_397, 9_848, 10_000 };

        private readonly FakeBoard _board;
        private int _idle;

        /// <summary>Makes a converter at 230 V, 50 Hz, without current.</summary>
        public FakeSampler(FakeBoard board)
        {
            _board = board;
        }

        /// <summary>Peak of the mains voltage in counts: 1 009 are 230 V.</summary>
        public int VoltsPeak { get; set; } = 1_009;

        /// <summary>Peak of the current in counts while the contacts are closed: 449 are 32 A.</summary>
        public int AmpsPeak { get; set; }

        /// <summary>The current flows in the positive half of each cycle only: a diode in series. <see cref="AmpsPeak"/> is that of the half wave.</summary>
        public bool HalfWave { get; set; }

        /// <summary>Mains frequency; the phase jumps when it changes.</summary>
        public int Millihertz { get; set; } = 50_000;

        /// <summary>Gain of this chip's converter, in parts per million.</summary>
        public int ChipGain { get; set; } = 1_000_000;

        /// <summary>What the voltage channel reads whatever the mains does: a broken one. Negative for a sound one.</summary>
        public int StuckVolts { get; set; } = -1;

        /// <summary>What the current channel reads whatever flows. Negative for a sound one.</summary>
        public int StuckAmps { get; set; } = -1;

        /// <summary>Length that the last block was asked for, in microseconds.</summary>
        public int AskedMicros { get; private set; }

        /// <summary>Every block from now on was interrupted.</summary>
        public bool Interrupted { get; set; }

        /// <summary>The next blocks fail with this message; null for none.</summary>
        public string Failure { get; set; }

        /// <inheritdoc/>
        public int Phases
        {
            get { return 1; }
        }

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
            get { return 322_400; }
        }

        /// <inheritdoc/>
        public int MicroampsPerCount
        {
            get { return 100_750; }
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

        // Time as a mains of 50 Hz would count it.
        private long MainsMicros
        {
            get { return _board.Micros * Millihertz / 50_000; }
        }

        /// <inheritdoc/>
        public void Acquire(SampleBlock block, int lengthMicros)
        {
            if (Failure != null)
            {
                throw new System.InvalidOperationException(Failure);
            }

            AskedMicros = lengthMicros;
            _idle = (_idle + 370) % 1_000;
            _board.Spend(_idle);
            block.StartMicros = _board.Micros;
            block.Gap = Interrupted;
            block.ConversionNanos = ConversionMicros * 1_000;
            int rounds = lengthMicros / (3 * ConversionMicros);
            for (int i = 0; i < rounds; i++)
            {
                block.Volts[0][i] = StuckVolts >= 0 ? (short)StuckVolts : Counts(Bias + (SineAt(MainsMicros) * VoltsPeak / 10_000));
                block.Amps[0][i] = StuckAmps >= 0 ? (short)StuckAmps : Counts(Bias + (_board.Chain.Closed ? Wave(SineAt(MainsMicros)) * AmpsPeak / 10_000 : 0));
                _board.Spend(2 * ConversionMicros);
                block.Pilot[i] = Counts(PilotCounts(_board.PilotLine.At(_board.Micros)));
                _board.Spend(ConversionMicros);
            }

            block.Rounds = rounds;
            block.EndMicros = _board.Micros;
        }

        /// <summary>Nominal counts of a voltage on the pilot.</summary>
        public static int PilotCounts(int millivolts)
        {
            return (int)((((long)millivolts * 1_000) + 14_228_000) / 8_808);
        }

        /// <summary>10 000 times the sine of a 50 Hz mains at a time.</summary>
        public static int SineAt(long micros)
        {
            int step = (int)(micros % 20_000);
            int sign = step < 10_000 ? 1 : -1;
            step %= 10_000;
            step = step > 5_000 ? 10_000 - step : step;
            int index = step * 9 / 5_000;
            int rest = (step * 9) - (index * 5_000);
            int next = index < 9 ? Sine[index + 1] : Sine[index];
            return sign * (Sine[index] + ((next - Sine[index]) * rest / 5_000));
        }

        private int Wave(int sine)
        {
            return HalfWave && sine < 0 ? 0 : sine;
        }

        private short Counts(int nominal)
        {
            long counts = (long)nominal * ChipGain / 1_000_000;
            return (short)(counts < 0 ? 0 : counts > 4_095 ? 4_095 : counts);
        }
    }
}
