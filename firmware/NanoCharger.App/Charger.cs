using System;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Link.Credentials;
using NanoCharger.Hal;

namespace NanoCharger.App
{
    /// <summary>The whole charger over a board: starts it, and turns the control loop for ever.</summary>
    /// <remarks>
    /// All state belongs to the thread that calls <see cref="Run"/>. Nothing is allocated in a turn but by a console line or a message.
    /// One policy for errors of the firmware and of the flash: an exception out of a turn opens the contactor, says so on the
    /// console, and the hold is not re-armed any more; within 30 s the safety circuit resets the chip and everything starts anew.
    /// </remarks>
    public sealed class Charger
    {
        private const int HaltedPauseMillis = 100;
        private const int HaltedPausesPerLine = 20;

        private readonly IBoard _board;
        private readonly Parts _parts;
        private readonly Panel _panel;
        private readonly Desk _desk;
        private readonly Control _control;
        private readonly Background _background;
        private bool _halted;
        private string _why;
        private int _haltedPauses;

        /// <summary>Wires the parts. Touches nothing of the board but its constants.</summary>
        /// <param name="board">The board, contactor open.</param>
        public Charger(IBoard board)
        {
            _board = board;
            _parts = new Parts(board);
            _panel = new Panel(_parts);
            _desk = new Desk(_parts, _panel);
            _control = new Control(_parts, _panel);
            _background = new Background(_parts, _desk, _panel);
        }

        /// <summary>What the charger knows of itself, as of its last turn.</summary>
        public ChargerStatus Status
        {
            get { return _parts.Status; }
        }

        /// <summary>What a technician and the backend may ask of it.</summary>
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
                _control.Configure();
                _parts.Notices.Tell(Notices.Commissioning, _parts.Commission());
                _background.Start();
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
                StayHalted();
                return;
            }

            try
            {
                _background.Turn(_control.Turn());
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
            _parts.Notices.Say(_board.Name, _board.LastReset == ResetCause.Watchdog ? "started by the watchdog" : "started");
            string wrong = ChainCheck.Run(_board);
            if (wrong != null)
            {
                _parts.Guard.RefuseChain();
                _parts.Notices.Say("safety chain refused", wrong);
            }
        }

        private void LoadSettings()
        {
            _parts.Settings.Load(_board.Storage);
            _parts.Notices.Tell("settings", _parts.Settings.Notice);
            _parts.Notices.Tell(Notices.Calibration, _parts.Calibration.Load());
            _parts.Transaction.Signs = true;
            _parts.Guard.SetCalibrationLost(_parts.Calibration.Lost);
        }

        // Latches and stops that nobody can know any more are in doubt, and when in doubt the contactor is open.
        private void RecoverState()
        {
            _parts.State.Load();
            _parts.Notices.Tell("state", _parts.State.Notice);
            if (_parts.State.Lost)
            {
                _parts.Station.Availability.Request(false, false);
                _parts.Notices.Say("state", "both copies damaged: out of service until available is typed");
            }
        }

        // A transaction that a loss of power left open ends with what its last record says: less than was delivered, never more.
        private void RecoverLog()
        {
            RecoverState();
            RecordLog log = _parts.Log;
            log.Origin.Station = _parts.StationName;
            log.Origin.Serial = _board.Serial;
            log.Offline = true;
            log.Recover();
            _parts.Notices.Tell("log", log.Lost ? "register and numbers may have fallen, every copy is damaged: nothing is sold before log accept CONFIRM" : null);
            _parts.Clock.Set(log.Events.NewestUtcMillis);
            Status.Boot = log.Boot(_parts.Clock.NowMicros, _parts.Clock.UtcMillis, _parts.Clock.Quality);
            _parts.Guard.SetLog(log.Lost, !log.HasRoomForPeriodic);
            _parts.Notices.Tell(Notices.Key, _parts.Key.Load());
            _parts.Keeper.Restart(log.OpenTransaction, _parts.Station.Availability.AtOnce, _board.Clock.NowMicros);
            _parts.Sensing.StartRegister(log.RegisterMilliwattHours);
            _parts.Certificates.Credentials.Station = _parts.StationName;
            _parts.Notices.Tell(Notices.Certificates, _parts.Certificates.Credentials.Load());
            DateByCertificate();
            _parts.Tokens.Load();
            _parts.Notices.Tell("tokens", _parts.Tokens.Notice);
            _parts.Commissioning.TakeOver(log.LastSequence > 0, _parts.State.Lost);
            _parts.Notices.Tell(Notices.Calibration, _parts.Run.Restart());
            _parts.Guard.Load(_board.Storage);
            _parts.Notices.Tell(Notices.FaultCounters, _parts.Guard.Counters.Notice);
            _parts.Notices.Tell(Notices.Link, _parts.Handshakes.Load(_board.Clock.NowMicros));
            _parts.Calibration.Tell();
            _parts.Key.Tell();
        }

        // Without a date no certificate of a broker is valid yet, and without a broker there may be nobody to tell the date. The station's own was not made before this.
        // One on trial is believed only where there is no good one: by one that begins years ahead the good one would have ended, and nothing would be left to return to.
        private void DateByCertificate()
        {
            Credentials credentials = _parts.Certificates.Credentials;
            if (!credentials.HasGood && _parts.Clock.Quality == ClockQuality.Unknown && _parts.Clock.UtcMillis < credentials.NotBeforeMillis)
            {
                _parts.Clock.Set(credentials.NotBeforeMillis);
            }
        }

        // The one place for errors. The contactor first; then nothing re-arms the hold, so that the chain opens it too and resets the chip.
        private void Halt(Exception e)
        {
            _halted = true;
            _parts.Station.OpenAtOnce();
            _board.Pilot.SetDuty(DutyCycle.NoOffer);
            Status.ContactorClosed = false;
            _panel.ShowFault(FaultCode.Halted);
            _why = e.Message;
            _parts.Notices.Say("halted", _why);
        }

        // Until the chain resets the chip: the reason every 2 s, and the lamp.
        private void StayHalted()
        {
            _board.Indicator.Show(Indication.Fault, _board.Clock.NowMicros);
            _board.Pause(HaltedPauseMillis);
            if (++_haltedPauses % HaltedPausesPerLine == 0)
            {
                _parts.Notices.Say("halted", _why);
            }
        }
    }
}
