using NanoCharger.Emulation;

namespace System.Threading
{
    /// <summary>Stands in for the device's class of that name; see <see cref="VirtualThread"/>.</summary>
    internal sealed class Thread
    {
        private readonly VirtualThread _thread;

        public Thread(ThreadStart start)
        {
            _thread = new VirtualThread(() => start());
        }

        private Thread(VirtualThread thread)
        {
            _thread = thread;
        }

        public static Thread CurrentThread
        {
            get { return new Thread(VirtualThread.Current); }
        }

        public ThreadPriority Priority
        {
            get { return (ThreadPriority)_thread.Priority; }
            set { _thread.Priority = (int)value; }
        }

        public int ManagedThreadId
        {
            get { return _thread.Id; }
        }

        public bool IsAlive
        {
            get { return _thread.IsAlive; }
        }

        public static void Sleep(int millisecondsTimeout)
        {
            VirtualThread.Sleep(millisecondsTimeout);
        }

        public void Start()
        {
            _thread.Start();
        }

        public void Join()
        {
            _thread.Join(Timeout.Infinite);
        }

        public bool Join(int millisecondsTimeout)
        {
            return _thread.Join(millisecondsTimeout);
        }
    }
}
