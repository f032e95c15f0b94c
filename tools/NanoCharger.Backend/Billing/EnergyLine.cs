namespace NanoCharger.Backend.Billing
{
    /// <summary>A stretch of a meter's register in the energy book.</summary>
    /// <param name="Use">What became of it.</param>
    /// <param name="MilliwattHours">How much, unrounded.</param>
    /// <param name="Document">The document up to which it goes; of what is refused or between, the one behind it.</param>
    /// <param name="Reason">Why; of what is waived always, else empty where nothing is to be said.</param>
    public sealed record EnergyLine(EnergyUse Use, long MilliwattHours, long Document, string Reason = "");
}
