using System;

namespace NanoCharger.Text
{
    /// <summary>Writes ASCII text into a buffer of fixed size. Nothing is allocated after the construction.</summary>
    /// <remarks>What does not fit is left out and remembered in <see cref="Overflow"/>: the caller decides what a cut text is worth.</remarks>
    public sealed class AsciiWriter
    {
        private const int MostDigits = 19;

        private readonly byte[] _digits = new byte[MostDigits];

        /// <summary>Allocates the buffer.</summary>
        /// <param name="capacity">Size in bytes, at least 1.</param>
        /// <exception cref="ArgumentException">The capacity is less than 1.</exception>
        public AsciiWriter(int capacity)
        {
            if (capacity < 1)
            {
                throw new ArgumentException("capacity: at least 1");
            }

            Buffer = new byte[capacity];
        }

        /// <summary>The bytes; the first <see cref="Length"/> of them are text.</summary>
        public byte[] Buffer { get; }

        /// <summary>Bytes written, 0..capacity.</summary>
        public int Length { get; private set; }

        /// <summary>True once something did not fit since the last <see cref="Clear"/>.</summary>
        public bool Overflow { get; private set; }

        /// <summary>Bytes that still fit.</summary>
        public int Room
        {
            get { return Buffer.Length - Length; }
        }

        /// <summary>Forgets the text and the overflow.</summary>
        public void Clear()
        {
            Length = 0;
            Overflow = false;
        }

        /// <summary>Drops everything behind a length reached before, to take back a piece that was begun.</summary>
        /// <param name="length">0..<see cref="Length"/>.</param>
        /// <exception cref="ArgumentException">The length is out of its range.</exception>
        public void CutTo(int length)
        {
            if (length < 0 || length > Length)
            {
                throw new ArgumentException("length: 0..Length");
            }

            Length = length;
        }

        /// <summary>Takes room for bytes that the caller then writes into <see cref="Buffer"/>: cheaper than a call for each.</summary>
        /// <returns>Where the first of them goes; -1, with <see cref="Overflow"/> set, when they do not all fit.</returns>
        public int Reserve(int count)
        {
            if (count > Buffer.Length - Length)
            {
                Overflow = true;
                return -1;
            }

            int at = Length;
            Length += count;
            return at;
        }

        /// <summary>Writes one byte.</summary>
        public void Put(byte value)
        {
            if (Length == Buffer.Length)
            {
                Overflow = true;
                return;
            }

            Buffer[Length++] = value;
        }

        /// <summary>Writes one ASCII character; any other becomes '?'.</summary>
        public void Put(char value)
        {
            Put(value < 128 ? (byte)value : (byte)'?');
        }

        /// <summary>Writes a text; characters outside ASCII become '?'. Null writes nothing.</summary>
        public void Put(string text)
        {
            if (text == null)
            {
                return;
            }

            byte[] buffer = Buffer;
            int at = Length;
            int length = text.Length;
            int room = buffer.Length - at;
            int fits = length < room ? length : room;
            for (int i = 0; i < fits; i++)
            {
                char value = text[i];
                buffer[at++] = value < 128 ? (byte)value : (byte)'?';
            }

            Length = at;
            Overflow |= fits < length;
        }

        /// <summary>Writes bytes as they are.</summary>
        public void Put(byte[] source, int offset, int count)
        {
            int fits = count < Room ? count : Room;
            Array.Copy(source, offset, Buffer, Length, fits);
            Length += fits;
            Overflow |= fits < count;
        }

        /// <summary>Writes a whole number in decimal.</summary>
        public void Number(long value)
        {
            Number(value, 1);
        }

        /// <summary>Writes a whole number in decimal with leading zeros.</summary>
        /// <param name="value">Any.</param>
        /// <param name="leastDigits">Digits at least, 1..19, without the sign.</param>
        public void Number(long value, int leastDigits)
        {
            // The negative half of the range is one longer: working there spares a special case for the least value.
            long rest = value < 0 ? value : -value;
            int count = 0;
            do
            {
                _digits[count++] = (byte)('0' - (int)(rest % 10));
                rest /= 10;
            }
            while (rest != 0);

            if (value < 0)
            {
                Put('-');
            }

            for (int i = count; i < leastDigits; i++)
            {
                Put('0');
            }

            while (count > 0)
            {
                Put(_digits[--count]);
            }
        }

        /// <summary>Writes a number with decimals, given in its smallest unit: 1234 with 3 decimals becomes 1.234.</summary>
        /// <param name="value">Any but <see cref="long.MinValue"/>.</param>
        /// <param name="decimals">1..9.</param>
        public void Fixed(long value, int decimals)
        {
            long scale = 1;
            for (int i = 0; i < decimals; i++)
            {
                scale *= 10;
            }

            long size = value < 0 ? -value : value;
            if (value < 0)
            {
                Put('-');
            }

            Number(size / scale);
            Put('.');
            Number(size % scale, decimals);
        }

        /// <summary>Writes spaces until the text has this length; a longer one stays.</summary>
        public void PadTo(int length)
        {
            while (Length < length && !Overflow)
            {
                Put(' ');
            }
        }

        /// <summary>The text as a string. Allocates: for tests and rare messages.</summary>
        public override string ToString()
        {
            return Ascii.Text(Buffer, 0, Length);
        }
    }
}
