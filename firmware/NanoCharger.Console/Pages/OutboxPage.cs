using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>What is owed to the backend and why it is not taken, then what was set aside, one record a line, the oldest first.</summary>
    internal sealed class OutboxPage : IPage
    {
        private const int ValueColumn = 10;

        /// <summary>Work of one line is bounded: records of no interest passed over in the log.</summary>
        private const int MostPassedOver = 8;

        private readonly RecordLog _log;
        private readonly Delivery _delivery;
        private readonly ChargerStatus _status;
        private readonly LogRecord _record = new LogRecord();
        private readonly AsciiWriter _reason = new AsciiWriter(AsideFile.MaxReasonLength);
        private long _at;

        internal OutboxPage(RecordLog log, Delivery delivery, ChargerStatus status)
        {
            _log = log;
            _delivery = delivery;
            _status = status;
        }

        /// <summary>From the first line on.</summary>
        internal void Start()
        {
            _at = 0;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            switch (index)
            {
                case 0:
                    Owed(line);
                    return true;
                case 1:
                    Answer(line);
                    return true;
                case 2:
                    Aside(line);
                    return true;
                default:
                    return TryWriteAside(line);
            }
        }

        private void Owed(AsciiWriter line)
        {
            Label(line, "owed");
            line.Number(_log.Owed);
            line.Put(" records");
            if (_log.Owed == 0 || !TryReadOldest())
            {
                return;
            }

            line.Put(", the oldest ");
            line.Number(_record.Sequence);
            if (_record.Quality != ClockQuality.Unknown && _status.ClockQuality != ClockQuality.Unknown)
            {
                line.Put(", ");
                line.Number((_status.UtcMillis - _record.UtcMillis) / 60_000);
                line.Put(" min old");
            }
        }

        private bool TryReadOldest()
        {
            long after = _log.Released;
            for (int i = 0; i < MostPassedOver && _log.TryReadNext(after, _record); i++)
            {
                if (_record.Kind == LogRecordKind.Transaction)
                {
                    return true;
                }

                after = _record.Sequence;
            }

            return false;
        }

        private void Answer(AsciiWriter line)
        {
            Label(line, "answer");
            if (_delivery.Failures == 0)
            {
                line.Put("none that failed since the last record taken");
                return;
            }

            line.Put("failed ");
            line.Number(_delivery.Failures);
            line.Put(_delivery.Failures == 1 ? " time: " : " times: ");
            line.Put(_delivery.Failure.Buffer, 0, _delivery.Failure.Length);
        }

        private void Aside(AsciiWriter line)
        {
            Label(line, "aside");
            line.Number(_delivery.Aside.Count);
            line.Put(" of ");
            line.Number(AsideFile.MaxEntries);
            if (_delivery.Aside.Damaged > 0)
            {
                line.Put(", damaged: ");
                line.Number(_delivery.Aside.Damaged);
            }

            if (_delivery.Aside.Unreadable > 0)
            {
                line.Put(", for newer firmware: ");
                line.Number(_delivery.Aside.Unreadable);
            }
        }

        private bool TryWriteAside(AsciiWriter line)
        {
            _reason.Clear();
            if (!_delivery.Aside.TryReadNext(_at, _record, _reason))
            {
                return false;
            }

            _at = _record.Sequence;
            line.Put("transaction ");
            line.Number(_record.Transaction);
            line.Put(" seqNo ");
            line.Number(_record.SeqNo);
            line.Put(_record.Event == TransactionEventKind.Started ? " begins, " : _record.Event == TransactionEventKind.Ended ? " ends, " : " goes on, ");
            line.Put(_reason.Buffer, 0, _reason.Length);
            return true;
        }

        private static void Label(AsciiWriter line, string label)
        {
            line.Put(label);
            line.PadTo(ValueColumn);
        }
    }
}
