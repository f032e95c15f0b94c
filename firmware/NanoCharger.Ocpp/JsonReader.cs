using NanoCharger.Core.Protection;
using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>Reads JSON (RFC 8259) from bytes, forward only, token by token. Checks all of the grammar and allocates nothing.</summary>
    /// <remarks>
    /// Malformed input is no exception: <see cref="Read"/> answers <see cref="JsonToken.Fault"/>, with reason and position.
    /// The work is linear in the length.
    /// </remarks>
    public sealed class JsonReader
    {
        /// <summary>Deepest nesting that is read.</summary>
        public const int MaxDepth = 16;

        private readonly bool[] _inObject = new bool[MaxDepth + 1];
        private byte[] _source;
        private int _end;
        private int _depth;
        private bool _afterValue;
        private bool _afterName;

        /// <summary>What the reader stands on.</summary>
        public JsonToken Token { get; private set; }

        /// <summary>Why reading stopped.</summary>
        public JsonFault Fault { get; private set; }

        /// <summary>Offset of the next byte to read; after a fault, of the byte that was wrong.</summary>
        public int Position { get; private set; }

        /// <summary>Offset of the present token; for texts and names the first byte behind the quote.</summary>
        public int TokenOffset { get; private set; }

        /// <summary>Bytes of the present text, name or number, as written (escapes not resolved).</summary>
        public int TokenLength { get; private set; }

        /// <summary>Starts on a text.</summary>
        public void Start(byte[] source, int offset, int length)
        {
            _source = source;
            _end = offset + length;
            _depth = 0;
            _afterValue = false;
            _afterName = false;
            Position = offset;
            TokenOffset = offset;
            TokenLength = 0;
            Token = JsonToken.None;
            Fault = JsonFault.None;
        }

        /// <summary>Moves to the next token.</summary>
        public JsonToken Read()
        {
            if (Token == JsonToken.Fault || Token == JsonToken.End)
            {
                return Token;
            }

            SkipSpace();
            if (_depth == 0 && _afterValue)
            {
                return Position == _end ? Token = JsonToken.End : Fail(JsonFault.Trailing);
            }

            if (Position == _end)
            {
                return Fail(JsonFault.Truncated);
            }

            byte next = _source[Position];
            if (next == '}' || next == ']')
            {
                return CloseBracket(next);
            }

            if (_afterValue)
            {
                if (next != ',')
                {
                    return Fail(JsonFault.Unexpected);
                }

                Position++;
                _afterValue = false;
                SkipSpace();
                if (Position == _end)
                {
                    return Fail(JsonFault.Truncated);
                }
            }

            return _inObject[_depth] && _depth > 0 && !_afterName ? ReadName() : ReadValue();
        }

        /// <summary>Reads to the end of the value that the reader stands on (or whose name it stands on).</summary>
        /// <returns>False on a fault.</returns>
        public bool Skip()
        {
            if (Token == JsonToken.Name)
            {
                Read();
            }

            if (Token == JsonToken.ObjectStart || Token == JsonToken.ArrayStart)
            {
                int outside = _depth - 1;
                while (_depth > outside && Read() != JsonToken.Fault)
                {
                }
            }

            return Token != JsonToken.Fault;
        }

        /// <summary>True when the present text or name is exactly this (which must need no escape).</summary>
        public bool Is(string text)
        {
            return Ascii.Same(_source, TokenOffset, TokenLength, text);
        }

        /// <summary>The present number, when it is whole and has at most 18 digits.</summary>
        public bool TryNumber(out long value)
        {
            value = 0;
            return Token == JsonToken.Number && Ascii.TryNumber(_source, TokenOffset, TokenLength, out value);
        }

        private JsonToken ReadName()
        {
            if (_source[Position] != '"')
            {
                return Fail(JsonFault.Unexpected);
            }

            if (!ScanText())
            {
                return Token;
            }

            SkipSpace();
            if (Position == _end)
            {
                return Fail(JsonFault.Truncated);
            }

            if (_source[Position] != ':')
            {
                return Fail(JsonFault.Unexpected);
            }

            Position++;
            _afterName = true;
            return Token = JsonToken.Name;
        }

        private JsonToken ReadValue()
        {
            byte first = _source[Position];
            _afterName = false;
            switch (first)
            {
                case (byte)'{':
                case (byte)'[':
                    return OpenBracket(first == '{');
                case (byte)'"':
                    return ScanText() ? Value(JsonToken.Text) : Token;
                case (byte)'t':
                    return Word("true", JsonToken.True);
                case (byte)'f':
                    return Word("false", JsonToken.False);
                case (byte)'n':
                    return Word("null", JsonToken.Null);
                default:
                    return first == '-' || IsDigit(first) ? ScanNumber() : Fail(JsonFault.Unexpected);
            }
        }

        private JsonToken OpenBracket(bool isObject)
        {
            if (_depth == MaxDepth)
            {
                return Fail(JsonFault.TooDeep);
            }

            TokenOffset = Position++;
            TokenLength = 1;
            _inObject[++_depth] = isObject;
            return Token = isObject ? JsonToken.ObjectStart : JsonToken.ArrayStart;
        }

        private JsonToken CloseBracket(byte bracket)
        {
            // Right only behind a value or directly behind its opening, and of the same kind.
            bool empty = Token == JsonToken.ObjectStart || Token == JsonToken.ArrayStart;
            if (_depth == 0 || _inObject[_depth] != (bracket == '}') || !(_afterValue || empty))
            {
                return Fail(JsonFault.Unexpected);
            }

            TokenOffset = Position++;
            TokenLength = 1;
            _depth--;
            return Value(bracket == '}' ? JsonToken.ObjectEnd : JsonToken.ArrayEnd);
        }

        private JsonToken Value(JsonToken token)
        {
            _afterValue = true;
            return Token = token;
        }

        private bool ScanText()
        {
            int start = ++Position;
            while (Position < _end && _source[Position] != '"')
            {
                byte value = _source[Position];
                if (value < ' ' || (value == '\\' && !ScanEscape()))
                {
                    Fail(Position >= _end ? JsonFault.Truncated : JsonFault.BadText);
                    return false;
                }

                Position++;
            }

            if (Position >= _end)
            {
                Position = _end;
                Fail(JsonFault.Truncated);
                return false;
            }

            TokenOffset = start;
            TokenLength = Position - start;
            Position++;
            return true;
        }

        /// <summary>From the backslash to the last byte of its escape.</summary>
        private bool ScanEscape()
        {
            if (++Position >= _end)
            {
                return false;
            }

            byte kind = _source[Position];
            if (kind != 'u')
            {
                return kind == '"' || kind == '\\' || kind == '/' || kind == 'b' || kind == 'f' || kind == 'n' || kind == 'r' || kind == 't';
            }

            for (int i = 0; i < 4; i++)
            {
                if (++Position >= _end || !IsHex(_source[Position]))
                {
                    return false;
                }
            }

            return true;
        }

        private JsonToken ScanNumber()
        {
            int start = Position;
            Position += _source[Position] == '-' ? 1 : 0;
            bool sound = Position < _end && _source[Position] == '0' ? ++Position > start : ScanDigits();
            if (sound && Position < _end && _source[Position] == '.')
            {
                Position++;
                sound = ScanDigits();
            }

            if (sound && Position < _end && (_source[Position] == 'e' || _source[Position] == 'E'))
            {
                Position++;
                Position += Position < _end && (_source[Position] == '+' || _source[Position] == '-') ? 1 : 0;
                sound = ScanDigits();
            }

            if (!sound)
            {
                return Fail(JsonFault.BadNumber);
            }

            TokenOffset = start;
            TokenLength = Position - start;
            return Value(JsonToken.Number);
        }

        private bool ScanDigits()
        {
            int start = Position;
            while (Position < _end && IsDigit(_source[Position]))
            {
                Position++;
            }

            return Position > start;
        }

        private JsonToken Word(string word, JsonToken token)
        {
            if (Position + word.Length > _end || !Ascii.Same(_source, Position, word.Length, word))
            {
                return Fail(JsonFault.Unexpected);
            }

            TokenOffset = Position;
            TokenLength = word.Length;
            Position += word.Length;
            return Value(token);
        }

        private void SkipSpace()
        {
            while (Position < _end && IsSpace(_source[Position]))
            {
                Position++;
            }
        }

        private JsonToken Fail(JsonFault fault)
        {
            Fault = fault;
            return Token = JsonToken.Fault;
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
