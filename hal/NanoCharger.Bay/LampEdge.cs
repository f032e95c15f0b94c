namespace NanoCharger.Bay
{
    /// <summary>The lamp on the front is lit, or goes dark.</summary>
    /// <param name="Seconds">When, in virtual time since the start.</param>
    /// <param name="Lit">It is lit from now on.</param>
    public readonly record struct LampEdge(double Seconds, bool Lit);
}
