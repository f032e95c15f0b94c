using System.Collections.Generic;

namespace NanoCharger.Board
{
    /// <summary>A part on a sheet, or one section of it.</summary>
    /// <param name="Kind">Which symbol it has: R, C, D, box and so on.</param>
    /// <param name="Reference">Its reference, with a letter for one section of several: U4A.</param>
    /// <param name="Value">Value and tolerance, or the type, as the bill of materials has it.</param>
    /// <param name="At">Its first pin, or a box's upper left corner.</param>
    public sealed record Part(string Kind, string Reference, string Value, Place At)
    {
        /// <summary>Its pins.</summary>
        public required IReadOnlyList<Pin> Pins { get; init; }

        /// <summary>Where it goes from its place.</summary>
        public Direction Direction { get; init; }

        /// <summary>A box's width, in steps.</summary>
        public int Width { get; init; }

        /// <summary>A box's height, in steps.</summary>
        public int Height { get; init; }

        /// <summary>What stands in a box.</summary>
        public string Inside { get; init; } = "";

        /// <summary>An amplifier whose inverting input is the upper one.</summary>
        public bool Flipped { get; init; }

        /// <summary>The reference of the whole part: U4 of U4A.</summary>
        public string Whole
        {
            get { return char.IsLetter(Reference[^1]) ? Reference[..^1] : Reference; }
        }
    }
}
