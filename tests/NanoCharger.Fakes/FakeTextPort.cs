using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>A serial port that keeps what was printed and has nothing to read but what a test typed.</summary>
    public sealed class FakeTextPort : ITextPort
    {
        private string _typed = string.Empty;

        /// <summary>Everything printed so far.</summary>
        public string Printed { get; private set; } = string.Empty;

        /// <summary>Types characters.</summary>
        public void Type(string text)
        {
            _typed += text;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer)
        {
            int count = _typed.Length < buffer.Length ? _typed.Length : buffer.Length;
            for (int i = 0; i < count; i++)
            {
                buffer[i] = (byte)_typed[i];
            }

            _typed = _typed.Substring(count);
            return count;
        }

        /// <inheritdoc/>
        public void Write(byte[] data, int length)
        {
            char[] text = new char[length];
            for (int i = 0; i < length; i++)
            {
                text[i] = (char)data[i];
            }

            Printed += new string(text);
        }
    }
}
