using System;
using System.Collections.Generic;
using NanoCharger.Bay;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>What a pattern looks like, written down once more and apart from the firmware: each checks the other.</summary>
    internal static class LampStory
    {
        /// <summary>The edges of a pattern on a lamp that was dark.</summary>
        /// <param name="letters">Twelve of L and S.</param>
        /// <param name="begin">When it was accepted.</param>
        /// <param name="seconds">For how long it is shown.</param>
        public static List<LampEdge> Edges(string letters, double begin, double seconds)
        {
            var edges = new List<LampEdge>();
            double at = 0.6;
            while (at < seconds)
            {
                for (int letter = 0; letter < letters.Length && at < seconds; letter++)
                {
                    double dark = at + (letters[letter] == 'L' ? 0.6 : 0.2);
                    edges.Add(new LampEdge(begin + at, true));
                    edges.Add(new LampEdge(begin + Math.Min(dark, seconds), false));
                    at = dark + (letter == letters.Length - 1 ? 1.6 : letter % 4 == 3 ? 0.6 : 0.2);
                }
            }

            return edges;
        }
    }
}
