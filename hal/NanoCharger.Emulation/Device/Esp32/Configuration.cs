using System;
using System.Collections.Generic;
using NanoCharger.Emulation;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Which pin does what.</summary>
public class Configuration
{
    private const int FirstInputOnly = 34;
    private const int Pins = 40;

    /// <summary>Gives a pin a function. Cost: 0.3 ms.</summary>
    /// <exception cref="ArgumentException">There is no such pin, or it cannot drive what the function needs.</exception>
    public static void SetPinFunction(int pin, DeviceFunction value)
    {
        Chip chip = VirtualThread.Current.Chip;
        chip.Machine.Spend(Cost.PinNanos);
        bool receives = value is DeviceFunction.COM1_RX or DeviceFunction.COM2_RX or DeviceFunction.COM3_RX;
        if (pin < 0 || pin >= Pins || (pin >= FirstInputOnly && !receives))
        {
            throw new ArgumentException("The pin cannot do that");
        }

        chip.PinOfFunction[(int)value] = pin;
    }

    /// <summary>The pin that has a function, -1 when none has.</summary>
    public static int GetFunctionPin(DeviceFunction function)
    {
        return VirtualThread.Current.Chip.PinOfFunction.GetValueOrDefault((int)function, -1);
    }
}
