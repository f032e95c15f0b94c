namespace NanoCharger.Hal
{
    /// <summary>Plain digital inputs that report a fault each: an emergency stop, a lid, a supply's monitor. What has rules of its own is a part of its own.</summary>
    public interface IFaultInputs
    {
        /// <summary>How many there are: 1..31.</summary>
        int Count { get; }

        /// <summary>Name of an input, as the catalogue of faults knows it.</summary>
        /// <param name="index">0..<see cref="Count"/> - 1.</param>
        string NameOf(int index);

        /// <summary>Reads all of them. Cost: 0.3 ms each.</summary>
        /// <returns>A bit for each, the first input's the lowest: set while it reports its fault, whatever the level on its pin.</returns>
        int Read();
    }
}
