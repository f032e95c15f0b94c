namespace NanoCharger.Bay
{
    /// <summary>Some of what crosses the network is late, in virtual time and by the seed.</summary>
    /// <param name="Share">How much of it, 0..1.</param>
    /// <param name="MostSeconds">By how much at most.</param>
    public sealed record NetworkDelays(double Share, double MostSeconds);
}
