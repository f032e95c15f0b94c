using NanoCharger.Emulation;

namespace System.Device.Pwm;

/// <summary>A PWM output.</summary>
public sealed class PwmChannel : IDisposable
{
    private const int FullDuty = 10_000;

    private readonly Chip _chip = VirtualThread.Current.Chip;
    private readonly int _pin;
    private int _frequency;
    private int _duty;
    private double _asked;
    private bool _started;

    private PwmChannel(int pin, int frequency, double dutyCyclePercentage)
    {
        _pin = pin;
        Frequency = frequency;
        DutyCycle = dutyCyclePercentage;
    }

    /// <summary>Frequency in hertz. Cost of setting: 0.3 ms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Frequency
    {
        get => _frequency;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _chip.Machine.Spend(Cost.PinNanos);
            _frequency = value;
            Drive();
        }
    }

    /// <summary>Share of the period in which the output is high, 0..1. The output gets whole hundredths of a percent, cut off, not rounded. Cost of setting: 0.3 ms.</summary>
    /// <remarks>
    /// Two traps of the device, neither of which says anything: once any channel has been stopped the output no longer follows, and the first
    /// write after a duty of 0 is stored without reaching the output.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0..1.</exception>
    public double DutyCycle
    {
        get => _asked;
        set
        {
            if (value < 0 || value > 1)
            {
                throw new ArgumentOutOfRangeException(nameof(value));
            }

            _chip.Machine.Spend(Cost.PinNanos);
            _asked = value;
            if (_chip.PwmTrapped)
            {
                return;
            }

            bool swallowed = _started && _duty == 0;
            _duty = (int)(value * FullDuty);
            if (!swallowed)
            {
                Drive();
            }
        }
    }

    /// <summary>A channel on a pin to which a PWM function was given.</summary>
    /// <returns>Null when none was, as on the device.</returns>
    public static PwmChannel? CreateFromPin(int pin, int frequency = 400, double dutyCyclePercentage = 0.5)
    {
        return VirtualThread.Current.Chip.HasPwm(pin) ? new PwmChannel(pin, frequency, dutyCyclePercentage) : null;
    }

    /// <summary>The output begins to run. Cost: 0.3 ms.</summary>
    public void Start()
    {
        _chip.Machine.Spend(Cost.PinNanos);
        _started = true;
        Drive();
    }

    /// <summary>The output goes low. From now on duty writes to any channel do nothing until the next reset. Cost: 0.3 ms.</summary>
    public void Stop()
    {
        _chip.Machine.Spend(Cost.PinNanos);
        _started = false;
        _chip.PwmTrapped = true;
        _chip.Machine.Surroundings.SetPwm(_pin, 0, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
    }

    private void Drive()
    {
        if (_started)
        {
            _chip.Machine.Surroundings.SetPwm(_pin, _frequency, _duty);
        }
    }
}
