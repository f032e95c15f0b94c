namespace NanoCharger.Core.Metering
{
    /// <summary>Square roots without floating point.</summary>
    public static class IntegerRoot
    {
        /// <summary>Largest whole number whose square is not above the given one.</summary>
        /// <param name="value">0..2^62; less counts as 0.</param>
        public static long Of(long value)
        {
            if (value <= 0)
            {
                return 0;
            }

            // Digit by digit in base 2: no division, at most 32 steps.
            long bit = 1L << 62;
            while (bit > value)
            {
                bit >>= 2;
            }

            long root = 0;
            while (bit != 0)
            {
                if (value >= root + bit)
                {
                    value -= root + bit;
                    root = (root >> 1) + bit;
                }
                else
                {
                    root >>= 1;
                }

                bit >>= 2;
            }

            return root;
        }
    }
}
