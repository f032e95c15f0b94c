namespace NanoCharger.Backend.Rating
{
    /// <summary>A signed reading, as far as a price depends on it.</summary>
    /// <param name="UtcMs">When, Unix milliseconds by the station's clock.</param>
    /// <param name="MilliwattHours">The register.</param>
    /// <param name="Cause">OCMF TX: B begin, C draws, S does not draw, T boundary; E, L, R, A, P end.</param>
    /// <param name="ClockCounts">False where its time is no base of a price.</param>
    public readonly record struct RatedReading(long UtcMs, long MilliwattHours, char Cause, bool ClockCounts = true);
}
