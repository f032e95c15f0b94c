using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>A time without contact.</summary>
    /// <param name="FromMs">It was so then at the latest.</param>
    /// <param name="ToMs">What had happened came then.</param>
    internal readonly record struct Spell(long FromMs, long ToMs);

    /// <summary>When a station was out of contact, as far as that can be seen from what it told late. When nothing happened nothing was late, so a spell without an event is not seen.</summary>
    internal static class OfflineSpells
    {
        /// <summary>What comes later than this was not told when it happened.</summary>
        internal const long LateMs = 10 * 60_000;

        /// <summary>Those of events, each with when it was and when it came; what overlaps is one.</summary>
        internal static IReadOnlyList<Spell> Of(IEnumerable<(long UtcMs, long CameMs)> events)
        {
            List<Spell> spells = [];
            foreach ((long from, long to) in events.Where(one => one.CameMs - one.UtcMs > LateMs).OrderBy(one => one.UtcMs))
            {
                if (spells.Count > 0 && from <= spells[^1].ToMs)
                {
                    spells[^1] = spells[^1] with { ToMs = System.Math.Max(spells[^1].ToMs, to) };
                }
                else
                {
                    spells.Add(new Spell(from, to));
                }
            }

            return spells;
        }
    }
}
