namespace NanoCharger.Core.Pilot
{
    /// <summary>What a plug's resistor says of its cable (IEC 61851-1:2017, Table B.2).</summary>
    public static class ProximityRating
    {
        /// <summary>Current that the cable may carry.</summary>
        /// <param name="ohms">Resistance between proximity and earth.</param>
        /// <returns>13 000, 20 000, 32 000 or 63 000 milliamperes; 0 for a value that no plug has.</returns>
        public static int ToMilliamps(int ohms)
        {
            if (ohms < 75 || ohms > 2_200)
            {
                return 0;
            }

            if (ohms < 150)
            {
                return 63_000;
            }

            if (ohms < 330)
            {
                return 32_000;
            }

            return ohms < 1_000 ? 20_000 : 13_000;
        }
    }
}
