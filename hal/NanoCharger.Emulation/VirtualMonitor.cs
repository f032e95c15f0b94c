using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace NanoCharger.Emulation;

/// <summary>Locks of firmware threads: whoever sleeps within one keeps it, in virtual time.</summary>
public static class VirtualMonitor
{
    private static readonly ConditionalWeakTable<object, Holding> _holdings = [];

    /// <summary>Enters the lock of an object, again if the caller is inside already; waits while another thread is.</summary>
    public static void Enter(object locked)
    {
        VirtualThread self = VirtualThread.Current;
        self.ThrowIfDead();
        Holding holding = _holdings.GetOrCreateValue(locked);
        while (holding.Owner is not null && holding.Owner != self)
        {
            self.Block(holding.Waiting, Timeout.Infinite);
        }

        holding.Owner = self;
        holding.Depth++;
    }

    /// <summary>Leaves the lock; the thread that has waited longest gets its turn.</summary>
    /// <exception cref="SynchronizationLockException">The caller is not inside.</exception>
    public static void Exit(object locked)
    {
        VirtualThread self = VirtualThread.Current;
        self.ThrowIfDead();
        Holding holding = _holdings.GetOrCreateValue(locked);
        if (holding.Owner != self)
        {
            throw new SynchronizationLockException();
        }

        if (--holding.Depth == 0)
        {
            holding.Owner = null;
            VirtualThread.Wake(holding.Waiting);
        }
    }

    private sealed class Holding
    {
        internal VirtualThread? Owner { get; set; }

        internal int Depth { get; set; }

        internal List<VirtualThread> Waiting { get; } = [];
    }
}
