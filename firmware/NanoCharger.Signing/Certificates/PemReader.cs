using NanoCharger.Text;

namespace NanoCharger.Signing.Certificates
{
    /// <summary>Takes the certificates out of a PEM text, one after the other. Trusts nothing of it, and reads each byte once.</summary>
    /// <remarks>Lines of any length, ended by line feed, carriage return or both; blanks at their ends and empty lines between blocks mean nothing. Anything else between blocks is refused.</remarks>
    public sealed class PemReader
    {
        private readonly byte[] _text;
        private readonly int _length;
        private int _at;
        private int _line;
        private int _lineEnd;
        private int _group;
        private int _digits;
        private int _padding;

        /// <summary>Stands before the first block.</summary>
        /// <param name="text">The text.</param>
        /// <param name="length">Its bytes.</param>
        /// <param name="mostBytes">Longest block that is taken, in bytes of DER. Allocates so many.</param>
        public PemReader(byte[] text, int length, int mostBytes)
        {
            _text = text;
            _length = length;
            Der = new byte[mostBytes];
        }

        /// <summary>The present block's bytes; the first <see cref="Count"/> of them count.</summary>
        public byte[] Der { get; }

        /// <summary>Bytes of the present block.</summary>
        public int Count { get; private set; }

        /// <summary>What is wrong with the text, for a human; null while nothing is.</summary>
        public string Wrong { get; private set; }

        /// <summary>Moves to the next certificate.</summary>
        /// <returns>False behind the last one, and where something is <see cref="Wrong"/>.</returns>
        public bool Next()
        {
            Count = 0;
            if (Wrong != null)
            {
                return false;
            }

            do
            {
                if (!NextLine())
                {
                    return false;
                }
            }
            while (_lineEnd == _line);

            return IsMark(Pem.Begin) ? ReadBlock()
                : Fail(StartsWith(Pem.Begin) ? "something else than certificates in it" : "not PEM: -----BEGIN CERTIFICATE----- is missing");
        }

        private bool ReadBlock()
        {
            _group = 0;
            _digits = 0;
            _padding = 0;
            while (NextLine())
            {
                if (StartsWith(Pem.End))
                {
                    bool whole = _digits % 4 == 0 && Count > 0;
                    return IsMark(Pem.End) ? whole || Fail("not PEM: a block is cut short") : Fail("not PEM: a block ends as another one");
                }

                if (!TakeLine())
                {
                    return false;
                }
            }

            return Fail("not PEM: -----END CERTIFICATE----- is missing");
        }

        private bool TakeLine()
        {
            for (int i = _line; i < _lineEnd; i++)
            {
                byte character = _text[i];
                int digit = Base64.Digit(character);
                bool pads = character == '=' && _digits % 4 >= 2;
                if ((digit < 0 && !pads) || (digit >= 0 && _padding > 0))
                {
                    return Fail("not PEM: a character that base64 has not");
                }

                _padding += pads ? 1 : 0;
                _group = (_group << 6) | (pads ? 0 : digit);
                if (++_digits % 4 == 0 && !TakeGroup())
                {
                    return false;
                }
            }

            return true;
        }

        // RFC 4648, 3.5: what the padding cuts off is zero, so that a text has one meaning and a meaning one text.
        private bool TakeGroup()
        {
            int bytes = 3 - _padding;
            if (bytes < 1 || (_group & ((1 << (8 * _padding)) - 1)) != 0)
            {
                return Fail("not PEM: its padding is wrong");
            }

            if (Count + bytes > Der.Length)
            {
                return Fail("a certificate is too long");
            }

            for (int i = 0; i < bytes; i++)
            {
                Der[Count++] = (byte)(_group >> (16 - (8 * i)));
            }

            _group = 0;
            return true;
        }

        private bool NextLine()
        {
            if (_at >= _length)
            {
                return false;
            }

            _line = _at;
            while (_at < _length && _text[_at] != '\n' && _text[_at] != '\r')
            {
                _at++;
            }

            _lineEnd = _at++;
            while (_lineEnd > _line && (_text[_lineEnd - 1] == ' ' || _text[_lineEnd - 1] == '\t'))
            {
                _lineEnd--;
            }

            return true;
        }

        private bool IsMark(string beginning)
        {
            int labelAt = _line + beginning.Length;
            int dashesAt = labelAt + Pem.Certificate.Length;
            return StartsWith(beginning) && _lineEnd == dashesAt + Pem.Dashes.Length
                && Ascii.Same(_text, labelAt, Pem.Certificate.Length, Pem.Certificate) && Ascii.Same(_text, dashesAt, Pem.Dashes.Length, Pem.Dashes);
        }

        private bool StartsWith(string beginning)
        {
            return _lineEnd - _line >= beginning.Length && Ascii.Same(_text, _line, beginning.Length, beginning);
        }

        private bool Fail(string what)
        {
            Wrong = what;
            return false;
        }
    }
}
