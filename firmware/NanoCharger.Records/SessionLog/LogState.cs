using System;
using NanoCharger.Core.Charging;
using NanoCharger.Hal;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>What tally and records together say: where the counting stands and what is open. Rebuilt at a recovery, kept up by every record after it.</summary>
    internal sealed class LogState : IRecordSink
    {
        private readonly LogRecord _open = new LogRecord();
        private bool _hasOpen;
        private long _released;

        /// <summary>Number of the newest boot; 0 for none.</summary>
        internal long Boot { get; set; }

        /// <summary>Sequence number of the newest record; 0 for none.</summary>
        internal long LastSequence { get; set; }

        /// <summary>The highest energy register, in milliwatt-hours.</summary>
        internal long RegisterMilliwattHours { get; private set; }

        /// <summary>Number of the newest signed document; 0 for none.</summary>
        internal long Pagination { get; private set; }

        /// <summary>The date that the next start goes on from.</summary>
        internal NewestDate Newest { get; } = new NewestDate();

        /// <summary>Records that the backend has still to answer for.</summary>
        internal int Owed { get; set; }

        /// <summary>The dates of records from before the clock was known.</summary>
        internal TimeBases Bases { get; } = new TimeBases();

        /// <summary>True when a record of this boot has no date of its own.</summary>
        internal bool Undated { get; private set; }

        /// <summary>Sequence number of the newest record that has left, or is about to: what has no date then has none for ever.</summary>
        internal long LeftUndated { get; set; }

        /// <summary>The last record of the transaction that has not ended, brought up to its checkpoint; null for none.</summary>
        internal LogRecord Open
        {
            get { return _hasOpen ? _open : null; }
        }

        /// <summary>Begins with what the tally says; the records follow in their order.</summary>
        internal void Start(Tally tally)
        {
            Boot = tally.Boot;
            LastSequence = tally.Sequence > tally.Released ? tally.Sequence : tally.Released;
            RegisterMilliwattHours = tally.RegisterMilliwattHours;
            Pagination = tally.Pagination;
            Newest.Clear();
            Newest.NoteReading(tally.Latest);
            Owed = 0;
            LeftUndated = tally.Released > LeftUndated ? tally.Released : LeftUndated;
            Undated = false;
            Bases.Clear();
            _released = tally.Released;
            _hasOpen = false;
        }

        /// <summary>A new boot: the clock of it gives no record of an older one its date.</summary>
        internal void CountBoot()
        {
            Boot++;
            Undated = false;
        }

        /// <summary>Refuses an event that cannot follow.</summary>
        /// <exception cref="ArgumentException">The register is below the stored one, or the event has no transaction number.</exception>
        internal void Check(TransactionEvent next)
        {
            if (next.RegisterMilliwattHours < RegisterMilliwattHours)
            {
                throw new ArgumentException("register: it never falls");
            }

            if (next.Event != TransactionEventKind.Started && next.Transaction < 1)
            {
                throw new ArgumentException("number: of the Started record");
            }
        }

        /// <summary>Takes notice of a record of the transactions' log.</summary>
        /// <param name="record">The next in order.</param>
        public void Note(LogRecord record)
        {
            LastSequence = record.Sequence > LastSequence ? record.Sequence : LastSequence;
            RegisterMilliwattHours = record.RegisterMilliwattHours > RegisterMilliwattHours ? record.RegisterMilliwattHours : RegisterMilliwattHours;
            Pagination = record.Pagination > Pagination ? record.Pagination : Pagination;
            Boot = record.Boot > Boot ? record.Boot : Boot;
            Newest.NoteBill(record);
            if (record.Kind == LogRecordKind.TimeBase)
            {
                Bases.Note(record);
            }

            Owed += record.IsBill && record.Sequence > _released ? 1 : 0;
            if (record.Kind == LogRecordKind.Transaction)
            {
                NoteOpen(record);
            }
        }

        /// <summary>Takes notice of a checkpoint, which has no record of its own.</summary>
        internal void NoteCheckpoint(LogRecord checkpoint)
        {
            RegisterMilliwattHours = checkpoint.RegisterMilliwattHours;
            Newest.NoteReading(checkpoint);
            NoteOpen(checkpoint);
        }

        /// <summary>All records were noted: the tally's checkpoint may be later than the open transaction's last record, and may know that it has ended though the record of that is spoilt.</summary>
        internal void Complete(Tally tally)
        {
            if (_hasOpen && tally.Sequence > _open.Sequence && tally.Transaction != _open.Transaction)
            {
                _hasOpen = false;
            }

            if (_hasOpen)
            {
                tally.Advance(_open);
                Bases.Date(_open);

                // Only a newer firmware's record of it can have told more.
                _open.RegisterMilliwattHours = RegisterMilliwattHours;
            }
        }

        // A checkpoint is no record: the last one's sequence number stays.
        private void NoteOpen(LogRecord record)
        {
            _hasOpen = record.Event != TransactionEventKind.Ended;
            Undated |= (record.Quality == ClockQuality.Unknown && record.ReadingBoot == Boot) || (record.BeginQuality == ClockQuality.Unknown && record.BeginBoot == Boot);
            if (_hasOpen)
            {
                _open.CopyFrom(record);
            }
        }
    }
}
