using System.Linq;
using System.Security.Cryptography;

namespace NanoCharger.Backend.Guests
{
    /// <summary>What the lamp blinks and the page shows: twelve times long or short, by chance, so that a page that is not ours cannot guess it.</summary>
    internal static class BlinkPattern
    {
        internal const char Long = 'L';
        internal const char Short = 'S';

        /// <summary>12 bits.</summary>
        internal const int Length = 12;

        /// <summary>People compare groups.</summary>
        internal const int Groups = 3;

        internal static string New()
        {
            return RandomNumberGenerator.GetString([Long, Short], Length);
        }

        /// <summary>In groups of four.</summary>
        internal static string[] GroupsOf(string pattern)
        {
            return [.. pattern.Chunk(Length / Groups).Select(group => new string(group))];
        }
    }
}
