using System.IO;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Storage;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>Writes records and checkpoints, and keeps state and tally up with them. What a failure leaves behind the log's owner looks up.</summary>
    internal sealed class LogWriter
    {
        private readonly IStorage _storage;
        private readonly SegmentFiles _segments;
        private readonly LogState _state;
        private readonly Tally _tally;
        private readonly byte[] _bytes = new byte[LogRecord.Bytes];

        /// <summary>A writer of a log that has been recovered.</summary>
        internal LogWriter(IStorage storage, SegmentFiles segments, LogState state, Tally tally)
        {
            _storage = storage;
            _segments = segments;
            _state = state;
            _tally = tally;
            Room = new LogRoom(segments, state, tally);
            Room.Count();
        }

        /// <summary>The room for more.</summary>
        internal LogRoom Room { get; }

        /// <summary>Adds a record: gives it its numbers and stores it. Durable on return; the tally follows later.</summary>
        internal void Append(LogRecord record)
        {
            record.Sequence = _state.LastSequence + 1;
            if (record.Kind == LogRecordKind.Transaction && record.Event == TransactionEventKind.Started)
            {
                record.Transaction = record.Sequence;
            }

            bool document = record.Document != DocumentForm.None;
            record.Pagination = _state.Pagination + (document ? 1 : 0);
            record.Form = LogRecord.FormOf(record.Document);
            Place(record);
            _state.Bases.Date(record);
            Room.Make();
            LogRecord.Encode(record, _bytes);
            _segments.Append(record.Sequence, _bytes);
            _state.Note(record);
            _tally.Take(_state);
            _tally.SaveLater();
            Room.Count();
        }

        /// <summary>Keeps an event as the open transaction's checkpoint. Durable on return.</summary>
        internal void Checkpoint(LogRecord record)
        {
            record.Sequence = _state.Open == null ? _state.LastSequence : _state.Open.Sequence;
            Place(record);
            _state.Bases.DateUpdate(record);
            _state.NoteCheckpoint(record);
            _tally.Note(record);
            _tally.Take(_state);
            _tally.SaveCheckpoint(_storage);
        }

        /// <summary>The backend has answered for all up to a record. Durable on return; after a failure all of it is still owed.</summary>
        /// <param name="sequence">The record's.</param>
        /// <param name="answered">Owed records that it is.</param>
        internal void Release(long sequence, int answered)
        {
            long before = _tally.Released;
            try
            {
                _tally.Released = sequence;
                Save();
            }
            catch (IOException)
            {
                _tally.Released = before;
                throw;
            }

            _state.Owed -= answered;
            Room.Count();
        }

        /// <summary>Stores the tally. Durable on return.</summary>
        internal void Save()
        {
            _tally.Take(_state);
            _tally.Save(_storage);
        }

        // In which boots its times count. A begin or a reading that has none yet is of this one.
        private void Place(LogRecord record)
        {
            record.Boot = _state.Boot;
            record.BeginBoot = record.BeginBoot == 0 ? _state.Boot : record.BeginBoot;
            record.ReadingBoot = record.ReadingBoot == 0 ? _state.Boot : record.ReadingBoot;
            record.Firmware = FirmwareVersion.Packed;
        }
    }
}
