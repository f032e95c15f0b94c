namespace NanoCharger.Bench.Ingest
{
    /// <summary>What must be reached, as parts of what bare verification does on one thread.</summary>
    internal static class IngestLimits
    {
        /// <summary>NanoCharger.Verify by itself.</summary>
        internal const double Verify = 0.8;

        /// <summary>The managed heap behind the last tenth of a run may be so many times what it was behind the first.</summary>
        internal const double HeapGrowth = 1.1;

        /// <summary>The one of a way to a database, as a divisor: so many times slower than bare.</summary>
        internal static int Of(bool postgres, bool broker)
        {
            return (postgres, broker) switch
            {
                (false, false) => 4,
                (true, false) => 6,
                (false, true) => 10,
                (true, true) => 12,
            };
        }
    }
}
