using System.Collections.Generic;

namespace NanoCharger.Board
{
    /// <summary>How parts with two pins are drawn: strokes along a line of four steps, from the first pin to the right.</summary>
    public static class Symbols
    {
        /// <summary>Distance of the two pins, in steps.</summary>
        public const int Length = 4;

        // In pixels, ten a step, the first pin at 0,0. M and L are svg's; f fills.
        private static readonly Dictionary<string, string> Strokes = new Dictionary<string, string>
        {
            ["R"] = "M0,0 L8,0 M8,-5 L32,-5 L32,5 L8,5 Z M32,0 L40,0",
            ["C"] = "M0,0 L17,0 M17,-9 L17,9 M23,-9 L23,9 M23,0 L40,0",
            ["CP"] = "M0,0 L17,0 M17,-9 L17,9 M23,-9 L23,9 M23,0 L40,0 M8,-8 L14,-8 M11,-11 L11,-5",
            ["L"] = "M0,0 L8,0 A4,4 0 0 1 16,0 A4,4 0 0 1 24,0 A4,4 0 0 1 32,0 L40,0",
            ["D"] = "M0,0 L13,0 M13,-7 L13,7 L27,0 Z M27,-7 L27,7 M27,0 L40,0",
            ["Z"] = "M0,0 L13,0 M13,-7 L13,7 L27,0 Z M23,-9 L27,-7 L27,7 L31,9 M27,0 L40,0",
            ["LED"] = "M0,0 L13,0 M13,-7 L13,7 L27,0 Z M27,-7 L27,7 M27,0 L40,0 M18,-9 L23,-15 M19,-15 L23,-15 L23,-11 M24,-8 L29,-14 M25,-14 L29,-14 L29,-10",
            ["TVS"] = "M0,0 L6,0 M6,-6 L6,6 L20,0 L34,6 L34,-6 L20,0 Z M17,-9 L20,-6 L20,6 L23,9 M34,0 L40,0",
            ["MOV"] = "M0,0 L8,0 M8,-5 L32,-5 L32,5 L8,5 Z M32,0 L40,0 M6,10 L11,10 L29,-10",
            ["NTC"] = "M0,0 L8,0 M8,-5 L32,-5 L32,5 L8,5 Z M32,0 L40,0 M6,10 L11,10 L29,-10",
            ["F"] = "M0,0 L40,0 M8,-4 L32,-4 L32,4 L8,4 Z",
            ["K"] = "M0,0 L8,0 M8,-9 L32,-9 L32,9 L8,9 Z M32,0 L40,0 M14,9 L26,-9",
            ["SW"] = "M0,0 L10,0 L31,-9 M30,0 L40,0",
            ["NC"] = "M0,0 L10,0 L32,-6 M30,-8 L30,0 L40,0",
        };

        /// <summary>It is the kind of a part with two pins.</summary>
        public static bool IsKnown(string kind)
        {
            return Strokes.ContainsKey(kind);
        }

        /// <summary>The path of a kind, as svg has it.</summary>
        public static string PathOf(string kind)
        {
            return Strokes[kind];
        }

        /// <summary>What the two pins of a kind are called.</summary>
        public static (string First, string Second) PinsOf(string kind)
        {
            return kind is "D" or "Z" or "LED" ? ("A", "K") : kind is "CP" ? ("+", "-") : ("1", "2");
        }
    }
}
