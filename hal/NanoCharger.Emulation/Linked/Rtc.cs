using System;
using NanoCharger.Emulation;

namespace nanoFramework.Runtime.Native
{
    /// <summary>Stands in for the device's class of that name. It is linked, since its date is the device's struct; see <see cref="VirtualClock"/>.</summary>
    internal static class Rtc
    {
        private const long TicksPerMicro = 10;

        public static bool SetSystemTime(DateTime time)
        {
            VirtualClock.SetUtc((time.Ticks - DateTime.UnixEpoch.Ticks) / TicksPerMicro);
            return true;
        }
    }
}
