using System;
using System.Collections.Generic;
using nanoFramework.Hardware.Esp32;

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
        Timers = new CallbackThread(this);
        Radio = new RadioState(this);
    }

    /// <summary>Raised once, when the power goes.</summary>
    internal event Action? PowerLost;

    internal Machine Machine => _machine;

    internal bool Dead { get; private set; }

    internal List<VirtualThread> Threads { get; } = [];

    /// <summary>The pins that are open.</summary>
    internal Dictionary<int, System.Device.Gpio.GpioPin> OpenPins { get; } = [];

    /// <summary>The one thread on which all timers call back.</summary>
    internal CallbackThread Timers { get; }

    /// <summary>Pins by the function that the firmware has given them.</summary>
    internal Dictionary<int, int> PinOfFunction { get; } = [];

    /// <summary>Set by the first stop of any PWM channel: from then on duty writes do nothing.</summary>
    internal bool PwmTrapped { get; set; }

    internal RadioState Radio { get; }

    /// <summary>The open connection to the broker; the last one, if the firmware has several.</summary>
    internal MqttConnection? Connection { get; set; }

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

    /// <summary>Whether one of the PWM functions was given to a pin.</summary>
    internal bool HasPwm(int pin)
    {
        foreach ((int function, int assigned) in PinOfFunction)
        {
            if (assigned == pin && function >= (int)DeviceFunction.PWM1 && function <= (int)DeviceFunction.PWM16)
            {
                return true;
            }
        }

        return false;
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
