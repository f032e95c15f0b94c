namespace NanoCharger.Emulation;

/// <summary>The chip's radio and its time client, both of which work in native code beside the firmware.</summary>
internal sealed class RadioState
{
    private const long RetryNanos = 15_000_000_000;
    private const long PeriodNanos = 3_600_000_000_000;
    private const long NanosPerMicro = 1000;

    private readonly Chip _chip;
    private Event? _query;

    internal RadioState(Chip chip)
    {
        _chip = chip;
    }

    /// <summary>Credentials are known: from then on the radio joins by itself whenever the access point is there.</summary>
    internal bool Configured { get; set; }

    /// <summary>How the last attempt of the firmware to join ended.</summary>
    internal bool Joined { get; set; }

    internal bool Online => Configured && Network.WifiUp;

    internal bool TimeStarted { get; private set; }

    internal bool TimeKnown { get; private set; }

    internal string TimeServer { get; set; } = "0.pool.ntp.org";

    internal string TimeServer2 { get; set; } = "1.pool.ntp.org";

    private INetwork Network => _chip.Machine.Surroundings.Network;

    internal void StartTime()
    {
        TimeStarted = true;
        QueryAt(_chip.Machine.NowNanos);
    }

    internal void StopTime()
    {
        TimeStarted = false;
        if (_query is not null)
        {
            _chip.Machine.Cancel(_query);
        }
    }

    private void QueryAt(long nanos)
    {
        if (_query is not null)
        {
            _chip.Machine.Cancel(_query);
        }

        _query = _chip.Schedule(nanos, Query);
    }

    private void Query()
    {
        if (!Online || !Network.TimeServerUp)
        {
            QueryAt(_chip.Machine.NowNanos + RetryNanos);
            return;
        }

        long latency = Network.LatencyNanos();
        _query = _chip.Schedule(_chip.Machine.NowNanos + latency, () => Answer(latency));
    }

    /// <summary>The client sets the clock to what the server wrote half a round trip ago.</summary>
    private void Answer(long latencyNanos)
    {
        if (Online)
        {
            TimeKnown = true;
            _chip.SetClock(_chip.Machine.UtcMicros + Network.TimeServerOffMicros - (latencyNanos / 2 / NanosPerMicro));
        }

        QueryAt(_chip.Machine.NowNanos + (Online ? PeriodNanos : RetryNanos));
    }
}
