using System;
using System.IO;
using NanoCharger.Hal;

namespace NanoCharger.Storage
{
    /// <summary>A record in two slot files that both hold the newest save, so that one may be spoilt and nothing older comes back.</summary>
    /// <remarks>
    /// A save writes the older slot first, so that a power cut at any instant leaves the record before or after it, then the other one. What a
    /// power cut or the flash has done to one of them is mended at the next start. What a slot looks like: <see cref="SlotFrame"/>.
    /// Saving allocates nothing, unless the flash fails. Bytes that were read and not handed out are overwritten: a slot may hold a secret.
    /// </remarks>
    public sealed class SlotPair
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
        /// <param name="letters">Three ASCII letters that the record begins with.</param>
        /// <param name="version">Format version, 0..255: a slot of any other is not used.</param>
        /// <param name="mostBytes">Longest slot that is read.</param>
        /// <param name="check">What a slot has to pass besides its frame; null for nothing.</param>
        public SlotPair(string a, string b, string letters, int version, int mostBytes, SlotCheck check)
        {
            _a = a;
            _b = b;
            _letters = letters;
            _version = version;
            _mostBytes = mostBytes;
            _check = check;
        }

        /// <summary>Counts the saves; 0 when nothing was ever stored.</summary>
        public long Generation { get; private set; }

        /// <summary>True from <see cref="SaveFirst"/> to <see cref="SaveSecond"/>: one slot holds the newest save, and the other the one before.</summary>
        public bool SecondOwed { get; private set; }

        /// <summary>Slots that could not be used at the last <see cref="Load"/>: damaged, or of a newer format.</summary>
        public int Unusable { get; private set; }

        /// <summary>True when the last <see cref="Load"/> found something stored, and nothing of it to be used.</summary>
        public bool Lost { get; private set; }

        /// <summary>What the technician should know of the last <see cref="Load"/>: a slot was damaged, or could not be mended. Else null.</summary>
        public string Notice { get; private set; }

        // The slot that is not the newest; the first one where nothing is known.
        private string Other
        {
            get { return _newest == _a ? _b : _a; }
        }

        /// <summary>Reads the newest sound slot and mends the other from it: missing, damaged or older. For the start, contactor open.</summary>
        /// <remarks>Cost: two reads; a write to flash more, up to 400 ms, where there is something to mend.</remarks>
        /// <returns>All bytes of the slot, the record's own from <see cref="SlotFrame.HeaderBytes"/> on; null when there is none.</returns>
        /// <exception cref="IOException">The flash cannot be read. One that does not take the mending is told, and tried again at the next start.</exception>
        public byte[] Load(IStorage storage)
        {
            byte[] newest = Look(storage, out bool alike);
            if (newest != null && !alike)
            {
                bool mended = TryWrite(storage, Other, newest, newest.Length);
                Notice = !mended ? "a slot is damaged or behind, and the flash did not take the mending: the other is used"
                    : Unusable > 0 ? "a slot was damaged, mended from the other" : null;
            }

            return newest;
        }

        /// <summary>Reads the newest sound slot and writes nothing.</summary>
        /// <param name="storage">The flash.</param>
        /// <param name="alike">Whether both slots hold it.</param>
        /// <returns>Null when there is none.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public byte[] Look(IStorage storage, out bool alike)
        {
            _newest = null;
            Generation = 0;
            SecondOwed = false;
            Unusable = 0;
            Notice = null;
            byte[] a = ReadSound(storage, _a);
            byte[] b = ReadSound(storage, _b);
            byte[] newest = SlotFrame.Newer(a, b);
            alike = a != null && b != null && SlotFrame.Alike(a, b);
            Lost = newest == null && Unusable > 0;
            if (newest != null)
            {
                _newest = newest == a ? _a : _b;
                Generation = SlotFrame.Generation(newest);
                Wipe(newest == a ? b : a);
            }

            return newest;
        }

        /// <summary>Goes on counting behind saves that the slots have lost, so that no number is used twice.</summary>
        public void GoOnFrom(long generation)
        {
            Generation = generation > Generation ? generation : Generation;
        }

        /// <summary>Seals a record and stores it in both slots, the older one first. Durable on return. Cost: two writes to flash, up to 400 ms each in which no thread runs.</summary>
        /// <param name="storage">The flash.</param>
        /// <param name="slot">The record's own bytes, with room for the frame before and behind them.</param>
        /// <param name="length">Bytes of all.</param>
        /// <exception cref="IOException">The flash failed at the first slot; what was stored before still is.</exception>
        public void Save(IStorage storage, byte[] slot, int length)
        {
            SaveFirst(storage, slot, length);

            // Stored it is; a flash that fails now leaves the slot before beside it, and the next start mends that.
            TryWrite(storage, Other, slot, length);
            SecondOwed = false;
        }

        /// <summary>The first half of a save, for who may wait for one write and not for two: the older slot. Durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <remarks>Allowed again with the second half still owed: a save that comes meanwhile takes the place of the one before.</remarks>
        /// <param name="storage">The flash.</param>
        /// <param name="slot">The record's own bytes, with room for the frame before and behind them.</param>
        /// <param name="length">Bytes of all.</param>
        /// <exception cref="IOException">The flash failed; what was stored before still is.</exception>
        public void SaveFirst(IStorage storage, byte[] slot, int length)
        {
            SlotFrame.Seal(slot, length, _letters, _version, Generation + 1);
            string first = Other;
            if (!TryWrite(storage, first, slot, length))
            {
                throw new IOException("the flash did not take a slot");
            }

            _newest = first;
            Generation++;
            Lost = false;
            SecondOwed = true;
        }

        /// <summary>The second half of a save: the other slot. Cost: as <see cref="SaveFirst"/>.</summary>
        /// <param name="storage">The flash.</param>
        /// <param name="slot">The record as <see cref="SaveFirst"/> had it.</param>
        /// <param name="length">Bytes of all.</param>
        /// <exception cref="IOException">The flash failed; the first slot holds the save.</exception>
        public void SaveSecond(IStorage storage, byte[] slot, int length)
        {
            SlotFrame.Seal(slot, length, _letters, _version, Generation);
            if (!TryWrite(storage, Other, slot, length))
            {
                throw new IOException("the flash did not take the second slot");
            }

            SecondOwed = false;
        }

        private static void Wipe(byte[] bytes)
        {
            if (bytes != null)
            {
                Array.Clear(bytes, 0, bytes.Length);
            }
        }

        private bool TryWrite(IStorage storage, string name, byte[] slot, int length)
        {
            try
            {
                storage.Write(name, slot, length);
                return true;
            }
            catch (IOException)
            {
                // The flash may have taken it all the same, and then the next start would find it.
                return Holds(storage, name, slot, length);
            }
        }

        private bool Holds(IStorage storage, string name, byte[] slot, int length)
        {
            byte[] stored;
            try
            {
                stored = Read(storage, name);
            }
            catch (IOException)
            {
                return false;
            }

            bool same = stored != null && stored.Length == length;
            for (int i = 0; same && i < length; i++)
            {
                same = stored[i] == slot[i];
            }

            Wipe(stored);
            return same;
        }

        private byte[] ReadSound(IStorage storage, string name)
        {
            byte[] slot = Read(storage, name);
            if (slot == null || (SlotFrame.IsSound(slot, slot.Length, _letters, _version) && (_check == null || _check(slot))))
            {
                return slot;
            }

            Wipe(slot);
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
            if (storage.Read(name, 0, slot, 0, slot.Length) == slot.Length)
            {
                return slot;
            }

            Wipe(slot);
            return new byte[0];
        }
    }
}
