using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;
using NanoCharger.Records.SessionLog;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>The records that GetLog has asked for, once more as the calls that they were, byte for byte and with their ids: the oldest first, each behind the answer to the one before.</summary>
    /// <remarks>
    /// All of them have been answered for, so an answer changes nothing of the log, and an error neither: nothing is released, set aside or written. Whatever is owed, a card that waits, and anything else that there is to tell
    /// go first. Under an error that is the backend's own it pauses 10 s, then 60 s, and gives up at the third; and it gives up where it had no way to the backend, or no answer, for 5 minutes.
    /// </remarks>
    internal sealed class LogUpload : OutgoingCall
    {
        private const long FirstPauseMicros = 10_000_000;
        private const long SecondPauseMicros = 60_000_000;
        private const long LongestSilenceMicros = 300_000_000;
        private const int MostErrors = 3;

        private readonly OcppParts _charger;
        private readonly RecordLog _log;
        private readonly RecordKeeper _records;
        private readonly DocumentQueue _documents;
        private readonly LogRun _run;
        private readonly TransactionBody _body = new TransactionBody();
        private readonly LogRecord _record = new LogRecord();
        private bool _hasRecord;
        private int _errors;
        private long _notBeforeMicros;
        private long _heardMicros;

        internal LogUpload(OutgoingContext context)
            : base("TransactionEvent")
        {
            _charger = context.Charger;
            _log = context.Charger.Log;
            _records = context.Records;
            _documents = context.Documents;
            _run = context.Charger.Wishes.Log;
        }

        /// <summary>Nothing that matters more waits for an answer to what was answered for already; the record goes again later.</summary>
        internal override bool Withdrawn
        {
            get { return !_run.Active || _run.Fresh || GoesFirst || !_charger.Registration.Accepted; }
        }

        private bool GoesFirst
        {
            get { return _records.Busy || _charger.Authorisation.Pending != null; }
        }

        internal override bool TryPrepare(long nowMicros)
        {
            if (!_run.Active)
            {
                return false;
            }

            if (_run.Fresh)
            {
                _run.Fresh = false;
                _hasRecord = false;
                _errors = 0;
                _notBeforeMicros = nowMicros;
                _heardMicros = nowMicros;
            }

            GiveUpBehindSilence(nowMicros);
            return _run.Active && !GoesFirst && !_charger.Settings.Lost && nowMicros >= _notBeforeMicros && (_hasRecord || TryRead()) && IsSigned();
        }

        internal override bool TryWriteId(AsciiWriter id)
        {
            TransactionBody.WriteId(id, _record);
            return true;
        }

        internal override void Write(JsonWriter json, long nowMicros)
        {
            _body.Write(json, _record, _documents);
            if (_record.Document != DocumentForm.None)
            {
                _documents.Sent();
            }
        }

        internal override void TakeResult(OcppFrame result, long nowMicros)
        {
            _run.Sent++;
            GoOn();
            GiveUpBehindSilence(nowMicros);
        }

        internal override void TakeError(OcppFrame error, long nowMicros)
        {
            if (RecordKeeper.IsOfTheCall(error))
            {
                // It would be the same each time; the backend knows which one it has refused.
                _run.Refused++;
                GoOn();
                return;
            }

            _errors++;
            _notBeforeMicros = nowMicros + (_errors == 1 ? FirstPauseMicros : SecondPauseMicros);
            if (_errors == MostErrors)
            {
                _run.End(LogRun.Failed);
            }
        }

        // Neither asked nor answered for so long: the backend may be another one by now.
        private void GiveUpBehindSilence(long nowMicros)
        {
            if (nowMicros - _heardMicros > LongestSilenceMicros)
            {
                _run.End(LogRun.Failed);
            }

            _heardMicros = nowMicros;
        }

        private void GoOn()
        {
            _errors = 0;
            _hasRecord = false;
            _run.Position = _record.Sequence;
        }

        // One record a step; it stays in memory, so it does not matter any more when its place in flash is taken.
        private bool TryRead()
        {
            bool there = _run.Position < _run.Last && _log.TryReadNext(_run.Position, _record) && _record.Sequence <= _run.Last;
            long behind = there ? _record.Sequence : _run.Last + 1;
            if (behind > _run.Position + 1)
            {
                _run.Skipped += (int)(behind - 1 - _run.Position);
                _run.Position = behind - 1;
            }

            if (!there)
            {
                _run.End(LogRun.Uploaded);
                return false;
            }

            _hasRecord = _record.Kind == LogRecordKind.Transaction && IsMeant();
            if (!_hasRecord)
            {
                _run.Skipped += _record.Kind == LogRecordKind.Newer ? 1 : 0;
                _run.Position = _record.Sequence;
            }

            return _hasRecord;
        }

        // One whose date nobody knows may be meant.
        private bool IsMeant()
        {
            return _record.Quality == ClockQuality.Unknown || (_record.UtcMillis >= _run.OldestUtcMillis && _record.UtcMillis <= _run.LatestUtcMillis);
        }

        // With other bytes than those that the backend had it would be a forgery of itself. The key may be replaced while it waits to be signed.
        private bool IsSigned()
        {
            if (!_log.KnowsDates(_record) || (_record.Document != DocumentForm.None && !_charger.Signer.CanMake(_record)))
            {
                _run.Skipped++;
                GoOn();
                return false;
            }

            return _documents.IsSignedAgain(_record);
        }
    }
}
