using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.SessionLog;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The last records of the session log, one a line, the oldest first.</summary>
    internal sealed class LogPage : IPage
    {
        private readonly RecordLog _log;
        private readonly LogRecord _record = new LogRecord();
        private long _at;
        private int _left;

        internal LogPage(RecordLog log)
        {
            _log = log;
        }

        /// <summary>Chooses how many records to show. Those that come while it is shown are not.</summary>
        internal void Start(int records)
        {
            _left = records;
            _at = _log.LastSequence > records ? _log.LastSequence - records : 0;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (_left == 0 || !_log.TryReadNext(_at, _record))
            {
                return false;
            }

            _left--;
            _at = _record.Sequence;
            line.Number(_record.Sequence);
            line.Put(' ');
            UtcDate.Write(line, _record.UtcMillis);
            line.Put(_record.Quality == ClockQuality.Synchronised ? " S " : _record.Quality == ClockQuality.Informative ? " I " : " U ");
            switch (_record.Kind)
            {
                case LogRecordKind.Transaction:
                    WriteTransaction(line);
                    break;
                case LogRecordKind.Security:
                    line.Put("security ");
                    line.Put(_record.Token);
                    break;
                case LogRecordKind.Calibration:
                    line.Put("calibration ");
                    line.Put(_record.Token);
                    break;
                default:
                    line.Put("boot ");
                    line.Number(_record.Boot);
                    break;
            }

            return true;
        }

        private void WriteTransaction(AsciiWriter line)
        {
            line.Put("transaction ");
            line.Number(_record.Transaction);
            line.Put(_record.Event == TransactionEventKind.Started ? " begins " : _record.Event == TransactionEventKind.Ended ? " ends " : " ");
            line.Fixed(_record.RegisterMilliwattHours, 3);
            line.Put(" Wh");
            if (_record.Document != DocumentForm.None)
            {
                line.Put(", T");
                line.Number(_record.Pagination);
            }

            line.Put(_record.Sequence > _log.Released ? ", owed" : "");
        }
    }
}
