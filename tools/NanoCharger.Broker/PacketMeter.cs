using System;

namespace NanoCharger.Broker
{
    /// <summary>Follows the packets in a stream of MQTT, whatever pieces it comes in, by their remaining lengths alone (MQTT 5.0, 2.1.4).</summary>
    internal sealed class PacketMeter
    {
        /// <summary>The longest remaining length that passes: a station's longest frame is a sixteenth of it.</summary>
        internal const int LongestRemaining = 65_536;

        private const int MostLengthBytes = 4;
        private const int BitsOfLength = 7;
        private const byte MoreFollows = 0x80;

        private bool _inLength;
        private int _lengthBytes;
        private int _length;
        private int _bodyLeft;

        /// <summary>Takes the next piece of the stream.</summary>
        /// <returns>What is wrong with it, as half a sentence; null where nothing is. After a fault the rest of the stream has no meaning.</returns>
        internal string? Take(ReadOnlySpan<byte> piece)
        {
            while (piece.Length > 0)
            {
                if (_bodyLeft > 0)
                {
                    int passed = Math.Min(_bodyLeft, piece.Length);
                    _bodyLeft -= passed;
                    piece = piece[passed..];
                    continue;
                }

                string? fault = _inLength ? TakeLength(piece[0]) : TakeType();
                if (fault is not null)
                {
                    return fault;
                }

                piece = piece[1..];
            }

            return null;
        }

        private string? TakeType()
        {
            _inLength = true;
            _lengthBytes = 0;
            _length = 0;
            return null;
        }

        private string? TakeLength(byte next)
        {
            _length |= (next & ~MoreFollows) << (BitsOfLength * _lengthBytes);
            _lengthBytes++;
            if (_length > LongestRemaining)
            {
                return $"a packet of more than {LongestRemaining} bytes";
            }

            _inLength = (next & MoreFollows) != 0;
            if (_inLength && _lengthBytes == MostLengthBytes)
            {
                return $"a remaining length of more than {MostLengthBytes} bytes";
            }

            _bodyLeft = _inLength ? 0 : _length;
            return null;
        }
    }
}
