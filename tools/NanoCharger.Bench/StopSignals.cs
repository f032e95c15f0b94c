using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace NanoCharger.Bench;

/// <summary>Ctrl-C and SIGTERM: the first one ends the run in order, files written and broker gone; a second one, or 15 s without an end, leaves at once.</summary>
public sealed class StopSignals
{
    private static readonly TimeSpan OrderlyEnd = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Timer _patience;
    private int _count;

    /// <summary>Takes the signals over, for as long as the process lives.</summary>
    public StopSignals()
    {
        _patience = new Timer(static _ => Leave());
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>No signal ends the process before this; the process's end gives them back.</summary>
    public void Keep()
    {
        GC.KeepAlive(_registrations);
        GC.KeepAlive(_patience);
    }

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
        {
            Leave();
            return;
        }

        _patience.Change(OrderlyEnd, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }

    /// <summary>Ends the process at once. The embedded broker dies with it, and so does the lock on the folder.</summary>
    public static void Leave()
    {
        Environment.Exit(ExitCode.Stopped);
    }
}
