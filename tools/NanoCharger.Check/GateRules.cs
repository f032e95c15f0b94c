namespace NanoCharger.Check
{
    /// <summary>Which rules of the surface gate hold for one assembly. The rules that the device itself sets hold for all of them.</summary>
    /// <param name="Libraries">Names of the assemblies that the device has: mscorlib and those with a stub. A reference to anything else is refused, but for our own NanoCharger assemblies.</param>
    /// <param name="IntegersOnly">Refuse floating point: it behaves differently on the device, mostly in silence.</param>
    /// <param name="Stateless">Refuse mutable static fields: a reboot in the bay is a new object graph, and a static would survive it.</param>
    public sealed record GateRules(System.Collections.Generic.IReadOnlySet<string> Libraries, bool IntegersOnly, bool Stateless);
}
