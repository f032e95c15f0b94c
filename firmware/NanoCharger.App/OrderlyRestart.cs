using NanoCharger.Core.Charging;

namespace NanoCharger.App
{
    /// <summary>A restart that somebody has asked for: the vehicle is asked to stop first, the transaction's end and the state are in flash, then the chip is reset.</summary>
    internal sealed class OrderlyRestart : IRestart
    {
        // In this time both copies of the state and of the counters are written, contactor open, and the answer has left the port. Counters that the flash does not take are not waited for.
        private const long QuietMicros = 1_000_000;

        private readonly Parts _parts;
        private bool _asked;
        private GrantSource _by;
        private long _quietSinceMicros;

        internal OrderlyRestart(Parts parts)
        {
            _parts = parts;
        }

        private bool Busy
        {
            get { return _parts.Transaction.IsOpen || _parts.Station.ContactorClosed; }
        }

        /// <inheritdoc/>
        public string Request(bool confirmed, GrantSource by)
        {
            if (Busy && !confirmed)
            {
                return (_parts.Run.Running ? "a calibration run" : "a transaction") + " is open; CONFIRM ends it, the vehicle asked to stop first";
            }

            _asked = true;
            _parts.Authorisation.Restarting = true;
            _parts.CloseOrOpen();
            _by = by;
            _quietSinceMicros = _parts.Board.Clock.NowMicros;
            return Busy ? "ok, as soon as the vehicle has stopped and all is stored" : "ok, as soon as all is stored";
        }

        /// <summary>One slice; nothing while nobody has asked.</summary>
        /// <param name="nowMicros">Monotonic time of the turn.</param>
        internal void Step(long nowMicros)
        {
            if (!_asked)
            {
                return;
            }

            if (Busy || _parts.Guard.CountersDue(nowMicros))
            {
                // One that begins meanwhile is ended too, and as gently.
                if (_parts.Transaction.IsOpen && !_parts.Authorisation.StopRequested)
                {
                    _parts.Authorisation.RequestStop(_by);
                }

                // So is a calibration run, which no stop ends; where none is open this does nothing.
                _parts.Run.End(CalibrationRun.ForRestart, nowMicros);
                _quietSinceMicros = nowMicros;
            }
            else if (nowMicros - _quietSinceMicros >= QuietMicros)
            {
                _asked = false;
                _parts.Board.Restart();
            }
        }
    }
}
