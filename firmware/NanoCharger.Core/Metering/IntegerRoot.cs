namespace NanoCharger.Core.Metering
{
    /// <summary>Square roots without floating point.</summary>
    public static class IntegerRoot
    {
        /// <summary>Largest whole number whose square is not above the given one.</summary>
        /// <param name="value">0..2^62; less counts as 0.</param>
        /// <param name="guess">About what the root will be, the nearer the cheaper: the last one, as a rule; 0 or less for no idea.</param>
        public static long Of(long value, long guess)
        {
            if (value <= 0)
            {
                return 0;
            }

            // Newton's step from anywhere lands at the root or above; from there each one comes down until the root is reached.
            long root = guess > 0 ? guess : 1;
            root = (root + (value / root)) >> 1;
            while (true)
            {
                long next = (root + (value / root)) >> 1;
                if (next >= root)
                {
                    return root;
                }

                root = next;
            }
        }
    }
}
