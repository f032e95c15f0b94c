using System;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Networking;
using nanoFramework.Runtime.Native;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>The chip's two clocks: the microsecond timer since the start, and the wall clock that SNTP sets.</summary>
    /// <remarks>
    /// Both run from one crystal, so the distance between them stays the same until somebody sets the wall clock. A distance that
    /// moved, other than by <see cref="Set"/>, is the only sign of the time server's answer that the library gives (it asks once an hour). An answer that moves
    /// the clock by no more than 2 ms goes unseen, which can only make the clock look less sure than it is.
    /// </remarks>
    public sealed class Esp32Clock : IClock
    {
        // 2025-01-01T00:00:00Z: nothing earlier can be a true date for this firmware.
        private const long EarliestPlausibleMillis = 1735689600000;
        private const long DayMicros = 24L * 3600 * 1000000;
        private const long ObservationPauseMicros = 1000000;
        private const int NoticedMillis = 2;
        private const int TicksPerMilli = 10000;

        private long _observedMicros = -ObservationPauseMicros;
        private long _distanceMillis;
        private long _setMicros;
        private bool _looked;
        private bool _set;

        /// <inheritdoc />
        public long NowMicros
        {
            get { return (long)HighResTimer.GetCurrent(); }
        }

        /// <inheritdoc />
        public long UtcMillis
        {
            get { return (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TicksPerMilli; }
        }

        /// <inheritdoc />
        public ClockQuality Quality
        {
            get
            {
                long now = NowMicros;
                if (now - _observedMicros >= ObservationPauseMicros)
                {
                    Observe(now);
                }

                if (!_set)
                {
                    return ClockQuality.Unknown;
                }

                return now - _setMicros <= DayMicros ? ClockQuality.Synchronised : ClockQuality.Informative;
            }
        }

        /// <inheritdoc />
        public void Set(long utcMillis)
        {
            Rtc.SetSystemTime(new DateTime(DateTime.UnixEpoch.Ticks + (utcMillis * TicksPerMilli)));
            _distanceMillis = utcMillis - (NowMicros / 1000);
            _looked = true;
        }

        private void Observe(long before)
        {
            long utc = UtcMillis;
            long after = NowMicros;
            if (after - before > NoticedMillis * 1000)
            {
                // Interrupted between the two clocks: their distance would be wrong by as much. The next look will do.
                return;
            }

            _observedMicros = after;
            long distance = utc - (after / 1000);
            long moved = distance - _distanceMillis;
            bool answered = _looked && (moved > NoticedMillis || moved < -NoticedMillis);
            _looked = true;
            if (utc < EarliestPlausibleMillis || !Sntp.IsStarted)
            {
                _set = false;
                _distanceMillis = distance;
            }
            else if (answered)
            {
                _set = true;
                _setMicros = after;
                _distanceMillis = distance;
            }
        }
    }
}
