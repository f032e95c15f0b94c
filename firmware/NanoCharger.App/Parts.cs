using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Core.Time;
using NanoCharger.Hal;
using NanoCharger.Link.Credentials;
using NanoCharger.Link.Handshakes;
using NanoCharger.Link.Trial;
using NanoCharger.Ocpp;
using NanoCharger.Ocpp.Profiles;

namespace NanoCharger.App
{
    /// <summary>The charger's parts, wired to each other: the one place that says which stands on which. It decides nothing.</summary>
    internal sealed class Parts
    {
        private const string Restarting = "a restart was asked for";
        private const string RunOpen = "a calibration run is open";

        private string _stationName;

        /// <summary>Wires the parts. Touches nothing of the board but its constants.</summary>
        internal Parts(IBoard board)
        {
            Board = board;
            Clock = new WallClock(board.Clock);
            Notices = new Notices(board.Console);
            Status = new ChargerStatus(board.Sampler.Phases);
            Log = new RecordLog(board.Storage);
            Delivery = new Delivery(board.Storage);
            SettingsDesk = new SettingsDesk(Settings, board.Storage, Log, Delivery);
            Sensing = new Sensing(board, Settings);
            Transaction = new TransactionRecorder(Log, Clock) { Plan = new ReadingPlan() };
            Tokens = new LocalList(board.Storage);
            Authorisation = new Authorisation(Tokens);
            Run = new CalibrationRun(Log.Events, Clock);
            Keeper = new TransactionKeeper(Transaction, Authorisation, StopRules, Run);
            Station = new Station(board, Keeper, Limits);
            Guard = new Guard(board);
            SelfTest = new SelfTest(Guard);
            Calibration = new CalibrationDesk(board, Clock, Sensing.Meter, Sensing.Proven, CalibrationStore, Log.Events);
            Key = new KeyDesk(board, Clock, Log, Transaction, Delivery);
            Credentials credentials = new Credentials(board.Storage, Clock);
            Certificates = new CertificateDesk(credentials, new RequestDesk(credentials, board.Hmac, board.Entropy), Log.Events, Clock);
            Commissioning = new Commissioning(Settings, Sensing.Proven, board.Name);
            Handshakes = new HandshakeDesk(board.Storage, board.Link);
            Trial = new LinkTrial(board.Storage, Settings, Certificates, Handshakes, board.Link, Clock);
            IDurable[] pieces = { Guard.Latches, Station.Availability, Limits, Authorisation.Memory, StopRules, Authorisation.Remote.Limit, Profiles, Commissioning, Registration, Station.Closings };
            State = new DurableState(board.Storage, pieces);
        }

        /// <summary>The board.</summary>
        internal IBoard Board { get; }

        /// <summary>The clock by which everything is dated; the board's own is one of its witnesses.</summary>
        internal WallClock Clock { get; }

        /// <summary>What is said on the serial port.</summary>
        internal Notices Notices { get; }

        /// <summary>What the charger knows of itself.</summary>
        internal ChargerStatus Status { get; }

        /// <summary>The settings.</summary>
        internal SettingsStore Settings { get; } = new SettingsStore();

        /// <summary>Where settings are changed.</summary>
        internal SettingsDesk SettingsDesk { get; }

        /// <summary>What survives a restart besides settings and log.</summary>
        internal DurableState State { get; }

        /// <summary>The log in flash.</summary>
        internal RecordLog Log { get; }

        /// <summary>How the log's owed records fare, and those set aside.</summary>
        internal Delivery Delivery { get; }

        /// <summary>What a turn sees.</summary>
        internal Sensing Sensing { get; }

        /// <summary>The limits on the offer.</summary>
        internal OfferLimits Limits { get; } = new OfferLimits();

        /// <summary>The backend's charging profiles.</summary>
        internal ProfileStack Profiles { get; } = new ProfileStack();

        /// <summary>How the backend has taken the station in.</summary>
        internal Registration Registration { get; } = new Registration();

        /// <summary>The limits of a transaction.</summary>
        internal StopRules StopRules { get; } = new StopRules();

        /// <summary>The station's own list of tokens.</summary>
        internal LocalList Tokens { get; }

        /// <summary>Who may charge.</summary>
        internal Authorisation Authorisation { get; }

        /// <summary>The open transaction's records.</summary>
        internal TransactionRecorder Transaction { get; }

        /// <summary>The technician's calibration run.</summary>
        internal CalibrationRun Run { get; }

        /// <summary>Whether the unit may sell.</summary>
        internal Commissioning Commissioning { get; }

        /// <summary>Where a transaction begins and ends.</summary>
        internal TransactionKeeper Keeper { get; }

        /// <summary>The outlet.</summary>
        internal Station Station { get; }

        /// <summary>Protection.</summary>
        internal Guard Guard { get; }

        /// <summary>The technician's test.</summary>
        internal SelfTest SelfTest { get; }

        /// <summary>The stored calibration.</summary>
        internal CalibrationStore CalibrationStore { get; } = new CalibrationStore();

        /// <summary>Where the calibration is changed.</summary>
        internal CalibrationDesk Calibration { get; }

        /// <summary>Where the key is made.</summary>
        internal KeyDesk Key { get; }

        /// <summary>By what the link and the broker know each other, and where that is changed.</summary>
        internal CertificateDesk Certificates { get; }

        /// <summary>What becomes of a change of the link that leads nowhere.</summary>
        internal LinkTrial Trial { get; }

        /// <summary>When the link may shake hands.</summary>
        internal HandshakeDesk Handshakes { get; }

        /// <summary>What the station calls itself towards the backend: its name, or until somebody has given it one its board's number, so that no two of them meet under one name.</summary>
        internal string StationName
        {
            get { return Settings.IsGiven(SettingId.StationId) ? Settings.Text(SettingId.StationId) : "unset-" + Board.Serial; }
        }

        /// <summary>True while the backend can be asked about a card: there is a way to it, and it has not said that this station is none of its own.</summary>
        internal bool BackendAnswers
        {
            get { return Board.Link.State == LinkState.Online && !Registration.Refused; }
        }

        /// <summary>Looks whether the unit may sell, and by how much. To be called each turn or every second one. Cost: some comparisons; a line of text where something has changed.</summary>
        /// <returns>What has changed, for the technician; null when nothing has.</returns>
        internal string Commission()
        {
            ProvenRange proven = Sensing.Proven;
            Limits.Set(LimitSlot.Calibration, Run.Running ? Run.LimitMilliamps : proven.Complete ? proven.MostMilliamps : OfferLimits.None);
            if (!Commissioning.Update(Key.Store.Key != null))
            {
                return null;
            }

            bool lacked = Status.Missing.Length > 0;
            Keeper.Commissioned = Commissioning.Complete;
            Status.Missing = Commissioning.Missing;
            return !Commissioning.Complete ? "sells nothing before: " + Commissioning.Missing : lacked ? "complete" : null;
        }

        /// <summary>Says whether somebody may begin here: not in a restart's last second, while the backend has not accepted the station, nor in a calibration run or behind one.</summary>
        internal void CloseOrOpen()
        {
            Authorisation.Closed = Authorisation.Restarting ? Restarting
                : Run.Running ? RunOpen
                : Run.Idle ? Registration.Closed
                : NoCurrentText.Of(NoCurrent.RunOver);
        }

        /// <summary>Takes the settings to all parts: once at the start and once after each change.</summary>
        internal void Configure()
        {
            _stationName = _stationName ?? Settings.Text(SettingId.StationId);
            Transaction.Held = Settings.Text(SettingId.StationId) != _stationName;
            Limits.Set(LimitSlot.Commissioning, Settings.Lost ? 0 : Settings.Int(SettingId.MaxAmps) * 1_000);
            Sensing.Configure();
            Station.Configure(Settings);
            StopRules.Configure(Settings);
            Authorisation.Configure(Settings);
            Registration.Configure(Settings);
            CloseOrOpen();
            Guard.Configure(Settings);
            Transaction.Configure(Settings);
            Handshakes.MayPause = Settings.Int(SettingId.MqttPause) == 1;
        }
    }
}
