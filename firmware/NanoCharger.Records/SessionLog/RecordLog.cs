using System;
using System.IO;
using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Storage;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>The session log in flash: what the backend is owed for each transaction until it has answered for it, the checkpoint of the open one, and the charger's own events.</summary>
    /// <remarks>
    /// It is the outbox too: nothing billable lives only in memory. Sequence numbers grow by one for ever and are never used twice; register and
    /// document numbers never fall. README.md says how and why. Order of use after a start: <see cref="Recover"/>, <see cref="Boot"/>, then the rest.
    /// When the log is full: no new transaction (<see cref="HasRoom"/>); the end of a running one has the reserved segment.
    /// </remarks>
    public sealed class RecordLog : ITransactionJournal
    {
        /// <summary>Begin of the names of the transactions' segment files; the number of the first record follows.</summary>
        public const string SegmentPrefix = "bill.";

        /// <summary>What a recovery reads at most: 37 segments of 4 KiB (one more of each ring, where one was closed early), and the tally.</summary>
        public const int MostBytesRead = (37 * SegmentFiles.BlockBytes) + 656;

        private readonly IStorage _storage;
        private readonly Tally _tally = new Tally();
        private readonly LogState _state = new LogState();
        private readonly LogRecord _record = new LogRecord();
        private LogReader _reader;
        private LogWriter _writer;
        private bool _uncertain;

        /// <summary>A log over this storage. Touches nothing yet.</summary>
        public RecordLog(IStorage storage)
        {
            _storage = storage;
            Events = new EventLog(storage, _state);
        }

        /// <summary>The charger's own events.</summary>
        public EventLog Events { get; }

        /// <summary>Events of the open transaction that wait to be told, and are not kept.</summary>
        public LiveEvents Live { get; } = new LiveEvents();

        /// <summary>Written into the records from now on: true while what happens could not be told at once.</summary>
        public bool Offline
        {
            get { return Live.Closed; }
            set { Live.Closed = value; }
        }

        /// <summary>Whose the records from now on are.</summary>
        public RecordOrigin Origin { get; } = new RecordOrigin();

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

        /// <summary>Records, tails and slots that the recovery found damaged and stepped over.</summary>
        public int Damaged { get; private set; }

        /// <summary>True when register or numbers may have fallen, since every copy of them was lost, until <see cref="AcceptLoss"/>: nothing may be sold.</summary>
        public bool Lost
        {
            get { return _tally.Lost; }
        }

        /// <summary>Last sequence number that the backend has answered for; 0 for none.</summary>
        public long Released
        {
            get { return _tally.Released; }
        }

        /// <summary>The last record of the transaction that has not ended, brought up to its last checkpoint; null for none.</summary>
        public LogRecord OpenTransaction
        {
            get { return _state.Open; }
        }

        /// <summary>The room for more, and the places that are taken.</summary>
        public LogRoom Room { get; private set; }

        /// <summary>True while there is room for a new transaction. The end of a running one has its own reserve.</summary>
        public bool HasRoom
        {
            get { return Room.ForTransaction; }
        }

        /// <inheritdoc/>
        public bool HasRoomForPeriodic
        {
            get { return Room.ForPeriodicDocument; }
        }

        /// <summary>True while the clock's becoming known would give records of this boot their date: see <see cref="NoteTime"/>.</summary>
        public bool WantsTime
        {
            get { return _state.Undated && HasRoomForPeriodic && _state.Bases.MayAdd(BootNumber, Released); }
        }

        /// <summary>Reads all that is stored and rebuilds the state. Writes nothing. Cost: <see cref="MostBytesRead"/>, each byte once, about 50 ms a segment: before the loop runs.</summary>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public void Recover()
        {
            SegmentFiles segments = new SegmentFiles(_storage, SegmentPrefix, LogRecord.Bytes, LogRoom.MaxSegments);
            _tally.Load(_storage);
            _state.Start(_tally);
            LogRecovery recovery = new LogRecovery();
            _state.LastSequence = recovery.Run(segments, LogRecord.Bytes, _state.LastSequence, _state);
            _state.Complete(_tally);
            Events.Recover(recovery);
            _state.Boot = Events.Happened.Boot > _state.Boot ? Events.Happened.Boot : _state.Boot;
            _tally.Lost |= !_tally.Found && (segments.Count > 0 || !Events.Empty);
            Damaged = recovery.Damaged + _tally.Damaged;
            _reader = new LogReader(segments, LogRecord.Bytes);
            _writer = new LogWriter(_storage, segments, _state, _tally);
            Room = _writer.Room;
            _uncertain = false;
        }

        /// <summary>Counts the boot, durably and in both slots of the tally, which mends them, and records it. Cost: three writes to flash: before the loop runs.</summary>
        /// <returns>Number of this boot.</returns>
        /// <exception cref="IOException">The flash failed.</exception>
        public long Boot(long micros, long utcMillis, ClockQuality quality)
        {
            _state.CountBoot();
            _writer.Save();
            _tally.Step(_storage, false, micros);
            Events.RecordBoot(micros, utcMillis, quality);
            return BootNumber;
        }

        /// <summary>Records an event of a transaction, or keeps it as the checkpoint where it is an update without a document. Durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <returns>The record's sequence number; 0 for a checkpoint.</returns>
        /// <exception cref="ArgumentException">The register is below the stored one, or the event has no transaction number.</exception>
        /// <exception cref="InvalidOperationException">A Started event without <see cref="HasRoom"/>.</exception>
        /// <exception cref="IOException">The flash failed.</exception>
        public long Record(TransactionEvent transactionEvent)
        {
            Settle();
            _state.Check(transactionEvent);
            if (transactionEvent.Event == TransactionEventKind.Started && !HasRoom)
            {
                throw new InvalidOperationException("log full");
            }

            _record.Kind = LogRecordKind.Transaction;
            _record.CopyEvent(transactionEvent);
            Identify();
            if (transactionEvent.Event != TransactionEventKind.Updated || transactionEvent.Document != DocumentForm.None)
            {
                return Append();
            }

            _uncertain = true;
            _writer.Checkpoint(_record);
            _uncertain = false;
            Live.Put(_record);
            return 0;
        }

        /// <summary>What is behind a record by now is brought up, one write to flash a call at most. In each turn or every second one, after contactor and pilot.</summary>
        /// <param name="closed">True while the contactor is commanded closed.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Step(bool closed, long nowMicros)
        {
            _tally.Step(_storage, closed, nowMicros);
        }

        /// <summary>The clock is known: gives the owed records of this boot that have no date theirs, durably. Only while <see cref="WantsTime"/>.</summary>
        /// <param name="micros">Monotonic time.</param>
        /// <param name="utcMillis">The wall clock at it.</param>
        /// <exception cref="IOException">The flash failed.</exception>
        public void NoteTime(long micros, long utcMillis)
        {
            Settle();
            TimeBases.Compose(_record, micros, utcMillis, _state.LeftUndated);
            _record.RegisterMilliwattHours = RegisterMilliwattHours;
            Identify();
            Append();
        }

        /// <summary>True for a record without a date that the clock, once known, would give one.</summary>
        public bool MayBeDated(LogRecord record)
        {
            return WantsTime && (record.Quality == ClockQuality.Unknown || record.BeginQuality == ClockQuality.Unknown) && record.Kind == LogRecordKind.Transaction;
        }

        /// <summary>False for a record that was read without a date and may have left with one, in a time base that made way for others since.</summary>
        public bool KnowsDates(LogRecord record)
        {
            return (record.Quality != ClockQuality.Unknown && record.BeginQuality != ClockQuality.Unknown) || record.Sequence > _state.Bases.Forgotten;
        }

        /// <summary>A record is about to leave: from now on its document has the bytes that it has now.</summary>
        public void Leave(LogRecord record)
        {
            _state.LeftUndated = record.Sequence > _state.LeftUndated ? record.Sequence : _state.LeftUndated;
        }

        /// <summary>Somebody takes on what is left of register and numbers, and tells the event log so: it goes on from there. Durable on return.</summary>
        public void AcceptLoss()
        {
            Settle();
            _tally.Lost = false;
            _writer.Save();
        }

        /// <summary>Reads the first sound record of the transactions' log behind a sequence number, whatever its kind. Cost: about 1 ms.</summary>
        /// <returns>False when there is none; <paramref name="into"/> then means nothing.</returns>
        public bool TryReadNext(long afterSequence, LogRecord into)
        {
            if (!_reader.TryReadNext(afterSequence, into))
            {
                return false;
            }

            _state.Bases.Date(into);
            return true;
        }

        /// <summary>The bytes in flash of the record that was read last.</summary>
        public byte[] Raw
        {
            get { return _reader.Raw; }
        }

        /// <summary>Notes durably that the backend has answered for all records up to this one. They stay readable until the room is needed.</summary>
        /// <param name="sequence">0..<see cref="LastSequence"/>; one that is already released does nothing.</param>
        /// <exception cref="ArgumentException">There is no such record yet.</exception>
        /// <exception cref="IOException">The flash failed; the records are still owed.</exception>
        public void Release(long sequence)
        {
            Settle();
            if (sequence > LastSequence)
            {
                throw new ArgumentException("sequence: not recorded yet");
            }

            if (sequence > Released)
            {
                // What a failure leaves in a slot of the tally the next save overwrites: nothing has to be looked up.
                _writer.Release(sequence, _reader.CountBills(Released, sequence, _record));
            }
        }

        // Until a write has returned nobody knows what the flash holds: a failure makes the next one look first.
        private long Append()
        {
            _uncertain = true;
            _writer.Append(_record);
            _uncertain = false;
            Live.Note(_record);
            return LastSequence;
        }

        // Record and checkpoint alike: the object has been used for others before.
        private void Identify()
        {
            _record.Offline = Offline;
            Origin.Stamp(_record, OpenTransaction);
        }

        // After a failure of the flash nobody knows what it holds; a slot of the tally may be behind too.
        private void Settle()
        {
            if (_uncertain)
            {
                Recover();
                _tally.Take(_state);
                _tally.SaveLater();
            }
        }
    }
}
