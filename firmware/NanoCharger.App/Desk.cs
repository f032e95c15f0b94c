using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;

namespace NanoCharger.App
{
    /// <summary>Takes the wishes of the technician and of the backend to the parts that carry them out.</summary>
    internal sealed class Desk : ICommands
    {
        private const string TransactionOpen = "a transaction is open";

        private readonly Parts _parts;
        private readonly Panel _panel;
        private readonly SelfTestDoor _selfTestDoor;

        /// <summary>Makes a desk over the parts.</summary>
        internal Desk(Parts parts, Panel panel)
        {
            _parts = parts;
            _panel = panel;
            _selfTestDoor = new SelfTestDoor(parts);
        }

        /// <inheritdoc/>
        public void Authorise(string token, GrantSource source)
        {
            _parts.Authorisation.Present(token, source, _parts.BackendAnswers, _parts.Board.Clock.NowMicros);
            _panel.Explain();
        }

        /// <inheritdoc/>
        public bool Stop(GrantSource source)
        {
            _parts.Authorisation.RequestStop(source);
            bool ended = _parts.Run.End(CalibrationRun.ByHand, _parts.Board.Clock.NowMicros) == null;
            return ended || _parts.Transaction.IsOpen;
        }

        /// <inheritdoc/>
        public bool TellTransaction()
        {
            return _parts.Transaction.TryTell(_parts.Sensing.Register.MilliwattHours, _parts.Station.Signal.OfferMilliamps, _parts.Board.Clock.NowMicros);
        }

        /// <inheritdoc/>
        public void SetLimit(LimitSlot slot, int milliamps)
        {
            _parts.Limits.Set(slot, milliamps);
        }

        /// <inheritdoc/>
        public bool RequestAvailable(bool available, bool atOnce)
        {
            _parts.Station.Availability.Request(available, atOnce);
            if (!available)
            {
                // A run is no transaction that one waits for, and in F nobody sees its load leave.
                _parts.Run.End(CalibrationRun.OutOfService, _parts.Board.Clock.NowMicros);
            }

            return available || atOnce || !_parts.Transaction.IsOpen;
        }

        /// <inheritdoc/>
        public void ClearFaults()
        {
            _parts.Guard.Clear();
        }

        /// <inheritdoc/>
        public void ShowPattern(string letters)
        {
            _panel.ShowPattern(letters, _parts.Board.Clock.NowMicros);
        }

        /// <inheritdoc/>
        public string BeginCalibrationRun(int milliamps)
        {
            SettingsStore settings = _parts.Settings;
            bool carries = !settings.Lost && settings.IsGiven(SettingId.MaxAmps) && settings.IsGiven(SettingId.CableAmps);
            string why = _parts.Transaction.IsOpen ? TransactionOpen
                : !_parts.Station.Availability.InService ? "out of service: available first"
                : !carries ? "set maxAmps and cable.amps first"
                : _parts.Calibration.Lost ? "the stored calibration is spoilt: calibrate clear CONFIRM first"
                : _parts.Run.Begin(milliamps, settings.Int(SettingId.StartWatts) * 1_000, _parts.Board.Clock.NowMicros);
            _parts.CloseOrOpen();
            return why;
        }

        /// <inheritdoc/>
        public string EndCalibrationRun()
        {
            return _parts.Run.End(CalibrationRun.ByHand, _parts.Board.Clock.NowMicros);
        }

        /// <inheritdoc/>
        public string StartSelfTest()
        {
            string why = _selfTestDoor.WhyNot();
            if (why == null)
            {
                _parts.SelfTest.Start(_parts.Board.Clock.NowMicros);
            }

            return why;
        }

        /// <inheritdoc/>
        public string Calibrate(CalibrationStep step, int phase, int reference)
        {
            return _parts.Transaction.IsOpen ? TransactionOpen : _parts.Calibration.Begin(step, phase, reference);
        }

        /// <inheritdoc/>
        public string GenerateKey(bool confirmed)
        {
            return _parts.Key.Generate(confirmed);
        }

        /// <inheritdoc/>
        public int RetrySetAside()
        {
            return _parts.Delivery.Retry();
        }

        /// <inheritdoc/>
        public string AcceptRegister()
        {
            RecordLog log = _parts.Log;
            if (!log.Lost)
            {
                return "the register is not lost";
            }

            IClock clock = _parts.Clock;
            log.Events.RecordSecurity(0, "lost register taken on as it is", clock.NowMicros, clock.UtcMillis, clock.Quality);
            log.AcceptLoss();
            return "ok, goes on from here; the meter has to be looked at by whoever answers for it";
        }

        /// <inheritdoc/>
        public string ClearCalibration()
        {
            return _parts.Transaction.IsOpen ? TransactionOpen : _parts.Calibration.Clear();
        }
    }
}
