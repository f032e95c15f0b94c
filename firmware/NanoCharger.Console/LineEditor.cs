using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>Collects a typed line byte by byte and writes the echo. Knows nothing of commands.</summary>
    internal sealed class LineEditor
    {
        /// <summary>Longest line: the longest command (set wifi.passphrase with 63 characters) and some room.</summary>
        internal const int MaxLength = 100;

        private const byte Interrupt = 3;
        private const byte Backspace = 8;
        private const byte LineFeed = 10;
        private const byte CarriageReturn = 13;
        private const byte Delete = 127;

        private readonly byte[] _line = new byte[MaxLength];
        private int _length;
        private byte _last;

        /// <summary>True when the line just completed was longer than <see cref="MaxLength"/>; its rest is lost.</summary>
        internal bool TooLong { get; private set; }

        /// <summary>The line just completed, without blanks around it.</summary>
        internal string Line
        {
            get { return Ascii.Text(_line, 0, _length).Trim(); }
        }

        /// <summary>Begins a new line.</summary>
        internal void Clear()
        {
            _length = 0;
            TooLong = false;
        }

        /// <summary>Takes a byte. Carriage return, line feed or both end a line; backspace and delete take back; Ctrl-C drops the line.</summary>
        /// <returns>True when the line is complete.</returns>
        internal bool Take(byte value, AsciiWriter echo)
        {
            bool secondHalf = value == LineFeed && _last == CarriageReturn;
            _last = value;
            switch (value)
            {
                case CarriageReturn:
                case LineFeed:
                    if (!secondHalf)
                    {
                        echo.Put("\r\n");
                    }

                    return !secondHalf;
                case Interrupt:
                    Clear();
                    echo.Put("^C\r\n");
                    return true;
                case Backspace:
                case Delete:
                    TakeBack(echo);
                    return false;
                default:
                    Add(value, echo);
                    return false;
            }
        }

        private void Add(byte value, AsciiWriter echo)
        {
            if (value < ' ' || value > '~')
            {
                return;
            }

            if (_length == MaxLength)
            {
                TooLong = true;
                return;
            }

            _line[_length++] = value;
            echo.Put(value);
        }

        private void TakeBack(AsciiWriter echo)
        {
            if (_length > 0)
            {
                _length--;
                echo.Put("\b \b");
            }
        }
    }
}
