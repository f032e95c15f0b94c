using NanoCharger.Storage;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>Reads records by their sequence numbers and steps over what is damaged.</summary>
    internal sealed class LogReader
    {
        private readonly SegmentFiles _segments;
        private readonly byte[] _bytes;

        /// <summary>A reader of these segments.</summary>
        /// <param name="segments">The segments.</param>
        /// <param name="slotBytes">Length of a record.</param>
        internal LogReader(SegmentFiles segments, int slotBytes)
        {
            _segments = segments;
            _bytes = new byte[slotBytes];
        }

        /// <summary>The bytes of the record read last.</summary>
        internal byte[] Raw
        {
            get { return _bytes; }
        }

        /// <summary>Reads the first sound record behind a sequence number, whatever its kind. Cost: about 1 ms.</summary>
        /// <returns>False when there is none; <paramref name="into"/> then means nothing.</returns>
        internal bool TryReadNext(long afterSequence, LogRecord into)
        {
            for (int segment = 0; segment < _segments.Count; segment++)
            {
                long sequence = afterSequence + 1 > _segments.First(segment) ? afterSequence + 1 : _segments.First(segment);
                for (; sequence < _segments.Behind(segment); sequence++)
                {
                    int read = _segments.ReadSlot(segment, sequence, _bytes);
                    if (LogCodec.TryDecode(_bytes, 0, read, _bytes.Length, into) && into.Sequence == sequence)
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        /// <summary>Counts the records that are owed behind one sequence number and up to another.</summary>
        /// <param name="afterSequence">The first is behind this.</param>
        /// <param name="upToSequence">The last at most.</param>
        /// <param name="scratch">Holds each in turn.</param>
        internal int CountBills(long afterSequence, long upToSequence, LogRecord scratch)
        {
            int count = 0;
            long at = afterSequence;
            while (at < upToSequence && TryReadNext(at, scratch) && scratch.Sequence <= upToSequence)
            {
                at = scratch.Sequence;
                count += scratch.IsBill ? 1 : 0;
            }

            return count;
        }
    }
}
