using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>Ctrl-C and SIGTERM: the first one is the host's, and stops it in order; the second ends the process at once. What was answered is in the database.</summary>
    internal sealed class Signals : IDisposable
    {
        private const int Stopped = 130;

        private readonly PosixSignalRegistration _interrupt;
        private readonly PosixSignalRegistration _terminate;
        private int _count;

        internal Signals()
        {
            _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Count);
            _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Count);
        }

        public void Dispose()
        {
            _interrupt.Dispose();
            _terminate.Dispose();
        }

        private void Count(PosixSignalContext context)
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref _count) > 1)
            {
                Environment.Exit(Stopped);
            }
        }
    }
}
