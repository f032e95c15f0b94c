using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>A received OCPP-J frame: what it is, its id, and where its payload lies. Parsing allocates nothing.</summary>
    public sealed class OcppFrame
    {
        /// <summary>Longest message id (OCPP 2.0.1, part 4, 4.1.4).</summary>
        internal const int MaxIdLength = 36;

        private readonly JsonReader _reader = new JsonReader();
        private int _idOffset;
        private int _idLength;
        private int _wordOffset;
        private int _wordLength;
        private int _textOffset;
        private int _textLength;

        /// <summary>The bytes that it lies in.</summary>
        internal byte[] Source { get; private set; }

        /// <summary>First byte of the payload object in <see cref="Source"/>.</summary>
        internal int PayloadOffset { get; private set; }

        /// <summary>Bytes of the payload object.</summary>
        internal int PayloadLength { get; private set; }

        /// <summary>Takes a frame apart. The buffer must stay as it is for as long as the frame is used.</summary>
        /// <returns>What kind it is.</returns>
        public FrameKind Parse(byte[] source, int length)
        {
            Source = source;
            _reader.Start(source, 0, length);
            return TryParse(out FrameKind kind) ? kind : FrameKind.Malformed;
        }

        /// <summary>True when the id is exactly this text.</summary>
        internal bool HasId(AsciiWriter id)
        {
            if (_idLength != id.Length)
            {
                return false;
            }

            for (int i = 0; i < _idLength; i++)
            {
                if (Source[_idOffset + i] != id.Buffer[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Writes the id as it stands in the frame: in its JSON form, without the quotes.</summary>
        internal void CopyId(AsciiWriter target)
        {
            target.Put(Source, _idOffset, _idLength);
        }

        /// <summary>True when a call's action, or a call error's code, is exactly this.</summary>
        internal bool HasWord(string word)
        {
            return Ascii.Same(Source, _wordOffset, _wordLength, word);
        }

        /// <summary>Writes a call error's code and description in a form that fits a page and a JSON text, wherever it is cut: '?' for characters outside ASCII, no backslash, apostrophes for quotes.</summary>
        internal void PutReason(AsciiWriter target)
        {
            PutText(target, _wordOffset, _wordLength);
            if (_textLength > 0)
            {
                target.Put(": ");
                PutText(target, _textOffset, _textLength);
            }
        }

        private void PutText(AsciiWriter target, int offset, int length)
        {
            for (int i = 0; i < length && target.Room > 0; i++)
            {
                char letter = (char)Source[offset + i];
                if (letter != '\\')
                {
                    target.Put(letter == '"' ? '\'' : letter);
                }
            }
        }

        private bool TryParse(out FrameKind kind)
        {
            kind = FrameKind.Malformed;
            if (_reader.Read() != JsonToken.ArrayStart || _reader.Read() != JsonToken.Number
                || !_reader.TryNumber(out long type) || type < (int)FrameKind.Call || type > (int)FrameKind.CallError
                || _reader.Read() != JsonToken.Text || _reader.TokenLength < 1 || _reader.TokenLength > MaxIdLength
                || Utf8.FindWrong(Source, _reader.TokenOffset, _reader.TokenLength) >= 0)
            {
                return false;
            }

            kind = (FrameKind)(int)type;
            _idOffset = _reader.TokenOffset;
            _idLength = _reader.TokenLength;
            _wordLength = 0;
            return (kind == FrameKind.CallResult || TryWord())
                && (kind != FrameKind.CallError || TryText())
                && TryPayload()
                && _reader.Read() == JsonToken.ArrayEnd
                && _reader.Read() == JsonToken.End;
        }

        private bool TryWord()
        {
            if (_reader.Read() != JsonToken.Text)
            {
                return false;
            }

            _wordOffset = _reader.TokenOffset;
            _wordLength = _reader.TokenLength;
            return true;
        }

        private bool TryText()
        {
            if (_reader.Read() != JsonToken.Text)
            {
                return false;
            }

            _textOffset = _reader.TokenOffset;
            _textLength = _reader.TokenLength;
            return true;
        }

        private bool TryPayload()
        {
            if (_reader.Read() != JsonToken.ObjectStart)
            {
                return false;
            }

            PayloadOffset = _reader.TokenOffset;
            bool sound = _reader.Skip();
            PayloadLength = _reader.Position - PayloadOffset;
            return sound;
        }
    }
}
