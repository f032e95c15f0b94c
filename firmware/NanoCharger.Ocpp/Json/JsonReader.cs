using NanoCharger.Text;

namespace NanoCharger.Ocpp.Json
{
    /// <summary>Reads JSON (RFC 8259) from bytes, forward only, token by token. Checks all of the grammar and allocates nothing.</summary>
    /// <remarks>
    /// Malformed input is no exception: <see cref="Read"/> answers <see cref="JsonToken.Fault"/>, with reason and position.
    /// The work is linear in the length. Here is the structure; <see cref="JsonScanner"/> knows the letters.
    /// </remarks>
    public sealed class JsonReader
    {
        /// <summary>Deepest nesting that is read.</summary>
        public const int MaxDepth = 16;

        private readonly JsonScanner _scanner = new JsonScanner();
        private readonly bool[] _inObject = new bool[MaxDepth + 1];
        private int _depth;
        private bool _afterValue;
        private bool _afterName;

        /// <summary>What the reader stands on.</summary>
        public JsonToken Token { get; private set; }

        /// <summary>Why reading stopped.</summary>
        public JsonFault Fault { get; private set; }

        /// <summary>Offset of the next byte to read; after a fault, of the byte that was wrong.</summary>
        public int Position
        {
            get { return _scanner.Position; }
        }

        /// <summary>Offset of the present token; for texts and names the first byte behind the quote.</summary>
        public int TokenOffset
        {
            get { return _scanner.TokenOffset; }
        }

        /// <summary>Bytes of the present text, name or number, as written (escapes not resolved).</summary>
        public int TokenLength
        {
            get { return _scanner.TokenLength; }
        }

        /// <summary>Starts on a text.</summary>
        public void Start(byte[] source, int offset, int length)
        {
            _scanner.Start(source, offset, length);
            _depth = 0;
            _afterValue = false;
            _afterName = false;
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

            _scanner.SkipSpace();
            if (_depth == 0 && _afterValue)
            {
                return _scanner.AtEnd ? Token = JsonToken.End : Fail(JsonFault.Trailing);
            }

            if (_scanner.AtEnd)
            {
                return Fail(JsonFault.Truncated);
            }

            byte next = _scanner.Next;
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

                _scanner.SkipMark();
                _afterValue = false;
                _scanner.SkipSpace();
                if (_scanner.AtEnd)
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
            return Ascii.Same(_scanner.Source, TokenOffset, TokenLength, text);
        }

        /// <summary>The present number, when it is whole and has at most 18 digits.</summary>
        public bool TryNumber(out long value)
        {
            value = 0;
            return Token == JsonToken.Number && Ascii.TryNumber(_scanner.Source, TokenOffset, TokenLength, out value);
        }

        /// <summary>The present text with its escapes undone, when it is printable ASCII and fits.</summary>
        /// <param name="into">Cleared first; of no meaning when the answer is false.</param>
        internal bool TryText(AsciiWriter into)
        {
            return JsonEscapes.TryUndo(_scanner.Source, TokenOffset, TokenLength, into, false);
        }

        /// <summary>As <see cref="TryText"/>, where line ends and tabs may be in it.</summary>
        internal bool TryLines(AsciiWriter into)
        {
            return JsonEscapes.TryUndo(_scanner.Source, TokenOffset, TokenLength, into, true);
        }

        private JsonToken ReadName()
        {
            if (_scanner.Next != '"')
            {
                return Fail(JsonFault.Unexpected);
            }

            JsonFault fault = _scanner.Text();
            if (fault != JsonFault.None)
            {
                return Fail(fault);
            }

            _scanner.SkipSpace();
            if (_scanner.AtEnd)
            {
                return Fail(JsonFault.Truncated);
            }

            if (_scanner.Next != ':')
            {
                return Fail(JsonFault.Unexpected);
            }

            _scanner.SkipMark();
            _afterName = true;
            return Token = JsonToken.Name;
        }

        private JsonToken ReadValue()
        {
            byte first = _scanner.Next;
            _afterName = false;
            switch (first)
            {
                case (byte)'{':
                case (byte)'[':
                    return OpenBracket(first == '{');
                case (byte)'"':
                    return Value(_scanner.Text(), JsonToken.Text);
                case (byte)'t':
                    return Value(_scanner.Word("true"), JsonToken.True);
                case (byte)'f':
                    return Value(_scanner.Word("false"), JsonToken.False);
                case (byte)'n':
                    return Value(_scanner.Word("null"), JsonToken.Null);
                default:
                    return JsonScanner.BeginsNumber(first) ? Value(_scanner.Number(), JsonToken.Number) : Fail(JsonFault.Unexpected);
            }
        }

        private JsonToken OpenBracket(bool isObject)
        {
            if (_depth == MaxDepth)
            {
                return Fail(JsonFault.TooDeep);
            }

            _scanner.Bracket();
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

            _scanner.Bracket();
            _depth--;
            return Value(JsonFault.None, bracket == '}' ? JsonToken.ObjectEnd : JsonToken.ArrayEnd);
        }

        private JsonToken Value(JsonFault fault, JsonToken token)
        {
            if (fault != JsonFault.None)
            {
                return Fail(fault);
            }

            _afterValue = true;
            return Token = token;
        }

        private JsonToken Fail(JsonFault fault)
        {
            Fault = fault;
            return Token = JsonToken.Fault;
        }
    }
}
