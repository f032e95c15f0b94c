using System;
using NanoCharger.Console;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Documents;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Core.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Ocpp;
using NanoCharger.Text;

namespace NanoCharger.App
{
    /// <summary>The whole charger over a board: wires the parts, starts them, and turns the control loop for ever.</summary>
    /// <remarks>
    /// All state belongs to the thread that calls <see cref="Run"/>. Nothing is allocated in a turn but by a console line or a message.
    /// One policy for errors of the firmware and of the flash: an exception out of a turn opens the contactor, says so on the
    /// console, and the hold is not re-armed any more; within 30 s the safety circuit resets the chip and everything starts anew.
    /// </remarks>
    public sealed class Charger
    {
        private const int LineBytes = 120;
        private const int HaltedPauseMillis = 100;

        // Three looks settle any suspicion; the fourth is for one that had too few samples.
        private const int MostLooks = 4;

        private readonly IBoard _board;
        private readonly SampleBlock _block;
        private readonly SettingsStore _settings = new SettingsStore();
        private readonly RecordLog _log;
        private readonly ReferenceTracker _reference;
        private readonly PilotScale _scale;
        private readonly PilotDecoder _pilot;
        private readonly DepartureWatch _departure;
        private readonly Calibration _calibration;
        private readonly CalibrationStore _calibrationStore = new CalibrationStore();
        private readonly CalibrationDesk _calibrationDesk;
        private readonly KeyDesk _keyDesk;
        private readonly Meter _meter;
        private readonly SafetySense _sense = new SafetySense();
        private readonly FrequencyMeter _frequency = new FrequencyMeter();
        private readonly OfferLimits _limits = new OfferLimits();
        private readonly StopRules _stopRules = new StopRules();
        private readonly LocalList _tokens;
        private readonly Authorisation _authorisation;
        private readonly TransactionRecorder _transaction;
        private readonly TransactionKeeper _keeper;
        private readonly Station _station;
        private readonly Panel _panel;
        private readonly AsciiWriter _line = new AsciiWriter(LineBytes);

        private Guard _guard;
        private GuardInputs _guardInputs;
        private StationInputs _inputs;
        private SelfTest _selfTest;
        private Desk _desk;
        private DocumentSigner _signer;
        private Outbox _outbox;
        private TechnicianConsole _console;
        private EnergyRegister _register;
        private long _settingsGeneration = -1;
        private string _stationName;
        private int _nominalCycleMicros;
        private int _cycleMicros;
        private int _presentMillivolts;
        private long _meteredMicros;
        private bool _halted;

        /// <summary>Wires the parts. Touches nothing of the board but its constants.</summary>
        /// <param name="board">The board, contactor open.</param>
        public Charger(IBoard board)
        {
            _board = board;
            ISampler sampler = board.Sampler;
            _block = new SampleBlock(sampler.Phases, sampler.MaxRounds);
            _log = new RecordLog(board.Storage);
            _reference = new ReferenceTracker(sampler.BiasMillivolts, sampler.MicrovoltsPerCount);
            _scale = new PilotScale(sampler);
            _pilot = new PilotDecoder(_scale);
            _departure = new DepartureWatch(_scale);
            _calibration = new Calibration(sampler.Phases);
            _meter = new Meter(sampler, _calibration);
            _calibrationDesk = new CalibrationDesk(board, _meter, _calibration, _calibrationStore, _log);
            _transaction = new TransactionRecorder(_log, board.Clock);
            _keyDesk = new KeyDesk(board, _log, _transaction);
            _tokens = new LocalList(board.Storage);
            _authorisation = new Authorisation(_tokens);
            _keeper = new TransactionKeeper(_transaction, _authorisation, _stopRules);
            _station = new Station(board, _keeper, _limits);
            Status = new ChargerStatus(sampler.Phases);
            _panel = new Panel(board, Status, _pilot, _meter, _station, _keeper, _transaction, _authorisation, _limits);
        }

        /// <summary>What the charger knows of itself, as of its last turn.</summary>
        public ChargerStatus Status { get; }

        /// <summary>What a technician and the backend may ask of it; null before <see cref="Start"/>.</summary>
        public ICommands Commands
        {
            get { return _desk; }
        }

        /// <summary>Starts, then turns for ever.</summary>
        public void Run()
        {
            Start();
            while (true)
            {
                Turn();
            }
        }

        /// <summary>Brings the charger up: safety chain, settings, log, link. Cost: up to 5 s when the hold is still armed, else about one. To be called once.</summary>
        public void Start()
        {
            try
            {
                ProveChain();
                LoadSettings();
                RecoverLog();
                ApplySettings();
                StartBackground();
            }
            catch (Exception e)
            {
                Halt(e);
            }
        }

        /// <summary>One turn of the control loop: about one mains cycle, and the work on it.</summary>
        public void Turn()
        {
            if (_halted)
            {
                _board.Pause(HaltedPauseMillis);
                return;
            }

            try
            {
                Control();
                Background();
            }
            catch (Exception e)
            {
                Halt(e);
                return;
            }

            _board.Rest();
        }

        private void ProveChain()
        {
            _board.Contactor.Open();
            _board.Pilot.SetDuty(DutyCycle.NoOffer);
            _guard = new Guard(_board);
            _guardInputs = new GuardInputs(_sense, _pilot, _meter, _frequency);
            _inputs = new StationInputs(_sense, _guard.Verdict);
            _selfTest = new SelfTest(_guard);
            _desk = new Desk(_board, _authorisation, _transaction, _limits, _station, _guard, _selfTest, _calibrationDesk, _keyDesk);
            Say(_board.Name, _board.LastReset == ResetCause.Watchdog ? "started by the watchdog" : "started");
            string wrong = ChainCheck.Run(_board);
            if (wrong != null)
            {
                _guard.RefuseChain();
                Say("safety chain refused", wrong);
            }
        }

        private void LoadSettings()
        {
            if (!_settings.Load(_board.Storage))
            {
                Say("settings", "none stored, all at their defaults");
            }

            Tell("calibration", _calibrationDesk.Load());
            _transaction.Signs = true;
            _guard.SetCalibrationLost(_calibrationDesk.Lost);
        }

        // A transaction that a loss of power left open ends with what its last record says: less than was delivered, never more.
        private void RecoverLog()
        {
            _log.Recover();
            Status.Boot = _log.Boot(_board.Clock.NowMicros, _board.Clock.UtcMillis, _board.Clock.Quality);
            LogRecord open = _log.OpenTransaction;
            if (open != null)
            {
                EndInterrupted(open);
            }

            _register = new EnergyRegister(_log.RegisterMilliwattHours);
            _tokens.Load();
            _guard.Load(_board.Storage);
            _calibrationDesk.Tell();
            Tell("key", _keyDesk.Load());
            _keyDesk.Tell();
        }

        // Its vehicle, if it is still there, goes on under the same grant, in a new transaction.
        private void EndInterrupted(LogRecord open)
        {
            long nowMicros = _board.Clock.NowMicros;
            TransactionEvent last = new TransactionEvent();
            last.Number = open.Transaction;
            last.SeqNo = open.SeqNo;
            last.RegisterMilliwattHours = open.RegisterMilliwattHours;
            last.Token = open.Token;
            last.Source = open.Source;
            last.RemoteStartId = open.RemoteStartId;
            last.UtcMillis = open.UtcMillis;
            last.Quality = open.Quality;
            last.BeginUtcMillis = open.BeginUtcMillis;
            last.BeginQuality = open.BeginQuality;
            last.BeginRegisterMilliwattHours = open.BeginRegisterMilliwattHours;
            last.Tariff = open.Tariff;
            _transaction.EndByPowerLoss(last, nowMicros);
            _authorisation.Resume(last.Token, last.Source, last.Tariff, nowMicros);
        }

        private void StartBackground()
        {
            _signer = new DocumentSigner(_keyDesk.Store, _settings.Text(SettingId.StationId), _board.Hmac, _board.Entropy);
            ChargerParts parts = new ChargerParts();
            parts.Station = _settings.Text(SettingId.StationId);
            parts.Cause = _board.LastReset;
            parts.Clock = _board.Clock;
            parts.Storage = _board.Storage;
            parts.Settings = _settings;
            parts.Log = _log;
            parts.Signer = _signer;
            parts.Authorisation = _authorisation;
            parts.Commands = _desk;
            parts.Status = Status;
            _outbox = new Outbox(_board.Link, parts);
            CalibrationPage calibration = new CalibrationPage(_calibration, _calibrationStore);
            _console = new TechnicianConsole(_board.Console, _board.Storage, _settings, _log, Status, _desk, _authorisation, _tokens, _guard, calibration, _keyDesk.Store);
            LinkOptions options = new LinkOptions();
            options.WifiName = _settings.Text(SettingId.WifiName);
            options.WifiPassphrase = _settings.Text(SettingId.WifiPassphrase);
            options.BrokerHost = _settings.Text(SettingId.MqttHost);
            options.BrokerPort = _settings.Int(SettingId.MqttPort);
            options.TimeHost = _settings.Text(SettingId.TimeHost);
            options.Station = _settings.Text(SettingId.StationId);
            options.Boot = Status.Boot;
            _board.Link.Start(options);
        }

        // Once after the start and once after each change at the console.
        private void ApplySettings()
        {
            _settingsGeneration = _settings.Generation;
            _stationName = _stationName ?? _settings.Text(SettingId.StationId);
            _transaction.Held = _settings.Text(SettingId.StationId) != _stationName;
            _nominalCycleMicros = 1_000_000 / _settings.Int(SettingId.NominalHertz);
            _presentMillivolts = _settings.Int(SettingId.NominalVolts) * 500;
            _limits.Set(LimitSlot.Commissioning, _settings.Int(SettingId.MaxAmps) * 1_000);
            bool ventilated = _settings.Int(SettingId.Ventilation) == 1;
            _station.Configure(_settings.Int(SettingId.CableAmps), ventilated);
            _departure.Ventilated = ventilated;
            _stopRules.Configure(_settings.Int(SettingId.StopEnergy), _settings.Int(SettingId.StopTime), _settings.Int(SettingId.StopUnderPower));
            _authorisation.Configure(_settings.Int(SettingId.AuthMode), _settings.Int(SettingId.AuthExpiry), _settings.Int(SettingId.AuthOffline));
            _authorisation.SetResume(_settings.Int(SettingId.AuthResume));
            _guard.Configure(_settings);
            _register.SetStart(_settings.Int(SettingId.StartWatts) * 1_000);
            _transaction.SetSigning(_settings.Int(SettingId.SignMinutes));
            _transaction.SetCheckpoint(_settings.Int(SettingId.CheckpointSeconds), _settings.Int(SettingId.CheckpointWattHours));
        }

        private void Control()
        {
            if (_settings.Generation != _settingsGeneration)
            {
                ApplySettings();
            }

            // Whole cycles of the mains as it is, not as it should be: else the mean of a cut cycle would be billed.
            _cycleMicros = _frequency.CycleMicros(_nominalCycleMicros);
            _meter.SetMillihertz(_frequency.Millihertz);
            _board.Sampler.Acquire(_block, _cycleMicros);
            bool measured = _meter.Update(_block);
            _frequency.Update(_block, _meter.VoltageRestMillicounts[0]);
            long blockStartMicros = _block.StartMicros;
            long blockEndMicros = _block.EndMicros;
            if (measured)
            {
                _reference.Update(_meter.RestMillicounts);
                _scale.Adjust(_reference.ScalePpm, _settings.Int(SettingId.GainPilot));
                if (_reference.Ready)
                {
                    _board.Thermometer.ScalePpm = _reference.ScalePpm;
                    _board.Proximity.ScalePpm = _reference.ScalePpm;
                }
            }

            _pilot.Update(_block, _reference.Ready, _station.Signal.Drive == PilotDrive.Offer);
            _inputs.Departed = LeftStateC();

            _sense.Read(_board);
            _sense.MainsPresent = _meter.Millivolts[0] >= _presentMillivolts;
            if (measured)
            {
                _register.Credit(blockEndMicros - _meteredMicros, _meter.TotalMilliwatts, _station.ContactorClosed || _sense.OutputLive);
                _meteredMicros = blockEndMicros;
            }

            if (!_sense.OutputLive)
            {
                // The last second must be in the register when the end is recorded, and that may be in this very turn: the interlock has opened.
                _register.Settle();
            }

            long nowMicros = _board.Clock.NowMicros;
            Judge(measured, blockStartMicros, nowMicros);
            Act(nowMicros);
            _panel.Fill(_register, _guard.Verdict.Fault);
            Test(nowMicros);
            _calibrationDesk.Turn(measured, _station.ContactorClosed || _sense.OutputLive);
            if (!_selfTest.HoldsBack && !HoldLapsed())
            {
                // The turn's duties are done, so the chain may hold for another 4 s.
                _board.Contactor.Hold();
            }
        }

        // A stall behind this turn's reading of the chain: to re-arm a hold that has opened the contactor would close it, unjudged. The next
        // turn sees it unarmed, tells the fault and takes the command back first.
        private bool HoldLapsed()
        {
            return _station.ContactorClosed && !_board.Contactor.HoldArmed;
        }

        private void Judge(bool measured, long blockStartMicros, long nowMicros)
        {
            _guardInputs.Measured = measured;
            _guardInputs.BlockStartMicros = blockStartMicros;
            _guardInputs.NowMicros = nowMicros;
            _guardInputs.CommandedClosed = _station.ContactorClosed;
            _guardInputs.Unplugged = _station.Unplugged;
            _guardInputs.PilotHeldInF = _station.Signal.Drive == PilotDrive.Negative;
            _guardInputs.OfferMilliamps = _station.Signal.OfferMilliamps;
            _guardInputs.CentiCelsius = _board.Thermometer.ReadHundredths();
            _guard.Update(_guardInputs);
            _limits.Set(LimitSlot.Temperature, _guard.Verdict.LimitMilliamps);
        }

        private void Act(long nowMicros)
        {
            _authorisation.Turn(_station.Plugged, _transaction.IsOpen, _board.Link.State == LinkState.Online, nowMicros);
            _inputs.NowMicros = nowMicros;
            _inputs.Vehicle = _pilot.State;
            _inputs.DiodeProven = _pilot.DiodeProven;
            _inputs.Milliamps = _meter.LargestMilliamps;
            _inputs.Milliwatts = _register.MeanMilliwatts;
            _inputs.RegisterMilliwattHours = _register.MilliwattHours;
            _station.Turn(_inputs);
        }

        private void Test(long nowMicros)
        {
            Tell("self-test", _selfTest.Turn(_sense, _station.Unplugged, nowMicros));
        }

        // While the contactor is closed a pilot that seems to have moved is looked at again at once: see DepartureWatch.
        private bool LeftStateC()
        {
            if (!_station.ContactorClosed)
            {
                _departure.Reset();
                return false;
            }

            Presence presence = _departure.Look(_block);
            for (int look = 0; presence == Presence.Suspect && look < MostLooks; look++)
            {
                _board.Sampler.Acquire(_block, _departure.NextLookMicros(_block.EndMicros, _cycleMicros));
                presence = _departure.Look(_block);
            }

            return presence == Presence.Departed;
        }

        // One slice a turn, outbox and console by turns; both bound their slices themselves. A write to flash may stall a slice, but the
        // contactor has been dealt with for this turn, and the interlock watches meanwhile.
        private void Background()
        {
            _panel.Light(_inputs.NowMicros);
            if (_guard.CountersDirty && !_station.ContactorClosed)
            {
                // A write may stall every thread for 400 ms: it waits until nothing can depend on it.
                _guard.Save(_board.Storage);
            }

            Tell("calibration", _calibrationDesk.Step());
            _guard.SetCalibrationLost(_calibrationDesk.Lost);
            Sign();
            if (Status.Turns % 2 == 0)
            {
                _outbox.Connector = _panel.Connector();
                _outbox.Step(_inputs.NowMicros);
                LimitBySilence(_inputs.NowMicros);
            }
            else
            {
                _console.Step();
                ReadCard();
            }
        }

        // One slice a turn: a signature takes some seconds, and nobody waits for it but the backend.
        private void Sign()
        {
            Tell("key", _keyDesk.Step());
            _signer.Step(_inputs.NowMicros);
            Status.SigningSteps = _signer.Steps;
            _guard.SetSigningFailed(_keyDesk.Store.Key == null || _signer.Failed);
        }

        // Where the backend shares current among chargers, one that it cannot reach takes what is always left for it.
        private void LimitBySilence(long nowMicros)
        {
            bool silent = nowMicros - _outbox.HeardMicros >= _settings.Int(SettingId.OfflineSeconds) * 1_000_000L;
            _limits.Set(LimitSlot.Fallback, silent ? _settings.Int(SettingId.OfflineAmps) * 1_000 : OfferLimits.None);
        }

        private void ReadCard()
        {
            string token = _board.TokenReader == null ? null : _board.TokenReader.TryRead();
            if (token != null)
            {
                _desk.Authorise(token, GrantSource.Card);
            }
        }

        // The one place for errors. The contactor first; then nothing re-arms the hold, so that the chain opens it too and resets the chip.
        private void Halt(Exception e)
        {
            _halted = true;
            _station.OpenAtOnce();
            _board.Pilot.SetDuty(DutyCycle.NoOffer);
            Status.ContactorClosed = false;
            _panel.ShowFault(FaultCode.Halted);
            Say("halted", e.Message);
        }

        private void Tell(string what, string more)
        {
            if (more != null)
            {
                Say(what, more);
            }
        }

        private void Say(string what, string more)
        {
            _line.Clear();
            _line.Put(what);
            _line.Put(": ");
            _line.Put(more);
            _line.CutTo(_line.Length > LineBytes - 2 ? LineBytes - 2 : _line.Length);
            _line.Put("\r\n");
            _board.Console.Write(_line.Buffer, _line.Length);
        }
    }
}
