namespace NanoCharger.Backend.Data
{
    /// <summary>For what time a key shall count, where somebody says so.</summary>
    /// <param name="FromMs">What comes from then on; null: from now on, and of a station's first key all.</param>
    /// <param name="ToMs">What comes from then on no more; null: no end.</param>
    internal readonly record struct KeyValidity(long? FromMs, long? ToMs);
}
