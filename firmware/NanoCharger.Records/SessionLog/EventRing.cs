using NanoCharger.Hal;
using NanoCharger.Storage;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>The newest of the charger's own events, the oldest making room for them: a log that is owed to nobody.</summary>
    /// <remarks>It has sequence numbers of its own. A power cut costs the event under way at most; one is deleted with its segment only when all segments are full.</remarks>
    public sealed class EventRing : IRecordSink
    {
        private readonly IStorage _storage;
        private readonly string _prefix;
        private readonly int _mostSegments;
        private readonly NewestDate _newest;
        private readonly byte[] _bytes = new byte[LogRecord.EventBytes];
        private SegmentFiles _segments;
        private LogReader _reader;

        /// <summary>A ring in this storage. Touches nothing yet.</summary>
        /// <param name="storage">Where it is.</param>
        /// <param name="prefix">Begin of its files' names.</param>
        /// <param name="mostSegments">Blocks of flash that it may take; the events of all but one of them are always there.</param>
        /// <param name="newest">Takes notice of each event's date.</param>
        internal EventRing(IStorage storage, string prefix, int mostSegments, NewestDate newest)
        {
            _storage = storage;
            _prefix = prefix;
            _mostSegments = mostSegments;
            _newest = newest;
        }

        /// <summary>Sequence number of the newest event; 0 for none.</summary>
        public long LastSequence { get; private set; }

        /// <summary>Sequence number of the oldest event that flash has a place of; 0 for none.</summary>
        public long FirstSequence
        {
            get { return _segments.FirstSequence; }
        }

        /// <summary>Number of the newest boot that an event tells of.</summary>
        internal long Boot { get; private set; }

        /// <summary>Number of the newest change of the calibration; 0 for none.</summary>
        internal long CalibrationChange { get; private set; }

        /// <summary>Number of the newest key; 0 for none.</summary>
        internal long KeyChange { get; private set; }

        /// <summary>True while the newest record of a calibration run is its begin.</summary>
        internal bool RunOpen { get; private set; }

        /// <summary>True when there is nothing of it in flash.</summary>
        internal bool Empty
        {
            get { return _segments.Count == 0; }
        }

        /// <summary>Reads the first sound event behind a sequence number. Cost: about 1 ms.</summary>
        /// <returns>False when there is none; <paramref name="into"/> then means nothing.</returns>
        public bool TryReadNext(long afterSequence, LogRecord into)
        {
            return _reader.TryReadNext(afterSequence, into);
        }

        /// <summary>Counts the places in flash of the numbers between two others, sound or not.</summary>
        public int CountSlots(long after, long before)
        {
            return _segments.CountSlots(after, before);
        }

        /// <inheritdoc/>
        void IRecordSink.Note(LogRecord record)
        {
            Boot = record.Boot > Boot ? record.Boot : Boot;
            _newest.NoteEvent(record);
            KeyChange = record.Kind == LogRecordKind.Security && record.SeqNo > 0 ? record.SeqNo : KeyChange;
            CalibrationChange = record.Kind == LogRecordKind.Calibration ? record.SeqNo : CalibrationChange;
            RunOpen = record.Kind == LogRecordKind.CalibrationRun ? record.SeqNo == EventLog.RunBegins : RunOpen;
        }

        /// <summary>Reads all.</summary>
        /// <exception cref="System.IO.IOException">The flash cannot be read.</exception>
        internal void Recover(LogRecovery recovery)
        {
            Boot = 0;
            CalibrationChange = 0;
            KeyChange = 0;
            RunOpen = false;
            _segments = new SegmentFiles(_storage, _prefix, LogRecord.EventBytes, _mostSegments);
            _reader = new LogReader(_segments, LogRecord.EventBytes);
            LastSequence = recovery.Run(_segments, LogRecord.EventBytes, 0, this);
        }

        /// <summary>Adds an event. Durable on return.</summary>
        /// <exception cref="System.IO.IOException">The flash failed.</exception>
        internal void Append(LogRecord record)
        {
            while (_segments.SlotsLeftInNewest == 0 && _segments.Count >= _mostSegments && OldestMayGo())
            {
                _segments.DeleteOldest();
            }

            record.Sequence = LastSequence + 1;
            LogCodec.Encode(record, _bytes, LogRecord.EventBytes);
            _segments.Append(record.Sequence, _bytes);
            LastSequence = record.Sequence;
            ((IRecordSink)this).Note(record);
        }

        // A segment that was closed early, for a torn tail or a spoilt record, may not cost the events of an older one: then there is one more, for so long.
        private bool OldestMayGo()
        {
            return _segments.Count > _mostSegments || LastSequence - _segments.Behind(0) + 1 >= (_mostSegments - 1) * _segments.SlotsPerSegment;
        }
    }
}
