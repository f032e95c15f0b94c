using NanoCharger.Hal;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>Reads all that is stored and rebuilds the state. Writes nothing, so it may be interrupted and begun again.</summary>
    internal sealed class LogRecovery
    {
        private readonly LogSegments _segments;
        private readonly LogCursor _cursor;
        private readonly LogState _state;
        private readonly LogRecord _record = new LogRecord();
        private readonly byte[] _buffer = new byte[LogSegments.BlockBytes + 1];

        /// <summary>A recovery of these segments into this state.</summary>
        internal LogRecovery(LogSegments segments, LogCursor cursor, LogState state)
        {
            _segments = segments;
            _cursor = cursor;
            _state = state;
        }

        /// <summary>Records and tails that were found damaged and stepped over.</summary>
        internal int Damaged { get; private set; }

        /// <summary>Runs. Cost: about 50 ms a segment.</summary>
        /// <exception cref="System.IO.IOException">The flash cannot be read.</exception>
        internal void Run(IStorage storage)
        {
            Damaged = _cursor.Load(storage) ? 0 : 1;
            _state.Start(_cursor);
            long next = _cursor.Released + 1;
            bool appendable = false;
            for (int segment = 0; segment < _segments.Count; segment++)
            {
                bool sound = Scan(segment);
                next = _segments.Behind(segment) > next ? _segments.Behind(segment) : next;
                appendable = sound && _segments.Behind(segment) == next;
            }

            if (!appendable)
            {
                // Behind damage nothing is appended: a torn piece would shift every later record.
                _segments.Close();
            }

            _state.LastSequence = next - 1;
            _state.Complete();
        }

        private bool Scan(int segment)
        {
            int length = _segments.ReadAll(segment, _buffer);
            int slots = _segments.Slots(segment);
            bool sound = true;
            for (int slot = 0; slot < slots; slot++)
            {
                int offset = slot * LogRecord.Bytes;
                sound = LogRecord.TryDecode(_buffer, offset, length - offset, _record) && _record.Sequence == _segments.First(segment) + slot;
                if (sound)
                {
                    _state.Note(_record, _cursor.Released);
                }
                else
                {
                    Damaged++;
                }
            }

            if (length != slots * LogRecord.Bytes || slots == 0)
            {
                Damaged++;
                return false;
            }

            return sound;
        }
    }
}
