using System;
using System.IO;
using NanoCharger.Hal;
using NanoCharger.Storage;

namespace NanoCharger.Link.Credentials
{
    /// <summary>The set in use and the last good one, in two slot files: alike, both are the same set; else the newer is on trial, and the older is the way back.</summary>
    /// <remarks>
    /// Each step is one write that replaces one file wholly, and never the file that holds the last good set: so a power cut at any instant leaves the state
    /// before or behind the step. A slot that is spoilt is mended from the other at the start. Bytes that were read and not handed out are overwritten.
    /// </remarks>
    internal sealed class SetFiles
    {
        /// <summary>The one slot.</summary>
        internal const string SlotA = "link.a";

        /// <summary>The other slot.</summary>
        internal const string SlotB = "link.b";

        private readonly IStorage _storage;
        private string _inUse;
        private long _generation;

        internal SetFiles(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>True while the set in use is not the last good one.</summary>
        internal bool OnTrial { get; private set; }

        /// <summary>True while there is a set on trial, and a last good one to go back to.</summary>
        internal bool HasGood { get; private set; }

        /// <summary>True when something was stored that cannot be had any more, until the next set is.</summary>
        internal bool Lost { get; private set; }

        /// <summary>What the technician should know of the last <see cref="Load"/>; null for nothing.</summary>
        internal string Notice { get; private set; }

        private string Other
        {
            get { return _inUse == SlotA ? SlotB : SlotA; }
        }

        /// <summary>Reads both, and mends one from the other where it is damaged. For the start, contactor open. Cost: two reads; a write more where there is something to mend.</summary>
        /// <returns>The slot in use; null for none.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        internal byte[] Load()
        {
            byte[] a = Read(SlotA, out bool aThere);
            byte[] b = Read(SlotB, out bool bThere);
            byte[] newest = SlotFrame.Newer(a, b);
            bool both = a != null && b != null;
            bool spoilt = (aThere && a == null) || (bThere && b == null);
            _inUse = newest == null ? null : newest == a ? SlotA : SlotB;
            _generation = newest == null ? 0 : SlotFrame.Generation(newest);
            HasGood = both && !SlotFrame.Alike(a, b);
            OnTrial = newest != null && !spoilt && (!both || HasGood);
            Lost = newest == null && spoilt;
            Notice = Lost ? "both slots are damaged, nothing of them can be used: import them anew" : null;
            if (newest != null)
            {
                Wipe(newest == a ? b : a);
            }

            if (newest != null && spoilt)
            {
                Mend(newest);
            }

            return newest;
        }

        /// <summary>The slot in use, read anew; null for none.</summary>
        /// <exception cref="IOException">The flash cannot be read, or has lost it.</exception>
        internal byte[] ReadInUse()
        {
            return _inUse == null ? null : Need(_inUse);
        }

        /// <summary>The slot of the last good set while another one is on trial; null for none.</summary>
        /// <exception cref="IOException">The flash cannot be read, or has lost it.</exception>
        internal byte[] ReadGood()
        {
            return HasGood ? Need(Other) : null;
        }

        /// <summary>Puts a set on trial, in the place of one that is. Durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <param name="slot">As <see cref="SetSlot.Make"/> makes it.</param>
        /// <exception cref="IOException">The flash did not take it; all is as before.</exception>
        internal void Put(byte[] slot)
        {
            bool replaces = OnTrial || _inUse == null;
            string name = _inUse == null ? SlotA : replaces ? _inUse : Other;
            SlotFrame.Seal(slot, slot.Length, SetSlot.Letters, SetSlot.FormatVersion, _generation + 1);
            Write(name, slot);
            HasGood |= !replaces;
            _inUse = name;
            _generation++;
            OnTrial = true;
            if (Lost)
            {
                Lost = false;
                TryDelete(Other);
            }
        }

        /// <summary>What is in use is good: it stands in both slots from now on. Cost: one read, one write.</summary>
        /// <exception cref="IOException">The flash failed; it stays on trial.</exception>
        internal void Keep()
        {
            if (OnTrial)
            {
                CopyTo(_inUse, Other);
            }
        }

        /// <summary>Goes back to the last good set, which there is. Cost: as <see cref="Keep"/>.</summary>
        /// <returns>Its slot.</returns>
        /// <exception cref="IOException">The flash failed; all is as before.</exception>
        internal byte[] Return()
        {
            byte[] good = CopyTo(Other, _inUse);
            _generation = SlotFrame.Generation(good);
            return good;
        }

        /// <summary>Deletes all. The older goes first: a power cut between the two brings nothing back that was replaced.</summary>
        /// <exception cref="IOException">The flash failed; something may be left.</exception>
        internal void Clear()
        {
            _storage.Delete(Other);
            _storage.Delete(Other == SlotA ? SlotB : SlotA);
            _inUse = null;
            _generation = 0;
            OnTrial = false;
            HasGood = false;
            Lost = false;
        }

        // A damaged one that stays is mended from the other at the next start.
        private void TryDelete(string name)
        {
            try
            {
                _storage.Delete(name);
            }
            catch (IOException)
            {
                // As above.
            }
        }

        private byte[] CopyTo(string from, string to)
        {
            byte[] slot = Need(from);
            Write(to, slot);
            OnTrial = false;
            HasGood = false;
            return slot;
        }

        private void Mend(byte[] newest)
        {
            Notice = "a slot was damaged, mended from the other";
            try
            {
                Write(Other, newest);
            }
            catch (IOException)
            {
                Notice = "a slot is damaged, and the flash did not take the mending: the other is used";
            }
        }

        private void Write(string name, byte[] slot)
        {
            try
            {
                _storage.Write(name, slot, slot.Length);
            }
            catch (IOException)
            {
                // The flash may have taken it all the same, and then the next start would find it.
                byte[] stored = Read(name, out _);
                bool taken = stored != null && SlotFrame.Alike(stored, slot);
                Wipe(stored);
                if (!taken)
                {
                    throw;
                }
            }
        }

        private byte[] Need(string name)
        {
            byte[] slot = Read(name, out _);
            if (slot == null)
            {
                throw new IOException("a slot cannot be read any more");
            }

            return slot;
        }

        private byte[] Read(string name, out bool there)
        {
            int length = _storage.Length(name);
            there = length >= 0;
            if (length < 0 || length > SetSlot.MaxBytes)
            {
                return null;
            }

            byte[] slot = new byte[length];
            if (_storage.Read(name, 0, slot, 0, length) == length
                && SlotFrame.IsSound(slot, length, SetSlot.Letters, SetSlot.FormatVersion) && SetSlot.IsSound(slot))
            {
                return slot;
            }

            Wipe(slot);
            return null;
        }

        private static void Wipe(byte[] slot)
        {
            if (slot != null)
            {
                Array.Clear(slot, 0, slot.Length);
            }
        }
    }
}
