namespace NanoCharger.Bay
{
    /// <summary>A broken invariant.</summary>
    /// <param name="Seconds">When, in virtual seconds since the start.</param>
    /// <param name="Invariant">Number of the invariant in the design, 1..7; 0: the firmware itself failed.</param>
    /// <param name="What">What was seen, and what is allowed.</param>
    public sealed record Violation(double Seconds, int Invariant, string What);
}
