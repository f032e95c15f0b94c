using NanoCharger.Emulation;

namespace System.Device.Gpio;

/// <summary>Hardware that counts edges on a pin while the firmware does something else.</summary>
public sealed class GpioPulseCounter : IDisposable
{
    private readonly Chip _chip = VirtualThread.Current.Chip;
    private readonly int _pin;
    private long _base;
    private long _held;

    /// <summary>A counter for a pin, not started. The emulation has no second pin (quadrature).</summary>
    /// <exception cref="NotSupportedException">A second pin is given.</exception>
    public GpioPulseCounter(int pinNumberA, int pinNumberB = -1)
    {
        if (pinNumberB != -1)
        {
            throw new NotSupportedException("Quadrature is not emulated");
        }

        _pin = pinNumberA;
    }

    /// <summary>True between start and stop.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Which edges count.</summary>
    public GpioPulsePolarity Polarity { get; set; }

    /// <summary>Pulses shorter than so many cycles of 80 MHz are ignored. Real pulses here are longer than any of it.</summary>
    public ushort FilterPulses { get; set; }

    /// <summary>What has been counted. Cost: 0.3 ms.</summary>
    public GpioPulseCount Read()
    {
        _chip.Machine.Spend(Cost.PinNanos);
        return Present();
    }

    /// <summary>What has been counted, and begins again at 0. Cost: 0.3 ms.</summary>
    public GpioPulseCount Reset()
    {
        GpioPulseCount last = Read();
        _held = 0;
        _base = Edges();
        return last;
    }

    /// <summary>Begins to count. Cost: 0.3 ms.</summary>
    public void Start()
    {
        _chip.Machine.Spend(Cost.PinNanos);
        IsStarted = true;
        _base = Edges();
    }

    /// <summary>Stops counting. Cost: 0.3 ms.</summary>
    public void Stop()
    {
        _held = Read().Count;
        IsStarted = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private GpioPulseCount Present()
    {
        return new GpioPulseCount
        {
            Count = _held + (IsStarted ? Edges() - _base : 0),
            RelativeTime = TimeSpan.FromMicroseconds(_chip.MicrosSinceBoot),
        };
    }

    private long Edges()
    {
        long pulses = _chip.Machine.Surroundings.PulseCount(_pin);
        return Polarity == GpioPulsePolarity.Both ? 2 * pulses : pulses;
    }
}
