using NanoCharger.Emulation;

namespace System.Threading
{
    /// <summary>Stands in for the device's class of that name; the compiler's lock statement uses it too. With the desktop's, a firmware thread that sleeps within a lock would hang the bay.</summary>
    internal static class Monitor
    {
        public static void Enter(object obj)
        {
            VirtualMonitor.Enter(obj);
        }

        public static void Exit(object obj)
        {
            VirtualMonitor.Exit(obj);
        }
    }
}
