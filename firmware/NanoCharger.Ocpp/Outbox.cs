using System.IO;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Documents;
using NanoCharger.Core.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Signing;
using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>Tells the backend what it must know, one call at a time, and lets go of a record only when the backend has answered for it.</summary>
    /// <remarks>
    /// The link may lose anything. A call without an answer is sent again after 30 s, and at once in a new session, with the same id, so
    /// the backend can tell a repetition. Records carry an id of their own for ever: boot and sequence.
    /// </remarks>
    public sealed class Outbox
    {
        /// <summary>File in flash of the records that the backend refused for good: kept in the form of the log, and not billed.</summary>
        public const string AsideFileName = "aside.3";

        private const long Second = 1000000;
        private const long AnswerTimeoutMicros = 30 * Second;
        private const long FirstPauseMicros = 10 * Second;
        private const long SecondPauseMicros = 60 * Second;
        private const long LongPauseMicros = 300 * Second;
        private const int TriesBeforeSetAside = 3;

        // OCPP-J's code for what does not verify: no fault of the record's, so it is never set aside for it.
        private const string SignatureRefused = "SecurityError";
        private const int BootRetrySeconds = 30;
        private const int LeastBootRetrySeconds = 10;
        private const int MostBootRetrySeconds = 3600;
        private const int LeastHeartbeatSeconds = 10;
        private const int MostHeartbeatSeconds = 86400;

        /// <summary>Work of one step is bounded: messages taken from the link, and records of no interest passed over in the log.</summary>
        private const int ReceivedPerStep = 4;
        private const int PassedOverPerStep = 8;

        /// <summary>An answer holds an id of 36, a reason of some words, and the name of a field: with room to spare.</summary>
        private const int MostReplyBytes = 512;

        private readonly ILink _link;
        private readonly RecordLog _log;
        private readonly SettingsStore _settings;
        private readonly IClock _clock;
        private readonly ResetCause _cause;
        private readonly string _station;
        private readonly AsideFile _aside;
        private readonly byte[] _incoming;
        private readonly OcppFrame _frame = new OcppFrame();
        private readonly BootAnswer _bootAnswer = new BootAnswer();
        private readonly JsonWriter _message = new JsonWriter(new AsciiWriter(OcppMessages.MaxBytes));
        private readonly CallDesk _desk;
        private readonly DocumentSigner _signer;
        private readonly LogRecord _next = new LogRecord();
        private readonly Authorisation _authorisation;
        private readonly TokenAnswer _tokenAnswer = new TokenAnswer();
        private readonly JsonWriter _reply = new JsonWriter(new AsciiWriter(MostReplyBytes));
        private readonly AsciiWriter _id = new AsciiWriter(OcppFrame.MaxIdLength);
        private readonly LogRecord _record = new LogRecord();

        private Call _call;
        private string _asking;
        private bool _sent;
        private long _sentMicros;
        private long _answeredMicros;
        private int _session;
        private long _calls;
        private bool _accepted;
        private long _bootNotBeforeMicros;
        private long _recordNotBeforeMicros;
        private long _passedOver;
        private long _lookedAt;
        private int _errors;
        private int _heartbeatSeconds;
        private ConnectorStatus _telling;
        private ConnectorStatus _told;

        /// <summary>An outbox over a log that has been recovered and booted.</summary>
        /// <param name="link">The way to the backend.</param>
        /// <param name="log">What is owed to it. The outbox alone releases records, and keeps <see cref="RecordLog.Offline"/>.</param>
        /// <param name="settings">Station's identity and heartbeat interval.</param>
        /// <param name="storage">For the records that are set aside.</param>
        /// <param name="clock">Only for dates in messages.</param>
        /// <param name="cause">Why the chip started: the backend is told.</param>
        /// <param name="authorisation">Whose pending token the backend is asked about.</param>
        /// <param name="desk">Answers what the backend asks.</param>
        /// <param name="signer">Signs what is billed; somebody else turns it.</param>
        public Outbox(
            ILink link,
            RecordLog log,
            SettingsStore settings,
            IStorage storage,
            IClock clock,
            ResetCause cause,
            Authorisation authorisation,
            CallDesk desk,
            DocumentSigner signer)
        {
            _link = link;
            _log = log;
            _settings = settings;
            _clock = clock;
            _cause = cause;
            _authorisation = authorisation;
            _desk = desk;
            _signer = signer;
            _station = settings.Text(SettingId.StationId);
            _aside = new AsideFile(storage);
            _incoming = new byte[link.MaxMessageBytes];
            SetAside = _aside.Count;
        }

        private enum Call
        {
            None = 0,
            Boot,
            Record,
            Status,
            Heartbeat,
            Authorize,
        }

        /// <summary>What the connector is now; each change is told to the backend, the latest only.</summary>
        public ConnectorStatus Connector { get; set; }

        /// <summary>True once the backend has accepted this session's BootNotification.</summary>
        public bool Accepted
        {
            get { return _accepted; }
        }

        /// <summary>When the backend's last frame arrived; monotonic, in microseconds, 0 since the start when none has.</summary>
        public long HeardMicros { get; private set; }

        /// <summary>Records that the backend refused three times, kept in the file "aside".</summary>
        public int SetAside { get; private set; }

        /// <summary>When the backend answered last, monotonic; the start of this boot when it never has.</summary>
        public long AnsweredMicros
        {
            get { return _answeredMicros; }
        }

        /// <summary>Received messages since the start that were no frames, or answers to nothing.</summary>
        public int Ignored { get; private set; }

        /// <summary>Calls repeated since the start because no answer came.</summary>
        public int Repeated { get; private set; }

        /// <summary>One slice of work: takes what has arrived, sends what is due. Never waits.</summary>
        /// <remarks>Cost: up to 4 messages in and 1 out; an answered record is released, which is one write to flash.</remarks>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Step(long nowMicros)
        {
            _log.Offline = _link.State != LinkState.Online;
            Receive(nowMicros);
            _desk.Turn();
            SignAhead();
            if (_call == Call.Authorize && _asking != _authorisation.Pending)
            {
                // Nobody waits for the answer any more.
                _call = Call.None;
            }

            if (_link.Session != _session)
            {
                _session = _link.Session;
                _accepted = false;
                _sent = false;
                _bootNotBeforeMicros = nowMicros;
            }

            if (_log.Offline)
            {
                return;
            }

            if (_call == Call.None)
            {
                Choose(nowMicros);
            }

            if (_call != Call.None && (!_sent || nowMicros - _sentMicros >= AnswerTimeoutMicros))
            {
                Send(nowMicros);
            }
        }

        private void Send(long nowMicros)
        {
            Repeated += _sent ? 1 : 0;
            _sent = _link.TrySend(_message.Target.Buffer, _message.Target.Length);
            _sentMicros = nowMicros;
        }

        private void Choose(long nowMicros)
        {
            if (!_accepted)
            {
                if (nowMicros >= _bootNotBeforeMicros)
                {
                    Begin(Call.Boot);
                    OcppMessages.BootNotification(_message, _id, _station, _cause);
                }

                return;
            }

            if (_authorisation.Pending != null)
            {
                // First of all, since somebody stands at the charger.
                Begin(Call.Authorize);
                _asking = _authorisation.Pending;
                OcppMessages.Authorize(_message, _id, _asking);
                return;
            }

            if (_log.Owed > 0 && nowMicros >= _recordNotBeforeMicros && TryBeginRecord(nowMicros))
            {
                return;
            }

            if (Connector != _told && Connector != ConnectorStatus.Unknown)
            {
                Begin(Call.Status);
                _telling = Connector;
                OcppMessages.StatusNotification(_message, _id, _telling, _clock.UtcMillis, _clock.Quality);
            }
            else if (nowMicros - _answeredMicros >= HeartbeatSeconds * Second)
            {
                Begin(Call.Heartbeat);
                OcppMessages.Heartbeat(_message, _id);
            }
        }

        private long HeartbeatSeconds
        {
            get { return _heartbeatSeconds > 0 ? _heartbeatSeconds : _settings.Int(SettingId.HeartbeatSeconds); }
        }

        /// <summary>An id that no record can have, since those are joined by '-'.</summary>
        private void Begin(Call call)
        {
            Begin(call, _log.BootNumber, '.', ++_calls);
        }

        private void Begin(Call call, long boot, char joint, long number)
        {
            _call = call;
            _sent = false;
            _id.Clear();
            _id.Number(boot);
            _id.Put(joint);
            _id.Number(number);
        }

        private bool TryBeginRecord(long nowMicros)
        {
            for (int i = 0; i < PassedOverPerStep; i++)
            {
                long after = _passedOver > _log.Released ? _passedOver : _log.Released;
                if (!_log.TryReadNext(after, _record))
                {
                    return false;
                }

                if (_record.Kind == LogRecordKind.Transaction)
                {
                    if (!IsSigned(_record))
                    {
                        return false;
                    }

                    Begin(Call.Record, _record.Boot, '-', _record.Sequence);
                    WriteRecord(nowMicros);
                    return true;
                }

                _passedOver = _record.Sequence;
            }

            return false;
        }

        // The signer takes the next document that will be wanted, whether or not there is a way to the backend. One record a step.
        private void SignAhead()
        {
            long after = _lookedAt > _log.Released ? _lookedAt : _log.Released;
            if (_signer.Sequence != 0 || after >= _log.LastSequence || !_log.TryReadNext(after, _next))
            {
                return;
            }

            _lookedAt = _next.Sequence;
            if (_next.Document != DocumentForm.None)
            {
                _signer.Begin(_next);
            }
        }

        // What is billed leaves signed or not at all. One that is sent again after an error is signed again: the same bytes.
        private bool IsSigned(LogRecord record)
        {
            if (record.Document == DocumentForm.None)
            {
                return true;
            }

            if (_signer.Sequence != record.Sequence)
            {
                _signer.Begin(record);
                _lookedAt = record.Sequence;
            }

            return _signer.Ready;
        }

        /// <summary>A record of this boot from before the clock was set gets its date from the time that has passed since.</summary>
        private void WriteRecord(long nowMicros)
        {
            long utcMillis = _record.UtcMillis;
            ClockQuality quality = _record.Quality;
            if (quality == ClockQuality.Unknown && _record.Boot == _log.BootNumber && _clock.Quality != ClockQuality.Unknown)
            {
                quality = _clock.Quality;
                utcMillis = _clock.UtcMillis - ((nowMicros - _record.Micros) / 1000);
            }

            bool signed = _record.Document != DocumentForm.None;
            OcppMessages.TransactionEvent(_message, _id, _station, _record, utcMillis, quality, signed ? _signer.Document : null, _signer.PublicKeyText);
            if (signed)
            {
                _signer.Release();
            }
        }

        private void Receive(long nowMicros)
        {
            for (int i = 0; i < ReceivedPerStep; i++)
            {
                int length = _link.TryReceive(_incoming);
                if (length == 0)
                {
                    return;
                }

                HeardMicros = nowMicros;
                Take(_frame.Parse(_incoming, length), nowMicros);
            }
        }

        private void Take(FrameKind kind, long nowMicros)
        {
            if (kind == FrameKind.Call)
            {
                // Lost when the link has no room: who called calls again.
                _desk.Answer(_frame, _incoming, _reply, nowMicros);
                _link.TrySend(_reply.Target.Buffer, _reply.Target.Length);
                return;
            }

            if (kind == FrameKind.Malformed || _call == Call.None || !_frame.HasId(_id))
            {
                Ignored++;
                return;
            }

            Call answered = _call;
            _call = Call.None;
            _answeredMicros = nowMicros;
            if (kind == FrameKind.CallResult)
            {
                TakeResult(answered, nowMicros);
            }
            else
            {
                TakeError(answered, nowMicros);
            }
        }

        private void TakeResult(Call answered, long nowMicros)
        {
            switch (answered)
            {
                case Call.Boot:
                    TakeBootAnswer(nowMicros);
                    break;
                case Call.Record:
                    _errors = 0;
                    TakeVerdict();
                    Release(nowMicros);
                    break;
                case Call.Status:
                    _told = _telling;
                    break;
                case Call.Authorize:
                    _tokenAnswer.Read(_incoming, _frame.PayloadOffset, _frame.PayloadLength);
                    _authorisation.Answer(_asking, _tokenAnswer.Accepted, _tokenAnswer.Tariff, nowMicros);
                    break;
            }
        }

        // Only of the transaction that is open: the answer for an earlier one may come late. A token that was let in without the backend may turn out to be none of its own (OCPP 2.0.1, C15).
        private void TakeVerdict()
        {
            _tokenAnswer.Read(_incoming, _frame.PayloadOffset, _frame.PayloadLength);
            LogRecord open = _log.OpenTransaction;
            if (!_tokenAnswer.Told || open == null || open.Transaction != _record.Transaction)
            {
                return;
            }

            if (!_tokenAnswer.Accepted)
            {
                _authorisation.Withdraw(_record.Token);
            }
            else if (_tokenAnswer.Tariff != null)
            {
                _authorisation.TellTariff(_record.Token, _tokenAnswer.Tariff);
            }
        }

        private void TakeError(Call answered, long nowMicros)
        {
            switch (answered)
            {
                case Call.Boot:
                    _bootNotBeforeMicros = nowMicros + (BootRetrySeconds * Second);
                    break;
                case Call.Record:
                    RefuseRecord(nowMicros);
                    break;
                case Call.Authorize:
                    _authorisation.Answer(_asking, false, null, nowMicros);
                    break;
                case Call.Status:
                    // The backend does not want it; the next change is told again.
                    _told = _telling;
                    break;
            }
        }

        private void TakeBootAnswer(long nowMicros)
        {
            _bootAnswer.Read(_incoming, _frame.PayloadOffset, _frame.PayloadLength);
            int seconds = _bootAnswer.IntervalSeconds;
            if (_bootAnswer.Accepted)
            {
                _accepted = true;
                _told = ConnectorStatus.Unknown;
                _heartbeatSeconds = seconds == 0 ? 0 : Within(seconds, LeastHeartbeatSeconds, MostHeartbeatSeconds);
                return;
            }

            seconds = seconds == 0 ? BootRetrySeconds : Within(seconds, LeastBootRetrySeconds, MostBootRetrySeconds);
            _bootNotBeforeMicros = nowMicros + (seconds * Second);
        }

        private void RefuseRecord(long nowMicros)
        {
            if (_frame.HasWord(SignatureRefused))
            {
                // A key that the backend does not know yet: bills wait for its operator, in order, and the log that fills stops the selling.
                _recordNotBeforeMicros = nowMicros + LongPauseMicros;
                return;
            }

            _errors++;
            if (_errors < TriesBeforeSetAside)
            {
                _recordNotBeforeMicros = nowMicros + (_errors == 1 ? FirstPauseMicros : SecondPauseMicros);
                return;
            }

            try
            {
                if (!_aside.TryKeep(_record))
                {
                    _recordNotBeforeMicros = nowMicros + LongPauseMicros;
                    return;
                }
            }
            catch (IOException)
            {
                _recordNotBeforeMicros = nowMicros + LongPauseMicros;
                return;
            }

            _errors = 0;
            SetAside = _aside.Count;
            Release(nowMicros);
        }

        /// <summary>When the flash does not take it the record stays owed, is sent again, and the backend knows it by its id.</summary>
        private void Release(long nowMicros)
        {
            try
            {
                _log.Release(_record.Sequence);
            }
            catch (IOException)
            {
                _recordNotBeforeMicros = nowMicros + LongPauseMicros;
            }
        }

        private static int Within(int value, int least, int most)
        {
            return value < least ? least : value > most ? most : value;
        }
    }
}
