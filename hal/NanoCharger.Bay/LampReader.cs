using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoCharger.Bay
{
    /// <summary>Reads patterns from a lamp as somebody does who looks at it: three groups of four lights, each short or long, between two long times of dark.</summary>
    /// <remarks>Edges may be 50 ms off. What is lit or dark for other times than those of a pattern (a rhythm, a stall in the middle) is read as none.</remarks>
    public sealed partial class LampReader
    {
        // In the middle between 0.2 and 0.6 s, and between 0.6 and 1.6 s.
        private const double GroupDarkSeconds = 0.4;
        private const double EndDarkSeconds = 1.1;
        private const double OffSeconds = 0.1;
        private const double ShortSeconds = 0.2;
        private const double LongSeconds = 0.6;
        private const int MostRemembered = 64;

        private readonly StringBuilder _lights = new StringBuilder();
        private double _since;

        /// <summary>All patterns of a trace, in their order: one for each time that it was blinked to its end, and the end was seen by a light behind it.</summary>
        /// <param name="edges">In order of time, lit and dark by turns.</param>
        public static IReadOnlyList<string> ReadAll(IEnumerable<LampEdge> edges)
        {
            var reader = new LampReader();
            var patterns = new List<string>();
            foreach (LampEdge edge in edges)
            {
                if (reader.Take(edge) is { } pattern)
                {
                    patterns.Add(pattern);
                }
            }

            return patterns;
        }

        /// <summary>Takes the next edge.</summary>
        /// <returns>The pattern that has ended before it; null for none.</returns>
        public string? Take(LampEdge edge)
        {
            double seconds = edge.Seconds - _since;
            _since = edge.Seconds;
            if (!edge.Lit)
            {
                Note(IsAbout(seconds, ShortSeconds) ? 'S' : IsAbout(seconds, LongSeconds) ? 'L' : '?');
                return null;
            }

            if (seconds < EndDarkSeconds)
            {
                if (seconds >= GroupDarkSeconds)
                {
                    Note(' ');
                }

                return null;
            }

            Match pattern = Pattern().Match(_lights.ToString());
            _lights.Clear();
            return pattern.Success ? pattern.Value.Replace(" ", "", System.StringComparison.Ordinal) : null;
        }

        [GeneratedRegex("(?<= |^)[LS]{4} [LS]{4} [LS]{4}$")]
        private static partial Regex Pattern();

        private static bool IsAbout(double seconds, double meant)
        {
            return seconds >= meant - OffSeconds && seconds <= meant + OffSeconds;
        }

        private void Note(char light)
        {
            _lights.Append(light);
            if (_lights.Length > MostRemembered)
            {
                _lights.Remove(0, 1);
            }
        }
    }
}
