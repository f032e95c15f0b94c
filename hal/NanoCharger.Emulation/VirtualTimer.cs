using System;

namespace NanoCharger.Emulation;

/// <summary>A timer of the firmware. All timers of a boot share one thread, and what a callback throws is swallowed.</summary>
public sealed class VirtualTimer
{
    private const long NanosPerMilli = 1_000_000;

    private readonly Chip _chip;
    private readonly Action _callback;
    private Event? _due;
    private long _periodNanos;

    /// <summary>Starts a timer.</summary>
    /// <param name="callback">What it calls.</param>
    /// <param name="dueMillis">Time until the first call; negative: never.</param>
    /// <param name="periodMillis">Time between the others; 0 or negative: only one call.</param>
    public VirtualTimer(Action callback, int dueMillis, int periodMillis)
    {
        _chip = VirtualThread.Current.Chip;
        _callback = callback;
        Change(dueMillis, periodMillis);
    }

    /// <summary>Sets other times; the first counts from now.</summary>
    public void Change(int dueMillis, int periodMillis)
    {
        VirtualThread.Current.ThrowIfDead();
        Cancel();
        _periodNanos = periodMillis * NanosPerMilli;
        if (dueMillis >= 0)
        {
            _due = _chip.Schedule(_chip.Machine.NowNanos + (dueMillis * NanosPerMilli), Fire);
        }
    }

    /// <summary>Stops it.</summary>
    public void Dispose()
    {
        VirtualThread.Current.ThrowIfDead();
        Cancel();
    }

    private void Cancel()
    {
        if (_due is not null)
        {
            _chip.Machine.Cancel(_due);
        }
    }

    private void Fire()
    {
        _chip.Timers.Post(_callback);
        if (_periodNanos > 0)
        {
            _due = _chip.Schedule(_chip.Machine.NowNanos + _periodNanos, Fire);
        }
    }
}
