using NanoCharger.Core.Charging;
using NanoCharger.Hal;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>The date that a start goes on from: the one of the newest record whose clock was known, and what was counted on from it in later boots.</summary>
    /// <remarks>
    /// Newest by boot and monotonic time, not by the date itself: a false one from the future is over as soon as a record has the true one, in whatever order the records are read. What an older record says,
    /// or one that is spoilt, lowers nothing. A reading in whose transaction the clock was moved has its begin's date and says nothing of the clock.
    /// </remarks>
    internal sealed class NewestDate
    {
        private long _knownBoot;
        private long _knownMicros;
        private long _knownMillis;
        private long _countedBoot;
        private long _countedMicros;
        private long _countedMillis;

        /// <summary>The date; 0 for none.</summary>
        internal long UtcMillis
        {
            get { return _countedBoot > _knownBoot && _countedMillis > _knownMillis ? _countedMillis : _knownMillis; }
        }

        /// <summary>Forgets all.</summary>
        internal void Clear()
        {
            _knownBoot = 0;
            _knownMicros = 0;
            _knownMillis = 0;
            _countedBoot = 0;
            _countedMicros = 0;
            _countedMillis = 0;
        }

        /// <summary>Takes notice of an event of the charger itself.</summary>
        internal void NoteEvent(LogRecord record)
        {
            Note(record.Boot, record.Micros, record.UtcMillis, record.Kind == LogRecordKind.Newer ? ClockQuality.Unknown : record.Quality);
        }

        /// <summary>Takes notice of a record of the transactions' log. Of a newer firmware's only the head can be read: it may be of a boot before, and raises the date or says nothing.</summary>
        internal void NoteBill(LogRecord record)
        {
            if (record.Kind == LogRecordKind.Newer)
            {
                Note(record.Boot, record.Micros, record.UtcMillis, ClockQuality.Unknown);
            }
            else
            {
                NoteReading(record);
            }
        }

        /// <summary>Takes notice of a transaction's event, a record's or a checkpoint's: its time is one of the boot that read the meter.</summary>
        internal void NoteReading(TransactionEvent reading)
        {
            if ((reading.Errors & ErrorFlags.Time) == 0)
            {
                Note(reading.ReadingBoot, reading.Micros, reading.UtcMillis, reading.Quality);
            }
        }

        private void Note(long boot, long micros, long utcMillis, ClockQuality quality)
        {
            if (quality != ClockQuality.Unknown && !IsBefore(boot, micros, _knownBoot, _knownMicros))
            {
                _knownBoot = boot;
                _knownMicros = micros;
                _knownMillis = utcMillis;
            }
            else if (quality == ClockQuality.Unknown && !IsBefore(boot, micros, _countedBoot, _countedMicros))
            {
                _countedBoot = boot;
                _countedMicros = micros;
                _countedMillis = utcMillis;
            }
        }

        private static bool IsBefore(long boot, long micros, long otherBoot, long otherMicros)
        {
            return boot < otherBoot || (boot == otherBoot && micros < otherMicros);
        }
    }
}
