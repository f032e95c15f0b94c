using System;
using System.Threading;

namespace NanoCharger.Bench;

/// <summary>A clock that shows another date than the true one, and no other durations.</summary>
internal sealed class OffClock : TimeProvider
{
    private readonly TimeProvider _true;
    private long _offSeconds;

    /// <param name="trueTime">The clock that it would be.</param>
    public OffClock(TimeProvider trueTime)
    {
        _true = trueTime;
    }

    /// <summary>By how much it is off; positive: fast. From any thread.</summary>
    public long OffSeconds
    {
        get => Volatile.Read(ref _offSeconds);
        set => Volatile.Write(ref _offSeconds, value);
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => _true.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        return _true.GetUtcNow().AddSeconds(OffSeconds);
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        return _true.GetTimestamp();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        return _true.CreateTimer(callback, state, dueTime, period);
    }
}
