using NanoCharger.Hal;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>Gives records from before the wall clock was known their dates, each once and for ever.</summary>
    /// <remarks>
    /// A boot whose clock becomes known while records of it are owed without a date writes a time base: an instant by both clocks, and the last record that had left
    /// without a date until then. That one stays without; the later ones have theirs from the time that had passed, and are
    /// "informative" (OCMF I). A boot without a base leaves its records of unknown time. So a document's bytes are the same whenever it is made.
    /// </remarks>
    internal sealed class TimeBases
    {
        /// <summary>Bases that are held at once; with so many owed no other is made.</summary>
        internal const int Most = 32;

        private readonly long[] _boots = new long[Most];
        private readonly long[] _utcAtStart = new long[Most];
        private readonly long[] _from = new long[Most];
        private readonly long[] _sequences = new long[Most];
        private int _count;

        /// <summary>Sequence number of the newest base that made way for another: what stands before it may have had its date there.</summary>
        internal long Forgotten { get; private set; }

        /// <summary>Forgets all.</summary>
        internal void Clear()
        {
            _count = 0;
            Forgotten = 0;
        }

        /// <summary>Makes a base.</summary>
        /// <param name="into">Takes it.</param>
        /// <param name="micros">Monotonic time.</param>
        /// <param name="utcMillis">The wall clock at it.</param>
        /// <param name="leftUndated">The last record that has left, or is about to, without a date.</param>
        internal static void Compose(LogRecord into, long micros, long utcMillis, long leftUndated)
        {
            into.CopyFrom(new LogRecord());
            into.Kind = LogRecordKind.TimeBase;
            into.Micros = micros;
            into.UtcMillis = utcMillis;
            into.Quality = ClockQuality.Informative;
            into.Transaction = leftUndated;
        }

        /// <summary>Takes notice of a base.</summary>
        internal void Note(LogRecord record)
        {
            if (_count == Most)
            {
                _count--;
                Forgotten = _sequences[0];
                for (int i = 0; i < _count; i++)
                {
                    _boots[i] = _boots[i + 1];
                    _utcAtStart[i] = _utcAtStart[i + 1];
                    _from[i] = _from[i + 1];
                    _sequences[i] = _sequences[i + 1];
                }
            }

            _boots[_count] = record.Boot;
            _utcAtStart[_count] = record.UtcMillis - (record.Micros / 1000);
            _from[_count] = record.Transaction;
            _sequences[_count] = record.Sequence;
            _count++;
        }

        /// <summary>Whether a boot may get a base: it has none, and there is a place that no owed record can need.</summary>
        internal bool MayAdd(long boot, long released)
        {
            return Find(boot) < 0 && (_count < Most || _sequences[0] <= released);
        }

        /// <summary>Gives a transaction's record its dates, where it has none and its boots have a base.</summary>
        internal void Date(LogRecord record)
        {
            if (record.Kind == LogRecordKind.Transaction)
            {
                DateBegin(record);
                DateReading(record, record.Sequence);
            }
        }

        /// <summary>Gives an event that will be no record its dates, as <see cref="Date"/>: it comes after all that has left.</summary>
        internal void DateUpdate(LogRecord update)
        {
            DateBegin(update);
            DateReading(update, long.MaxValue);
        }

        private void DateBegin(LogRecord record)
        {
            int at = record.BeginQuality == ClockQuality.Unknown ? Find(record.BeginBoot) : -1;
            if (at >= 0 && record.Transaction > _from[at])
            {
                record.BeginUtcMillis = _utcAtStart[at] + (record.BeginMicros / 1000);
                record.BeginQuality = ClockQuality.Informative;
            }
        }

        // A begin that has left keeps the date that it has. Where that was counted on from a false one, later than the true, its transaction keeps it too: no reading of it is before an earlier one.
        private void DateReading(LogRecord record, long sequence)
        {
            int at = record.Quality == ClockQuality.Unknown ? Find(record.ReadingBoot) : -1;
            if (at < 0 || sequence <= _from[at])
            {
                return;
            }

            long utcMillis = _utcAtStart[at] + (record.Micros / 1000);
            if (record.BeginQuality != ClockQuality.Unknown || utcMillis >= record.UtcMillis)
            {
                record.UtcMillis = utcMillis;
                record.Quality = ClockQuality.Informative;
            }
        }

        private int Find(long boot)
        {
            int at = _count - 1;
            while (at >= 0 && _boots[at] != boot)
            {
                at--;
            }

            return at;
        }
    }
}
