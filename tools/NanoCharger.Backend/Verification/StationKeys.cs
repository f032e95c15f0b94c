using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Verification
{
    /// <summary>All keys of a station as they were at one moment; never changed: another object says that they have.</summary>
    internal sealed class StationKeys
    {
        /// <summary>Of a station that nothing is known of yet.</summary>
        internal static readonly StationKeys Unknown = new([], firstSight: false);

        /// <param name="all">By their numbers.</param>
        /// <param name="firstSight">The house takes a key that nobody enrolled, where there is none.</param>
        internal StationKeys(IReadOnlyList<EnrolledKey> all, bool firstSight)
        {
            All = all;
            TakesFirstSight = firstSight && all.Count == 0;
        }

        /// <summary>All that ever counted.</summary>
        internal IReadOnlyList<EnrolledKey> All { get; }

        /// <summary>The key of the first sound document is taken.</summary>
        internal bool TakesFirstSight { get; }

        /// <summary>The key whose series what is not signed belongs to: the newest that counts, else the newest of all; null where there is none.</summary>
        internal EnrolledKey? Current(long nowMs)
        {
            return All.LastOrDefault(key => key.CountsAt(nowMs)) ?? All.LastOrDefault();
        }

        /// <summary>The same key as this; null where it is none of the station's.</summary>
        internal EnrolledKey? Find(string hex)
        {
            return All.FirstOrDefault(key => key.Key.Hex == hex);
        }
    }
}
