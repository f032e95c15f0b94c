using System;
using NanoCharger.Core.Charging;
using NanoCharger.Hal;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>What the cursor and all records together say: where the counting stands and what is open. Rebuilt at a recovery, kept up by every record after it.</summary>
    internal sealed class LogState
    {
        private readonly LogRecord _open = new LogRecord();
        private bool _hasOpen;

        /// <summary>Number of the newest boot; 0 for none.</summary>
        internal long Boot { get; set; }

        /// <summary>Sequence number of the newest record; 0 for none.</summary>
        internal long LastSequence { get; set; }

        /// <summary>The highest energy register, in milliwatt-hours.</summary>
        internal long RegisterMilliwattHours { get; private set; }

        /// <summary>Number of the newest signed document; 0 for none.</summary>
        internal long Pagination { get; private set; }

        /// <summary>Records that the backend has still to answer for.</summary>
        internal int Owed { get; set; }

        /// <summary>Number of the newest change of the calibration; 0 for none.</summary>
        internal long CalibrationChange { get; private set; }

        /// <summary>Number of the newest key; 0 for none.</summary>
        internal long KeyChange { get; private set; }

        /// <summary>The last record of the transaction that has not ended; null for none.</summary>
        internal LogRecord Open
        {
            get { return _hasOpen ? _open : null; }
        }

        /// <summary>Begins with what the cursor says; the records follow in their order.</summary>
        internal void Start(LogCursor cursor)
        {
            Boot = cursor.Boot;
            LastSequence = cursor.Released;
            RegisterMilliwattHours = cursor.RegisterMilliwattHours;
            Pagination = cursor.Pagination;
            Owed = 0;
            CalibrationChange = 0;
            KeyChange = 0;
            _hasOpen = false;
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

        /// <summary>Takes notice of a record.</summary>
        /// <param name="record">The next in order.</param>
        /// <param name="released">Last sequence number that the backend has answered for.</param>
        internal void Note(LogRecord record, long released)
        {
            RegisterMilliwattHours = record.RegisterMilliwattHours > RegisterMilliwattHours ? record.RegisterMilliwattHours : RegisterMilliwattHours;
            Pagination = record.Pagination > Pagination ? record.Pagination : Pagination;
            Boot = record.Boot > Boot ? record.Boot : Boot;
            KeyChange = record.Kind == LogRecordKind.Security ? record.SeqNo : KeyChange;
            CalibrationChange = record.Kind == LogRecordKind.Calibration ? record.SeqNo : CalibrationChange;
            if (record.Kind != LogRecordKind.Transaction)
            {
                return;
            }

            Owed += record.Sequence > released ? 1 : 0;
            _hasOpen = record.Event != TransactionEventKind.Ended;
            if (_hasOpen)
            {
                _open.CopyFrom(record);
            }
        }

        /// <summary>Takes notice of a checkpoint that has no record of its own.</summary>
        internal void Hold(long registerMilliwattHours)
        {
            RegisterMilliwattHours = registerMilliwattHours;
            _open.RegisterMilliwattHours = registerMilliwattHours;
        }

        /// <summary>All records were noted: a checkpoint of a full log stands in the cursor file, and is later than the transaction's last record: when, nobody knows.</summary>
        internal void Complete()
        {
            if (_hasOpen)
            {
                _open.Quality = RegisterMilliwattHours > _open.RegisterMilliwattHours ? ClockQuality.Unknown : _open.Quality;
                _open.RegisterMilliwattHours = RegisterMilliwattHours;
            }
        }
    }
}
