using System;
using System.Collections.Generic;
using System.Threading;

namespace NanoCharger.Emulation;

/// <summary>A firmware thread: a real thread that runs only while it holds its machine.</summary>
public sealed class VirtualThread
{
    private const int StackBytes = 1 << 20;
    private const int PowerCutsUntilGivenUp = 1000;
    private const int HighestPriority = 4;
    private const long NanosPerMilli = 1_000_000;
    private const long TickMillis = 10;

    [ThreadStatic]
    private static VirtualThread? _current;

    private readonly Action _body;
    private readonly ManualResetEventSlim _ended = new();
    private readonly List<VirtualThread> _joining = [];
    private Thread? _thread;
    private int _powerCuts;
    private bool _givenUp;

    /// <summary>A thread of the caller's machine, not yet started.</summary>
    public VirtualThread(Action body)
        : this(Current.Chip, body)
    {
    }

    internal VirtualThread(Chip chip, Action body)
    {
        Chip = chip;
        _body = body;
        Id = chip.NextThreadId++;
    }

    /// <summary>The firmware thread that calls.</summary>
    /// <exception cref="InvalidOperationException">The caller is no firmware thread.</exception>
    public static VirtualThread Current => _current ?? throw new InvalidOperationException(
        "Stand-ins work only on a firmware thread of an emulated machine");

    /// <summary>Number of the thread within its boot, from 1.</summary>
    public int Id { get; }

    /// <summary>0 (lowest) to 4 (highest); 2 at first. A step doubles the thread's share when several are busy.</summary>
    public int Priority { get; set; } = 2;

    /// <summary>True from start to end.</summary>
    public bool IsAlive { get; private set; }

    internal Chip Chip { get; }

    internal Machine Machine => Chip.Machine;

    internal bool IsMain => Id == 1;

    internal SemaphoreSlim Gate { get; } = new(0);

    /// <summary>Who has most runs first; a quantum costs <see cref="QuantumDebit"/>.</summary>
    internal long Credit { get; set; }

    internal int QuantumDebit => 1 << (HighestPriority - Priority);

    /// <summary>Suspends the calling thread. The system's tick is 10 ms: 1..10 take 10 ms; 0 only lets others run; negative sleeps for ever.</summary>
    public static void Sleep(int millis)
    {
        VirtualThread self = Current;
        self.ThrowIfDead();
        if (millis == 0)
        {
            self.Machine.Yield(self);
        }
        else
        {
            self.Block(null, millis);
        }
    }

    /// <summary>Begins to run when the others let it.</summary>
    /// <exception cref="InvalidOperationException">Started before.</exception>
    public void Start()
    {
        ThrowIfDead();
        if (_thread is not null || IsAlive)
        {
            throw new InvalidOperationException("The thread was started before");
        }

        IsAlive = true;
        Chip.Threads.Add(this);
        Machine.MakeReady(this);
    }

    /// <summary>Waits for the thread's end; negative waits for ever.</summary>
    /// <returns>False when the time was over first.</returns>
    public bool Join(int millis)
    {
        VirtualThread self = Current;
        self.ThrowIfDead();
        return !IsAlive || self.Block(_joining, millis);
    }

    /// <summary>Sleeps until <see cref="Wake"/> or the end of the time.</summary>
    /// <param name="queue">Where to wait; null for a plain sleep.</param>
    /// <param name="millis">Rounded up to the system's tick; negative: without end.</param>
    /// <returns>True when woken, false when the time was over.</returns>
    internal bool Block(List<VirtualThread>? queue, int millis)
    {
        return BlockFor(queue, millis < 0 ? -1 : Math.Max(1, (millis + TickMillis - 1) / TickMillis) * TickMillis * NanosPerMilli);
    }

    /// <summary>As <see cref="Block"/>, to the nanosecond.</summary>
    internal bool BlockFor(List<VirtualThread>? queue, long nanos)
    {
        ThrowIfDead();
        bool woken = true;
        Event? alarm = null;
        if (nanos >= 0)
        {
            alarm = Chip.Schedule(Machine.NowNanos + nanos, () =>
            {
                woken = false;
                queue?.Remove(this);
                Machine.MakeReady(this);
            });
        }

        queue?.Add(this);
        Machine.Charge(this);
        Machine.SwitchFrom(this);
        if (woken && alarm is not null)
        {
            Machine.Cancel(alarm);
        }

        return woken;
    }

    /// <summary>Wakes the thread that has waited longest; false when none waits.</summary>
    internal static bool Wake(List<VirtualThread> queue)
    {
        if (queue.Count == 0)
        {
            return false;
        }

        VirtualThread first = queue[0];
        queue.RemoveAt(0);
        first.Machine.MakeReady(first);
        return true;
    }

    internal void ThrowIfDead()
    {
        if (!Chip.Dead)
        {
            return;
        }

        if (_current == this && ++_powerCuts > PowerCutsUntilGivenUp)
        {
            _givenUp = true;
            Machine.GiveUp(this);
            _ended.Set();
            Thread.Sleep(Timeout.Infinite);
        }

        throw new PowerCutException();
    }

    /// <summary>Gives the thread the machine; it exists from the first time on.</summary>
    internal void Resume()
    {
        if (_thread is null)
        {
            _thread = new Thread(Top, StackBytes) { IsBackground = true, Name = "firmware " + Id };
            _thread.Start();
        }

        Gate.Release();
    }

    /// <summary>Waits, in real time, until the thread of a dead chip has run through its finally blocks.</summary>
    internal void Unwind()
    {
        if (_thread is null)
        {
            Chip.Threads.Remove(this);
            return;
        }

        Gate.Release();
        _ended.Wait();
        if (!_givenUp)
        {
            _thread.Join();
        }
    }

    private void Top()
    {
        Gate.Wait();
        _current = this;
        try
        {
            _body();
        }
        catch (PowerCutException) when (Chip.Dead)
        {
        }
        catch (Exception fault)
        {
            // As on the device: an uncaught exception ends its thread, and nothing else.
            if (!Chip.Dead)
            {
                Machine.Faulted(this, fault);
            }
        }

        IsAlive = false;
        while (!Chip.Dead && Wake(_joining))
        {
        }

        Machine.Leave(this);
        _ended.Set();
    }
}
