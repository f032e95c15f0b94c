namespace NanoCharger.Bay.Physics
{
    /// <summary>Values of the reference board's analogue parts; the arithmetic is in the board's README.</summary>
    internal static class BoardCircuit
    {
        public const double SupplyMillivolts = 3_300;
        public const double BiasMillivolts = 1_300;
        public const double MillivoltsPerVolt = 2.5;

        /// <summary>2000:1 into 16 Ohm.</summary>
        public const double MillivoltsPerAmp = 8;

        public const double ProximityPullUpOhms = 1_000;
    }
}
