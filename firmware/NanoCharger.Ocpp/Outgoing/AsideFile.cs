using NanoCharger.Core.SessionLog;
using NanoCharger.Hal;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The records that the backend refused again and again: kept, in the log's own form, for somebody to look into.</summary>
    internal sealed class AsideFile
    {
        private const string FileName = Outbox.AsideFileName;

        /// <summary>16 KiB. So many refused are a fault of the backend: then the log itself shall fill and be seen.</summary>
        private const int MaxBytes = 74 * LogRecord.Bytes;

        private readonly IStorage _storage;
        private readonly LogRecord _last = new LogRecord();
        private readonly byte[] _bytes = new byte[LogRecord.Bytes];

        internal AsideFile(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>Number of records kept.</summary>
        internal int Count
        {
            get
            {
                int length = _storage.Length(FileName);
                return length < 0 ? 0 : length / LogRecord.Bytes;
            }
        }

        /// <summary>Keeps a record. Durable on return.</summary>
        /// <returns>False when the file is full: the record is then still to be delivered.</returns>
        internal bool TryKeep(LogRecord record)
        {
            int length = Count * LogRecord.Bytes;

            // A power cut between keeping and releasing brings the same record again.
            if (length > 0 && LogRecord.TryDecode(_bytes, 0, _storage.Read(FileName, length - LogRecord.Bytes, _bytes, 0, LogRecord.Bytes), _last)
                && _last.Sequence == record.Sequence)
            {
                return true;
            }

            if (length + LogRecord.Bytes > MaxBytes)
            {
                return false;
            }

            LogRecord.Encode(record, _bytes, 0);
            _storage.Append(FileName, _bytes, LogRecord.Bytes);
            return true;
        }
    }
}
