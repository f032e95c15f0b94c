using System.IO;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The records that are owed to the backend: which is next, when it may go, and when it is let go.</summary>
    /// <remarks>
    /// The rules. In order, one at a time; a record is released when the backend has answered for it, and not before. Silence is waited for
    /// by the outbox, for ever. Only an error that says that the record itself is wrong counts against it: it pauses 10 s, then 60 s; at the third it is set
    /// aside in a file of its own: kept, and not billed. Any other error is the backend's, and is waited for: 10 s, 60 s, then 5 minutes each time, for
    /// ever; a new session tries at once, and only a record that is taken makes the pauses short again. While the flash does not take what must be
    /// written the record stays owed, and is sent again after 5 minutes. When somebody asks for it, what is set aside is sent again by the
    /// same rules, the oldest first, before any newer record; it leaves the file when the backend has answered for it.
    /// </remarks>
    internal sealed class RecordKeeper
    {
        private const long Second = 1000000;
        private const long FirstPauseMicros = 10 * Second;
        private const long SecondPauseMicros = 60 * Second;
        private const long LongPauseMicros = 300 * Second;
        private const int TriesBeforeSetAside = 3;

        /// <summary>Work of one step is bounded: records of no interest passed over in the log.</summary>
        private const int PassedOverPerStep = 8;

        private readonly RecordLog _log;
        private readonly Delivery _delivery;
        private readonly Registration _registration;
        private readonly DocumentQueue _documents;
        private int _acceptances;
        private long _notBeforeMicros;
        private long _passedOver;
        private int _violations;
        private int _waits;
        private bool _waiting;
        private bool _retrying;
        private long _retried;
        private bool _fromAside;

        internal RecordKeeper(OcppParts charger, DocumentQueue documents)
        {
            _log = charger.Log;
            _delivery = charger.Delivery;
            _registration = charger.Registration;
            _documents = documents;
            _delivery.Aside.Load();
            ToTell = _delivery.Aside.LastSequence;
        }

        /// <summary>The record that is next or under way; one object for ever.</summary>
        internal LogRecord Record { get; } = new LogRecord();

        /// <summary>The record set aside of which the backend is to be told: the latest, and after a start the newest in the file. 0 for none.</summary>
        internal long ToTell { get; set; }

        /// <summary>When that was; monotonic, in microseconds; 0 when it was before this start.</summary>
        internal long ToTellMicros { get; private set; }

        /// <summary>True while any waits for an answer: owed, or set aside and on its way once more.</summary>
        internal bool Busy
        {
            get { return _log.Owed > 0 || _retrying; }
        }

        /// <summary>True while a record pauses that the backend has refused: what comes behind it has to wait.</summary>
        internal bool Pauses(long nowMicros)
        {
            return nowMicros < _notBeforeMicros && Busy;
        }

        /// <summary>Reads the next record that is to be sent.</summary>
        /// <returns>False when none is owed, it pauses, or its document is not signed yet.</returns>
        internal bool TryNext(long nowMicros)
        {
            if (_delivery.RetryWanted)
            {
                BeginRetry();
            }

            if (!Busy)
            {
                return false;
            }

            if (_acceptances != _registration.Acceptances)
            {
                _acceptances = _registration.Acceptances;
                _notBeforeMicros = _waiting ? nowMicros : _notBeforeMicros;
            }

            if (nowMicros < _notBeforeMicros)
            {
                return false;
            }

            if (_retrying)
            {
                _fromAside = _delivery.Aside.TryReadNext(_retried, Record, null);
                if (_fromAside)
                {
                    return _documents.IsSigned(Record);
                }

                _retrying = false;
            }

            return TryNextOfLog(nowMicros);
        }

        /// <summary>The backend has answered for the record.</summary>
        internal void Delivered(long nowMicros)
        {
            Settled();
            LetGo(true, nowMicros);
        }

        /// <summary>The backend has answered the record with an error.</summary>
        internal void Refused(OcppFrame error, long nowMicros)
        {
            _delivery.Failures++;
            _delivery.Failure.Clear();
            error.PutReason(_delivery.Failure);
            if (!IsOfTheCall(error))
            {
                _waits++;
                Pause(nowMicros, _waits == 1 ? FirstPauseMicros : _waits == 2 ? SecondPauseMicros : LongPauseMicros);
                _waiting = true;
                return;
            }

            _violations++;
            if (_violations < TriesBeforeSetAside)
            {
                Pause(nowMicros, _violations == 1 ? FirstPauseMicros : SecondPauseMicros);
                return;
            }

            if (!TryKeep())
            {
                Pause(nowMicros, LongPauseMicros);
                return;
            }

            ToTell = Record.Sequence;
            ToTellMicros = nowMicros;
            Settled();
            if (_fromAside)
            {
                _retried = Record.Sequence;
            }
            else
            {
                LetGo(false, nowMicros);
            }
        }

        /// <summary>Does the error say that what was sent is itself wrong?</summary>
        // OCPP 2.0.1, part 4, table of error codes: those that speak of the "Payload for Action". A record's payload is made of it alone and is the same
        // each time, so is the answer. The others speak of the receiver (InternalError, NotImplemented, NotSupported, GenericError), of the frame or
        // the transport (RpcFrameworkError, MessageTypeNotSupported), or of a key that it does not know yet (SecurityError): that may be over tomorrow.
        // FormationViolation and "Occurence" are OCPP 1.6's; the latter stands in texts of 2.0.1 too.
        internal static bool IsOfTheCall(OcppFrame error)
        {
            return error.HasWord("FormatViolation") || error.HasWord("FormationViolation")
                || error.HasWord("PropertyConstraintViolation") || error.HasWord("TypeConstraintViolation")
                || error.HasWord("OccurrenceConstraintViolation") || error.HasWord("OccurenceConstraintViolation")
                || error.HasWord("ProtocolError");
        }

        private bool TryNextOfLog(long nowMicros)
        {
            for (int i = 0; i < PassedOverPerStep; i++)
            {
                long after = _passedOver > _log.Released ? _passedOver : _log.Released;
                if (_log.Owed == 0 || !_log.TryReadNext(after, Record))
                {
                    return false;
                }

                if (Record.Kind == LogRecordKind.Transaction)
                {
                    return _documents.IsSigned(Record);
                }

                if (Record.Kind == LogRecordKind.Newer)
                {
                    PassOver(nowMicros);
                    return false;
                }

                _passedOver = Record.Sequence;
            }

            return false;
        }

        // It may be a bill of a newer firmware, before this one was installed: that one finds it again among those set aside.
        private void PassOver(long nowMicros)
        {
            _fromAside = false;
            _delivery.Failure.Clear();
            _delivery.Failure.Put("of newer firmware");
            if (TryKeep())
            {
                LetGo(false, nowMicros);
            }
            else
            {
                Pause(nowMicros, LongPauseMicros);
            }
        }

        // Another record is next now: what was counted against the one before is not held against it, nor that one's pause.
        private void BeginRetry()
        {
            _delivery.RetryWanted = false;
            _retrying = true;
            _retried = 0;
            _violations = 0;
            _notBeforeMicros = 0;
        }

        private bool TryKeep()
        {
            try
            {
                return Record.Kind == LogRecordKind.Newer ? _delivery.Aside.TryKeepRaw(_log.Raw, 0, LogRecord.Bytes, _delivery.Failure) : _delivery.Aside.TryKeep(Record, _delivery.Failure);
            }
            catch (IOException)
            {
                return false;
            }
        }

        /// <summary>When the flash does not take it the record stays owed, is sent again, and the backend knows it by its id.</summary>
        private void LetGo(bool taken, long nowMicros)
        {
            try
            {
                if (taken)
                {
                    // Not only one that was read there: the power may go between setting aside and release, and leave it in both.
                    _delivery.Aside.Remove(Record.Sequence);
                }

                if (!_fromAside)
                {
                    _log.Release(Record.Sequence);
                }
            }
            catch (IOException)
            {
                Pause(nowMicros, LongPauseMicros);
            }
        }

        private void Settled()
        {
            _violations = 0;
            _waits = 0;
            _waiting = false;
            _delivery.Failures = 0;
        }

        private void Pause(long nowMicros, long micros)
        {
            _notBeforeMicros = nowMicros + micros;
            _waiting = false;
        }
    }
}
