namespace NanoCharger.Emulation;

/// <summary>The converter that all channels share: what a conversion costs and gives.</summary>
internal sealed class ConverterCore
{
    private const long ShortestNanos = 58_000;
    private const int SpreadNanos = 4_000;

    private readonly Machine _machine;
    private readonly AdcCharacter _character;
    private ulong _state;

    internal ConverterCore(Machine machine, AdcCharacter character, ulong seed)
    {
        _machine = machine;
        _character = character;
        _state = seed | 1;
    }

    internal long Conversions { get; private set; }

    /// <summary>One conversion: 60 µs ± 2 µs, and the voltage is that of its end.</summary>
    internal int Convert(IAnalogNode node)
    {
        ulong state = _state;
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        _state = state;
        _machine.Spend(ShortestNanos + (long)(((state >> 48) * SpreadNanos) >> 16));
        Conversions++;
        return _character.Convert(node.Millivolts(_machine.NowNanos), (uint)(state >> 16));
    }
}
