using System;
using System.Collections.Generic;

namespace NanoCharger.Emulation;

/// <summary>Everything in the chip that a reset clears. The threads and stand-ins of one boot hold on to theirs, so what is left of an earlier boot never touches the present one.</summary>
internal sealed class Chip
{
    private readonly Machine _machine;
    private readonly long _bootNanos;
    private long _clockOffsetMicros;

    internal Chip(Machine machine)
    {
        _machine = machine;
        _bootNanos = machine.NowNanos;
    }

    /// <summary>Raised once, when the power goes.</summary>
    internal event Action? PowerLost;

    internal Machine Machine => _machine;

    internal bool Dead { get; private set; }

    internal List<VirtualThread> Threads { get; } = [];

    internal bool MainStarted { get; set; }

    internal int NextThreadId { get; set; } = 1;

    internal long MicrosSinceBoot => (_machine.NowNanos - _bootNanos) / 1000;

    /// <summary>The wall clock: counts from 1970 until it is set.</summary>
    internal long ClockMicros => MicrosSinceBoot + _clockOffsetMicros;

    internal void SetClock(long utcMicros)
    {
        _clockOffsetMicros = utcMicros - MicrosSinceBoot;
    }

    internal void JumpClock(long micros)
    {
        _clockOffsetMicros += micros;
    }

    /// <summary>An event that is forgotten when the chip loses power.</summary>
    internal Event Schedule(long atNanos, Action what)
    {
        return _machine.Schedule(atNanos, () =>
        {
            if (!Dead)
            {
                what();
            }
        });
    }

    internal void Die()
    {
        Dead = true;
        PowerLost?.Invoke();
    }
}
