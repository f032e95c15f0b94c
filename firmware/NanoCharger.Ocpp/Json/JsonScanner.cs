using NanoCharger.Text;

namespace NanoCharger.Ocpp.Json
{
    /// <summary>The letters of JSON below its structure: white space, texts and their escapes, numbers, words.</summary>
    /// <remarks>What is malformed is answered with its fault; <see cref="Position"/> stays at the byte that was wrong.</remarks>
    internal sealed class JsonScanner
    {
        private int _end;

        /// <summary>The bytes that are read.</summary>
        internal byte[] Source { get; private set; }

        /// <summary>Offset of the next byte to read.</summary>
        internal int Position { get; private set; }

        /// <summary>Offset of what was scanned last; for texts the first byte behind the quote.</summary>
        internal int TokenOffset { get; private set; }

        /// <summary>Its bytes, as written.</summary>
        internal int TokenLength { get; private set; }

        /// <summary>True when nothing is left.</summary>
        internal bool AtEnd
        {
            get { return Position == _end; }
        }

        /// <summary>The next byte; there must be one.</summary>
        internal byte Next
        {
            get { return Source[Position]; }
        }

        /// <summary>Starts on a text.</summary>
        internal void Start(byte[] source, int offset, int length)
        {
            Source = source;
            _end = offset + length;
            Position = offset;
            TokenOffset = offset;
            TokenLength = 0;
        }

        /// <summary>Passes over white space.</summary>
        internal void SkipSpace()
        {
            while (Position < _end && IsSpace(Source[Position]))
            {
                Position++;
            }
        }

        /// <summary>Passes over a comma or colon.</summary>
        internal void SkipMark()
        {
            Position++;
        }

        /// <summary>Takes a bracket.</summary>
        internal void Bracket()
        {
            TokenOffset = Position++;
            TokenLength = 1;
        }

        /// <summary>Takes a text, from its first quote to its last (RFC 8259, 7).</summary>
        internal JsonFault Text()
        {
            int start = ++Position;
            while (Position < _end && Source[Position] != '"')
            {
                byte value = Source[Position];
                if (value < ' ' || (value == '\\' && !Escape()))
                {
                    return Position >= _end ? JsonFault.Truncated : JsonFault.BadText;
                }

                Position++;
            }

            if (Position >= _end)
            {
                Position = _end;
                return JsonFault.Truncated;
            }

            TokenOffset = start;
            TokenLength = Position - start;
            Position++;
            return JsonFault.None;
        }

        /// <summary>Takes a number (RFC 8259, 6).</summary>
        internal JsonFault Number()
        {
            int start = Position;
            Position += Source[Position] == '-' ? 1 : 0;
            bool sound = Position < _end && Source[Position] == '0' ? ++Position > start : Digits();
            if (sound && Position < _end && Source[Position] == '.')
            {
                Position++;
                sound = Digits();
            }

            if (sound && Position < _end && (Source[Position] == 'e' || Source[Position] == 'E'))
            {
                Position++;
                Position += Position < _end && (Source[Position] == '+' || Source[Position] == '-') ? 1 : 0;
                sound = Digits();
            }

            if (!sound)
            {
                return JsonFault.BadNumber;
            }

            TokenOffset = start;
            TokenLength = Position - start;
            return JsonFault.None;
        }

        /// <summary>Takes true, false or null.</summary>
        internal JsonFault Word(string word)
        {
            if (Position + word.Length > _end || !Ascii.Same(Source, Position, word.Length, word))
            {
                return JsonFault.Unexpected;
            }

            TokenOffset = Position;
            TokenLength = word.Length;
            Position += word.Length;
            return JsonFault.None;
        }

        /// <summary>True when a number may begin with this.</summary>
        internal static bool BeginsNumber(byte value)
        {
            return value == '-' || IsDigit(value);
        }

        /// <summary>From the backslash to the last byte of its escape.</summary>
        private bool Escape()
        {
            if (++Position >= _end)
            {
                return false;
            }

            byte kind = Source[Position];
            if (kind != 'u')
            {
                return kind == '"' || kind == '\\' || kind == '/' || kind == 'b' || kind == 'f' || kind == 'n' || kind == 'r' || kind == 't';
            }

            for (int i = 0; i < 4; i++)
            {
                if (++Position >= _end || !IsHex(Source[Position]))
                {
                    return false;
                }
            }

            return true;
        }

        private bool Digits()
        {
            int start = Position;
            while (Position < _end && IsDigit(Source[Position]))
            {
                Position++;
            }

            return Position > start;
        }

        private static bool IsSpace(byte value)
        {
            return value == ' ' || value == '\t' || value == '\r' || value == '\n';
        }

        private static bool IsDigit(byte value)
        {
            return value >= '0' && value <= '9';
        }

        private static bool IsHex(byte value)
        {
            return IsDigit(value) || (value >= 'a' && value <= 'f') || (value >= 'A' && value <= 'F');
        }
    }
}
