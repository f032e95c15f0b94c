using NanoCharger.Core.Settings;
using NanoCharger.Core.Time;
using NanoCharger.Hal;

namespace NanoCharger.Core.Charging
{
    /// <summary>The open transaction: writes its events into the journal, and knows when the next checkpoint is due.</summary>
    /// <remarks>Each record may stall all threads for 400 ms: never to be called between deciding to open and opening.</remarks>
    public sealed class TransactionRecorder
    {
        private readonly ITransactionJournal _journal;
        private readonly WallClock _clock;
        private readonly TransactionEvent _event = new TransactionEvent();
        private int _nextSeqNo;
        private ChargingState _state = ChargingState.Idle;
        private long _lastMicros;
        private long _lastMilliwattHours;
        private long _checkpointMicros = 60_000_000;
        private long _checkpointMilliwattHours = 100_000;
        private int _moves;
        private bool _moved;

        /// <summary>Makes a recorder without an open transaction.</summary>
        /// <param name="journal">Where the events are kept.</param>
        /// <param name="clock">Dates the events.</param>
        public TransactionRecorder(ITransactionJournal journal, WallClock clock)
        {
            _journal = journal;
            _clock = clock;
        }

        /// <summary>Number of the open transaction: the sequence number of its Started record; 0 when there is none.</summary>
        public long Number { get; private set; }

        /// <summary>True while a transaction is open.</summary>
        public bool IsOpen
        {
            get { return Number != 0; }
        }

        /// <summary>True while no transaction may begin: the station is to have another name from the next boot on, and a bill has one name from begin to end.</summary>
        public bool Held { get; set; }

        /// <summary>True when a new transaction could be recorded.</summary>
        public bool HasRoom
        {
            get { return _journal.HasRoom; }
        }

        /// <summary>Takes over the settings: what a loss of power may cost at most (checkpoint.*), and the plan's.</summary>
        public void Configure(SettingsStore settings)
        {
            _checkpointMicros = settings.Int(SettingId.CheckpointSeconds) * 1_000_000L;
            _checkpointMilliwattHours = settings.Int(SettingId.CheckpointWattHours) * 1_000L;
            Plan?.Configure(settings);
        }

        /// <summary>True once the station has a key: whatever can be billed carries a signed document from then on.</summary>
        public bool Signs { get; set; }

        /// <summary>Says which readings between begin and end are signed; null for none.</summary>
        public IReadingPlan Plan { get; set; }

        /// <summary>The backend's text about the price, for the records from now on; null for none.</summary>
        public string Tariff { get; set; }

        /// <summary>How the meter is, for the records from now on; with any but Good their energy is not to be billed by.</summary>
        public MeterState MeterState { get; set; }

        /// <summary>What kind of token the next transaction's is.</summary>
        public TokenType TokenType { get; set; }

        /// <summary>Begins a transaction. Its record is durable on return: the contactor may close.</summary>
        /// <param name="token">Token that it is authorised by; null for none.</param>
        /// <param name="source">Who gave the authorisation.</param>
        /// <param name="remoteStartId">The id of the backend's request; -1 for none.</param>
        /// <param name="registerMilliwattHours">The register now.</param>
        /// <param name="offerMilliamps">The offer now.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Begin(string token, GrantSource source, int remoteStartId, long registerMilliwattHours, int offerMilliamps, long nowMicros)
        {
            // Time that a stall has taken since the turn began is not the driver's.
            long newest = _clock.NowMicros;
            nowMicros = newest > nowMicros ? newest : nowMicros;
            _nextSeqNo = 0;
            Identify(token, source, remoteStartId);
            _event.Event = TransactionEventKind.Started;
            _event.Reason = StoppedReason.None;
            _event.Document = Signs ? DocumentForm.Begin : DocumentForm.None;
            _moves = _clock.Moves;
            _moved = false;
            Qualify(nowMicros);
            _event.BeginUtcMillis = _event.UtcMillis;
            _event.BeginQuality = _event.Quality;
            _event.BeginErrors = _event.Errors;
            _event.BeginMeterState = _event.MeterState;
            _event.BeginRegisterMilliwattHours = registerMilliwattHours;
            _event.BeginMicros = nowMicros;
            _event.BeginBoot = 0;
            _event.ReadingBoot = 0;
            Read(registerMilliwattHours, nowMicros);
            Plan?.Begin(_event);
            TriggerReason trigger = remoteStartId < 0 ? TriggerReason.ChargingStateChanged : TriggerReason.RemoteStart;
            Number = Write(trigger, ChargingState.Charging, registerMilliwattHours, offerMilliamps, nowMicros);
        }

        /// <summary>Looks what the vehicle does, for the plan; once a turn, before <see cref="Update"/>.</summary>
        /// <param name="milliwatts">Power of all phases, averaged over about a second.</param>
        /// <param name="mayDraw">False while the station keeps it from drawing.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Watch(int milliwatts, bool mayDraw, long nowMicros)
        {
            if (IsOpen)
            {
                Plan?.Watch(milliwatts, mayDraw, nowMicros);
            }
        }

        /// <summary>Records what is due: a change of the transaction's state, or a checkpoint while energy flows.</summary>
        /// <param name="state">What the transaction is doing now.</param>
        /// <param name="whyChanged">Why the state has changed, if it has.</param>
        /// <param name="registerMilliwattHours">The register now.</param>
        /// <param name="offerMilliamps">The offer now.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Update(ChargingState state, TriggerReason whyChanged, long registerMilliwattHours, int offerMilliamps, long nowMicros)
        {
            if (!IsOpen)
            {
                return;
            }

            BeginUpdate(nowMicros);
            Read(registerMilliwattHours, nowMicros);
            DocumentForm due = Signs && Plan != null ? Plan.Due(_event, _journal.HasRoomForPeriodic) : DocumentForm.None;
            if (state == ChargingState.Charging && Plan != null && Plan.Idle)
            {
                // The contactor is closed, and the vehicle does not want what it is offered.
                state = ChargingState.SuspendedEV;
            }

            _event.Document = due;
            bool changed = state != _state || due == DocumentForm.Stopped || due == DocumentForm.Resumed;
            if (changed || due != DocumentForm.None || CheckpointDue(registerMilliwattHours, nowMicros))
            {
                TriggerReason trigger = changed ? whyChanged : due == DocumentForm.Boundary ? TriggerReason.MeterValueClock : TriggerReason.MeterValuePeriodic;
                Write(trigger, state, registerMilliwattHours, offerMilliamps, nowMicros);
            }
        }

        /// <summary>Records what the transaction is doing because somebody has asked for it: nothing about it has changed.</summary>
        /// <param name="registerMilliwattHours">The register now.</param>
        /// <param name="offerMilliamps">The offer now.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>False when none is open; nothing is recorded then.</returns>
        public bool TryTell(long registerMilliwattHours, int offerMilliamps, long nowMicros)
        {
            if (!IsOpen)
            {
                return false;
            }

            BeginUpdate(nowMicros);
            Write(TriggerReason.Trigger, _state, registerMilliwattHours, offerMilliamps, nowMicros);
            return true;
        }

        /// <summary>Ends the open transaction, if one is.</summary>
        /// <param name="reason">Why it ends.</param>
        /// <param name="trigger">What made it end.</param>
        /// <param name="registerMilliwattHours">The register now.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void End(StoppedReason reason, TriggerReason trigger, long registerMilliwattHours, long nowMicros)
        {
            if (!IsOpen)
            {
                return;
            }

            _event.Event = TransactionEventKind.Ended;
            _event.Reason = reason;
            Qualify(nowMicros);
            _event.Document = Receipt();
            Write(trigger, AtEnd(trigger), registerMilliwattHours, 0, nowMicros);
            Number = 0;
        }

        /// <summary>Ends a transaction that the last boot left open, with the register and the date of its last record.</summary>
        /// <param name="last">Its last record.</param>
        /// <param name="reason">PowerLoss (OCPP 2.0.1), or what had been asked for before.</param>
        /// <param name="trigger">What made it end.</param>
        public void EndInterrupted(TransactionEvent last, StoppedReason reason, TriggerReason trigger)
        {
            _event.CopyEvent(last);
            _event.Event = TransactionEventKind.Ended;
            _event.Reason = reason;
            Number = last.Transaction;
            _nextSeqNo = last.SeqNo + 1;
            _event.Document = Receipt();
            Tariff = last.Tariff;
            Write(trigger, AtEnd(trigger), last.RegisterMilliwattHours, 0, last.Micros);
            Number = 0;
        }

        // What else ends it than the vehicle's leaving finds the vehicle there; after a loss of power that is what the last record saw.
        private static ChargingState AtEnd(TriggerReason trigger)
        {
            return trigger == TriggerReason.EVCommunicationLost ? ChargingState.Idle : ChargingState.EVConnected;
        }

        // All events of a transaction say whose it is.
        private void Identify(string token, GrantSource source, int remoteStartId)
        {
            _event.Token = token;
            _event.Source = source;
            _event.RemoteStartId = remoteStartId;
            _event.TokenType = TokenType;
        }

        private void BeginUpdate(long nowMicros)
        {
            _event.Event = TransactionEventKind.Updated;
            _event.Reason = StoppedReason.None;
            _event.Document = DocumentForm.None;
            Qualify(nowMicros);
        }

        // When the reading is, and how far to believe it. The begin is its transaction's time base: every later reading is that and the monotonic time since, so
        // none is before an earlier one, and what is billed is what has passed, wherever the wall clock was set meanwhile. Where the begin's date was
        // unknown, counted on from one that may be false, so are theirs; the log may give all of them the true ones later.
        private void Qualify(long nowMicros)
        {
            _event.UtcMillis = _clock.UtcMillis;
            _event.Quality = _clock.Quality;
            _moved |= _clock.Moves != _moves;
            if (_event.Event != TransactionEventKind.Started)
            {
                long elapsedMicros = nowMicros - _event.BeginMicros;
                long expected = _event.BeginUtcMillis + (elapsedMicros / 1_000);
                bool known = _event.BeginQuality != ClockQuality.Unknown;
                _moved |= known && !WallClock.MayBe(expected, _event.UtcMillis, elapsedMicros);
                _event.UtcMillis = expected;
                _event.Quality = _event.BeginQuality < _event.Quality ? _event.BeginQuality : _event.Quality;
            }

            // What is marked as moved is never sure: no document has one with the other.
            if (_moved && _event.Quality == ClockQuality.Synchronised)
            {
                _event.Quality = ClockQuality.Informative;
            }

            _event.MeterState = MeterState;
            _event.Errors = (MeterState == MeterState.Good ? ErrorFlags.None : ErrorFlags.Energy) | (_moved ? ErrorFlags.Time : ErrorFlags.None);
        }

        // A receipt says where its transaction began: one that does not know it makes none.
        private DocumentForm Receipt()
        {
            return Signs && _event.BeginRegisterMilliwattHours >= 0 ? DocumentForm.Receipt : DocumentForm.None;
        }

        private void Read(long registerMilliwattHours, long nowMicros)
        {
            _event.RegisterMilliwattHours = registerMilliwattHours;
            _event.Micros = nowMicros;
        }

        // Whichever comes first. A register that stands still has nothing to lose.
        private bool CheckpointDue(long registerMilliwattHours, long nowMicros)
        {
            long gained = registerMilliwattHours - _lastMilliwattHours;
            return gained > 0 && (gained >= _checkpointMilliwattHours || nowMicros - _lastMicros >= _checkpointMicros);
        }

        private long Write(TriggerReason trigger, ChargingState state, long registerMilliwattHours, int offerMilliamps, long nowMicros)
        {
            _event.Transaction = Number;
            _event.SeqNo = _nextSeqNo;
            _event.Trigger = trigger;
            _event.State = state;
            Read(registerMilliwattHours, nowMicros);
            _event.OfferMilliamps = offerMilliamps;
            _event.Tariff = Tariff;
            long sequence = _journal.Record(_event);
            _nextSeqNo++;
            _state = state;
            _lastMicros = nowMicros;
            _lastMilliwattHours = registerMilliwattHours;
            return sequence;
        }
    }
}
