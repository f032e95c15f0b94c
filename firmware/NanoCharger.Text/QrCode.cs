using System;

namespace NanoCharger.Text
{
    /// <summary>A QR code (ISO/IEC 18004) of digits, capitals and <c>space $ % * + - . / :</c>, error correction level L, versions 1 to 9: 335 characters at most.</summary>
    /// <remarks>
    /// Computed in steps of 15 000 instructions at most. It holds 4 KiB, so it is made when it is asked for and dropped afterwards.
    /// The mask is always the chequered one: the standard would have all eight tried for the least confusing picture, which costs more than the
    /// whole code does, and a reader takes any; the text of a key is as good as random, and so are its modules.
    /// </remarks>
    public sealed class QrCode
    {
        private const int MaxVersion = 9;
        private const int MaxSize = 17 + (4 * MaxVersion);
        private const int MaxCodewords = 292;
        private const int MaxCorrection = 30;
        private const int CodewordsPerStep = 16;

        private const int Alphanumeric = 2;
        private const int ModeBits = 4;
        private const int LengthBits = 9;
        private const int Characters = 45;
        private const string Symbols = " $%*+-./:";

        // What a module is: one bit for its colour, one that says it belongs to the frame and not to the data.
        private const byte Dark = 1;
        private const byte Frame = 2;

        // Format information of level L with the chequered mask (annex C), and version information from 7 on (annex D), error correction included.
        private const int Format = 0x77C4;

        // Table 9, level L, by version: all codewords, those of one block's correction, blocks (all of one length up to version 9).
        private static readonly int[] Codewords = { 0, 26, 44, 70, 100, 134, 172, 196, 242, 292 };
        private static readonly int[] Corrections = { 0, 7, 10, 15, 20, 26, 18, 20, 24, 30 };
        private static readonly int[] Blocks = { 0, 1, 1, 1, 1, 1, 2, 2, 2, 2 };
        private static readonly int[] VersionInformation = { 0x07C94, 0x085BC, 0x09A99 };

        private readonly byte[] _data = new byte[MaxCodewords];
        private readonly byte[] _sent = new byte[MaxCodewords];
        private readonly byte[] _modules = new byte[MaxSize * MaxSize];
        private readonly byte[] _generator = new byte[MaxCorrection];
        private readonly byte[] _remainder = new byte[MaxCorrection];
        private readonly byte[] _powers = new byte[510];
        private readonly byte[] _logs = new byte[256];

        private int _version;
        private int _dataCount;
        private int _correction;
        private int _bits;
        private int _held;
        private int _dataLength;
        private int _done;
        private int _right;
        private int _bit;
        private int _stage;

        /// <summary>Modules of a side, 21..53, without the quiet zone; 0 before <see cref="TryBegin"/>.</summary>
        public int Size { get; private set; }

        /// <summary>Starts on a text.</summary>
        /// <returns>False, and nothing is started, when it is too long or has a character that does not belong to it.</returns>
        public bool TryBegin(byte[] text, int offset, int count)
        {
            _version = 1;
            while (_version <= MaxVersion && ModeBits + LengthBits + (11 * (count / 2)) + (6 * (count & 1)) > 8 * DataCodewords(_version))
            {
                _version++;
            }

            if (_version > MaxVersion)
            {
                return false;
            }

            _dataCount = DataCodewords(_version);
            _correction = Corrections[_version];
            Size = 17 + (4 * _version);
            _bits = 0;
            _held = 0;
            _dataLength = 0;
            _done = 0;
            _bit = 0;
            _right = Size - 1;
            _stage = 0;
            Array.Clear(_modules, 0, _modules.Length);
            Array.Clear(_remainder, 0, MaxCorrection);
            return Encode(text, offset, count);
        }

        /// <summary>Does a part of the work.</summary>
        /// <returns>True when the code is ready.</returns>
        public bool Step()
        {
            switch (_stage)
            {
                case 0:
                    MakeTables();
                    break;
                case 1:
                    MakeGenerator();
                    break;
                case 2:
                    DrawSquares(3, 3, 4);
                    break;
                case 3:
                    DrawSquares(Size - 4, 3, 4);
                    break;
                case 4:
                    DrawSquares(3, Size - 4, 4);
                    break;
                case 5:
                    DrawAlignments();
                    break;
                case 6:
                    DrawLines();
                    break;
                case 7:
                    Correct();
                    _stage -= _done < _dataCount ? 1 : 0;
                    break;
                case 8:
                    Place();
                    _stage -= _right > 0 ? 1 : 0;
                    break;
                default:
                    return true;
            }

            _stage++;
            return false;
        }

        /// <summary>True when the module is dark; false outside the code.</summary>
        public bool IsDark(int x, int y)
        {
            return x >= 0 && y >= 0 && x < Size && y < Size && (_modules[(y * Size) + x] & Dark) != 0;
        }

        private static int DataCodewords(int version)
        {
            return Codewords[version] - (Corrections[version] * Blocks[version]);
        }

        // 7.4.4: two characters in 11 bits, a last one alone in 6; then a terminator and two padding codewords by turns.
        private bool Encode(byte[] text, int offset, int count)
        {
            Append(Alphanumeric, ModeBits);
            Append(count, LengthBits);
            for (int i = 0; i < count; i += 2)
            {
                int first = Value(text[offset + i]);
                int second = i + 1 < count ? Value(text[offset + i + 1]) : 0;
                if (first < 0 || second < 0)
                {
                    return false;
                }

                if (i + 1 < count)
                {
                    Append((first * Characters) + second, 11);
                }
                else
                {
                    Append(first, 6);
                }
            }

            // The terminator is four zeros, or as many as there is room for.
            int room = (8 * (_dataCount - _dataLength)) - _held;
            Append(0, room < 4 ? room : 4);
            Append(0, (8 - _held) & 7);
            for (bool even = true; _dataLength < _dataCount; even = !even)
            {
                Append(even ? 0xEC : 0x11, 8);
            }

            return true;
        }

        private void Append(int value, int bits)
        {
            _bits = (_bits << bits) | value;
            _held += bits;
            while (_held >= 8)
            {
                _held -= 8;
                _data[_dataLength++] = (byte)(_bits >> _held);
            }
        }

        private static int Value(byte character)
        {
            if (character >= '0' && character <= '9')
            {
                return character - '0';
            }

            if (character >= 'A' && character <= 'Z')
            {
                return character - 'A' + 10;
            }

            int symbol = Symbols.IndexOf((char)character);
            return symbol < 0 ? -1 : symbol + 36;
        }

        // The field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1.
        private void MakeTables()
        {
            int power = 1;
            for (int i = 0; i < 255; i++)
            {
                _powers[i] = (byte)power;
                _powers[i + 255] = (byte)power;
                _logs[power] = (byte)i;
                power <<= 1;
                power ^= (power >> 8) * 0x11D;
            }
        }

        // (x - 1)(x - a)(x - a^2)..., its factors as logarithms; none of them is 0.
        private void MakeGenerator()
        {
            byte[] factors = _generator;
            Array.Clear(factors, 0, MaxCorrection);
            factors[_correction - 1] = 1;
            for (int root = 0; root < _correction; root++)
            {
                // Those before are still 0.
                for (int i = root + 2 > _correction ? 0 : _correction - 2 - root; i < _correction; i++)
                {
                    int next = i + 1 < _correction ? factors[i + 1] : 0;
                    factors[i] = (byte)((factors[i] == 0 ? 0 : _powers[_logs[factors[i]] + root]) ^ next);
                }
            }

            for (int i = 0; i < _correction; i++)
            {
                factors[i] = _logs[factors[i]];
            }
        }

        // 7.5 and 7.6: the remainder of each block by the generator; the blocks' codewords are sent by turns, first all data, then all corrections.
        private void Correct()
        {
            int blocks = Blocks[_version];
            int blockLength = _dataCount / blocks;
            byte[] remainder = _remainder;
            int last = _correction - 1;
            for (int end = _done + CodewordsPerStep < _dataCount ? _done + CodewordsPerStep : _dataCount; _done < end; _done++)
            {
                int block = _done / blockLength;
                int place = _done % blockLength;
                _sent[(place * blocks) + block] = _data[_done];
                int factor = _data[_done] ^ remainder[0];
                Array.Copy(remainder, 1, remainder, 0, last);
                remainder[last] = 0;
                if (factor != 0)
                {
                    Subtract(_logs[factor]);
                }

                if (place == blockLength - 1)
                {
                    for (int i = 0; i < _correction; i++)
                    {
                        _sent[_dataCount + (i * blocks) + block] = remainder[i];
                        remainder[i] = 0;
                    }
                }
            }
        }

        private void Subtract(int log)
        {
            byte[] remainder = _remainder;
            byte[] generator = _generator;
            byte[] powers = _powers;
            for (int i = _correction - 1; i >= 0; i--)
            {
                remainder[i] ^= powers[generator[i] + log];
            }
        }

        // Annex E: on a grid, but not where a corner's pattern is.
        private void DrawAlignments()
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

        // The timing lines, and what tells a reader level, mask and version. The timing lines come behind the alignment patterns, which agree with them.
        private void DrawLines()
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

        // 7.7.3: columns in pairs from the right, upwards and downwards by turns, the upright timing line left out.
        private void Place()
        {
            int size = Size;
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
                int value = _bit >> 3 < Codewords[_version] ? (_sent[_bit >> 3] >> (7 - (_bit & 7))) & 1 : 0;
                _bit++;
                modules[at] = (byte)(value ^ (~(x + y) & 1));
            }

            _right -= _right == 8 ? 3 : 2;
        }
    }
}
