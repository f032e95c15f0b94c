namespace NanoCharger.Core.Metering
{
    /// <summary>The direct current that hides in a half-wave load (a diode in series), by the shape of its wave.</summary>
    /// <remarks>
    /// A current transformer passes no direct current, and RMS about the mean leaves it out on any channel: of a half wave of 32 A it shows 24.7 A, 23 % low, while cable and contacts
    /// are heated by all of it. But where no current flows for half of each cycle the wave rests at one of its ends, and that end lies off the mean by just the direct part.
    /// </remarks>
    internal static class HalfWave
    {
        // Below this no limit is near: 3.2 A on the reference board, half of the least offer.
        private const int LeastMillicounts = 32_000;

        // So many samples of a block are looked at: one is within 11 degrees of the crest, 2 % of it.
        private const int Looks = 16;

        /// <summary>The channel's level, its direct part included.</summary>
        /// <param name="samples">Of whole cycles.</param>
        /// <param name="rounds">How many.</param>
        /// <param name="restMillicounts">Their mean.</param>
        /// <param name="levelMillicounts">Their RMS about the mean, 0..2 048 000.</param>
        /// <returns>In thousandths of a count RMS; the level itself where the wave is alike on both sides.</returns>
        internal static int Level(int[] samples, int rounds, int restMillicounts, int levelMillicounts)
        {
            if (levelMillicounts < LeastMillicounts)
            {
                return levelMillicounts;
            }

            int stride = rounds > Looks ? rounds / Looks : 1;
            int top = samples[0];
            int bottom = top;
            for (int k = stride; k < rounds; k += stride)
            {
                int sample = samples[k];
                top = sample > top ? sample : top;
                bottom = sample < bottom ? sample : bottom;
            }

            int above = (top * 1_000) - restMillicounts;
            int below = restMillicounts - (bottom * 1_000);
            int less = above < below ? above : below;
            int more = above < below ? below : above;

            // A half wave has 2.1 to 1. What is alike to 3 to 2 has no idle half.
            return less * 3 > more * 2 ? levelMillicounts : (int)IntegerRoot.Of(((long)levelMillicounts * levelMillicounts) + ((long)less * less), levelMillicounts);
        }
    }
}
