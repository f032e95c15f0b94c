using System.Collections.Generic;

namespace NanoCharger.Board
{
    /// <summary>One sheet of the schematic.</summary>
    public sealed class Sheet
    {
        /// <summary>What it shows.</summary>
        public required string Title { get; init; }

        /// <summary>Its width in steps.</summary>
        public required int Width { get; init; }

        /// <summary>Its height in steps.</summary>
        public required int Height { get; init; }

        /// <summary>Its parts, in the order of the file.</summary>
        public List<Part> Parts { get; } = new List<Part>();

        /// <summary>Its wires: corners, in order.</summary>
        public List<IReadOnlyList<Place>> Wires { get; } = new List<IReadOnlyList<Place>>();

        /// <summary>Its names of nets.</summary>
        public List<Flag> Flags { get; } = new List<Flag>();

        /// <summary>Pins that are meant to have no wire.</summary>
        public List<Place> Unconnected { get; } = new List<Place>();

        /// <summary>Its texts and frames.</summary>
        public List<Note> Notes { get; } = new List<Note>();
    }
}
