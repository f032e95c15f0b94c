using System;

namespace NanoCharger.Emulation;

/// <summary>Something that happens at a moment of virtual time; the handle to take it back with <see cref="Machine.Cancel"/>.</summary>
public sealed class Event
{
    internal Event(long atNanos, long sequence, Action what)
    {
        AtNanos = atNanos;
        Sequence = sequence;
        What = what;
    }

    /// <summary>When it happens, in nanoseconds since the machine's beginning.</summary>
    public long AtNanos { get; }

    /// <summary>True until it has happened or was cancelled.</summary>
    public bool Pending => Index >= 0;

    internal long Sequence { get; }

    internal Action What { get; }

    /// <summary>Place in the queue's heap, -1 outside.</summary>
    internal int Index { get; set; } = -1;

    internal bool Before(Event other)
    {
        return AtNanos != other.AtNanos ? AtNanos < other.AtNanos : Sequence < other.Sequence;
    }
}
