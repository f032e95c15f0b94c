using NanoCharger.Emulation;

namespace System.Device.Gpio;

/// <summary>An open pin.</summary>
public sealed class GpioPin : IDisposable
{
    private const int FirstInputOnly = 34;

    private readonly Machine _machine = Machine.Current;
    private PinMode _mode;
    private bool _latch;

    internal GpioPin(int pinNumber)
    {
        PinNumber = pinNumber;
    }

    /// <summary>GPIO number.</summary>
    public int PinNumber { get; }

    /// <summary>How the pin is used.</summary>
    public PinMode GetPinMode()
    {
        return _mode;
    }

    /// <summary>GPIO34 to 39 have neither drivers nor pulls.</summary>
    public bool IsPinModeSupported(PinMode pinMode)
    {
        return pinMode == PinMode.Input || PinNumber < FirstInputOnly;
    }

    /// <summary>Changes how the pin is used; an output drives what was last written to it, low at first. Cost: 0.3 ms.</summary>
    /// <exception cref="ArgumentException">The pin cannot work in that mode.</exception>
    public void SetPinMode(PinMode value)
    {
        _machine.Spend(Cost.PinNanos);
        if (!IsPinModeSupported(value))
        {
            throw new ArgumentException("The pin is an input only, without pulls");
        }

        _mode = value;
        if (value == PinMode.Output)
        {
            _machine.Surroundings.WritePin(PinNumber, _latch);
        }
    }

    /// <summary>The pin's level. Cost: 0.3 ms.</summary>
    public PinValue Read()
    {
        _machine.Spend(Cost.PinNanos);
        return _mode == PinMode.Output ? _latch : _machine.Surroundings.ReadPin(PinNumber);
    }

    /// <summary>Drives the pin. Cost: 0.3 ms.</summary>
    /// <exception cref="InvalidOperationException">The pin is no output.</exception>
    public void Write(PinValue value)
    {
        _machine.Spend(Cost.PinNanos);
        if (_mode != PinMode.Output)
        {
            throw new InvalidOperationException("The pin is no output");
        }

        _latch = (bool)value;
        _machine.Surroundings.WritePin(PinNumber, _latch);
    }

    /// <summary>Drives the other level. Cost: 0.3 ms.</summary>
    public void Toggle()
    {
        Write(!_latch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
