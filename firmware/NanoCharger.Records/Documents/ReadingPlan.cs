using NanoCharger.Core.Charging;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;

namespace NanoCharger.Records.Documents
{
    /// <summary>Which readings between begin and end are signed: every sign.minutes while the register moves, when the vehicle stops drawing and when it draws again, and at the times of sign.at.</summary>
    /// <remarks>
    /// One document a turn. Each needs room behind which ten transactions still fit, but the one that ends what was signed as idle: nobody pays for idle time because a log is
    /// full, and the twenty places of those ten have one for it, since the open one has begun. A boundary that finds no room, or a clock that nobody has set, is passed over; README.md has the reasons.
    /// </remarks>
    public sealed class ReadingPlan : IReadingPlan
    {
        private readonly DrawWatch _draw = new DrawWatch();
        private readonly WindowBoundaries _boundaries = new WindowBoundaries();
        private long _periodMicros;
        private long _signedMicros;
        private long _signedMilliwattHours;
        private bool _boundary;

        /// <inheritdoc/>
        public bool Idle
        {
            get { return _draw.Idle; }
        }

        /// <inheritdoc/>
        public void Configure(SettingsStore settings)
        {
            _periodMicros = settings.Int(SettingId.SignMinutes) * 60_000_000L;
            _boundaries.Set(settings.Text(SettingId.SignAt));
        }

        /// <inheritdoc/>
        public void Begin(TransactionEvent begin)
        {
            _boundary = false;
            _draw.Begin(begin.Micros);
            _boundaries.Begin(begin.UtcMillis);
            NoteSigned(begin);
        }

        /// <inheritdoc/>
        public void Watch(int milliwatts, bool mayDraw, long nowMicros)
        {
            _draw.Look(milliwatts, mayDraw, nowMicros);
        }

        /// <inheritdoc/>
        public DocumentForm Due(TransactionEvent reading, bool room)
        {
            // A date that nobody knows is no boundary's.
            bool known = reading.Quality != ClockQuality.Unknown;
            _boundary = (_boundary || (known && _boundaries.Pass(reading.UtcMillis))) && room;
            if ((room || _draw.Idle) && _draw.Changes(reading.Micros))
            {
                _draw.Change(reading.Micros);
                NoteSigned(reading);
                return _draw.Idle ? DocumentForm.Stopped : DocumentForm.Resumed;
            }

            if (_boundary)
            {
                _boundary = false;
                NoteSigned(reading);
                return DocumentForm.Boundary;
            }

            if (room && PeriodOver(reading))
            {
                NoteSigned(reading);
                return _draw.Idle ? DocumentForm.IdlePeriodic : DocumentForm.Periodic;
            }

            return DocumentForm.None;
        }

        // A register that stands still says nothing new.
        private bool PeriodOver(TransactionEvent reading)
        {
            return _periodMicros > 0 && reading.Micros - _signedMicros >= _periodMicros && reading.RegisterMilliwattHours > _signedMilliwattHours;
        }

        private void NoteSigned(TransactionEvent reading)
        {
            _signedMicros = reading.Micros;
            _signedMilliwattHours = reading.RegisterMilliwattHours;
        }
    }
}
