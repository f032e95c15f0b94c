namespace System.Device.Gpio;

/// <summary>Level of a pin.</summary>
public readonly struct PinValue : IEquatable<PinValue>
{
    private readonly byte _value;

    private PinValue(byte value)
    {
        _value = value;
    }

    /// <summary>High.</summary>
    public static PinValue High => new(1);

    /// <summary>Low.</summary>
    public static PinValue Low => new(0);

    /// <summary>0 is low, anything else high.</summary>
    public static implicit operator PinValue(int value)
    {
        return value == 0 ? Low : High;
    }

    /// <summary>True is high.</summary>
    public static implicit operator PinValue(bool value)
    {
        return value ? High : Low;
    }

    /// <summary>1 for high.</summary>
    public static explicit operator byte(PinValue value)
    {
        return value._value;
    }

    /// <summary>1 for high.</summary>
    public static explicit operator int(PinValue value)
    {
        return value._value;
    }

    /// <summary>True for high.</summary>
    public static explicit operator bool(PinValue value)
    {
        return value._value != 0;
    }

    /// <summary>Same level.</summary>
    public static bool operator ==(PinValue a, PinValue b)
    {
        return a._value == b._value;
    }

    /// <summary>Another level.</summary>
    public static bool operator !=(PinValue a, PinValue b)
    {
        return a._value != b._value;
    }

    /// <inheritdoc/>
    public bool Equals(PinValue other)
    {
        return _value == other._value;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj)
    {
        return obj is PinValue other && Equals(other);
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        return _value;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        return _value == 0 ? "Low" : "High";
    }
}
