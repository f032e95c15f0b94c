namespace NanoCharger.Board
{
    /// <summary>One pin of a part on a sheet.</summary>
    /// <param name="Part">Reference of the part, its section's letter included.</param>
    /// <param name="Name">What the part calls it.</param>
    /// <param name="At">Where a wire meets it.</param>
    public sealed record Pin(string Part, string Name, Place At)
    {
        /// <summary>Part and pin, as a netlist says it.</summary>
        public override string ToString()
        {
            return Part + "." + Name;
        }
    }
}
