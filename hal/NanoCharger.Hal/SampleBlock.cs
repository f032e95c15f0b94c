namespace NanoCharger.Hal
{
    /// <summary>One stretch of samples of mains voltage, mains current and control pilot, taken in rounds.</summary>
    /// <remarks>
    /// A round reads, for each phase in turn, voltage, then current, then the pilot: V1 I1 P (V2 I2 P V3 I3 P).
    /// The pilot therefore has one sample for each voltage-current pair. A current sample is taken <see cref="ConversionNanos"/> after the voltage
    /// sample of its pair, the next pair's voltage three of them after this one's. The arrays are allocated once and filled again and
    /// again; only the first <see cref="Rounds"/> (or <see cref="PilotCount"/>) entries belong to the present block.
    /// All values are raw counts of a 12-bit converter, 0..4095, uncalibrated.
    /// </remarks>
    public sealed class SampleBlock
    {
        // Behind properties that are read in every turn: a property that reads a property costs two calls.
        private readonly int _phases;
        private int _rounds;

        /// <summary>Allocates a block.</summary>
        /// <param name="phases">1 or 3.</param>
        /// <param name="maxRounds">Most rounds a block can hold, at least 1.</param>
        /// <exception cref="System.ArgumentException">A value is out of its range.</exception>
        public SampleBlock(int phases, int maxRounds)
        {
            if (phases != 1 && phases != 3)
            {
                throw new System.ArgumentException("phases: 1 or 3");
            }

            if (maxRounds < 1)
            {
                throw new System.ArgumentException("maxRounds: at least 1");
            }

            _phases = phases;
            MaxRounds = maxRounds;
            Volts = new int[phases][];
            Amps = new int[phases][];
            for (int phase = 0; phase < phases; phase++)
            {
                Volts[phase] = new int[maxRounds];
                Amps[phase] = new int[maxRounds];
            }

            Pilot = new int[phases * maxRounds];
        }

        /// <summary>Number of phases sampled: 1 or 3.</summary>
        public int Phases
        {
            get { return _phases; }
        }

        /// <summary>Most rounds this block can hold.</summary>
        public int MaxRounds { get; }

        /// <summary>Raw voltage samples, one array for each phase.</summary>
        public int[][] Volts { get; }

        /// <summary>Raw current samples, one array for each phase.</summary>
        public int[][] Amps { get; }

        /// <summary>Raw pilot samples: <see cref="PilotCount"/> of them.</summary>
        public int[] Pilot { get; }

        /// <summary>Complete rounds in the present block, 0..<see cref="MaxRounds"/>.</summary>
        public int Rounds
        {
            get { return _rounds; }
            set { _rounds = value; }
        }

        /// <summary>Pilot samples in the present block: rounds times phases.</summary>
        public int PilotCount
        {
            get { return _rounds * _phases; }
        }

        /// <summary>Monotonic time of the first sample, in microseconds.</summary>
        public long StartMicros { get; set; }

        /// <summary>Monotonic time just after the last sample, in microseconds.</summary>
        public long EndMicros { get; set; }

        /// <summary>Time between one conversion and the next within a round, in nanoseconds; 0 where the sampler cannot tell.</summary>
        public int ConversionNanos { get; set; }

        /// <summary>True when the sampling was interrupted (another thread ran): the block's samples are not evenly spaced.</summary>
        public bool Gap { get; set; }
    }
}
