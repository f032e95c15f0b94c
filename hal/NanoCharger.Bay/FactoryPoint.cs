namespace NanoCharger.Bay
{
    /// <summary>What a factory finds for a channel at the reference load.</summary>
    /// <param name="Counts">Counts RMS that the channel shows, without noise.</param>
    /// <param name="Correction">Parts per million by which a nominal reading is to be multiplied.</param>
    public sealed record FactoryPoint(double Counts, int Correction);
}
