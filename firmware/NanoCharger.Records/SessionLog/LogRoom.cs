using NanoCharger.Storage;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>How much room the transactions' log has, and which of its segments may go: answered for, and only when the room is needed.</summary>
    public sealed class LogRoom
    {
        /// <summary>Most segments of one block of flash each: 15 records, so 200 whole transactions, the reserve, and a segment that is answered for in part.</summary>
        internal const int MaxSegments = 29;

        /// <summary>Segments of those that only an end of a transaction may open: what lets a running one end in a full log.</summary>
        internal const int ReservedSegments = 1;

        private const int TransactionRecords = 2;
        private const int TransactionsBeforeDocuments = 10;

        private readonly SegmentFiles _segments;
        private readonly LogState _state;
        private readonly Tally _tally;

        /// <summary>The room of these segments; to be counted.</summary>
        internal LogRoom(SegmentFiles segments, LogState state, Tally tally)
        {
            _segments = segments;
            _state = state;
            _tally = tally;
        }

        /// <summary>Whole transactions that there is room for: begin and end of each, and no document in between.</summary>
        public int Transactions
        {
            get { return FreeSlots < 0 ? 0 : FreeSlots / TransactionRecords; }
        }

        /// <summary>Sequence number of the oldest record that flash has a place of; 0 for none.</summary>
        public long FirstSequence
        {
            get { return _segments.FirstSequence; }
        }

        /// <summary>Records that there is room for, the reserve not counted.</summary>
        internal int FreeSlots { get; private set; }

        /// <summary>True while begin and end of a transaction have room.</summary>
        internal bool ForTransaction
        {
            get { return FreeSlots >= TransactionRecords; }
        }

        /// <summary>True while begin and end of ten transactions have room beside a document that is made in between.</summary>
        internal bool ForPeriodicDocument
        {
            get { return FreeSlots > TransactionRecords * TransactionsBeforeDocuments; }
        }

        /// <summary>Counts the places in flash of the numbers between two others, sound or not.</summary>
        public int CountSlots(long after, long before)
        {
            return _segments.CountSlots(after, before);
        }

        /// <summary>Counts anew: after a record, a release, a recovery.</summary>
        internal void Count()
        {
            int kept = _segments.Count;
            for (int segment = 0; segment < _segments.Count - 1 && MayGo(segment); segment++)
            {
                kept--;
            }

            FreeSlots = ((MaxSegments - ReservedSegments - kept) * _segments.SlotsPerSegment) + _segments.SlotsLeftInNewest;
        }

        /// <summary>Deletes the oldest segment where the next record needs its room.</summary>
        internal void Make()
        {
            while (_segments.SlotsLeftInNewest == 0 && _segments.Count >= MaxSegments && MayGo(0))
            {
                _segments.DeleteOldest();
            }
        }

        // The newest segment always stays; so does one with an open transaction's last record.
        private bool MayGo(int segment)
        {
            return segment < _segments.Count - 1
                && (_state.Owed == 0 || _segments.Behind(segment) - 1 <= _tally.Released)
                && !(_state.Open != null && _state.Open.Sequence < _segments.Behind(segment));
        }
    }
}
