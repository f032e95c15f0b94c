using System.IO;
using NanoCharger.Core.SessionLog;
using NanoCharger.Hal;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The records that are owed to the backend: which is next, when it may go, and when it is let go.</summary>
    /// <remarks>
    /// The rules. In order, one at a time; a record is released when the backend has answered for it, and not before. Silence is waited for
    /// by the outbox, for ever. A signature that the backend cannot verify waits 5 minutes each time, for ever. At any other error the record
    /// pauses 10 s, then 60 s; at the third it is set aside in a file of its own: kept, and not billed. While the flash does not take
    /// what must be written the record stays owed, and is sent again after 5 minutes.
    /// </remarks>
    internal sealed class RecordKeeper
    {
        private const long Second = 1000000;
        private const long FirstPauseMicros = 10 * Second;
        private const long SecondPauseMicros = 60 * Second;
        private const long LongPauseMicros = 300 * Second;
        private const int TriesBeforeSetAside = 3;

        // OCPP-J's code for what does not verify: no fault of the record's, so it is never set aside for it.
        private const string SignatureRefused = "SecurityError";

        /// <summary>Work of one step is bounded: records of no interest passed over in the log.</summary>
        private const int PassedOverPerStep = 8;

        private readonly RecordLog _log;
        private readonly AsideFile _aside;
        private readonly DocumentQueue _documents;
        private long _notBeforeMicros;
        private long _passedOver;
        private int _errors;

        internal RecordKeeper(RecordLog log, IStorage storage, DocumentQueue documents)
        {
            _log = log;
            _documents = documents;
            _aside = new AsideFile(storage);
            SetAside = _aside.Count;
        }

        /// <summary>The record that is next or under way; one object for ever.</summary>
        internal LogRecord Record { get; } = new LogRecord();

        /// <summary>Records that the backend refused three times, kept in the file "aside".</summary>
        internal int SetAside { get; private set; }

        /// <summary>Reads the next record that is to be sent.</summary>
        /// <returns>False when none is owed, it pauses, or its document is not signed yet.</returns>
        internal bool TryNext(long nowMicros)
        {
            if (_log.Owed == 0 || nowMicros < _notBeforeMicros)
            {
                return false;
            }

            for (int i = 0; i < PassedOverPerStep; i++)
            {
                long after = _passedOver > _log.Released ? _passedOver : _log.Released;
                if (!_log.TryReadNext(after, Record))
                {
                    return false;
                }

                if (Record.Kind == LogRecordKind.Transaction)
                {
                    return _documents.IsSigned(Record);
                }

                _passedOver = Record.Sequence;
            }

            return false;
        }

        /// <summary>The backend has answered for the record.</summary>
        internal void Delivered(long nowMicros)
        {
            _errors = 0;
            Release(nowMicros);
        }

        /// <summary>The backend has answered the record with an error.</summary>
        internal void Refused(OcppFrame error, long nowMicros)
        {
            if (error.HasWord(SignatureRefused))
            {
                // A key that the backend does not know yet: bills wait for its operator, in order, and the log that fills stops the selling.
                Pause(nowMicros, LongPauseMicros);
                return;
            }

            _errors++;
            if (_errors < TriesBeforeSetAside)
            {
                Pause(nowMicros, _errors == 1 ? FirstPauseMicros : SecondPauseMicros);
                return;
            }

            if (!TryKeep())
            {
                Pause(nowMicros, LongPauseMicros);
                return;
            }

            _errors = 0;
            SetAside = _aside.Count;
            Release(nowMicros);
        }

        private bool TryKeep()
        {
            try
            {
                return _aside.TryKeep(Record);
            }
            catch (IOException)
            {
                return false;
            }
        }

        /// <summary>When the flash does not take it the record stays owed, is sent again, and the backend knows it by its id.</summary>
        private void Release(long nowMicros)
        {
            try
            {
                _log.Release(Record.Sequence);
            }
            catch (IOException)
            {
                Pause(nowMicros, LongPauseMicros);
            }
        }

        private void Pause(long nowMicros, long micros)
        {
            _notBeforeMicros = nowMicros + micros;
        }
    }
}
