namespace NanoCharger.Hal.Esp32
{
    /// <summary>Keeps the time of a block: how many rounds come before the next look at the clock, when it is over, whether it was interrupted.</summary>
    /// <remarks>
    /// The clock is read after each group of eight rounds. What is left of the block at last is cut to whole rounds, so a block ends within
    /// about one round of the length asked for. A group that took much longer than the others was interrupted by another thread: the block has a gap.
    /// Fields are open to the sampling loop, since in the interpreter a property costs a call.
    /// </remarks>
    internal sealed class SampleGroups
    {
        /// <summary>Rounds of a whole group.</summary>
        internal const int Rounds = 8;

        // A look at the clock, which is part of each group: from public figures, as the conversion's.
        private const int ClockMicros = 40;

        /// <summary>End of the last group, monotonic; before the first group the start of the block.</summary>
        internal long EndMicros;

        /// <summary>Shortest whole group of this block so far; int.MaxValue before the first.</summary>
        internal int ShortestMicros;

        /// <summary>Longest group of this block so far.</summary>
        internal int LongestMicros;

        /// <summary>Before this time, and with <see cref="WholeUntilRounds"/> at most, the next group is a whole one.</summary>
        internal long WholeUntilMicros;

        /// <summary>Rounds of the block after which there is room for a whole group still.</summary>
        internal int WholeUntilRounds;

        private readonly int _nominalRoundMicros;
        private long _startMicros;
        private long _blockEndMicros;
        private int _groupRounds;
        private int _mostRounds;
        private int _usualMicros;
        private bool _gap;

        /// <summary>Makes one for a board.</summary>
        /// <param name="nominalRoundMicros">What a round takes by its data sheet.</param>
        internal SampleGroups(int nominalRoundMicros)
        {
            _nominalRoundMicros = nominalRoundMicros;
            _usualMicros = (Rounds * nominalRoundMicros) + ClockMicros;
        }

        /// <summary>What a round of the last block took, in nanoseconds.</summary>
        internal int RoundNanos
        {
            get { return (_usualMicros - ClockMicros) * 1000 / Rounds; }
        }

        /// <summary>Begins a block.</summary>
        /// <param name="nowMicros">The present time.</param>
        /// <param name="lengthMicros">How long the block is to be.</param>
        /// <param name="mostRounds">How many rounds it holds.</param>
        /// <returns>Rounds of the first group, at least 1.</returns>
        internal int Begin(long nowMicros, int lengthMicros, int mostRounds)
        {
            _mostRounds = mostRounds;
            ShortestMicros = int.MaxValue;
            LongestMicros = 0;
            _gap = false;
            int most = mostRounds < Rounds ? mostRounds : Rounds;
            int rounds = lengthMicros / _nominalRoundMicros;
            _groupRounds = rounds < 1 ? 1 : rounds < most ? rounds : most;
            _startMicros = nowMicros;
            EndMicros = nowMicros;
            _blockEndMicros = nowMicros + lengthMicros;

            // While more than a group and half a round are left, the next group is a whole one.
            WholeUntilMicros = _groupRounds < Rounds ? nowMicros : _blockEndMicros - _usualMicros - (_usualMicros / (2 * Rounds));
            WholeUntilRounds = mostRounds - Rounds;
            return _groupRounds;
        }

        /// <summary>Books the group that has just ended and says how many rounds the next one has; 0 ends the block.</summary>
        /// <param name="nowMicros">The present time.</param>
        /// <param name="rounds">Rounds of the block so far.</param>
        internal int Next(long nowMicros, int rounds)
        {
            int micros = (int)(nowMicros - EndMicros);
            EndMicros = nowMicros;
            if (micros > LongestMicros)
            {
                LongestMicros = micros;
            }

            if (_groupRounds < Rounds)
            {
                _gap |= TookTooLong(micros, _usualMicros * _groupRounds / Rounds);
            }
            else if (micros < ShortestMicros)
            {
                ShortestMicros = micros;
            }

            return nowMicros < WholeUntilMicros && rounds <= WholeUntilRounds ? Rounds : LastRounds(nowMicros, rounds);
        }

        /// <summary>Whether the block that has ended was interrupted. To be asked once.</summary>
        /// <remarks>A block too short for a whole group is judged by the last one that had one.</remarks>
        internal bool HadGap()
        {
            if (ShortestMicros < int.MaxValue)
            {
                _usualMicros = ShortestMicros;
            }

            return _gap || TookTooLong(LongestMicros, _usualMicros);
        }

        // What is left of the block near its end, in whole rounds, to the nearest.
        private int LastRounds(long nowMicros, int rounds)
        {
            int roundMicros = (int)(nowMicros - _startMicros) / rounds;
            if (roundMicros < 1)
            {
                roundMicros = 1;
            }

            int remaining = (int)(_blockEndMicros - nowMicros);
            int next = remaining <= 0 ? 0 : (remaining + (roundMicros / 2)) / roundMicros;
            int room = _mostRounds - rounds;
            int most = room < Rounds ? room : Rounds;
            _groupRounds = next < most ? next : most;

            // A converter faster than this board's: the block is full before its cycle is over, and must not pass for a whole one.
            _gap |= next > 0 && _groupRounds == 0;
            return _groupRounds;
        }

        // A quarter and 150 µs more than usual: beyond the converter's own jitter. What is shorter (0.5 ms with one phase, 1.2 ms with three) moves a
        // block's power by 6 % at most, either way.
        private static bool TookTooLong(int micros, int usualMicros)
        {
            return micros > usualMicros + (usualMicros / 4) + 150;
        }
    }
}
