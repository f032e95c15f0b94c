using System.IO.Ports;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>A serial card reader on COM3: for each card a line of hex digits that ends with a carriage return.</summary>
    public sealed class Esp32TokenReader : ITokenReader
    {
        private const int LeastDigits = 2;
        private const int MostDigits = 36;
        private const byte LineFeed = 10;
        private const byte CarriageReturn = 13;

        private readonly SerialPort _port;
        private readonly byte[] _received = new byte[32];
        private readonly char[] _digits = new char[MostDigits];
        private int _receivedCount;
        private int _receivedUsed;
        private int _digitCount;
        private bool _spoilt;

        /// <summary>Takes a port and opens it; the caller disposes it.</summary>
        public Esp32TokenReader(SerialPort port)
        {
            _port = port;
            _port.Open();
        }

        /// <inheritdoc />
        public string TryRead()
        {
            if (_receivedUsed == _receivedCount)
            {
                int waiting = _port.BytesToRead;
                _receivedUsed = 0;
                _receivedCount = waiting == 0 ? 0 : _port.Read(_received, 0, waiting < _received.Length ? waiting : _received.Length);
            }

            while (_receivedUsed < _receivedCount)
            {
                byte value = _received[_receivedUsed++];
                if (value == CarriageReturn)
                {
                    bool sound = !_spoilt && _digitCount >= LeastDigits;
                    int count = _digitCount;
                    _digitCount = 0;
                    _spoilt = false;
                    if (sound)
                    {
                        return new string(_digits, 0, count);
                    }
                }
                else if (value != LineFeed)
                {
                    Take((char)value);
                }
            }

            return null;
        }

        private void Take(char value)
        {
            char upper = value >= 'a' && value <= 'f' ? (char)(value - ('a' - 'A')) : value;
            bool hex = (upper >= '0' && upper <= '9') || (upper >= 'A' && upper <= 'F');
            if (!hex || _digitCount == MostDigits)
            {
                _spoilt = true;
                return;
            }

            _digits[_digitCount++] = upper;
        }
    }
}
