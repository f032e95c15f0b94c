using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>All of one record, a field a line, with what it has nothing of.</summary>
    internal sealed class LogRecordPage : IPage
    {
        private const int ValueColumn = 16;
        private const int HeadLines = 7;

        private readonly ThreeLogs _logs;
        private readonly LogRecord _record = new LogRecord();
        private int _log;

        internal LogRecordPage(ThreeLogs logs)
        {
            _logs = logs;
        }

        /// <summary>Chooses the record.</summary>
        /// <returns>False when there is no sound one of this number.</returns>
        internal bool TryStart(int log, long sequence)
        {
            _log = log;
            return _logs.TryReadNext(log, sequence - 1, _record) && _record.Sequence == sequence;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (index < HeadLines)
            {
                WriteHead(index, line);
                return true;
            }

            switch (_record.Kind)
            {
                case LogRecordKind.Transaction:
                    return TryWriteTransaction(index - HeadLines, line);
                case LogRecordKind.TimeBase:
                    return TryWriteTimeBase(index - HeadLines, line);
                case LogRecordKind.Newer:
                    line.Put(index == HeadLines ? "the rest only a newer firmware can read" : "");
                    return index == HeadLines;
                default:
                    return TryWriteEvent(index - HeadLines, line);
            }
        }

        private void WriteHead(int index, AsciiWriter line)
        {
            switch (index)
            {
                case 0:
                    Label(line, "record");
                    ThreeLogs.PutNumber(line, _log, _record.Sequence);
                    line.Put(" of the log ");
                    line.Put(ThreeLogs.NameOf(_log));
                    break;
                case 1:
                    Label(line, "kind");
                    line.Put(LogText.KindOf(_record));
                    break;
                case 2:
                    Label(line, "date");
                    LogText.PutDate(line, _record.UtcMillis, _record.Quality);
                    break;
                case 3:
                    Label(line, "time");
                    PutTime(line, _record.Micros, LogText.BootOf(_log, _record));
                    break;
                case 4:
                    Label(line, "written");
                    line.Put("in boot ");
                    line.Number(_record.Boot);
                    line.Put(_log != ThreeLogs.Transactions ? ", by firmware " : _record.Offline ? ", offline, by firmware " : ", online, by firmware ");
                    FirmwareVersion.Write(line, _record.Firmware);
                    break;
                case 5:
                    Label(line, "register");
                    LogText.PutRegister(line, _record.RegisterMilliwattHours);
                    break;
                default:
                    Label(line, "last document");
                    PutNumber(line, _record.Pagination, 0, "T");
                    break;
            }
        }

        private bool TryWriteTransaction(int index, AsciiWriter line)
        {
            switch (index)
            {
                case 0:
                    Label(line, "message id");
                    LogText.PutMessageId(line, _record);
                    return true;
                case 1:
                    Label(line, "transaction");
                    line.Number(_record.Transaction);
                    return true;
                case 2:
                    Label(line, "seqNo");
                    line.Number(_record.SeqNo);
                    return true;
                case 3:
                    Label(line, "trigger");
                    line.Put(OcppWords.Of(_record.Trigger));
                    return true;
                case 4:
                    Label(line, "state");
                    line.Put(OcppWords.Of(_record.State));
                    return true;
                case 5:
                    Label(line, "ended by");
                    line.Put(LogText.Of(_record.Reason) ?? "not ended");
                    return true;
                case 6:
                    Label(line, "offer");
                    line.Fixed(_record.OfferMilliamps, 3);
                    line.Put(" A");
                    return true;
                case 7:
                    Label(line, "doubts");
                    LogText.PutDoubts(line, _record.Errors, _record.Quality, _record.MeterState);
                    return true;
                default:
                    return TryWriteGrant(index - 8, line);
            }
        }

        private bool TryWriteGrant(int index, AsciiWriter line)
        {
            switch (index)
            {
                case 0:
                    Label(line, "token");
                    line.Put(_record.Token ?? "none");
                    return true;
                case 1:
                    Label(line, "token type");
                    line.Put(OcppWords.Of(_record.TokenType) ?? "by who granted");
                    return true;
                case 2:
                    Label(line, "granted by");
                    line.Put(LogText.Of(_record.Source));
                    return true;
                case 3:
                    Label(line, "remote start");
                    PutNumber(line, _record.RemoteStartId, -1, "id ");
                    return true;
                case 4:
                    Label(line, "tariff");
                    line.Put(_record.Tariff ?? "none");
                    return true;
                default:
                    return TryWriteBegin(index - 5, line);
            }
        }

        private bool TryWriteBegin(int index, AsciiWriter line)
        {
            switch (index)
            {
                case 0:
                    Label(line, "began");
                    LogText.PutDate(line, _record.BeginUtcMillis, _record.BeginQuality);
                    return true;
                case 1:
                    Label(line, "began at");
                    PutTime(line, _record.BeginMicros, _record.BeginBoot);
                    return true;
                case 2:
                    Label(line, "began with");
                    LogText.PutRegister(line, _record.BeginRegisterMilliwattHours);
                    return true;
                case 3:
                    Label(line, "begin's doubts");
                    LogText.PutDoubts(line, _record.BeginErrors, _record.BeginQuality, _record.BeginMeterState);
                    return true;
                default:
                    return TryWriteDocument(index - 4, line);
            }
        }

        private bool TryWriteDocument(int index, AsciiWriter line)
        {
            switch (index)
            {
                case 0:
                    Label(line, "document");
                    PutDocument(line);
                    return true;
                case 1:
                    Label(line, "key");
                    PutNumber(line, _record.KeyGeneration, 0, "");
                    return true;
                case 2:
                    Label(line, "station");
                    line.Put(_record.Station ?? "none");
                    return true;
                case 3:
                    Label(line, "meter");
                    line.Put(_record.Serial ?? "none: the documents name the station");
                    return true;
                case 4:
                    Label(line, "backend");
                    line.Put(_logs.IsOwed(_log, _record) ? "has not answered yet: owed" : "has answered");
                    return true;
                default:
                    return false;
            }
        }

        private bool TryWriteTimeBase(int index, AsciiWriter line)
        {
            if (index == 0)
            {
                Label(line, "dates");
                line.Put("the records of its boot");
                if (_record.Transaction > 0)
                {
                    line.Put(" behind ");
                    line.Number(_record.Transaction);
                    line.Put(", which left without");
                }
            }

            return index == 0;
        }

        private bool TryWriteEvent(int index, AsciiWriter line)
        {
            if (index == 0)
            {
                Label(line, "number");
                PutNumber(line, _record.SeqNo, 0, "");
            }
            else if (index == 1)
            {
                Label(line, "what");
                line.Put(_record.Token ?? "none");
            }

            return index < 2;
        }

        private void PutDocument(AsciiWriter line)
        {
            if (_record.Document == DocumentForm.None)
            {
                line.Put("none");
                return;
            }

            line.Put('T');
            line.Number(_record.Pagination);
            line.Put(", ");
            line.Put(LogText.Of(_record.Document));
            line.Put(", form ");
            line.Number(_record.Form);
        }

        private static void PutTime(AsciiWriter line, long micros, long boot)
        {
            line.Fixed(micros, 6);
            line.Put(" s of boot ");
            line.Number(boot);
        }

        private static void PutNumber(AsciiWriter line, long value, long none, string before)
        {
            if (value == none)
            {
                line.Put("none");
                return;
            }

            line.Put(before);
            line.Number(value);
        }

        private static void Label(AsciiWriter line, string label)
        {
            line.Put(label);
            line.PadTo(ValueColumn);
        }
    }
}
