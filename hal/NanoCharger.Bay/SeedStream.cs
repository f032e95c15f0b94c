using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>Streams of random numbers by purpose, so that one part drawing more leaves the others' numbers alone.</summary>
    internal static class SeedStream
    {
        public static Chance For(ulong seed, string purpose)
        {
            return new Chance(Seed(seed, purpose));
        }

        /// <summary>FNV-1a over the purpose, on top of the run's seed.</summary>
        public static ulong Seed(ulong seed, string purpose)
        {
            ulong hash = 14695981039346656037UL ^ (seed * 0x9E3779B97F4A7C15UL);
            foreach (char letter in purpose)
            {
                hash = (hash ^ letter) * 1099511628211UL;
            }

            return hash;
        }
    }
}
