namespace NanoCharger.Core.Metering
{
    /// <summary>The rails of the converter: the bias in the middle, where all channels rest, and the two ends of its range.</summary>
    internal static class Rail
    {
        private const int HighestCount = 4_095;

        // A single one may be noise.
        private const int ClippedSamples = 2;

        /// <summary>The bias rail by three channels: the middle one, so that a broken channel does not matter.</summary>
        internal static int Median(int[] rests)
        {
            int one = rests[0];
            int two = rests[1];
            int three = rests[2];
            int low = one < two ? one : two;
            int high = one < two ? two : one;
            return three < low ? low : three > high ? high : three;
        }

        /// <summary>The largest of the phases' values.</summary>
        internal static int Largest(int[] values)
        {
            int largest = values[0];
            for (int phase = 1; phase < values.Length; phase++)
            {
                largest = values[phase] > largest ? values[phase] : largest;
            }

            return largest;
        }

        /// <summary>True when samples stood at an end of the range: the true values were larger.</summary>
        internal static bool Touched(int[] samples, int rounds)
        {
            int clipped = 0;
            for (int k = 0; k < rounds; k++)
            {
                if (samples[k] <= 0 || samples[k] >= HighestCount)
                {
                    clipped++;
                }
            }

            return clipped >= ClippedSamples;
        }
    }
}
