using System;
using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>One of the two files that <see cref="AsideFile"/> writes by turns, as its header tells of it.</summary>
    /// <remarks>
    /// The header is a frame of its own (<see cref="SlotFrame"/>, "NCR", version 1, generation): length of an entry (2), entries that the file was written
    /// with (1), zero (1). It says nothing of the entries themselves, which are added to behind it, each with its own CRCs.
    /// </remarks>
    internal sealed class AsideCopy
    {
        /// <summary>Length of the header.</summary>
        internal const int HeaderBytes = SlotFrame.HeaderBytes + 4 + SlotFrame.CrcBytes;

        private const string Letters = "NCR";
        private const int FormatVersion = 1;
        private const int EntryLengthOffset = SlotFrame.HeaderBytes;
        private const int EntriesOffset = SlotFrame.HeaderBytes + 2;

        /// <summary>Looks at a file. Cost: about 2 ms.</summary>
        internal AsideCopy(IStorage storage, string name)
        {
            byte[] header = new byte[HeaderBytes];
            int length = storage.Length(name);
            Name = name;
            Exists = length >= 0;
            bool read = storage.Read(name, 0, header, 0, HeaderBytes) == HeaderBytes && SlotFrame.IsSound(header, HeaderBytes, Letters, FormatVersion);
            EntryLength = read ? LittleEndian.Get16(header, EntryLengthOffset) : AsideFile.EntryBytes;
            read = read && EntryLength > AsideEntry.TailBytes;
            EntryLength = read ? EntryLength : AsideFile.EntryBytes;
            Entries = length < HeaderBytes ? 0 : (length - HeaderBytes) / EntryLength;
            Sound = read && Entries >= header[EntriesOffset];
            Whole = Sound && length == HeaderBytes + (Entries * EntryLength);
            Generation = Sound ? SlotFrame.Generation(header) : 0;
        }

        /// <summary>The file's name.</summary>
        internal string Name { get; }

        /// <summary>True when there is such a file.</summary>
        internal bool Exists { get; }

        /// <summary>True when the header can be read, and all that was written with it is there.</summary>
        internal bool Sound { get; }

        /// <summary>True when nothing else is there either: no torn tail. Then the next entry may be added behind the last.</summary>
        internal bool Whole { get; }

        /// <summary>Counts the files written; 0 where the header does not tell.</summary>
        internal long Generation { get; }

        /// <summary>Length of an entry: that of the firmware that wrote the file, this one's where the header does not tell.</summary>
        internal int EntryLength { get; }

        /// <summary>Whole entries that are there.</summary>
        internal int Entries { get; }

        /// <summary>Writes the header of a file.</summary>
        internal static void PutHeader(byte[] file, long generation, int entryLength, int entries)
        {
            byte[] header = new byte[HeaderBytes];
            LittleEndian.Put16(header, EntryLengthOffset, entryLength);
            header[EntriesOffset] = (byte)entries;
            SlotFrame.Seal(header, HeaderBytes, Letters, FormatVersion, generation);
            Array.Copy(header, 0, file, 0, HeaderBytes);
        }

        /// <summary>Copies an entry. Where the new one is longer, the tail stands at the end of that too.</summary>
        internal void CopyEntry(IStorage storage, int index, byte[] target, int offset, int entryLength)
        {
            storage.Read(Name, HeaderBytes + (index * EntryLength), target, offset, EntryLength);
            if (EntryLength < entryLength)
            {
                int tail = offset + EntryLength - AsideEntry.TailBytes;
                Array.Copy(target, tail, target, tail + entryLength - EntryLength, AsideEntry.TailBytes);
                for (int i = tail; i < tail + entryLength - EntryLength; i++)
                {
                    target[i] = 0;
                }
            }
        }

        /// <summary>The one that counts of two: the older, since what made the newer was told to nobody while the older is there, and it may be torn.</summary>
        /// <remarks>An unsound one counts only for want of a sound one; of two such the one with more in it.</remarks>
        internal static AsideCopy Choose(AsideCopy one, AsideCopy other)
        {
            if (!one.Exists || !other.Exists)
            {
                return one.Exists ? one : other;
            }

            if (one.Sound != other.Sound)
            {
                return one.Sound ? one : other;
            }

            bool first = one.Sound ? one.Generation <= other.Generation : one.Entries >= other.Entries;
            return first ? one : other;
        }
    }
}
