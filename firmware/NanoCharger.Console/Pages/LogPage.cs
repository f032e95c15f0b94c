using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The newest records of all logs, one a line, the oldest first.</summary>
    internal sealed class LogPage : IPreparedPage
    {
        private readonly ThreeLogs _logs;
        private readonly LogWalk _walk;

        internal LogPage(ThreeLogs logs, LogWalk walk)
        {
            _logs = logs;
            _walk = walk;
        }

        /// <summary>Chooses how many records to show. Those that come while it is shown are not.</summary>
        internal void Start(int records)
        {
            _walk.Start(records);
        }

        /// <inheritdoc/>
        public bool Prepare()
        {
            return _walk.Prepare();
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (!_walk.TryNext())
            {
                return false;
            }

            LogRecord record = _walk.Record;
            ThreeLogs.PutNumber(line, _walk.Log, record.Sequence);
            line.Put(' ');
            LogText.PutDate(line, record.UtcMillis, record.Quality);
            line.Put(' ');
            line.Put(LogText.KindOf(record));
            line.Put(' ');
            switch (record.Kind)
            {
                case LogRecordKind.Transaction:
                    WriteTransaction(line, record);
                    break;
                case LogRecordKind.TimeBase:
                    line.Put("of boot ");
                    line.Number(record.Boot);
                    break;
                case LogRecordKind.Newer:
                    line.Put("than this firmware can read, written by ");
                    FirmwareVersion.Write(line, record.Firmware);
                    break;
                default:
                    WriteEvent(line, record);
                    break;
            }

            return true;
        }

        private static void WriteEvent(AsciiWriter line, LogRecord record)
        {
            line.Number(record.SeqNo);
            line.Put(record.Token == null ? "" : " ");
            line.Put(record.Token);
        }

        private void WriteTransaction(AsciiWriter line, LogRecord record)
        {
            line.Put("of ");
            line.Number(record.Transaction);
            line.Put(", ");
            line.Fixed(record.RegisterMilliwattHours / 1_000, 3);
            line.Put(" kWh");
            if (record.Document != DocumentForm.None)
            {
                line.Put(", T");
                line.Number(record.Pagination);
            }

            line.Put(_logs.IsOwed(_walk.Log, record) ? ", owed" : "");
            if (LogText.IsDoubted(record.Errors, record.Quality, record.MeterState))
            {
                line.Put(", doubted ");
                line.Put(OcmfDocument.ErrorsOf(record.Errors, record.Quality));
            }
        }
    }
}
