using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>Collects a typed line byte by byte and writes the echo. Knows nothing of commands.</summary>
    /// <remarks>
    /// No byte is ever dropped in silence: half a passphrase would be stored for a whole one. What cannot be in a line stands in it as '?', can be taken back,
    /// and has the whole line refused if it is still there at the end; a key that does nothing rings the bell.
    /// </remarks>
    internal sealed class LineEditor
    {
        /// <summary>Longest line: the longest command (set wifi.passphrase with 63 characters) and some room.</summary>
        internal const int MaxLength = 100;

        private const byte Interrupt = 3;
        private const byte Bell = 7;
        private const byte Backspace = 8;
        private const byte LineFeed = 10;
        private const byte CarriageReturn = 13;
        private const byte Kill = 21;
        private const byte Delete = 127;

        private readonly byte[] _line = new byte[MaxLength];
        private readonly KeySequence _keys = new KeySequence();
        private int _length;
        private bool _tooLong;
        private byte _last;

        /// <summary>True when the line just completed was dropped by Ctrl-C.</summary>
        internal bool Dropped { get; private set; }

        /// <summary>What is wrong with the line just completed, in one sentence; null for nothing.</summary>
        internal string Wrong
        {
            get
            {
                if (_tooLong)
                {
                    return "line too long: at most " + MaxLength.ToString() + " characters, nothing done";
                }

                for (int i = 0; i < _length; i++)
                {
                    if (!Printable.Is(_line[i]))
                    {
                        return "line refused, nothing done: character " + (i + 1).ToString() + WhyNot(_line[i]);
                    }
                }

                return null;
            }
        }

        /// <summary>The line just completed, without blanks before it. Those behind it may belong to a name.</summary>
        internal string Line
        {
            get
            {
                int first = 0;
                while (first < _length && _line[first] == ' ')
                {
                    first++;
                }

                return Ascii.Text(_line, first, _length - first);
            }
        }

        /// <summary>Begins a new line.</summary>
        internal void Clear()
        {
            _length = 0;
            _tooLong = false;
            Dropped = false;
        }

        /// <summary>
        /// Takes a byte. Carriage return, line feed or both end a line; backspace and delete take back; Ctrl-U empties the line, Ctrl-C drops it.
        /// </summary>
        /// <param name="value">The byte.</param>
        /// <param name="echo">Has room for a line, twice the prompt and two more.</param>
        /// <returns>True when the line is complete.</returns>
        internal bool Take(byte value, AsciiWriter echo)
        {
            bool secondHalf = value == LineFeed && _last == CarriageReturn;
            _last = value;
            if (_keys.Takes(value))
            {
                RingAtEnd(echo);
                return false;
            }

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
                    Dropped = true;
                    echo.Put("^C\r\n");
                    return true;
                case Backspace:
                case Delete:
                    TakeBack(echo);
                    return false;
                case Kill:
                    Empty(echo);
                    return false;
                default:
                    Add(value, echo);
                    return false;
            }
        }

        private void Add(byte value, AsciiWriter echo)
        {
            if (_length == MaxLength)
            {
                _tooLong = true;
                echo.Put(Bell);
                return;
            }

            _line[_length++] = value;
            echo.Put(Printable.Is(value) ? value : (byte)'?');
        }

        private void TakeBack(AsciiWriter echo)
        {
            if (_length > 0)
            {
                _length--;
                echo.Put("\b \b");
            }
        }

        // Over what stands there, by blanks: not every terminal knows how to erase.
        private void Empty(AsciiWriter echo)
        {
            echo.Put("\r");
            echo.Put(TechnicianConsole.Prompt);
            for (int i = 0; i < _length; i++)
            {
                echo.Put((byte)' ');
            }

            echo.Put("\r");
            echo.Put(TechnicianConsole.Prompt);
            Clear();
        }

        private void RingAtEnd(AsciiWriter echo)
        {
            if (!_keys.Open)
            {
                echo.Put(Bell);
            }
        }

        private static string WhyNot(byte value)
        {
            AsciiWriter why = new AsciiWriter(TechnicianConsole.Columns);
            why.Put(value < ' ' ? " is a control character (byte " : " is none of ASCII (byte ");
            why.Number(value);
            why.Put(")");
            return why.ToString();
        }
    }
}
