using NanoCharger.Emulation;

namespace System.Threading
{
    /// <summary>Stands in for the device's class of that name; see <see cref="VirtualTimer"/>.</summary>
    internal sealed class Timer : IDisposable
    {
        private readonly VirtualTimer _timer;

        public Timer(TimerCallback callback, object state, int dueTime, int period)
        {
            _timer = new VirtualTimer(() => callback(state), dueTime, period);
        }

        public bool Change(int dueTime, int period)
        {
            _timer.Change(dueTime, period);
            return true;
        }

        public void Dispose()
        {
            _timer.Dispose();
        }
    }
}
