using NanoCharger.Hal;

namespace NanoCharger.Core.Pilot
{
    /// <summary>Notices that a charging vehicle has left state C (or D, where that is charged), early enough and not too early.</summary>
    /// <remarks>
    /// The contacts have to be open 100 ms after the pilot moved (IEC 61851-1:2017, Table A.6), while a dip of less than 30 ms
    /// opens nothing. A block's own level is too coarse for both: samples are missing between blocks, and an extreme does not say
    /// when. So this goes back from the newest sample and measures for how long state C has not been seen, from the first
    /// sample outside it to the last. A stretch without samples counts only when it lies between two samples outside, with none of C after the first.
    /// The worst case: the pilot moves just behind a block; the rest of the turn takes 21 ms, the next block 20 ms (suspect), a
    /// second look 12 ms, the decision 7 ms and the contacts 15 ms: 75 ms.
    /// </remarks>
    public sealed class DepartureWatch
    {
        /// <summary>Time outside state C that makes a departure: what a dip may last, and one period of the PWM.</summary>
        public const int ConfirmMicros = 31_000;

        // At 10 % duty the newest high sample may be some milliseconds old.
        private const int LookMarginMicros = 3_000;

        // A shorter block may miss all high samples of a 10 % duty.
        private const int BlindMicros = 10_000;

        // Two samples in C one after the other end a stretch; a single one may have fallen on an edge of the PWM.
        private const int SamplesInsideToEnd = 2;
        private const int SamplesOutsideToBegin = 2;

        private readonly PilotScale _scale;
        private bool _running;
        private long _outsideSinceMicros;
        private long _outsideUntilMicros;

        /// <summary>Makes a watch.</summary>
        /// <param name="scale">The board's scale, which somebody else keeps adjusted.</param>
        public DepartureWatch(PilotScale scale)
        {
            _scale = scale;
        }

        /// <summary>True where state D gets power too (the room is ventilated): leaving means then leaving both.</summary>
        public bool Ventilated { get; set; }

        /// <summary>Forgets what was seen. To be called when the contactor closes.</summary>
        public void Reset()
        {
            _running = false;
        }

        /// <summary>Judges the newest block.</summary>
        public Presence Look(SampleBlock block)
        {
            int count = block.PilotCount;
            if (count == 0)
            {
                return Presence.Suspect;
            }

            Scan(block, count);
            if (!_running)
            {
                return Presence.Present;
            }

            return _outsideUntilMicros - _outsideSinceMicros >= ConfirmMicros ? Presence.Departed : Presence.Suspect;
        }

        /// <summary>How long the next look has to be to settle a suspicion, in microseconds.</summary>
        /// <param name="endMicros">End of the last block.</param>
        /// <param name="mostMicros">Longest block.</param>
        public int NextLookMicros(long endMicros, int mostMicros)
        {
            long micros = _running ? _outsideSinceMicros + ConfirmMicros + LookMarginMicros - endMicros : mostMicros;
            if (micros < BlindMicros)
            {
                // A look that is blind settles nothing, and looks of a few milliseconds may be blind one after the other.
                return BlindMicros;
            }

            return micros > mostMicros ? mostMicros : (int)micros;
        }

        private void Scan(SampleBlock block, int count)
        {
            int high = _scale.Counts(PilotThresholds.BetweenLevelsMillivolts);
            int lowest = Ventilated ? PilotThresholds.ShortedMillivolts : PilotThresholds.VentilatedMillivolts;
            int from = _scale.Counts(lowest - PilotThresholds.HysteresisMillivolts);
            int to = _scale.Counts(PilotThresholds.ReadyMillivolts + PilotThresholds.HysteresisMillivolts);
            int[] pilot = block.Pilot;
            int inside = 0;
            int outside = 0;
            int first = -1;
            int last = -1;
            for (int i = count - 1; i >= 0 && inside < SamplesInsideToEnd; i--)
            {
                int sample = pilot[i];
                if (sample < high)
                {
                    continue;
                }

                if (sample >= from && sample <= to)
                {
                    inside++;
                    continue;
                }

                inside = 0;
                outside++;
                first = i;
                if (last < 0)
                {
                    last = i;
                }
            }

            Conclude(block, count, inside, outside, first, last);
        }

        private void Conclude(SampleBlock block, int count, int inside, int outside, int first, int last)
        {
            bool wholeBlock = inside < SamplesInsideToEnd;
            if (outside < SamplesOutsideToBegin)
            {
                if (!wholeBlock)
                {
                    _running = false;
                    return;
                }

                if (inside > 0 || block.EndMicros - block.StartMicros < BlindMicros)
                {
                    // Too little to be seen to change the opinion.
                    return;
                }

                // Nothing but the low level for many periods: that is not C.
                first = 0;
                last = count - 1;
            }

            if (!_running || !wholeBlock)
            {
                _outsideSinceMicros = TimeOf(block, count, first);
            }

            _running = true;
            _outsideUntilMicros = TimeOf(block, count, last);
        }

        private static long TimeOf(SampleBlock block, int count, int index)
        {
            return block.StartMicros + ((block.EndMicros - block.StartMicros) * index / count);
        }
    }
}
