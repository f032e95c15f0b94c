using NanoCharger.Hal;

namespace NanoCharger.Core.Metering
{
    /// <summary>Measures the mains frequency by the zero crossings of the first phase's voltage, interpolated.</summary>
    /// <remarks>
    /// The rising crossings of two blocks are a whole number of periods apart; how many, a half period seen within one block
    /// tells. A crossing is off by some 15 µs (noise of 3 counts on 57 counts a sample, conversions of 60 µs ± 2 µs), so the
    /// frequency is right to some 20 ppm over a second and 140 ppm over 150 ms as a rule; at worst in a minute to four times that.
    /// Ranges: times in nanoseconds within a block are below 2.5e7, times 1 024 parts of a round and 200 rounds below 5.2e12.
    /// </remarks>
    public sealed class FrequencyMeter
    {
        /// <summary>Least frequency that blocks are cut by, in millihertz.</summary>
        public const int LeastMillihertz = 44_000;

        /// <summary>Most frequency that blocks are cut by, in millihertz.</summary>
        public const int MostMillihertz = 66_000;

        private const long MicrosMillihertz = 1_000_000_000;
        private const int QuickNanos = 150_000_000;
        private const int FineNanos = 1_000_000_000;

        // Further apart the number of periods between two crossings would be in doubt: 0.5 % of a half period make 0.1 period in 20.
        private const int MostNanosApart = 400_000_000;

        // A crossing counts after a swing of 13 V to the other side, so that noise makes none.
        private const int SwingCounts = 40;

        // 30 Hz and 80 Hz: anything else is no mains.
        private const int LeastPeriodNanos = 12_500_000;
        private const int MostPeriodNanos = 33_300_000;

        // A block at a low frequency may have no rising crossing; ten without one are no mains.
        private const int MostEmptyBlocks = 10;

        // So many samples of a block are looked at for swings: six in each half period.
        private const int Looks = 12;

        private const int RestShift = 4;
        private const int RestScale = 256;
        private const int Parts = 1_024;
        private const long MillihertzNanos = 1_000_000_000_000L;

        private int _rest;
        private bool _restKnown;
        private bool _rising;
        private long _risingNanos;
        private int _halfNanos;
        private int _empty;
        private bool _chained;
        private long _lastNanos;
        private Stretch _quick;
        private Stretch _fine;

        /// <summary>Mean frequency over the last second, in millihertz; 0 while it is not known.</summary>
        public int Millihertz { get; private set; }

        /// <summary>Mean frequency over the last 150 ms or so, in millihertz; 0 while it is not known.</summary>
        public int QuickMillihertz { get; private set; }

        /// <summary>When the stretch of <see cref="QuickMillihertz"/> began, monotonic, in microseconds.</summary>
        public long QuickSinceMicros { get; private set; }

        /// <summary>Length of one cycle as measured, in microseconds: 15 152..22 727; what the caller takes for nominal while it is not known.</summary>
        /// <param name="nominalMicros">Length of a cycle of nominal frequency.</param>
        public int CycleMicros(int nominalMicros)
        {
            int millihertz = Millihertz;
            if (millihertz == 0)
            {
                return nominalMicros;
            }

            millihertz = millihertz < LeastMillihertz ? LeastMillihertz : millihertz > MostMillihertz ? MostMillihertz : millihertz;
            return (int)((MicrosMillihertz + (millihertz / 2)) / millihertz);
        }

        /// <summary>Takes in one block.</summary>
        /// <param name="block">A block; one that was interrupted is left out, since its samples are not evenly spaced.</param>
        /// <param name="restMillicounts">Where its first voltage channel rests, by the meter: its mean over the whole cycle.</param>
        public void Update(SampleBlock block, int restMillicounts)
        {
            int rounds = block.Rounds;
            if (block.Gap || rounds < 2)
            {
                return;
            }

            // A cut cycle moves the mean of one block; that of sixteen hardly.
            int rest = (int)((long)restMillicounts * RestScale / 1_000);
            _rest = _restKnown ? _rest + ((rest - _rest) >> RestShift) : rest;
            _restKnown = true;
            Scan(block, rounds);
            if (!_rising)
            {
                if (++_empty >= MostEmptyBlocks)
                {
                    Forget();
                }

                return;
            }

            _empty = 0;
            Chain(_risingNanos);
        }

        // Finds the last rising crossing and the last half period of the block. A dozen of the samples is enough to see the swings.
        private void Scan(SampleBlock block, int rounds)
        {
            int[] volts = block.Volts[0];
            int stride = rounds > Looks ? rounds / Looks : 1;
            long startNanos = block.StartMicros * 1_000;
            long roundNanos = ((block.EndMicros * 1_000) - startNanos) / rounds;
            int above = (_rest / RestScale) + SwingCounts;
            int below = above - (2 * SwingCounts);
            int side = 0;
            long crossedNanos = 0;
            _rising = false;
            for (int k = 0; k < rounds; k += stride)
            {
                int sample = volts[k];
                int now = sample > above ? 1 : sample < below ? -1 : side;
                if (now == side)
                {
                    continue;
                }

                if (side != 0)
                {
                    long nanos = startNanos + (roundNanos * Crossing(volts, k, now > 0) / Parts);
                    _halfNanos = crossedNanos == 0 ? _halfNanos : (int)(nanos - crossedNanos);
                    crossedNanos = nanos;
                    if (now > 0)
                    {
                        _rising = true;
                        _risingNanos = nanos;
                    }
                }

                side = now;
            }
        }

        // Where the rest was crossed on the way to sample k: in parts of a round since the start. The swing took some samples; the pair around the rest is sought backwards.
        private long Crossing(int[] volts, int k, bool up)
        {
            int rest = _rest;
            int below = rest / RestScale;
            if (up)
            {
                while (k > 1 && volts[k - 1] > below)
                {
                    k--;
                }
            }
            else
            {
                while (k > 1 && volts[k - 1] <= below)
                {
                    k--;
                }
            }

            int before = volts[k - 1] * RestScale;
            int after = volts[k] * RestScale;
            int part = after == before ? 0 : (int)((long)(rest - before) * Parts / (after - before));
            return ((long)(k - 1) * Parts) + part;
        }

        private void Chain(long nanos)
        {
            long apart = nanos - _lastNanos;
            int period = 2 * _halfNanos;
            bool counts = _chained && apart <= MostNanosApart && period >= LeastPeriodNanos && period <= MostPeriodNanos;
            _lastNanos = nanos;
            _chained = true;
            if (!counts)
            {
                _quick.Restart(nanos);
                _fine.Restart(nanos);
                return;
            }

            int periods = (int)((apart + (period / 2)) / period);
            _quick.Periods += periods;
            _fine.Periods += periods;
            if (nanos - _quick.StartNanos >= QuickNanos)
            {
                QuickMillihertz = _quick.Millihertz(nanos);
                QuickSinceMicros = _quick.StartNanos / 1_000;
                _quick.Restart(nanos);
            }

            if (nanos - _fine.StartNanos >= FineNanos)
            {
                Millihertz = _fine.Millihertz(nanos);
                _fine.Restart(nanos);
            }
        }

        private void Forget()
        {
            _chained = false;
            _restKnown = false;
            Millihertz = 0;
            QuickMillihertz = 0;
        }

        /// <summary>Whole periods since a crossing.</summary>
        private struct Stretch
        {
            internal long StartNanos;
            internal int Periods;

            internal void Restart(long nanos)
            {
                StartNanos = nanos;
                Periods = 0;
            }

            internal int Millihertz(long nanos)
            {
                return (int)(Periods * MillihertzNanos / (nanos - StartNanos));
            }
        }
    }
}
