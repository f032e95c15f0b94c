using NanoCharger.Storage;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>Reads all records of a log's segments, each segment once. Writes nothing, so it may be interrupted and begun again.</summary>
    internal sealed class LogRecovery
    {
        private readonly LogRecord _record = new LogRecord();
        private readonly byte[] _buffer = new byte[SegmentFiles.BlockBytes + 1];

        /// <summary>Records and tails that were found damaged and stepped over, in all segments read so far.</summary>
        internal int Damaged { get; private set; }

        /// <summary>Runs. Cost: about 50 ms a segment.</summary>
        /// <param name="segments">The segments; the newest is closed when nothing may be appended to it.</param>
        /// <param name="slotBytes">Length of a record.</param>
        /// <param name="last">The newest sequence number, as far as that is known otherwise.</param>
        /// <param name="sink">Takes notice of each sound record.</param>
        /// <returns>The newest sequence number.</returns>
        /// <exception cref="System.IO.IOException">The flash cannot be read.</exception>
        internal long Run(SegmentFiles segments, int slotBytes, long last, IRecordSink sink)
        {
            long next = last + 1;
            bool appendable = false;
            for (int segment = 0; segment < segments.Count; segment++)
            {
                bool sound = Scan(segments, segment, slotBytes, sink);
                next = segments.Behind(segment) > next ? segments.Behind(segment) : next;
                appendable = sound && segments.Behind(segment) == next;
            }

            if (!appendable)
            {
                // Behind damage nothing is appended: a torn piece would shift every later record.
                segments.Close();
            }

            return next - 1;
        }

        private bool Scan(SegmentFiles segments, int segment, int slotBytes, IRecordSink sink)
        {
            int length = segments.ReadAll(segment, _buffer);
            int slots = segments.Slots(segment);
            bool sound = true;
            for (int slot = 0; slot < slots; slot++)
            {
                int offset = slot * slotBytes;
                sound = LogCodec.TryDecode(_buffer, offset, length - offset, slotBytes, _record) && _record.Sequence == segments.First(segment) + slot;
                if (sound)
                {
                    sink.Note(_record);
                }
                else
                {
                    Damaged++;
                }
            }

            if (length != slots * slotBytes || slots == 0)
            {
                Damaged++;
                return false;
            }

            return sound;
        }
    }
}
