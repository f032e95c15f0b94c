using NanoCharger.Records.SessionLog;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The transactions' log and the two of the charger's own events, each by its number: one way to ask any of them.</summary>
    internal sealed class ThreeLogs
    {
        /// <summary>How many there are.</summary>
        internal const int Count = 3;

        /// <summary>The transactions' log, whose records have a plain number.</summary>
        internal const int Transactions = 0;

        /// <summary>Changes of calibration and key: a12.</summary>
        internal const int Audit = 1;

        /// <summary>Starts and faults: e12.</summary>
        internal const int Events = 2;

        private const string Letters = "ae";

        private readonly RecordLog _log;

        internal ThreeLogs(RecordLog log)
        {
            _log = log;
        }

        /// <summary>What it is called.</summary>
        internal static string NameOf(int log)
        {
            return log == Transactions ? "transactions" : log == Audit ? "audit" : "events";
        }

        /// <summary>Writes a record's number as it is typed.</summary>
        internal static void PutNumber(AsciiWriter line, int log, long sequence)
        {
            if (log != Transactions)
            {
                line.Put(Letters[log - 1]);
            }

            line.Number(sequence);
        }

        /// <summary>Reads a record's number as it is typed.</summary>
        internal static bool TryNumber(string text, out int log, out long sequence)
        {
            log = text.Length == 0 ? Transactions : Letters.IndexOf(text[0]) + 1;
            return Ascii.TryNumber(log == Transactions ? text : text.Substring(1), out sequence) && sequence > 0;
        }

        /// <summary>Sequence number of a log's oldest place; 0 for none.</summary>
        internal long First(int log)
        {
            return log == Transactions ? _log.Room.FirstSequence : Ring(log).FirstSequence;
        }

        /// <summary>Sequence number of a log's newest record; 0 for none.</summary>
        internal long Last(int log)
        {
            return log == Transactions ? _log.LastSequence : Ring(log).LastSequence;
        }

        /// <summary>Places in flash of the numbers between two others.</summary>
        internal int CountSlots(int log, long after, long before)
        {
            return log == Transactions ? _log.Room.CountSlots(after, before) : Ring(log).CountSlots(after, before);
        }

        /// <summary>Reads the first sound record behind a number. Cost: about 1 ms.</summary>
        internal bool TryReadNext(int log, long after, LogRecord into)
        {
            return log == Transactions ? _log.TryReadNext(after, into) : Ring(log).TryReadNext(after, into);
        }

        /// <summary>True for a record that the backend has still to answer for.</summary>
        internal bool IsOwed(int log, LogRecord record)
        {
            return log == Transactions && record.Kind == LogRecordKind.Transaction && record.Sequence > _log.Released;
        }

        private EventRing Ring(int log)
        {
            return log == Audit ? _log.Events.Audit : _log.Events.Happened;
        }
    }
}
