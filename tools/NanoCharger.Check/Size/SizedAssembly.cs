namespace NanoCharger.Check.Size
{
    /// <summary>An assembly and what it takes: a row of the table.</summary>
    /// <param name="Assembly">Where it came from.</param>
    /// <param name="Size">What it takes.</param>
    internal sealed record SizedAssembly(DeviceAssembly Assembly, AssemblySize Size);
}
