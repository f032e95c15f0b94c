using System;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>The append-only log in flash: every boot, every change of calibration and key, and every event of a transaction until the backend has answered for it.</summary>
    /// <remarks>
    /// It is the outbox too: nothing billable lives only in memory. Sequence numbers grow by one for ever and are never used twice; the
    /// register never falls. Order of use after a start: <see cref="Recover"/>, <see cref="Boot"/>, then the rest.
    /// When the log is full: no new transaction (<see cref="HasRoom"/>); the checkpoints of a running one go to the cursor file, in
    /// place, so that a power cut still costs one checkpoint at most; its end has the reserved segment.
    /// </remarks>
    public sealed class RecordLog : ITransactionJournal, ICalibrationJournal
    {
        /// <summary>Begin of the names of the segment files; the number of the first record follows.</summary>
        public const string SegmentPrefix = "log.";

        /// <summary>Most segments of 4 KiB: 144 of the partition's 256 KiB, which also holds settings, certificates and littlefs's copies.</summary>
        public const int MaxSegments = 36;

        /// <summary>Segments of those that only an end of a transaction may open: what lets a running one end in a full log.</summary>
        public const int ReservedSegments = 1;

        /// <summary>Records that must be free for a new transaction: an hour of checkpoints, so that it is not full as soon as begun.</summary>
        public const int RecordsForNewTransaction = 60;

        private readonly IStorage _storage;
        private readonly LogCursor _cursor = new LogCursor();
        private readonly LogState _state = new LogState();
        private readonly LogRecord _record = new LogRecord();
        private readonly byte[] _bytes = new byte[LogRecord.Bytes];
        private LogSegments _segments;
        private LogReader _reader;
        private bool _uncertain;

        /// <summary>A log over this storage. Touches nothing yet.</summary>
        public RecordLog(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>Written into the records from now on: true while there is no session with the broker.</summary>
        public bool Offline { get; set; }

        /// <summary>Number of this boot, from 1; before <see cref="Boot"/> that of the last one, 0 for none.</summary>
        public long BootNumber
        {
            get { return _state.Boot; }
        }

        /// <summary>Sequence number of the newest record; 0 for none.</summary>
        public long LastSequence
        {
            get { return _state.LastSequence; }
        }

        /// <summary>The highest energy register ever stored, in milliwatt-hours.</summary>
        public long RegisterMilliwattHours
        {
            get { return _state.RegisterMilliwattHours; }
        }

        /// <summary>Number of the newest signed document of the station's life; 0 for none. The next one gets one more.</summary>
        public long Pagination
        {
            get { return _state.Pagination; }
        }

        /// <summary>Records that the backend has still to answer for.</summary>
        public int Owed
        {
            get { return _state.Owed; }
        }

        /// <inheritdoc/>
        public long CalibrationChange
        {
            get { return _state.CalibrationChange; }
        }

        /// <summary>Number of the newest key that the log tells of; 0 for none.</summary>
        public long KeyChange
        {
            get { return _state.KeyChange; }
        }

        /// <summary>Records and tails that the recovery found damaged and stepped over.</summary>
        public int Damaged { get; private set; }

        /// <summary>Last sequence number that the backend has answered for; 0 for none.</summary>
        public long Released
        {
            get { return _cursor.Released; }
        }

        /// <summary>The last record of the transaction that has not ended, with the register of its last checkpoint; null for none.</summary>
        public LogRecord OpenTransaction
        {
            get { return _state.Open; }
        }

        /// <summary>True while there is room for a new transaction. The end of a running one has its own reserve.</summary>
        public bool HasRoom
        {
            get { return FreeSlots >= RecordsForNewTransaction; }
        }

        private int FreeSlots
        {
            get { return ((MaxSegments - ReservedSegments - _segments.Count) * LogSegments.RecordsPerSegment) + _segments.SlotsLeftInNewest; }
        }

        /// <summary>Reads all that is stored and rebuilds the state. Writes nothing. Cost: about 50 ms a segment: before the loop runs.</summary>
        /// <exception cref="System.IO.IOException">The flash cannot be read.</exception>
        public void Recover()
        {
            _segments = new LogSegments(_storage, MaxSegments);
            _reader = new LogReader(_segments);
            LogRecovery recovery = new LogRecovery(_segments, _cursor, _state);
            recovery.Run(_storage);
            Damaged = recovery.Damaged;
            _uncertain = false;
        }

        /// <summary>Counts the boot, durably, and records it where there is room. Deletes what a power cut left undeleted.</summary>
        /// <returns>Number of this boot.</returns>
        /// <exception cref="System.IO.IOException">The flash failed.</exception>
        public long Boot(long micros, long utcMillis, ClockQuality quality)
        {
            _cursor.Save(_storage, _cursor.Released, BootNumber + 1, RegisterMilliwattHours, Pagination);
            _state.Boot = _cursor.Boot;
            DeleteReleased();
            if (HasRoom)
            {
                Clear(LogRecordKind.Boot, micros, utcMillis, quality);
                Append();
            }

            return BootNumber;
        }

        /// <summary>Records an event of a transaction. Durable on return. Cost: one append to flash, up to 400 ms in which no thread runs.</summary>
        /// <returns>The record's sequence number; 0 for an Updated event of a full log, of which only the register was stored.</returns>
        /// <exception cref="ArgumentException">The register is below the stored one, or the event has no transaction number.</exception>
        /// <exception cref="InvalidOperationException">A Started event without <see cref="HasRoom"/>.</exception>
        /// <exception cref="System.IO.IOException">The flash failed.</exception>
        public long Record(TransactionEvent transactionEvent)
        {
            Settle();
            _state.Check(transactionEvent);
            if (transactionEvent.Event == TransactionEventKind.Started && !HasRoom)
            {
                throw new InvalidOperationException("log full");
            }

            if (transactionEvent.Event == TransactionEventKind.Updated && FreeSlots <= 0)
            {
                HoldCheckpoint(transactionEvent.RegisterMilliwattHours);
                return 0;
            }

            _record.Kind = LogRecordKind.Transaction;
            _record.CopyEvent(transactionEvent);
            if (transactionEvent.Event == TransactionEventKind.Started)
            {
                _record.Transaction = LastSequence + 1;
            }

            return Append();
        }

        /// <inheritdoc/>
        /// <exception cref="InvalidOperationException">The log has no room: what is left is for transactions.</exception>
        public void RecordCalibration(long number, string change, long micros, long utcMillis, ClockQuality quality)
        {
            Settle();
            if (CalibrationChange != number)
            {
                RecordChange(LogRecordKind.Calibration, number, change, micros, utcMillis, quality);
            }
        }

        /// <summary>Records that the key was made or replaced, unless that is the one recorded last. Durable on return. Cost: one append to flash, up to 400 ms in which no thread runs.</summary>
        /// <param name="number">Which key of the station's life it is, from 1.</param>
        /// <param name="what">At most 36 ASCII characters.</param>
        /// <param name="micros">Monotonic time.</param>
        /// <param name="utcMillis">When.</param>
        /// <param name="quality">How sure that is.</param>
        /// <exception cref="InvalidOperationException">The log has no room: what is left is for transactions.</exception>
        /// <exception cref="System.IO.IOException">The flash failed.</exception>
        public void RecordSecurity(long number, string what, long micros, long utcMillis, ClockQuality quality)
        {
            Settle();
            if (KeyChange != number)
            {
                RecordChange(LogRecordKind.Security, number, what, micros, utcMillis, quality);
            }
        }

        private void RecordChange(LogRecordKind kind, long number, string what, long micros, long utcMillis, ClockQuality quality)
        {
            Clear(kind, micros, utcMillis, quality);
            _record.SeqNo = (int)number;
            _record.Token = what;
            Append();
        }

        // After a failure of the flash nobody knows what it holds.
        private void Settle()
        {
            if (_uncertain)
            {
                Recover();
            }
        }

        // A record that no transaction needs: what room is left belongs to those.
        private void Clear(LogRecordKind kind, long micros, long utcMillis, ClockQuality quality)
        {
            if (!HasRoom)
            {
                throw new InvalidOperationException("log full");
            }

            _record.CopyFrom(new LogRecord());
            _record.Kind = kind;
            _record.Micros = micros;
            _record.UtcMillis = utcMillis;
            _record.Quality = quality;
            _record.RegisterMilliwattHours = RegisterMilliwattHours;
        }

        /// <summary>Reads the first sound record behind a sequence number, whatever its kind. Cost: about 1 ms.</summary>
        /// <returns>False when there is none; <paramref name="into"/> then means nothing.</returns>
        public bool TryReadNext(long afterSequence, LogRecord into)
        {
            return _reader.TryReadNext(afterSequence, into);
        }

        /// <summary>Notes durably that the backend has answered for all records up to this one; deletes the segments that nobody needs now.</summary>
        /// <param name="sequence">0..<see cref="LastSequence"/>; one that is already released does nothing.</param>
        /// <exception cref="ArgumentException">There is no such record yet.</exception>
        /// <exception cref="System.IO.IOException">The flash failed; the records are still owed.</exception>
        public void Release(long sequence)
        {
            if (sequence > LastSequence)
            {
                throw new ArgumentException("sequence: not recorded yet");
            }

            if (sequence <= Released)
            {
                return;
            }

            int answered = _reader.CountTransactions(Released, sequence, _record);
            _cursor.Save(_storage, sequence, BootNumber, RegisterMilliwattHours, Pagination);
            _state.Owed -= answered;
            DeleteReleased();
        }

        private void HoldCheckpoint(long registerMilliwattHours)
        {
            _cursor.Save(_storage, _cursor.Released, BootNumber, registerMilliwattHours, Pagination);
            _state.Hold(registerMilliwattHours);
        }

        private long Append()
        {
            _record.Sequence = LastSequence + 1;
            _record.Pagination = _record.Document == DocumentForm.None ? Pagination : Pagination + 1;
            _record.Firmware = FirmwareVersion.Packed;
            _record.Boot = BootNumber;
            _record.Offline = Offline;
            LogRecord.Encode(_record, _bytes, 0);

            // Until the append has returned nobody knows what the flash holds: a failure makes the next record look first.
            _uncertain = true;
            _segments.Append(_record.Sequence, _bytes);
            _uncertain = false;
            _state.LastSequence = _record.Sequence;
            _state.Note(_record, Released);
            return LastSequence;
        }

        /// <summary>The newest segment always stays, for sequence, boot and register; so does one with an open transaction's last record.</summary>
        private void DeleteReleased()
        {
            while (_segments.Count > 1
                && (Owed == 0 || _segments.Behind(0) - 1 <= Released)
                && !(OpenTransaction != null && OpenTransaction.Sequence < _segments.Behind(0)))
            {
                _segments.DeleteOldest();
            }
        }
    }
}
