namespace NanoCharger.Emulation;

/// <summary>Seeded random numbers (splitmix64, Steele, Lea and Flood 2014): the same on every machine and runtime.</summary>
public sealed class Chance
{
    private ulong _state;

    /// <summary>Starts the sequence that belongs to this seed.</summary>
    public Chance(ulong seed)
    {
        _state = seed;
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public double Unit()
    {
        return (Next() >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A number from <paramref name="least"/> (included) to <paramref name="limit"/> (excluded).</summary>
    public long Between(long least, long limit)
    {
        return least + (long)(Unit() * (limit - least));
    }
}
