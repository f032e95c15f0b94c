using NanoCharger.Records.SessionLog;

namespace NanoCharger.Console.Pages
{
    /// <summary>Goes through the three logs as if they were one, in the order of boot and monotonic time.</summary>
    /// <remarks>From the oldest record on, or from the n-th before the newest, which it first goes back to: <see cref="Prepare"/>. Records that come meanwhile are left out.</remarks>
    internal sealed class LogWalk
    {
        private const int ReadsPerSlice = 4;
        private const int None = -1;

        private readonly ThreeLogs _logs;
        private readonly LogRecord[] _heads = new LogRecord[ThreeLogs.Count];
        private readonly bool[] _read = new bool[ThreeLogs.Count];

        // The way forward begins behind this record and ends with that one; the way back reads this one next, 0 at its end.
        private readonly long[] _after = new long[ThreeLogs.Count];
        private readonly long[] _last = new long[ThreeLogs.Count];
        private readonly long[] _back = new long[ThreeLogs.Count];
        private int _toFind;

        internal LogWalk(ThreeLogs logs)
        {
            _logs = logs;
            for (int log = 0; log < ThreeLogs.Count; log++)
            {
                _heads[log] = new LogRecord();
            }
        }

        /// <summary>Which log the present record is of; below 0 before the first.</summary>
        internal int Log { get; private set; }

        /// <summary>The present record.</summary>
        internal LogRecord Record
        {
            get { return _heads[Log]; }
        }

        /// <summary>Begins.</summary>
        /// <param name="newest">How many of the newest records; 0 for all.</param>
        internal void Start(int newest)
        {
            _toFind = newest;
            Log = None;
            for (int log = 0; log < ThreeLogs.Count; log++)
            {
                _last[log] = _logs.Last(log);
                _back[log] = _last[log];
                _after[log] = newest == 0 ? 0 : _last[log];
                _read[log] = false;
            }
        }

        /// <summary>Goes back by some records. Cost: 4 records read at most.</summary>
        /// <returns>True when the first one is found.</returns>
        internal bool Prepare()
        {
            for (int reads = 0; _toFind > 0 && reads < ReadsPerSlice;)
            {
                int log = Unread();
                if (log != None)
                {
                    ReadBefore(log);
                    reads++;
                }
                else
                {
                    TakeNewest();
                }
            }

            return _toFind == 0;
        }

        /// <summary>Goes on to the next record.</summary>
        /// <returns>False when there is none.</returns>
        internal bool TryNext()
        {
            if (Log != None)
            {
                _read[Log] = false;
            }

            for (int log = 0; log < ThreeLogs.Count; log++)
            {
                if (!_read[log] && _after[log] < _last[log])
                {
                    ReadNext(log);
                }
            }

            Log = Outermost(false);
            return Log != None;
        }

        private void ReadNext(int log)
        {
            _read[log] = _logs.TryReadNext(log, _after[log], _heads[log]) && _heads[log].Sequence <= _last[log];
            _after[log] = _read[log] ? _heads[log].Sequence : _last[log];
        }

        private int Unread()
        {
            for (int log = 0; log < ThreeLogs.Count; log++)
            {
                if (!_read[log] && _back[log] > 0)
                {
                    return log;
                }
            }

            return None;
        }

        // A damaged one is stepped over: the reader then gives a later one.
        private void ReadBefore(int log)
        {
            long sequence = _back[log];
            _read[log] = _logs.TryReadNext(log, sequence - 1, _heads[log]) && _heads[log].Sequence == sequence;
            long first = _logs.First(log);
            _back[log] = first > 0 && sequence > first ? sequence - 1 : 0;
        }

        private void TakeNewest()
        {
            int log = Outermost(true);
            _toFind = log == None ? 0 : _toFind - 1;
            if (log != None)
            {
                _after[log] = _heads[log].Sequence - 1;
                _read[log] = false;
            }

            if (_toFind == 0)
            {
                for (int i = 0; i < ThreeLogs.Count; i++)
                {
                    _read[i] = false;
                }
            }
        }

        // Of two of one instant the first log's is the earlier one.
        private int Outermost(bool newest)
        {
            int found = None;
            for (int log = 0; log < ThreeLogs.Count; log++)
            {
                if (_read[log] && (found == None || IsBefore(log, found) != newest))
                {
                    found = log;
                }
            }

            return found;
        }

        private bool IsBefore(int log, int other)
        {
            long boot = LogText.BootOf(log, _heads[log]);
            long otherBoot = LogText.BootOf(other, _heads[other]);
            return boot < otherBoot || (boot == otherBoot && _heads[log].Micros < _heads[other].Micros);
        }
    }
}
