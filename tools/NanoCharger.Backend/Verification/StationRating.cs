namespace NanoCharger.Backend.Verification
{
    /// <summary>What a station was built for.</summary>
    /// <param name="Milliamps">The highest current of a phase; null where nobody said.</param>
    /// <param name="Phases">1 or 3; null where nobody said.</param>
    internal sealed record StationRating(long? Milliamps, int? Phases);
}
