namespace NanoCharger.Core.Protection
{
    /// <summary>A ladder of growing pauses for what should not go on as it does: 30 s, then 1, 2, 5 and 15 min; after so many it latches, where that is wanted.</summary>
    /// <remarks>Ten minutes of undisturbed charging bring it back to its foot (<see cref="Calm"/>); what was counted towards the latch stays until the vehicle is unplugged.</remarks>
    internal sealed class BackOff
    {
        private const int CountMask = 0xF;
        private const int StepShift = 4;
        private const int StepMask = 0x7;

        private readonly int[] _pauseSeconds = { 0, 30, 60, 120, 300, 900 };
        private readonly int _top;
        private readonly int _latchAt;
        private int _count;
        private int _step;

        /// <summary>Makes a ladder, at its foot.</summary>
        /// <param name="top">Its last step, 1..5.</param>
        /// <param name="latchAt">How many latch, 1..15; 0 for never.</param>
        internal BackOff(int top, int latchAt)
        {
            _top = top;
            _latchAt = latchAt;
        }

        /// <summary>What has to survive a restart, 0..127: how many there were (4 bits) and the step (3 bits).</summary>
        internal int Kept
        {
            get { return _count | (_step << StepShift); }
        }

        /// <summary>True when there were so many that only unplugging or the technician starts anew.</summary>
        internal bool Latched
        {
            get { return _latchAt != 0 && _count >= _latchAt; }
        }

        /// <summary>When the pause is over; far in the past when there is none.</summary>
        internal long NotBeforeMicros { get; private set; } = long.MinValue / 2;

        /// <summary>It happened again: one step up.</summary>
        internal void Climb()
        {
            _count += _count < CountMask ? 1 : 0;
            _step += _step < _top ? 1 : 0;
        }

        /// <summary>The pause of this step begins; none at the foot.</summary>
        internal void Pause(long nowMicros)
        {
            NotBeforeMicros = nowMicros + (_pauseSeconds[_step] * 1_000_000L);
        }

        /// <summary>Back to the foot.</summary>
        internal void Calm()
        {
            _step = 0;
        }

        /// <summary>Unplugged, or cleared by the technician: everything starts anew.</summary>
        internal void Reset()
        {
            _count = 0;
            _step = 0;
            NotBeforeMicros = long.MinValue / 2;
        }

        /// <summary>Takes back what was kept. The pause begins anew in full: no clock runs through a cut.</summary>
        internal void Restore(int kept)
        {
            int step = (kept >> StepShift) & StepMask;
            _count = kept & CountMask;
            _step = step < _top ? step : _top;
            Pause(0);
        }
    }
}
