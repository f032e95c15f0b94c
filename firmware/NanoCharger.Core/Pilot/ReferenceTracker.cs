namespace NanoCharger.Core.Pilot
{
    /// <summary>Finds how large this chip's converter counts really are, from the one voltage on the board that is known: the bias rail.</summary>
    /// <remarks>
    /// The reference of an ESP32's converter differs by up to 9 % from chip to chip, enough to take 9 V for 8.2 V on the pilot. The
    /// voltage channel rests on the bias rail, which a shunt reference holds to 0.5 %; its mean over whole mains cycles is that rail,
    /// so the pilot can be judged on a unit that was never adjusted. The meter does not use this: it has gains of its own.
    /// </remarks>
    public sealed class ReferenceTracker
    {
        /// <summary>Blocks before the scale is believed: about one second.</summary>
        public const int BlocksUntilReady = 25;

        // The filter's time constant once it runs: 256 blocks, some ten seconds; the reference drifts with temperature, in minutes.
        private const int SlowShift = 8;

        // A rail that would need a larger correction than the chip's ±9 % and the drift is not a bias rail: something is broken.
        private const int LeastScale = 850_000;
        private const int MostScale = 1_150_000;

        // A rest below this is no rail at all, and would overflow the scale.
        private const int LeastRestMillicounts = 100_000;

        private readonly long _biasCountsPpm;
        private long _filtered;
        private int _blocks;

        /// <summary>Makes a tracker for a board.</summary>
        /// <param name="biasMillivolts">Voltage of the bias rail.</param>
        /// <param name="microvoltsPerCount">Nominal size of one count.</param>
        public ReferenceTracker(int biasMillivolts, int microvoltsPerCount)
        {
            // Thousandths of a count that the rail reads on a nominal converter, times a million for the division below: 1.6e6 * 1e6 fits easily.
            _biasCountsPpm = (long)biasMillivolts * 1_000_000 / microvoltsPerCount * 1_000_000;
        }

        /// <summary>True when <see cref="ScalePpm"/> can be used: enough blocks were seen and the rail is where a sound board has it.</summary>
        public bool Ready
        {
            get { return _blocks >= BlocksUntilReady && ScalePpm >= LeastScale && ScalePpm <= MostScale; }
        }

        /// <summary>True size of a count as parts per million of its nominal size; 1 000 000 until anything was seen.</summary>
        public int ScalePpm { get; private set; } = 1_000_000;

        /// <summary>Takes in one block.</summary>
        /// <param name="restMillicounts">Mean of the voltage channel over the block, in thousandths of a count; less than 100 counts is ignored.</param>
        public void Update(int restMillicounts)
        {
            if (restMillicounts < LeastRestMillicounts)
            {
                return;
            }

            long sample = (long)restMillicounts << SlowShift;
            if (_blocks < 1 << SlowShift)
            {
                // A plain mean at first: the filter is right from the first block on and grows slow.
                _blocks++;
                _filtered += (sample - _filtered) / _blocks;
            }
            else
            {
                _filtered += (sample - _filtered) >> SlowShift;
            }

            ScalePpm = (int)(_biasCountsPpm / (_filtered >> SlowShift));
        }
    }
}
