namespace NanoCharger.Text
{
    /// <summary>A text as the data codewords of a QR code, in alphanumeric mode (ISO/IEC 18004, 7.4.4).</summary>
    internal sealed class QrText
    {
        private const int Alphanumeric = 2;
        private const int ModeBits = 4;
        private const int LengthBits = 9;
        private const int PairBits = 11;
        private const int SingleBits = 6;
        private const int Characters = 45;
        private const string Symbols = " $%*+-./:";

        private readonly byte[] _data = new byte[QrVersion.MostCodewords];
        private int _length;
        private int _bits;
        private int _held;

        /// <summary>The codewords, as many as the version has for data.</summary>
        internal byte[] Codewords
        {
            get { return _data; }
        }

        /// <summary>The least version that holds so many characters; one above <see cref="QrVersion.Most"/> when none does.</summary>
        internal static int LeastVersion(int count)
        {
            int bits = ModeBits + LengthBits + (PairBits * (count / 2)) + (SingleBits * (count & 1));
            int version = 1;
            while (version <= QrVersion.Most && bits > 8 * QrVersion.DataCodewords(version))
            {
                version++;
            }

            return version;
        }

        /// <summary>Encodes a text that fits.</summary>
        /// <returns>False when it has a character that does not belong to the mode.</returns>
        internal bool TryEncode(byte[] text, int offset, int count, int version)
        {
            _length = 0;
            _bits = 0;
            _held = 0;
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
                    Append((first * Characters) + second, PairBits);
                }
                else
                {
                    Append(first, SingleBits);
                }
            }

            Fill(QrVersion.DataCodewords(version));
            return true;
        }

        // The terminator is four zeros, or as many as there is room for; then two padding codewords by turns.
        private void Fill(int codewords)
        {
            int room = (8 * (codewords - _length)) - _held;
            Append(0, room < 4 ? room : 4);
            Append(0, (8 - _held) & 7);
            for (bool even = true; _length < codewords; even = !even)
            {
                Append(even ? 0xEC : 0x11, 8);
            }
        }

        private void Append(int value, int bits)
        {
            _bits = (_bits << bits) | value;
            _held += bits;
            while (_held >= 8)
            {
                _held -= 8;
                _data[_length++] = (byte)(_bits >> _held);
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
    }
}
