namespace NanoCharger.Records.SessionLog
{
    /// <summary>Events of the running transaction that nobody is billed by: told while there is a way to the backend, and not kept.</summary>
    /// <remarks>What does not get through is missing from the backend's picture and from nothing else: the transaction's end says all that counts. The oldest goes when there are too many.</remarks>
    public sealed class LiveEvents
    {
        private const int Most = 4;

        private readonly LogRecord[] _events = new LogRecord[Most];
        private int _first;
        private bool _closed;

        /// <summary>None yet.</summary>
        internal LiveEvents()
        {
            for (int i = 0; i < Most; i++)
            {
                _events[i] = new LogRecord();
            }
        }

        /// <summary>True while there is no way to the backend: what waits is forgotten, and nothing is taken.</summary>
        public bool Closed
        {
            get
            {
                return _closed;
            }

            set
            {
                _closed = value;
                Count = value ? 0 : Count;
            }
        }

        /// <summary>Events that wait.</summary>
        public int Count { get; private set; }

        /// <summary>Takes the oldest out.</summary>
        /// <returns>False when there is none.</returns>
        public bool TryTake(LogRecord into)
        {
            if (Count == 0)
            {
                return false;
            }

            into.CopyFrom(_events[_first]);
            _first = (_first + 1) % Most;
            Count--;
            return true;
        }

        /// <summary>Adds one, in place of the oldest where there is no other place.</summary>
        internal void Put(LogRecord live)
        {
            if (_closed)
            {
                return;
            }

            _events[(_first + Count) % Most].CopyFrom(live);
            if (Count < Most)
            {
                Count++;
            }
            else
            {
                _first = (_first + 1) % Most;
            }
        }

        /// <summary>Takes notice of a record: one of a transaction goes first and tells more than what waits, which would come behind it with a lower number and reading.</summary>
        internal void Note(LogRecord record)
        {
            Count = record.Kind == LogRecordKind.Transaction ? 0 : Count;
        }
    }
}
