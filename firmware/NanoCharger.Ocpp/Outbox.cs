using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;
using NanoCharger.Ocpp.Json;
using NanoCharger.Ocpp.Outgoing;
using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>The station's side of the conversation: one call of its own at a time, and an answer to whatever the backend asks.</summary>
    /// <remarks>
    /// The link may lose anything. A call without an answer is sent again after 30 s, and at once in a new session, with the same id, so
    /// the backend can tell a repetition. What there is to tell, and what follows from an answer, the operations know (<see cref="OutgoingTable"/>).
    /// </remarks>
    public sealed class Outbox
    {
        private const long AnswerTimeoutMicros = 30000000;

        /// <summary>Work of one step is bounded: messages taken from the link, and one call among them, since a call may write to flash.</summary>
        private const int ReceivedPerStep = 4;

        /// <summary>The longest answer is that of a GetVariables whose every variable is unknown, has an instance, and is named as long as can be: 4 x 290, with room to spare.</summary>
        private const int MostReplyBytes = 1280;

        private readonly ILink _link;
        private readonly RecordLog _log;
        private readonly CallDesk _desk;
        private readonly Registration _registration;
        private readonly OutgoingContext _context;
        private readonly OutgoingCall[] _calls;
        private readonly LiveValues _live;
        private readonly byte[] _incoming;
        private readonly OcppFrame _frame = new OcppFrame();
        private readonly AsciiWriter _id = new AsciiWriter(OcppFrame.MaxIdLength);
        private readonly JsonWriter _message = new JsonWriter(new AsciiWriter(OcppMessages.MaxBytes));
        private readonly JsonWriter _reply = new JsonWriter(new AsciiWriter(MostReplyBytes));

        private OutgoingCall _call;
        private bool _sent;
        private bool _silent;
        private long _sentMicros;
        private int _session;
        private long _numbered;

        /// <summary>An outbox with nothing under way.</summary>
        /// <param name="link">The way to the backend.</param>
        /// <param name="charger">Who speaks. Its log has been recovered and booted.</param>
        public Outbox(ILink link, OcppParts charger)
        {
            _link = link;
            _log = charger.Log;
            _registration = charger.Registration;
            _desk = new CallDesk(charger);
            _context = new OutgoingContext(charger);
            _calls = OutgoingTable.Make(_context);
            _live = new LiveValues(link, charger, _reply);
            _incoming = new byte[link.MaxMessageBytes];
        }

        /// <summary>What the connector is now; each change is told to the backend, the latest only.</summary>
        public ConnectorStatus Connector
        {
            get { return _context.Connector; }
            set { _context.Connector = value; }
        }

        /// <summary>True once the backend has accepted this session's BootNotification.</summary>
        public bool Accepted
        {
            get { return _registration.Accepted; }
        }

        /// <summary>The link's session in which the backend has accepted the station; 0 while it has not in the one at hand.</summary>
        public int AcceptedSession
        {
            get { return _registration.Accepted ? _session : 0; }
        }

        /// <summary>When the backend's last frame arrived; monotonic, in microseconds, 0 since the start when none has.</summary>
        public long HeardMicros { get; private set; }

        /// <summary>Received messages since the start that were no frames, or answers to nothing.</summary>
        public int Ignored { get; private set; }

        /// <summary>Calls repeated since the start because no answer came.</summary>
        public int Repeated { get; private set; }

        /// <summary>One slice of work: takes what has arrived, sends what is due. Never waits.</summary>
        /// <remarks>Cost: up to 4 messages in and 1 out; an answered record is released, which is one write to flash, and so is a time base, once a boot.</remarks>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Step(long nowMicros)
        {
            Receive(nowMicros);
            _desk.Turn();
            if (_link.Session != _session)
            {
                _session = _link.Session;
                _sent = false;
                _registration.Begin(nowMicros);
            }

            _log.Offline = !CouldTell(nowMicros);
            NoteTime();
            if (!_context.Charger.Settings.Lost)
            {
                // A document bears the station's name.
                _context.Documents.SignAhead();
            }

            if (_call != null && _call.Withdrawn)
            {
                _call = null;
            }

            bool online = _link.State == LinkState.Online;
            if (online)
            {
                Speak(nowMicros);
            }

            // Behind what must arrive; the buffer of the replies is free between two of them.
            _live.Step(online && _registration.Accepted, nowMicros);
        }

        private void Speak(long nowMicros)
        {
            if (_call == null)
            {
                Choose(nowMicros);
            }

            if (_call != null && (!_sent || nowMicros - _sentMicros >= AnswerTimeoutMicros))
            {
                Send(nowMicros);
            }
        }

        // What happens now, could it be told now? Not without a session that the backend has accepted, while it leaves a call without an answer, or lets a
        // record wait that it does not take. What only waits for its turn behind others could.
        private bool CouldTell(long nowMicros)
        {
            _silent |= _call != null && _sent && nowMicros - _sentMicros >= AnswerTimeoutMicros;
            return _link.State == LinkState.Online && _registration.Accepted && !_silent && !_context.Records.Pauses(nowMicros);
        }

        // What was recorded before the clock was known and is owed still gets its date from the time that has passed since.
        private void NoteTime()
        {
            IClock clock = _context.Charger.Clock;
            if (_log.WantsTime && clock.Quality != ClockQuality.Unknown)
            {
                _log.NoteTime(clock.NowMicros, clock.UtcMillis);
            }
        }

        private void Choose(long nowMicros)
        {
            bool accepted = _registration.Accepted;
            bool pending = _registration.Status == RegistrationStatus.Pending;
            for (int i = 0; i < _calls.Length; i++)
            {
                OutgoingCall call = _calls[i];
                if ((accepted || call.BeforeAcceptance || (pending && call.Asked)) && call.TryPrepare(nowMicros))
                {
                    Begin(call, nowMicros);
                    return;
                }
            }
        }

        private void Begin(OutgoingCall call, long nowMicros)
        {
            _call = call;
            _context.AskedMicros = nowMicros;
            _sent = false;
            _id.Clear();
            if (!call.TryWriteId(_id))
            {
                // One that no record can have, since those are joined by '-'.
                _id.Number(_log.BootNumber);
                _id.Put('.');
                _id.Number(++_numbered);
            }

            OcppMessages.OpenCall(_message, _id, call.Action);
            call.Write(_message, nowMicros);
            OcppMessages.Close(_message);
        }

        private void Send(long nowMicros)
        {
            Repeated += _sent ? 1 : 0;
            _sent = _link.TrySend(_message.Target.Buffer, _message.Target.Length);
            _sentMicros = nowMicros;
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
                FrameKind kind = _frame.Parse(_incoming, length);
                Take(kind, nowMicros);
                if (kind == FrameKind.Call)
                {
                    return;
                }
            }
        }

        private void Take(FrameKind kind, long nowMicros)
        {
            if (kind == FrameKind.Call)
            {
                // Lost when the link has no room: who called calls again.
                _desk.Answer(_frame, _reply, nowMicros);
                _link.TrySend(_reply.Target.Buffer, _reply.Target.Length);
                return;
            }

            if (kind == FrameKind.Malformed || _call == null || !_frame.HasId(_id))
            {
                Ignored++;
                return;
            }

            OutgoingCall answered = _call;
            _call = null;
            _silent = false;
            _context.AnsweredMicros = nowMicros;
            if (kind == FrameKind.CallResult && _desk.Understands(_frame))
            {
                answered.TakeResult(_frame, nowMicros);
            }
            else
            {
                // A result that could mean two things means nothing, and the backend is asked again as after an error.
                answered.TakeError(_frame, nowMicros);
            }
        }
    }
}
