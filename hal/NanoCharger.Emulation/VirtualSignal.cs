using System;
using System.Collections.Generic;

namespace NanoCharger.Emulation;

/// <summary>An event that firmware threads wait for.</summary>
public sealed class VirtualSignal
{
    private readonly bool _auto;
    private readonly List<VirtualThread> _waiting = [];
    private bool _set;

    /// <summary>A new event.</summary>
    /// <param name="auto">True: setting it lets one waiting thread through and clears it again.</param>
    /// <param name="set">Whether it is set at first.</param>
    public VirtualSignal(bool auto, bool set)
    {
        _auto = auto;
        _set = set;
    }

    /// <summary>Sets it.</summary>
    public void Set()
    {
        VirtualThread.Current.ThrowIfDead();
        Raise();
    }

    /// <summary>Clears it.</summary>
    public void Reset()
    {
        VirtualThread.Current.ThrowIfDead();
        _set = false;
    }

    /// <summary>Waits until it is set.</summary>
    /// <param name="millis">Longest wait, negative for ever; 0 only looks.</param>
    /// <returns>False when the time was over first.</returns>
    public bool Wait(int millis)
    {
        VirtualThread self = VirtualThread.Current;
        self.ThrowIfDead();
        if (_set)
        {
            _set = !_auto;
            return true;
        }

        return millis != 0 && self.Block(_waiting, millis);
    }

    /// <summary>As <see cref="Set"/>, from an event of the machine too.</summary>
    internal void Raise()
    {
        if (_auto)
        {
            _set |= !VirtualThread.Wake(_waiting);
        }
        else
        {
            _set = true;
            while (VirtualThread.Wake(_waiting))
            {
            }
        }
    }
}
