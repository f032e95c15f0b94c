using System.IO;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>The tokens that the station accepts by itself, kept in flash.</summary>
    /// <remarks>
    /// The file "tokens": "NCL", format version, number of tokens (1 byte), each as length (1) and text, CRC-32. It is written whole, so a
    /// power cut leaves the list before or after a change. A damaged file is an empty list: nobody is let in by mistake.
    /// </remarks>
    public sealed class LocalList
    {
        /// <summary>Most tokens.</summary>
        public const int MaxTokens = 64;

        private const string FileName = "tokens";
        private const int FormatVersion = 1;
        private const int HeaderBytes = 5;
        private const int CrcBytes = 4;
        private const int MaxBytes = HeaderBytes + (MaxTokens * (1 + TokenText.MaxLength)) + CrcBytes;

        private readonly IStorage _storage;
        private readonly string[] _tokens = new string[MaxTokens];

        /// <summary>An empty list. Touches nothing yet.</summary>
        /// <param name="storage">Where the list is kept.</param>
        public LocalList(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>Number of tokens, 0..64.</summary>
        public int Count { get; private set; }

        /// <summary>A token.</summary>
        /// <param name="index">0..<see cref="Count"/> - 1.</param>
        public string this[int index]
        {
            get { return _tokens[index]; }
        }

        /// <summary>Takes what is stored.</summary>
        /// <returns>False when the file is damaged or of another format version: the list is then empty.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public bool Load()
        {
            Count = 0;
            int length = _storage.Length(FileName);
            if (length < 0)
            {
                return true;
            }

            if (length < HeaderBytes + CrcBytes || length > MaxBytes)
            {
                return false;
            }

            byte[] bytes = new byte[length];
            bool sound = _storage.Read(FileName, 0, bytes, 0, length) == length
                && bytes[0] == 'N' && bytes[1] == 'C' && bytes[2] == 'L' && bytes[3] == FormatVersion
                && Crc32.Compute(bytes, 0, length - CrcBytes) == LittleEndian.Get32(bytes, length - CrcBytes);
            return sound && Take(bytes, length - CrcBytes);
        }

        /// <summary>True when the token stands in the list; the case of letters means nothing.</summary>
        public bool Contains(string token)
        {
            return IndexOf(token) >= 0;
        }

        /// <summary>Adds a token, durably. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <returns>Null, or in one sentence what was wrong; then nothing has changed.</returns>
        public string Add(string token)
        {
            if (!TokenText.IsValid(token))
            {
                return "a token has 1..36 characters of letters, digits and *-_=:+|@.";
            }

            if (Contains(token))
            {
                return token + " is in the list already";
            }

            if (Count == MaxTokens)
            {
                return "the list is full: 64 tokens";
            }

            _tokens[Count++] = token;
            if (TrySave())
            {
                return null;
            }

            Count--;
            return "the flash did not take it, the list is as before";
        }

        /// <summary>Removes a token, durably. Cost: as <see cref="Add"/>.</summary>
        /// <returns>Null, or in one sentence what was wrong; then nothing has changed.</returns>
        public string Remove(string token)
        {
            int index = IndexOf(token);
            if (index < 0)
            {
                return token + " is not in the list";
            }

            string removed = _tokens[index];
            _tokens[index] = _tokens[--Count];
            if (TrySave())
            {
                return null;
            }

            Count++;
            _tokens[index] = removed;
            return "the flash did not take it, the list is as before";
        }

        private int IndexOf(string token)
        {
            for (int i = 0; i < Count; i++)
            {
                if (TokenText.Same(_tokens[i], token))
                {
                    return i;
                }
            }

            return -1;
        }

        private bool Take(byte[] bytes, int end)
        {
            int position = HeaderBytes;
            int tokens = bytes[HeaderBytes - 1];
            while (Count < tokens)
            {
                if (Count == MaxTokens || position >= end || position + 1 + bytes[position] > end)
                {
                    Count = 0;
                    return false;
                }

                _tokens[Count++] = Ascii.Text(bytes, position + 1, bytes[position]);
                position += 1 + bytes[position];
            }

            return true;
        }

        private bool TrySave()
        {
            AsciiWriter bytes = new AsciiWriter(MaxBytes);
            bytes.Put("NCL");
            bytes.Put((byte)FormatVersion);
            bytes.Put((byte)Count);
            for (int i = 0; i < Count; i++)
            {
                bytes.Put((byte)_tokens[i].Length);
                bytes.Put(_tokens[i]);
            }

            int length = bytes.Length;
            uint code = Crc32.Compute(bytes.Buffer, 0, length);
            LittleEndian.Put32(bytes.Buffer, length, code);
            try
            {
                _storage.Write(FileName, bytes.Buffer, length + CrcBytes);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
