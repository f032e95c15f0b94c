using NanoCharger.Emulation;

namespace System.Threading
{
    /// <summary>Stands in for the device's class of that name; see <see cref="VirtualSignal"/>.</summary>
    internal sealed class ManualResetEvent : WaitHandle
    {
        public ManualResetEvent(bool initialState)
            : base(new VirtualSignal(false, initialState))
        {
        }

        public bool Reset()
        {
            Signal.Reset();
            return true;
        }

        public bool Set()
        {
            Signal.Set();
            return true;
        }
    }
}
