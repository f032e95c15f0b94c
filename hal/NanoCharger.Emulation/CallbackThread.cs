using System;
using System.Collections.Generic;
using System.Threading;

namespace NanoCharger.Emulation;

/// <summary>A firmware thread that works off calls in the order in which they were posted. It exists from the first of them on.</summary>
internal sealed class CallbackThread
{
    private readonly Chip _chip;
    private readonly Queue<Action> _calls = new();
    private readonly VirtualSignal _posted = new(auto: true, set: false);
    private bool _started;
    private bool _finished;

    internal CallbackThread(Chip chip)
    {
        _chip = chip;
    }

    /// <summary>Posts a call; from a firmware thread or an event of the machine.</summary>
    internal void Post(Action call)
    {
        _calls.Enqueue(call);
        if (!_started)
        {
            _started = true;
            new VirtualThread(_chip, Work).Start();
        }

        _posted.Raise();
    }

    /// <summary>The thread ends when it has worked off what was posted.</summary>
    internal void Finish()
    {
        _finished = true;
        _posted.Raise();
    }

    private void Work()
    {
        while (true)
        {
            while (_calls.TryDequeue(out Action? call))
            {
                Invoke(call);
            }

            if (_finished)
            {
                return;
            }

            _posted.Wait(Timeout.Infinite);
        }
    }

    private void Invoke(Action call)
    {
        try
        {
            call();
        }
        catch (PowerCutException)
        {
            throw;
        }
        catch (Exception fault)
        {
            // As on the device: what a callback throws is swallowed.
            _chip.Machine.ThreadFaults.Add(fault);
        }
    }
}
