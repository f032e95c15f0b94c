using NanoCharger.Emulation;

namespace System
{
    /// <summary>Stands in for the device's class of that name; see <see cref="VirtualClock"/>.</summary>
    internal static class Environment
    {
        public static long TickCount64
        {
            get { return VirtualClock.TickCount; }
        }
    }
}
