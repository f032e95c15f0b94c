using NanoCharger.Emulation;

namespace System
{
    /// <summary>Stands in for the device's struct of that name, with no more than the drivers use; see <see cref="VirtualClock"/>.</summary>
    internal struct DateTime
    {
        private const long TicksPerMicro = 10;
        private const long TicksPerSecond = 10000000;
        private const long UnixEpochTicks = 621355968000000000;

        public static readonly DateTime UnixEpoch = new DateTime(UnixEpochTicks);

        private readonly long _ticks;

        public DateTime(long ticks)
        {
            _ticks = ticks;
        }

        public static DateTime UtcNow
        {
            get { return new DateTime(UnixEpochTicks + (VirtualClock.UtcMicros * TicksPerMicro)); }
        }

        public long Ticks
        {
            get { return _ticks; }
        }

        public long ToUnixTimeSeconds()
        {
            return (_ticks - UnixEpochTicks) / TicksPerSecond;
        }
    }
}
