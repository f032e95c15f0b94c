using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Console.Tests
{
    /// <summary>A serial port with a keyboard and a screen.</summary>
    public sealed class FakePort : ITextPort
    {
        private string _typed = string.Empty;

        /// <summary>All that was written since the last <see cref="Clear"/>.</summary>
        public string Screen { get; private set; } = string.Empty;

        /// <summary>Most bytes in one write.</summary>
        public int MostWritten { get; private set; }

        /// <summary>Types.</summary>
        public void Type(string text)
        {
            _typed += text;
        }

        /// <summary>Clears the screen.</summary>
        public void Clear()
        {
            Screen = string.Empty;
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
            Screen += Ascii.Text(data, 0, length);
            MostWritten = length > MostWritten ? length : MostWritten;
        }
    }
}
