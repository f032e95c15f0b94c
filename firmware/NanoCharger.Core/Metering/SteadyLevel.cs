namespace NanoCharger.Core.Metering
{
    /// <summary>The level of a channel over all blocks of a step, which is believed only when it stayed where it was.</summary>
    /// <remarks>A level is below 2.05e6 millicounts, the sum of 500 squares below 2.1e15.</remarks>
    internal sealed class SteadyLevel
    {
        /// <summary>What a current may differ besides, in thousandths of a count: its noise.</summary>
        internal const int CurrentSlack = 2_000;

        /// <summary>What the technician is told of a level that moved.</summary>
        internal const string Refusal = "refused: it was not steady";

        // A block may be so much off the mean of all.
        private const int SteadyPercent = 2;

        private long _squares;
        private int _least;
        private int _most;

        /// <summary>Forgets all blocks.</summary>
        internal void Clear()
        {
            _squares = 0;
            _least = int.MaxValue;
            _most = 0;
        }

        /// <summary>Takes a block's level, in thousandths of a count RMS.</summary>
        internal void Add(int level)
        {
            _squares += (long)level * level;
            _least = level < _least ? level : _least;
            _most = level > _most ? level : _most;
        }

        /// <summary>The level of all blocks together, in thousandths of a count RMS.</summary>
        internal int Mean()
        {
            return (int)IntegerRoot.Of(_squares / Calibrator.Blocks, 0);
        }

        /// <summary>Whether no block is further off the mean than 2 % and so many thousandths of a count.</summary>
        internal bool IsSteady(int mean, int slack)
        {
            int room = (int)((long)mean * SteadyPercent / 100) + slack;
            return _most - mean <= room && mean - _least <= room;
        }
    }
}
