namespace NanoCharger.Console
{
    /// <summary>Knows the sequences of bytes that keys like the arrows send (ECMA-48, 5.4), so that none of them gets into a line.</summary>
    internal sealed class KeySequence
    {
        private const byte Escape = 27;
        private const int Outside = 0;
        private const int BehindEscape = 1;
        private const int Parameters = 2;
        private const int LastByte = 3;

        private int _state;

        /// <summary>True while a sequence has begun and not ended.</summary>
        internal bool Open
        {
            get { return _state != Outside; }
        }

        /// <summary>Takes a byte where it belongs to a sequence. One that cannot belong to it breaks it off and is the line's.</summary>
        /// <returns>False when the byte is the line's.</returns>
        internal bool Takes(byte value)
        {
            if (value == Escape)
            {
                _state = BehindEscape;
                return true;
            }

            switch (_state)
            {
                case BehindEscape:
                    // Anything else: the key Escape alone, and then another.
                    _state = value == '[' ? Parameters : value == 'O' ? LastByte : Outside;
                    return _state != Outside;
                case Parameters:
                    return TakesParameter(value);
                case LastByte:
                    // F1 with shift is "O", "2", "P" on some terminals.
                    _state = IsDigit(value) || value == ';' ? LastByte : Outside;
                    return value >= '0' && value <= '~';
                default:
                    return false;
            }
        }

        // "[", then numbers and signs, then a letter; F1 of the Linux console is "[", "[", "A".
        private bool TakesParameter(byte value)
        {
            bool goesOn = value >= ' ' && value <= '?';
            _state = goesOn ? Parameters : value == '[' ? LastByte : Outside;
            return value >= ' ' && value <= '~';
        }

        private static bool IsDigit(byte value)
        {
            return value >= '0' && value <= '9';
        }
    }
}
