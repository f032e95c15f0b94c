using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The records of all logs as JSON lines: an object a record, written in pieces, since it may be longer than any buffer.</summary>
    /// <remarks>Amounts are whole numbers in the unit that their name ends with. What a record has nothing of is null. The README beside the commands has the names.</remarks>
    internal sealed class LogExportPage : IDrawnPage
    {
        // Six bytes each when all have to be escaped.
        private const int CharactersPerPiece = 20;
        private const int EndOfRecord = 100;
        private const int HeadPieces = 4;

        private readonly ThreeLogs _logs;
        private readonly LogWalk _walk;
        private int _piece;
        private int _at;

        internal LogExportPage(ThreeLogs logs, LogWalk walk)
        {
            _logs = logs;
            _walk = walk;
        }

        /// <inheritdoc/>
        public bool GoesOn
        {
            get { return _piece > 0; }
        }

        /// <summary>Chooses how many records; 0 for all. Those that come meanwhile are left out.</summary>
        internal void Start(int newest)
        {
            _walk.Start(newest);
            _piece = 0;
            _at = 0;
        }

        /// <inheritdoc/>
        public bool Prepare()
        {
            return _walk.Prepare();
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (_piece == 0 && !_walk.TryNext())
            {
                return false;
            }

            if (_piece == EndOfRecord)
            {
                line.Put('}');
                _piece = 0;
                return true;
            }

            Write(line, _walk.Record);
            _piece += _at == 0 ? 1 : 0;
            return true;
        }

        private void Write(AsciiWriter line, LogRecord record)
        {
            if (_piece < HeadPieces)
            {
                WriteHead(line, record);
                return;
            }

            switch (record.Kind)
            {
                case LogRecordKind.Transaction:
                    WriteTransaction(line, record);
                    break;
                case LogRecordKind.TimeBase:
                    JsonText.Number(line, "undatedUpTo", record.Transaction);
                    _piece = EndOfRecord - 1;
                    break;
                case LogRecordKind.Newer:
                    _piece = EndOfRecord - 1;
                    break;
                default:
                    WriteEvent(line, record);
                    break;
            }
        }

        private void WriteHead(AsciiWriter line, LogRecord record)
        {
            switch (_piece)
            {
                case 0:
                    line.Put("{\"record\":\"");
                    ThreeLogs.PutNumber(line, _walk.Log, record.Sequence);
                    line.Put('"');
                    JsonText.Word(line, "log", ThreeLogs.NameOf(_walk.Log));
                    JsonText.Word(line, "kind", LogText.KindOf(record));
                    break;
                case 1:
                    JsonText.Number(line, "writtenInBoot", record.Boot);
                    line.Put(",\"firmware\":\"");
                    FirmwareVersion.Write(line, record.Firmware);
                    line.Put('"');
                    JsonText.Number(line, "boot", LogText.BootOf(_walk.Log, record));
                    JsonText.Number(line, "micros", record.Micros);
                    break;
                case 2:
                    JsonText.Date(line, "utc", "utcMillis", record.UtcMillis, record.Quality);
                    JsonText.Letter(line, "clock", record.Quality);
                    break;
                default:
                    JsonText.Number(line, "registerMilliwattHours", record.RegisterMilliwattHours);
                    JsonText.Number(line, "pagination", record.Pagination);
                    break;
            }
        }

        private void WriteEvent(AsciiWriter line, LogRecord record)
        {
            if (_piece == HeadPieces)
            {
                JsonText.Number(line, "number", record.SeqNo);
                return;
            }

            Text(line, "what", record.Token);
            _piece = _at == 0 ? EndOfRecord - 1 : _piece;
        }

        private void WriteTransaction(AsciiWriter line, LogRecord record)
        {
            switch (_piece - HeadPieces)
            {
                case 0:
                    line.Put(",\"id\":\"");
                    LogText.PutMessageId(line, record);
                    line.Put('"');
                    JsonText.Number(line, "transaction", record.Transaction);
                    JsonText.Number(line, "seqNo", record.SeqNo);
                    break;
                case 1:
                    JsonText.Word(line, "trigger", OcppWords.Of(record.Trigger));
                    JsonText.Word(line, "state", OcppWords.Of(record.State));
                    JsonText.Word(line, "reason", LogText.Of(record.Reason));
                    break;
                case 2:
                    JsonText.Number(line, "offerMilliamps", record.OfferMilliamps);
                    JsonText.Word(line, "source", LogText.Of(record.Source));
                    JsonText.NumberOrNull(line, "remoteStartId", record.RemoteStartId, -1);
                    JsonText.Word(line, "tokenType", OcppWords.Of(record.TokenType));
                    break;
                case 3:
                    Text(line, "token", record.Token);
                    break;
                case 4:
                    Text(line, "tariff", record.Tariff);
                    break;
                default:
                    WriteDocument(line, record);
                    break;
            }
        }

        private void WriteDocument(AsciiWriter line, LogRecord record)
        {
            switch (_piece - HeadPieces - 5)
            {
                case 0:
                    JsonText.Date(line, "beginUtc", "beginUtcMillis", record.BeginUtcMillis, record.BeginQuality);
                    JsonText.Letter(line, "beginClock", record.BeginQuality);
                    break;
                case 1:
                    JsonText.Number(line, "beginBoot", record.BeginBoot);
                    JsonText.Number(line, "beginMicros", record.BeginMicros);
                    JsonText.NumberOrNull(line, "beginRegisterMilliwattHours", record.BeginRegisterMilliwattHours, -1);
                    break;
                case 2:
                    JsonText.Doubts(line, "errors", "meterState", OcmfDocument.ErrorsOf(record.Errors, record.Quality), OcmfDocument.LetterOf(record.MeterState));
                    JsonText.Doubts(
                        line, "beginErrors", "beginMeterState", OcmfDocument.ErrorsOf(record.BeginErrors, record.BeginQuality), OcmfDocument.LetterOf(record.BeginMeterState));
                    break;
                case 3:
                    JsonText.Word(line, "document", LogText.Of(record.Document));
                    JsonText.NumberOrNull(line, "form", record.Form, 0);
                    JsonText.NumberOrNull(line, "key", record.KeyGeneration, 0);
                    break;
                case 4:
                    Text(line, "station", record.Station);
                    break;
                case 5:
                    Text(line, "serial", record.Serial);
                    break;
                default:
                    JsonText.Flag(line, "offline", record.Offline);
                    JsonText.Flag(line, "owed", _logs.IsOwed(_walk.Log, record));
                    _piece = EndOfRecord - 1;
                    break;
            }
        }

        // A text from outside, some characters a piece; the piece is done when _at is 0 again.
        private void Text(AsciiWriter line, string name, string text)
        {
            if (_at == 0)
            {
                JsonText.Name(line, name);
                line.Put(text == null ? "null" : "\"");
            }

            int end = text == null ? 0 : text.Length;
            for (int i = 0; i < CharactersPerPiece && _at < end; i++)
            {
                JsonText.Escape(line, text[_at++]);
            }

            if (_at == end)
            {
                line.Put(text == null ? "" : "\"");
                _at = 0;
            }
        }
    }
}
