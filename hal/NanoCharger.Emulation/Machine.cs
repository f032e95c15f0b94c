using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NanoCharger.Emulation;

/// <summary>One simulated ESP32 with its virtual time. It outlives reboots; many of them run side by side in one process.</summary>
/// <remarks>
/// Virtual time moves only when somebody spends it. Whoever has the machine in hand, be it a firmware thread or the host
/// thread in <see cref="Run"/>, is the only one that touches it, so nothing in here is locked.
/// </remarks>
public sealed partial class Machine
{
    private const long MicrosPerSecond = 1_000_000;

    private readonly EventQueue _queue = new();
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly SemaphoreSlim _hostGate = new(0);
    private long _now;
    private long _horizon;
    private long _until;
    private Func<bool>? _stop;
    private bool _over = true;
    private bool _inEvent;
    private long _stalledUntil;
    private long _injected;
    private Chip? _chip;
    private Action? _firmware;
    private ExceptionDispatchInfo? _hostFault;

    /// <summary>A machine without power.</summary>
    public Machine(MachineOptions options)
    {
        Options = options;
        Chance = new Chance(options.Seed);
        Adc = new ConverterCore(this, options.Adc, Chance.Next());
    }

    /// <summary>The machine of the firmware thread that calls.</summary>
    /// <exception cref="InvalidOperationException">The caller is no firmware thread.</exception>
    public static Machine Current => VirtualThread.Current.Machine;

    /// <summary>Virtual time in nanoseconds since the machine's beginning.</summary>
    public long NowNanos => _now;

    /// <summary>The world's true UTC in microseconds since 1970-01-01T00:00:00Z; the chip's own clock knows it only once synchronised.</summary>
    public long UtcMicros => Options.UtcAtStart + (_now / 1000);

    /// <summary>True from <see cref="Boot"/> to <see cref="CutPower"/>.</summary>
    public bool Powered => _chip is { Dead: false };

    /// <summary>True while a firmware thread lives. A powered chip whose threads have all ended sits there until somebody resets it.</summary>
    public bool Running => _chip is { Dead: false, Threads.Count: > 0 };

    /// <summary>Conversions since the machine's beginning.</summary>
    public long AdcConversions => Adc.Conversions;

    /// <summary>The exception that ended the main firmware thread, if one did.</summary>
    public Exception? FirmwareFault { get; private set; }

    /// <summary>Exceptions that ended other firmware threads: on the device they do so in silence.</summary>
    public List<Exception> ThreadFaults { get; } = [];

    /// <summary>Called every 20 ms of virtual time when set, with that time; may wait in real time.</summary>
    public Action<long>? Pace { get; set; }

    /// <summary>Every firmware thread stands still between these two moments, in nanoseconds. Raised when it begins; two of them may overlap.</summary>
    public event Action<long, long>? Stalled;

    internal MachineOptions Options { get; }

    /// <summary>What happens inside the chip by chance.</summary>
    internal Chance Chance { get; }

    internal ConverterCore Adc { get; }

    internal ISurroundings Surroundings => Options.Surroundings;

    /// <summary>Lets time pass for the firmware thread that calls. Physical events of that time happen, and another firmware thread may run before this returns.</summary>
    /// <exception cref="PowerCutException">The chip has lost power.</exception>
    /// <exception cref="InvalidOperationException">Called within an event, or by no firmware thread.</exception>
    public void Spend(long nanos)
    {
        _now += nanos;
        if (_now >= _horizon)
        {
            Pass(nanos, mayYield: true);
        }
    }

    /// <summary>A native call that blocks the interpreter: time passes and physical events happen, but no other firmware thread runs.</summary>
    /// <exception cref="PowerCutException">The chip has lost power.</exception>
    public void Stall(long nanos)
    {
        Stalled?.Invoke(_now, _now + nanos);
        _now += nanos;
        if (_now >= _horizon)
        {
            Pass(nanos, mayYield: false);
        }
    }

    /// <summary>From now on every firmware thread stands still for that long, whatever it does; several add up.</summary>
    public void InjectStall(long nanos)
    {
        if (Powered)
        {
            _stalledUntil = Math.Max(_stalledUntil, _now) + nanos;
            _injected += nanos;
            Stalled?.Invoke(_now, _stalledUntil);
            UpdateHorizon();
        }
    }

    /// <summary>Makes something happen at a moment of virtual time, or at once when that has passed. Events happen in order of time, ties in the order in which they were scheduled.</summary>
    /// <param name="atNanos">When.</param>
    /// <param name="what">Runs with <see cref="NowNanos"/> at exactly that time; must not spend time itself.</param>
    public Event Schedule(long atNanos, Action what)
    {
        Event added = _queue.Add(Math.Max(atNanos, _now), what);
        UpdateHorizon();
        return added;
    }

    /// <summary>Has something done by whoever has the machine in hand, at the present moment of virtual time; from any thread, in the order of the calls.</summary>
    /// <remarks>While virtual time stands still (an answer is awaited, an event happens) it is done before time goes on; from elsewhere when real time has it so.</remarks>
    public void Post(Action what)
    {
        _posted.Enqueue(what);
    }

    /// <summary>Takes an event back; harmless when it has happened.</summary>
    public void Cancel(Event scheduled)
    {
        _queue.Remove(scheduled);
    }

    /// <summary>Power comes on: the firmware begins on a thread of its own, the microsecond clock at 0, the wall clock in 1970.</summary>
    /// <exception cref="InvalidOperationException">The chip has power already.</exception>
    public void Boot(Action firmware)
    {
        if (Powered)
        {
            throw new InvalidOperationException("The chip has power already");
        }

        _firmware = firmware;
        _stalledUntil = _now;
        _chip = new Chip(this);
        new VirtualThread(_chip, firmware).Start();
    }

    /// <summary>Power goes: outputs float, open files are lost, connections break off, and every firmware thread unwinds at its next call into a stand-in. Harmless without power.</summary>
    public void CutPower()
    {
        if (Powered)
        {
            Kill();
            Options.Console?.Clear();
            Options.Reader?.Clear();
            Surroundings.ChipReset();
        }
    }

    /// <summary>The firmware has asked for a reset of its own chip; raised before it.</summary>
    public event Action? Rebooting;

    /// <summary>A reset by the firmware itself.</summary>
    internal void Reboot()
    {
        Rebooting?.Invoke();
        Reset();
    }

    /// <summary>The reset line: loses power and boots the same firmware again, at once.</summary>
    /// <exception cref="InvalidOperationException">The chip was never booted.</exception>
    public void Reset()
    {
        CutPower();
        Boot(_firmware ?? throw new InvalidOperationException("The chip was never booted"));
    }

    /// <summary>Moves the chip's wall clock, as a wrong time server would.</summary>
    public void JumpClock(long seconds)
    {
        _chip?.JumpClock(seconds * MicrosPerSecond);
    }

    /// <summary>Sets the chip's wall clock to the true time.</summary>
    public void SynchroniseClock()
    {
        _chip?.SetClock(UtcMicros);
    }

    /// <summary>Whether the firmware has a session in which a message under this topic would reach it now.</summary>
    public bool Hears(string topic)
    {
        return _chip?.Connection is { } connection && connection.Hears(topic);
    }

    /// <summary>Waits in real time until a message that somebody really published has reached the firmware's mailbox; it is delivered after a seeded latency. So a command to the firmware does not make a run irreproducible.</summary>
    /// <param name="isIt">Whether a message, by topic and payload, is the awaited one.</param>
    /// <param name="patience">Longest wait, real time.</param>
    /// <returns>False when the firmware has no connection or the time was over first; true too when <see cref="INetwork.Wire"/> has kept it back.</returns>
    public bool AwaitMessage(Func<string, byte[], bool> isIt, TimeSpan patience)
    {
        return _chip?.Connection is { } connection && connection.Await(isIt, patience);
    }

    /// <summary>Runs the machine until a moment of virtual time. When it returns, the firmware is gone as after a power cut, though the outputs stay as they were, and all its threads have ended.</summary>
    /// <param name="untilNanos">When to end.</param>
    /// <param name="stop">Polled with every event, 10 times a virtual second at least; true ends the run. Null: never.</param>
    /// <exception cref="InvalidOperationException">A firmware thread does not unwind: it catches everything in an endless loop.</exception>
    public void Run(long untilNanos, Func<bool>? stop = null)
    {
        _until = untilNanos;
        _stop = stop;
        _over = false;
        Tick();
        VirtualThread? first = Next(null);
        if (first is not null)
        {
            Hand(first);
            _hostGate.Wait();
        }

        Kill();
        Reap();
        JoinLeft();
        _hostFault?.Throw();
    }
}
