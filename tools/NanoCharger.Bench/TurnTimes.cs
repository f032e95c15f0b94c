using System;

namespace NanoCharger.Bench;

/// <summary>How long the turns of the control loop took, from one hold pulse to the next, while a transaction was open.</summary>
/// <remarks>
/// A turn in which something was written to the flash is left out, with and without signing alike: writes take the longest by far, and
/// have nothing to do with what a turn computes.
/// </remarks>
public sealed class TurnTimes
{
    private long _lastNanos;
    private long _signingSteps;
    private long _signingNanos;
    private long _plainNanos;
    private bool _wrote;
    private bool _signed;

    /// <summary>The longest turn without a slice of signing and without a write to the flash, in nanoseconds.</summary>
    public long LongestNanos { get; private set; }

    /// <summary>The longest turn with a slice of signing, without a write to the flash, in nanoseconds.</summary>
    public long LongestSigningNanos { get; private set; }

    /// <summary>How many turns without a slice of signing were measured.</summary>
    public long PlainCount { get; private set; }

    /// <summary>How many turns with a slice of signing were measured.</summary>
    public long SigningCount { get; private set; }

    /// <summary>The mean turn without a slice of signing, in nanoseconds.</summary>
    public long MeanNanos => _plainNanos / Math.Max(1, PlainCount);

    /// <summary>The mean turn with a slice of signing, in nanoseconds.</summary>
    public long MeanSigningNanos => _signingNanos / Math.Max(1, SigningCount);

    /// <summary>The firmware is started anew: what comes first is no turn.</summary>
    internal void Booted()
    {
        _lastNanos = 0;
        _signingSteps = 0;
        _wrote = false;
        _signed = false;
    }

    /// <summary>The flash was written in this turn.</summary>
    internal void Wrote()
    {
        _wrote = true;
    }

    /// <summary>A turn is over.</summary>
    /// <param name="nowNanos">The moment of its hold pulse.</param>
    /// <param name="charging">A transaction is open.</param>
    /// <param name="signingSteps">Slices of signing since the start. The bay charges for them behind the pulse, so they lengthen what follows.</param>
    internal void Ended(long nowNanos, bool charging, long signingSteps)
    {
        if (charging && _lastNanos > 0)
        {
            Measure(nowNanos - _lastNanos);
        }

        _lastNanos = nowNanos;
        _wrote = false;
        _signed = signingSteps > _signingSteps;
        _signingSteps = signingSteps;
    }

    private void Measure(long took)
    {
        if (_wrote)
        {
            return;
        }

        if (_signed)
        {
            SigningCount++;
            _signingNanos += took;
            LongestSigningNanos = Math.Max(LongestSigningNanos, took);
        }
        else
        {
            PlainCount++;
            _plainNanos += took;
            LongestNanos = Math.Max(LongestNanos, took);
        }
    }
}
