using System;

namespace NanoCharger.Text
{
    /// <summary>The modules of a QR code: the frame by which a reader finds its way, and the codewords in what it leaves free.</summary>
    /// <remarks>
    /// The mask is always the chequered one: the standard would have all eight tried for the least confusing picture, which costs more than the
    /// whole code does, and a reader takes any; the text of a key is as good as random, and so are its modules.
    /// </remarks>
    internal sealed class QrMatrix
    {
        private const int MaxSize = 17 + (4 * QrVersion.Most);

        // What a module is: one bit for its colour, one that says it belongs to the frame and not to the data.
        private const byte Dark = 1;
        private const byte Frame = 2;

        // Format information of level L with the chequered mask (annex C), and version information from 7 on (annex D), error correction included.
        private const int Format = 0x77C4;
        private static readonly int[] VersionInformation = { 0x07C94, 0x085BC, 0x09A99 };

        private readonly byte[] _modules = new byte[MaxSize * MaxSize];
        private int _version;
        private int _right;
        private int _bit;

        /// <summary>Modules of a side; 0 before <see cref="Begin"/>.</summary>
        internal int Size { get; private set; }

        /// <summary>Starts on an empty one.</summary>
        internal void Begin(int version)
        {
            _version = version;
            Size = QrVersion.Size(version);
            _bit = 0;
            _right = Size - 1;
            Array.Clear(_modules, 0, _modules.Length);
        }

        /// <summary>True when the module is dark; false outside.</summary>
        internal bool IsDark(int x, int y)
        {
            return x >= 0 && y >= 0 && x < Size && y < Size && (_modules[(y * Size) + x] & Dark) != 0;
        }

        /// <summary>Draws one of the three corners, with the light strip about it.</summary>
        internal void DrawCorner(bool right, bool bottom)
        {
            DrawSquares(right ? Size - 4 : 3, bottom ? Size - 4 : 3, 4);
        }

        /// <summary>Draws the alignment patterns (annex E): on a grid, but not where a corner's pattern is.</summary>
        internal void DrawAlignments()
        {
            if (_version < 2)
            {
                return;
            }

            int last = Size - 7;
            DrawSquares(last, last, 2);
            if (_version >= 7)
            {
                int middle = (Size - 1) / 2;
                DrawSquares(middle, 6, 2);
                DrawSquares(6, middle, 2);
                DrawSquares(middle, middle, 2);
                DrawSquares(last, middle, 2);
                DrawSquares(middle, last, 2);
            }
        }

        /// <summary>Draws the timing lines, and what tells a reader level, mask and version. They come behind the alignment patterns, which agree with them.</summary>
        internal void DrawLines()
        {
            for (int i = 8; i < Size - 8; i++)
            {
                Set(i, 6, (i & 1) == 0);
                Set(6, i, (i & 1) == 0);
            }

            for (int i = 0; i < 15; i++)
            {
                bool dark = ((Format >> i) & 1) != 0;
                int near = i < 6 ? i : i < 8 ? i + 1 : i == 8 ? 7 : 14 - i;
                Set(i < 8 ? 8 : near, i < 8 ? near : 8, dark);
                Set(i < 8 ? Size - 1 - i : 8, i < 8 ? 8 : Size - 15 + i, dark);
            }

            Set(8, Size - 8, true);
            for (int i = 0; _version >= 7 && i < 18; i++)
            {
                bool dark = ((VersionInformation[_version - 7] >> i) & 1) != 0;
                Set(Size - 11 + (i % 3), i / 3, dark);
                Set(i / 3, Size - 11 + (i % 3), dark);
            }
        }

        /// <summary>Places the codewords in one pair of columns (7.7.3): from the right, upwards and downwards by turns, the upright timing line left out.</summary>
        /// <returns>True when all columns are done.</returns>
        internal bool Place(byte[] codewords)
        {
            int size = Size;
            int end = QrVersion.Codewords(_version);
            byte[] modules = _modules;
            bool upwards = ((_right + 1) & 2) == 0;
            for (int i = 0; i < 2 * size; i++)
            {
                int x = _right - (i & 1);
                int y = upwards ? size - 1 - (i >> 1) : i >> 1;
                int at = (y * size) + x;
                if (modules[at] >= Frame)
                {
                    continue;
                }

                // What remains of the modules behind the last bit is 0 (and masked like all others).
                int value = _bit >> 3 < end ? (codewords[_bit >> 3] >> (7 - (_bit & 7))) & 1 : 0;
                _bit++;
                modules[at] = (byte)(value ^ (~(x + y) & 1));
            }

            _right -= _right == 8 ? 3 : 2;
            return _right <= 0;
        }

        // Squares in each other: with reach 4 a corner's pattern and the light strip about it, with reach 2 an alignment pattern.
        private void DrawSquares(int x, int y, int reach)
        {
            for (int down = -reach; down <= reach; down++)
            {
                for (int across = -reach; across <= reach; across++)
                {
                    int high = down < 0 ? -down : down;
                    int wide = across < 0 ? -across : across;
                    int distance = high > wide ? high : wide;
                    Set(x + across, y + down, reach == 4 ? distance != 2 && distance != 4 : distance != 1);
                }
            }
        }

        private void Set(int x, int y, bool dark)
        {
            if (x >= 0 && y >= 0 && x < Size && y < Size)
            {
                _modules[(y * Size) + x] = (byte)(dark ? Frame | Dark : Frame);
            }
        }
    }
}
