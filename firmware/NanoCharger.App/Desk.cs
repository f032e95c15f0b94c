using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;

namespace NanoCharger.App
{
    /// <summary>Takes the wishes of the technician and of the backend to the parts that carry them out.</summary>
    internal sealed class Desk : ICommands
    {
        private readonly Parts _parts;

        /// <summary>Makes a desk over the parts.</summary>
        internal Desk(Parts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public void Authorise(string token, GrantSource source)
        {
            _parts.Authorisation.Present(token, source, _parts.Board.Link.State == LinkState.Online, _parts.Board.Clock.NowMicros);
        }

        /// <inheritdoc/>
        public bool Stop(GrantSource source)
        {
            _parts.Authorisation.RequestStop(source);
            return _parts.Transaction.IsOpen;
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
            return available || atOnce || !_parts.Transaction.IsOpen;
        }

        /// <inheritdoc/>
        public void ClearFaults()
        {
            _parts.Guard.Clear();
        }

        /// <inheritdoc/>
        public string StartSelfTest()
        {
            if (!_parts.Station.Unplugged)
            {
                return "unplug the vehicle first";
            }

            if (!_parts.SelfTest.Running)
            {
                _parts.SelfTest.Start(_parts.Board.Clock.NowMicros);
            }

            return null;
        }

        /// <inheritdoc/>
        public string Calibrate(CalibrationStep step, int phase, int reference)
        {
            return _parts.Calibration.Begin(step, phase, reference);
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
            return _parts.Calibration.Clear();
        }
    }
}
