using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NanoCharger.Emulation;

/// <content>Who runs next: events in the order of time, firmware threads round robin.</content>
public sealed partial class Machine
{
    private const long QuantumNanos = 20_000_000;
    private const int MostCreditAhead = 16;
    private const long PacePeriodNanos = 20_000_000;
    private const long PollPeriodNanos = 100_000_000;

    private readonly List<VirtualThread> _ready = [];
    private readonly List<VirtualThread> _dying = [];
    private VirtualThread? _holder;
    private Thread? _lastLeft;
    private Event? _tick;
    private long _quantumEnd;
    private long _leastCredit;
    private bool _waiting;

    /// <summary>Hands the machine over from a thread that waits (or that stands in the queue of the ready) and returns when that thread is to run again.</summary>
    /// <exception cref="PowerCutException">Its chip has lost power meanwhile.</exception>
    internal void SwitchFrom(VirtualThread self)
    {
        VirtualThread? next = Next(self);
        if (next != self)
        {
            Hand(next);
            self.Gate.Wait();
        }

        self.ThrowIfDead();
    }

    /// <summary>A thread may run again: it joins the queue of the ready.</summary>
    internal void MakeReady(VirtualThread thread)
    {
        if (!_waiting && _ready.Count == 0 && _holder is { } holder)
        {
            CatchUpQuantum(holder);
        }

        // Who slept long has kept more credit than the busy ones, but may not overtake them for longer than this.
        thread.Credit = Math.Min(thread.Credit, _leastCredit + MostCreditAhead);
        Enqueue(thread);
        UpdateHorizon();
    }

    /// <summary>A thread gives up the rest of its quantum.</summary>
    internal void Yield(VirtualThread self)
    {
        if (_ready.Count > 0)
        {
            // As Thread.Sleep(0) of the device: behind everybody who is ready.
            self.Credit = _leastCredit - 1;
            Enqueue(self);
            SwitchFrom(self);
        }
    }

    /// <summary>A quantum, or what was used of it, is paid.</summary>
    internal void Charge(VirtualThread self)
    {
        self.Credit -= self.QuantumDebit;
        _leastCredit = Math.Min(_leastCredit, self.Credit);
    }

    /// <summary>Last act of a firmware thread, on its own OS thread.</summary>
    internal void Leave(VirtualThread self)
    {
        self.Chip.Threads.Remove(self);
        _dying.Remove(self);
        if (_holder == self)
        {
            JoinLeft();
            _lastLeft = Thread.CurrentThread;
            Hand(Next(null));
        }
    }

    internal void Faulted(VirtualThread thread, Exception fault)
    {
        if (thread.IsMain)
        {
            FirmwareFault = fault;
        }
        else
        {
            ThreadFaults.Add(fault);
        }
    }

    /// <summary>A thread swallows the power cut for ever; it is left behind, asleep, and the run ends with that fault.</summary>
    internal void GiveUp(VirtualThread thread)
    {
        _hostFault ??= ExceptionDispatchInfo.Capture(new InvalidOperationException(
            "A firmware thread catches everything in an endless loop, the loss of power included"));
        _over = true;
        thread.Chip.Threads.Remove(thread);
        _dying.Remove(thread);
        if (_holder == thread)
        {
            Hand(null);
        }
    }

    /// <summary>The slow half of <see cref="Spend"/>: time has reached the next event, the end of the quantum, or the end of the run.</summary>
    private void Pass(long nanos, bool mayYield)
    {
        long target = _now;
        _now -= nanos;
        if (_inEvent)
        {
            throw new InvalidOperationException("An event cannot spend time");
        }

        VirtualThread self = VirtualThread.Current;
        self.ThrowIfDead();

        // A stall that the calling thread itself has brought about, by what it did to the circuit.
        target += Math.Max(0, _stalledUntil - _now);
        while (_queue.First is { } first && first.AtNanos <= Math.Min(target, _until) && !_over)
        {
            long injected = _injected;
            Happen(first);
            target += _injected - injected;
            self.ThrowIfDead();
        }

        if (_over || target >= _until)
        {
            _now = _over ? _now : _until;
            _over = true;
            Hand(null);
            self.Gate.Wait();
            self.ThrowIfDead();
        }

        _now = target;
        if (mayYield && _now >= _quantumEnd && _ready.Count > 0)
        {
            EndQuantum(self);
        }

        UpdateHorizon();
    }

    private void EndQuantum(VirtualThread self)
    {
        Charge(self);
        if (_ready[0].Credit >= self.Credit)
        {
            Enqueue(self);
            SwitchFrom(self);
        }
        else
        {
            _quantumEnd = _now + QuantumNanos;
        }
    }

    /// <summary>While a thread is alone its quanta follow each other unnoticed; this counts them once somebody else comes.</summary>
    private void CatchUpQuantum(VirtualThread alone)
    {
        if (_now >= _quantumEnd)
        {
            long quanta = ((_now - _quantumEnd) / QuantumNanos) + 1;
            _quantumEnd += quanta * QuantumNanos;
            alone.Credit -= quanta * alone.QuantumDebit;
            _leastCredit = Math.Min(_leastCredit, alone.Credit);
        }
    }

    /// <summary>Runs events until a firmware thread may run, and takes it from the queue; null when the run is over.</summary>
    private VirtualThread? Next(VirtualThread? self)
    {
        _waiting = true;
        while (true)
        {
            self?.ThrowIfDead();
            Reap();
            if (_over)
            {
                return null;
            }

            if (_ready.Count > 0 && _now >= _stalledUntil)
            {
                VirtualThread next = _ready[0];
                _ready.RemoveAt(0);
                Install(next);
                return next;
            }

            Event? first = _queue.First;
            long limit = _ready.Count > 0 ? Math.Min(_stalledUntil, _until) : _until;
            if (first is not null && first.AtNanos <= limit)
            {
                Happen(first);
            }
            else
            {
                _now = limit;
                _over = limit == _until;
            }
        }
    }

    private void Install(VirtualThread next)
    {
        _holder = next;
        _waiting = false;
        _quantumEnd = _now + QuantumNanos;
        UpdateHorizon();
    }

    /// <summary>Gives the machine to a thread, or with null to the host.</summary>
    private void Hand(VirtualThread? next)
    {
        if (next is null)
        {
            _holder = null;
            _hostGate.Release();
        }
        else
        {
            next.Resume();
        }
    }

    private void Happen(Event due)
    {
        _queue.Remove(due);
        _now = due.AtNanos;
        _inEvent = true;
        UpdateHorizon();
        try
        {
            due.What();
            TakePosted();
            _over |= _stop is not null && _stop();
        }
        catch (Exception fault)
        {
            // Whatever the bay throws belongs to the caller of Run, never to the firmware that happens to be running.
            _hostFault ??= ExceptionDispatchInfo.Capture(fault);
            _over = true;
        }
        finally
        {
            _inEvent = false;
            UpdateHorizon();
        }
    }

    /// <summary>Does what was posted up to now.</summary>
    internal void TakePosted()
    {
        while (_posted.TryDequeue(out Action? what))
        {
            what();
        }
    }

    /// <summary>Keeps stop conditions polled and the pace kept when nothing else happens.</summary>
    private void Tick()
    {
        if (_tick is { Pending: true })
        {
            _queue.Remove(_tick);
        }

        Pace?.Invoke(_now);
        _tick = Schedule(_now + (Pace is null ? PollPeriodNanos : PacePeriodNanos), Tick);
    }

    private void UpdateHorizon()
    {
        if (_inEvent || _over || _stalledUntil > _now || _holder is not { Chip.Dead: false })
        {
            _horizon = long.MinValue;
            return;
        }

        long horizon = Math.Min(_until, _queue.First?.AtNanos ?? long.MaxValue);
        _horizon = _ready.Count > 0 ? Math.Min(horizon, _quantumEnd) : horizon;
    }

    /// <summary>Ends the present boot: nothing that belongs to it can touch the machine any more.</summary>
    private void Kill()
    {
        if (_chip is not { Dead: false } chip)
        {
            return;
        }

        _ready.Clear();
        _dying.AddRange(chip.Threads);
        _stalledUntil = _now;
        chip.Die();
        UpdateHorizon();
    }

    /// <summary>Lets the threads of a dead boot unwind, one after the other, before anything else goes on. The one that holds the machine unwinds by itself.</summary>
    private void Reap()
    {
        while (_dying.Find(thread => thread != _holder) is { } dying)
        {
            _dying.Remove(dying);
            dying.Unwind();
        }
    }

    private void JoinLeft()
    {
        if (_lastLeft != Thread.CurrentThread)
        {
            _lastLeft?.Join();
        }

        _lastLeft = null;
    }

    private void Enqueue(VirtualThread thread)
    {
        int place = _ready.Count;
        while (place > 0 && _ready[place - 1].Credit < thread.Credit)
        {
            place--;
        }

        _ready.Insert(place, thread);
    }
}
