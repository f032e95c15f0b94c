using System;

namespace NanoCharger.Bench;

/// <summary>How long the turns of the control loop took, from one hold pulse to the next, while a transaction was open.</summary>
/// <remarks>
/// A turn in which something was written to the flash stands apart: flash writes take the longest by far, and have nothing to do with what
/// a turn computes.
/// </remarks>
public sealed class TurnTimes
{
    private long _lastNanos;
    private bool _wrote;

    /// <summary>The longest turn without a write to the flash, in nanoseconds.</summary>
    public long LongestNanos { get; private set; }

    /// <summary>The longest turn in which the flash was written, in nanoseconds.</summary>
    public long LongestWritingNanos { get; private set; }

    /// <summary>How many turns were measured.</summary>
    public long Count { get; private set; }

    /// <summary>The firmware is started anew: what comes first is no turn.</summary>
    internal void Booted()
    {
        _lastNanos = 0;
        _wrote = false;
    }

    /// <summary>The flash was written in this turn.</summary>
    internal void Wrote()
    {
        _wrote = true;
    }

    /// <summary>A turn is over.</summary>
    internal void Ended(long nowNanos, bool charging)
    {
        if (charging && _lastNanos > 0)
        {
            Count++;
            long took = nowNanos - _lastNanos;
            LongestNanos = _wrote ? LongestNanos : Math.Max(LongestNanos, took);
            LongestWritingNanos = _wrote ? Math.Max(LongestWritingNanos, took) : LongestWritingNanos;
        }

        _lastNanos = nowNanos;
        _wrote = false;
    }
}
