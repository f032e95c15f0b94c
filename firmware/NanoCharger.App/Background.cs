using NanoCharger.Console;
using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Link.Credentials;
using NanoCharger.Ocpp;

namespace NanoCharger.App
{
    /// <summary>The second half of a turn: lamp, counters, signing, and outbox and console by turns. Each bounds its slice itself.</summary>
    /// <remarks>A write to flash may stall a slice, but the contactor has been dealt with for this turn, and the interlock watches meanwhile.</remarks>
    internal sealed class Background
    {
        private const long FaultToldAgainMicros = 600_000_000;
        private const long HourMicros = 3_600_000_000;
        private const int MostFaultsAnHour = 10;

        // Some turns: a transaction that ends has settled.
        private const long SettlingMicros = 300_000;

        private readonly Parts _parts;
        private readonly Desk _desk;
        private readonly Panel _panel;
        private readonly OrderlyRestart _restart;
        private DocumentSigner _signer;
        private Outbox _outbox;
        private TechnicianConsole _console;
        private int _presentFault;
        private int _toldFault;
        private int _toldInHour;
        private long _hourMicros;
        private long _toldFaultMicros;
        private long _turnMicros;
        private long _cardsFromMicros;

        /// <summary>A background of these parts.</summary>
        internal Background(Parts parts, Desk desk, Panel panel)
        {
            _parts = parts;
            _desk = desk;
            _panel = panel;
            _restart = new OrderlyRestart(parts);
        }

        /// <summary>Makes what needs settings, log and key, and starts the link.</summary>
        internal void Start()
        {
            IBoard board = _parts.Board;
            _signer = new DocumentSigner(_parts.Key.Store, board.Hmac, board.Entropy);
            _outbox = new Outbox(board.Link, OcppOf(_parts, _desk, _restart, _signer));
            _console = new TechnicianConsole(board.Console, ConsoleOf(_parts, _desk, _restart));
            _parts.Notices.Tell(Notices.Link, _parts.Trial.Start(_parts.StationName, _parts.Status.Boot));
            _parts.Notices.Tell(Notices.Link, _parts.Trial.InClear ? "in clear: whoever is on the way reads and forges (mqtt.plain)" : null);
        }

        /// <summary>One slice of work.</summary>
        /// <param name="nowMicros">Monotonic time of the turn.</param>
        internal void Turn(long nowMicros)
        {
            if (nowMicros - _turnMicros > VehicleWatch.StallMicros)
            {
                _cardsFromMicros = nowMicros + SettlingMicros;
            }

            _turnMicros = nowMicros;
            _panel.Light(nowMicros);
            if (!_parts.Station.ContactorClosed && _parts.Guard.CountersDue(nowMicros))
            {
                // A write may stall every thread for 400 ms: it waits until nothing can depend on it.
                _parts.Notices.Tell(Notices.FaultCounters, _parts.Guard.Save(_parts.Board.Storage, nowMicros));
            }

            _parts.Notices.Tell(Notices.Calibration, _parts.Calibration.Step());
            _parts.Guard.SetCalibrationLost(_parts.Calibration.Lost);
            _parts.Clock.Turn(nowMicros);
            Sign(nowMicros);
            _parts.Notices.Tell(Notices.Link, _parts.Handshakes.Turn(_parts.Station.ContactorClosed, nowMicros));
            _parts.Limits.Set(LimitSlot.Handshake, _parts.Handshakes.Pauses ? 0 : OfferLimits.None);
            if (_parts.Status.Turns % 2 == 0)
            {
                _panel.Explain();
                _outbox.Connector = _panel.Connector();
                _outbox.Step(nowMicros);
                _parts.CloseOrOpen();
                LimitBySilence(nowMicros);
            }
            else
            {
                _parts.State.Step(_parts.Station.ContactorClosed, nowMicros);
                _parts.Log.Step(_parts.Station.ContactorClosed, nowMicros);
                RecordFault(nowMicros);
                _parts.Guard.SetLog(_parts.Log.Lost, !_parts.Log.HasRoomForPeriodic);
                _parts.Notices.Tell(Notices.Commissioning, _parts.Commission());
                _parts.Notices.Tell(Notices.Calibration, _parts.Run.Step());
                _console.Step();
                ReadCard(nowMicros);
                _restart.Step(nowMicros);
                _parts.Board.Link.Watch();
                _parts.Notices.Tell(Notices.Link, _parts.Trial.Turn(_outbox.AcceptedSession, nowMicros));
            }
        }

        private static OcppParts OcppOf(Parts parts, ICommands commands, IRestart restart, DocumentSigner signer)
        {
            return new OcppParts
            {
                Station = parts.StationName,
                Serial = parts.Board.Serial,
                Cause = parts.Board.LastReset,
                Clock = parts.Clock,
                Times = parts.Clock,
                Settings = parts.Settings,
                SettingsDesk = parts.SettingsDesk,
                Log = parts.Log,
                Delivery = parts.Delivery,
                Signer = signer,
                Authorisation = parts.Authorisation,
                Commands = commands,
                Restart = restart,
                Status = parts.Status,
                Profiles = parts.Profiles,
                Registration = parts.Registration,
                Closings = parts.Station.Closings,
                Certificates = parts.Certificates,
            };
        }

        private static ConsoleParts ConsoleOf(Parts parts, ICommands commands, IRestart restart)
        {
            return new ConsoleParts
            {
                Settings = parts.Settings,
                SettingsDesk = parts.SettingsDesk,
                Log = parts.Log,
                Delivery = parts.Delivery,
                Status = parts.Status,
                Commands = commands,
                Restart = restart,
                Authorisation = parts.Authorisation,
                Tokens = parts.Tokens,
                Guard = parts.Guard,
                Calibration = parts.Sensing.Calibration,
                CalibrationStore = parts.CalibrationStore,
                Keys = parts.Key.Store,
                Certificates = parts.Certificates,
                Link = parts.Board.Link,
                Trial = parts.Trial,
                Handshakes = parts.Handshakes,
            };
        }

        // When it comes, once it has opened the contactor or never closed it: a write may stall every thread. One that comes and goes is counted each time, and
        // recorded once in ten minutes; in an hour no more are recorded than the ring can spare.
        private void RecordFault(long nowMicros)
        {
            int code = _parts.Status.FaultCode != 0 ? _parts.Status.FaultCode : _parts.Log.HasRoomForPeriodic ? 0 : (int)FaultCode.LogNearlyFull;
            if (code == _presentFault || _parts.Station.ContactorClosed)
            {
                return;
            }

            _presentFault = code;
            if (nowMicros - _hourMicros >= HourMicros)
            {
                _hourMicros = nowMicros;
                _toldInHour = 0;
            }

            if (code == 0 || _toldInHour == MostFaultsAnHour || (code == _toldFault && nowMicros - _toldFaultMicros < FaultToldAgainMicros))
            {
                return;
            }

            IClock clock = _parts.Clock;
            _toldFault = code;
            _toldFaultMicros = nowMicros;
            _toldInHour++;
            _parts.Log.Events.RecordFault(code, FaultCatalogue.Name((FaultCode)code), nowMicros, clock.UtcMillis, clock.Quality);
        }

        // One slice a turn: a signature takes some seconds, and nobody waits for it but the backend.
        private void Sign(long nowMicros)
        {
            _parts.Notices.Tell(Notices.Key, _parts.Key.Step());
            _signer.Step(nowMicros);
            AskForCertificate();
            _parts.Status.SigningSteps = _signer.Steps;
            _parts.Guard.SetSigningFailed(_parts.Key.Store.Key == null || _signer.Failed);
        }

        // Behind documents: somebody is billed by those.
        private void AskForCertificate()
        {
            RequestDesk requests = _parts.Certificates.Requests;
            bool signing = _signer.Sequence != 0 && !_signer.Ready;
            if (!signing && requests.Step(_parts.Station.ContactorClosed))
            {
                _parts.Notices.Tell(Notices.Certificates, requests.Failure);
            }
        }

        // Where the backend shares current among chargers, one that it cannot reach takes what is always left for it. Never heard since the start is
        // silent from the first moment: after a blackout all of them come back at once.
        private void LimitBySilence(long nowMicros)
        {
            bool silent = _outbox.HeardMicros == 0 || nowMicros - _outbox.HeardMicros >= _parts.Settings.Int(SettingId.OfflineSeconds) * 1_000_000L;
            _parts.Limits.Set(LimitSlot.Fallback, silent ? _parts.Settings.Int(SettingId.OfflineAmps) * 1_000 : OfferLimits.None);
        }

        // Who shows a card behind a stall is judged once the station has looked who stands there: it may be somebody else.
        private void ReadCard(long nowMicros)
        {
            bool waits = nowMicros < _cardsFromMicros || _parts.Board.Clock.NowMicros - nowMicros > VehicleWatch.StallMicros;
            string token = waits || _parts.Board.TokenReader == null ? null : _parts.Board.TokenReader.TryRead();
            if (token != null)
            {
                _desk.Authorise(token, GrantSource.Card);
            }
        }
    }
}
