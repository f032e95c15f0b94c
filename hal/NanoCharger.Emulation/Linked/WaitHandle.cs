using NanoCharger.Emulation;

namespace System.Threading
{
    /// <summary>Stands in for the device's class of that name; see <see cref="VirtualSignal"/>.</summary>
    internal abstract class WaitHandle
    {
        private protected WaitHandle(VirtualSignal signal)
        {
            Signal = signal;
        }

        private protected VirtualSignal Signal { get; }

        public virtual bool WaitOne(int millisecondsTimeout, bool exitContext)
        {
            return Signal.Wait(millisecondsTimeout);
        }

        public virtual bool WaitOne()
        {
            return Signal.Wait(Timeout.Infinite);
        }
    }
}
