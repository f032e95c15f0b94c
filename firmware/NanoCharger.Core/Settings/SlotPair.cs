using System.IO;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Core.Settings
{
    /// <summary>A record in two slot files, each written whole. A save replaces the older one, so that a power cut at any instant leaves the record before or after it.</summary>
    /// <remarks>A slot that the flash has spoilt leaves the one before. What a slot looks like: <see cref="SlotFrame"/>.</remarks>
    internal sealed class SlotPair
    {
        private readonly string _a;
        private readonly string _b;
        private readonly string _letters;
        private readonly int _version;
        private readonly int _mostBytes;
        private readonly SlotCheck _check;
        private string _newest;

        /// <summary>A pair of which nothing is known yet.</summary>
        /// <param name="a">Name of the one file.</param>
        /// <param name="b">Name of the other.</param>
        /// <param name="letters">What the record begins with.</param>
        /// <param name="version">Format version: a slot of any other is not used.</param>
        /// <param name="mostBytes">Longest slot that is read.</param>
        /// <param name="check">What a slot has to pass besides its frame.</param>
        internal SlotPair(string a, string b, string letters, int version, int mostBytes, SlotCheck check)
        {
            _a = a;
            _b = b;
            _letters = letters;
            _version = version;
            _mostBytes = mostBytes;
            _check = check;
        }

        /// <summary>Counts the saves; 0 when nothing was ever stored.</summary>
        internal long Generation { get; private set; }

        /// <summary>Slots that could not be used at the last <see cref="Load"/>: damaged, or of a newer format.</summary>
        internal int Unusable { get; private set; }

        /// <summary>Reads the newest sound slot.</summary>
        /// <returns>Null when there is none.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        internal byte[] Load(IStorage storage)
        {
            _newest = null;
            Generation = 0;
            Unusable = 0;
            byte[] a = ReadSound(storage, _a);
            byte[] b = ReadSound(storage, _b);
            byte[] newest = SlotFrame.Newer(a, b);
            if (newest != null)
            {
                _newest = newest == a ? _a : _b;
                Generation = SlotFrame.Generation(newest);
            }

            return newest;
        }

        /// <summary>Goes on counting behind saves that the slots have lost, so that no number is used twice.</summary>
        internal void GoOnFrom(long generation)
        {
            Generation = generation > Generation ? generation : Generation;
        }

        /// <summary>Seals a record and stores it in the older slot. Durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <param name="storage">The flash.</param>
        /// <param name="slot">The record's own bytes, with room for the frame before and behind them.</param>
        /// <param name="length">Bytes of all.</param>
        /// <exception cref="IOException">The flash failed; what was stored before still is.</exception>
        internal void Save(IStorage storage, byte[] slot, int length)
        {
            SlotFrame.Seal(slot, length, _letters, _version, Generation + 1);
            string target = _newest == _a ? _b : _a;
            try
            {
                storage.Write(target, slot, length);
            }
            catch (IOException)
            {
                // The flash may have taken it all the same, and then the next start would find it.
                if (!Holds(storage, target, slot, length))
                {
                    throw;
                }
            }

            _newest = target;
            Generation++;
        }

        private bool Holds(IStorage storage, string name, byte[] slot, int length)
        {
            byte[] stored = Read(storage, name);
            if (stored == null || stored.Length != length)
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                if (stored[i] != slot[i])
                {
                    return false;
                }
            }

            return true;
        }

        private byte[] ReadSound(IStorage storage, string name)
        {
            byte[] slot = Read(storage, name);
            if (slot == null || (SlotFrame.IsSound(slot, slot.Length, _letters, _version) && _check(slot)))
            {
                return slot;
            }

            Unusable++;
            return null;
        }

        // All of a file; an empty one for what is too long or cannot be had whole, null for none.
        private byte[] Read(IStorage storage, string name)
        {
            int length = storage.Length(name);
            if (length < 0)
            {
                return null;
            }

            byte[] slot = new byte[length <= _mostBytes ? length : 0];
            return storage.Read(name, 0, slot, 0, slot.Length) == slot.Length ? slot : new byte[0];
        }
    }
}
