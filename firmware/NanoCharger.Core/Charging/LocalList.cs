using System;
using System.IO;
using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>The tokens that the station accepts by itself, kept in flash.</summary>
    /// <remarks>
    /// Two slot files that both hold the newest (<see cref="SlotPair"/>, "NCL"): number of tokens (1), each as length (1) and text. A power cut leaves the
    /// list before or after a change. With both slots damaged the list is empty: nobody is let in by mistake.
    /// </remarks>
    public sealed class LocalList
    {
        /// <summary>Most tokens.</summary>
        public const int MaxTokens = 64;

        /// <summary>Name of the first slot file.</summary>
        public const string SlotA = "tokens.a";

        /// <summary>Name of the second slot file.</summary>
        public const string SlotB = "tokens.b";

        // What firmware before this one kept the list in: letters, version and tokens as now, and no generation.
        private const string OneFile = "tokens";
        private const int OneFileHeaderBytes = 4;

        private const string Letters = "NCL";
        private const int FormatVersion = 1;
        private const int CountOffset = SlotFrame.HeaderBytes;
        private const int TokensOffset = CountOffset + 1;
        private const int MaxBytes = TokensOffset + (MaxTokens * (1 + TokenText.MaxLength)) + SlotFrame.CrcBytes;

        private readonly IStorage _storage;
        private readonly SlotPair _slots = new SlotPair(SlotA, SlotB, Letters, FormatVersion, MaxBytes, IsSound);
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

        /// <summary>What the technician should know of the last <see cref="Load"/>: a slot mended, all lost. Null for nothing.</summary>
        public string Notice
        {
            get { return _slots.Lost ? "lost, no slot is sound: the list is empty" : _slots.Notice; }
        }

        /// <summary>Takes the newest sound slot, and mends the other from it. For the start, contactor open. Cost: two reads; a write to flash more where there is something to mend.</summary>
        /// <returns>False when there was a list and no slot is sound: it is then empty.</returns>
        /// <exception cref="IOException">The flash cannot be read, or does not take what one file of older firmware held.</exception>
        public bool Load()
        {
            Count = 0;
            byte[] newest = _slots.Load(_storage);
            if (_storage.Length(OneFile) >= 0)
            {
                newest = TakeOver(newest);
            }

            int position = TokensOffset;
            while (newest != null && Count < newest[CountOffset])
            {
                _tokens[Count++] = Ascii.Text(newest, position + 1, newest[position]);
                position += 1 + newest[position];
            }

            return !_slots.Lost;
        }

        /// <summary>True when the token stands in the list; the case of letters means nothing.</summary>
        public bool Contains(string token)
        {
            return IndexOf(token) >= 0;
        }

        /// <summary>Adds a token, durably. Cost: two writes to flash, up to 400 ms each in which no thread runs.</summary>
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

        // First the slots, then the file goes: a power cut between the two finds both, and the slots count.
        private byte[] TakeOver(byte[] newest)
        {
            int length = newest != null || _slots.Lost ? 0 : _storage.Length(OneFile);
            byte[] old = new byte[length <= MaxBytes ? length : 0];
            int end = _storage.Read(OneFile, 0, old, 0, old.Length) - SlotFrame.CrcBytes;
            if (end > OneFileHeaderBytes && Crc32.Compute(old, 0, end) == LittleEndian.Get32(old, end))
            {
                newest = new byte[CountOffset + old.Length - OneFileHeaderBytes];
                Array.Copy(old, OneFileHeaderBytes, newest, CountOffset, end - OneFileHeaderBytes);
                _slots.Save(_storage, newest, newest.Length);
            }

            _storage.Delete(OneFile);
            return newest;
        }

        // Every token within the slot.
        private static bool IsSound(byte[] slot)
        {
            int end = slot.Length - SlotFrame.CrcBytes;
            int position = TokensOffset;
            int left = position <= end ? slot[CountOffset] : MaxTokens + 1;
            if (left > MaxTokens)
            {
                return false;
            }

            while (left > 0 && position < end)
            {
                position += 1 + slot[position];
                left--;
            }

            return left == 0 && position == end;
        }

        private bool TrySave()
        {
            AsciiWriter bytes = new AsciiWriter(MaxBytes);
            bytes.Reserve(SlotFrame.HeaderBytes);
            bytes.Put((byte)Count);
            for (int i = 0; i < Count; i++)
            {
                bytes.Put((byte)_tokens[i].Length);
                bytes.Put(_tokens[i]);
            }

            bytes.Reserve(SlotFrame.CrcBytes);
            try
            {
                _slots.Save(_storage, bytes.Buffer, bytes.Length);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
