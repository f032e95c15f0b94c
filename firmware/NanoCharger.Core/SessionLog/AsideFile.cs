using System;
using System.IO;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Core.SessionLog
{
    /// <summary>The records that the backend has refused for good: kept in flash with the reason, until it takes them after all.</summary>
    /// <remarks>
    /// Entries of one length, in the order of the log: 0 the record in the log's own form with its own CRC (220), 220 format version, 221 length of the
    /// reason, 222 zero (2), 224 reason (92), 316 CRC-32 of 220 to 315. So a bent reason costs the reason and not the bill, and a bent record
    /// no other. The file is added to, or written whole, and never changed in place; a tail torn off by a power cut is no whole entry, was told to nobody,
    /// and goes with the next change. What is damaged stays where it is, for somebody to look into.
    /// Cost in flash: 320 bytes an entry, 8 000 at most: two blocks of 4 KiB, as long as anything is in it.
    /// </remarks>
    public sealed class AsideFile
    {
        /// <summary>The file in flash.</summary>
        public const string FileName = "aside.4";

        /// <summary>Length of an entry.</summary>
        public const int EntryBytes = LogRecord.Bytes + 100;

        /// <summary>Two blocks of flash. So many refused are a fault of the backend: then the log itself shall fill and be seen.</summary>
        public const int MaxEntries = 22;

        /// <summary>Characters of a reason that are kept.</summary>
        public const int MaxReasonLength = 92;

        private const byte FormatVersion = 4;
        private const int ReasonHeadOffset = LogRecord.Bytes;
        private const int ReasonOffset = ReasonHeadOffset + 4;
        private const int CrcOffset = EntryBytes - 4;

        private readonly IStorage _storage;
        private readonly byte[] _bytes = new byte[EntryBytes];

        // The entries' sequence numbers, 0 for a damaged one: nothing is read to find one.
        private readonly long[] _sequences = new long[MaxEntries];
        private int _entries;
        private bool _torn;
        private bool _uncertain;

        /// <summary>A file in this storage. Touches nothing yet.</summary>
        public AsideFile(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>Records kept that can be read.</summary>
        public int Count { get; private set; }

        /// <summary>Entries that cannot be read any more.</summary>
        public int Damaged
        {
            get { return _entries - Count; }
        }

        /// <summary>The newest record's sequence number; 0 for none.</summary>
        public long LastSequence { get; private set; }

        /// <summary>Looks what is kept. Writes nothing. Cost: about 4 ms an entry: before the loop runs.</summary>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public void Load()
        {
            LogRecord record = new LogRecord();
            int length = _storage.Length(FileName);
            length = length < 0 ? 0 : length;
            _entries = length / EntryBytes < MaxEntries ? length / EntryBytes : MaxEntries;
            _torn = length != _entries * EntryBytes;
            for (int i = 0; i < _entries; i++)
            {
                _sequences[i] = TryReadEntry(i, record) ? record.Sequence : 0;
            }

            Tally();
            _uncertain = false;
        }

        /// <summary>Reads the first record behind a sequence number. Cost: about 4 ms.</summary>
        /// <param name="afterSequence">0 for the oldest.</param>
        /// <param name="into">Takes the record.</param>
        /// <param name="reason">Takes why it was refused, behind what it has; null: not wanted.</param>
        /// <returns>False when there is none; <paramref name="into"/> then means nothing.</returns>
        public bool TryReadNext(long afterSequence, LogRecord into, AsciiWriter reason)
        {
            Settle();
            for (int at = Next(afterSequence); at >= 0; at = Next(afterSequence))
            {
                if (TryReadEntry(at, into) && into.Sequence == _sequences[at])
                {
                    PutReason(reason);
                    return true;
                }

                _sequences[at] = 0;
                Tally();
            }

            return false;
        }

        /// <summary>Keeps a record; one that is kept already only gets the new reason. Durable on return. Cost: as an append to flash; up to two blocks to change a reason.</summary>
        /// <param name="record">The record.</param>
        /// <param name="reason">Why; 92 characters of it are kept.</param>
        /// <returns>False when the file is full: the record is then still to be delivered.</returns>
        /// <exception cref="IOException">The flash failed: nobody knows whether it is kept, but no other was lost.</exception>
        public bool TryKeep(LogRecord record, AsciiWriter reason)
        {
            Settle();
            int at = Find(record.Sequence);
            if (at == MaxEntries)
            {
                return false;
            }

            Encode(record, reason);
            _uncertain = true;
            if (at < _entries || _torn)
            {
                Rewrite(at, true);
            }
            else
            {
                _storage.Append(FileName, _bytes, EntryBytes);
            }

            _uncertain = false;
            _sequences[at] = record.Sequence;
            _entries = at < _entries ? _entries : at + 1;
            Tally();
            return true;
        }

        /// <summary>Forgets a record that the backend has answered for; one that is not here does nothing. Durable on return.</summary>
        /// <exception cref="IOException">The flash failed: the record may still be here.</exception>
        public void Remove(long sequence)
        {
            Settle();
            int at = Find(sequence);
            if (at >= _entries)
            {
                return;
            }

            _uncertain = true;
            Rewrite(at, false);
            _uncertain = false;
            _entries--;
            for (int i = at; i < _entries; i++)
            {
                _sequences[i] = _sequences[i + 1];
            }

            Tally();
        }

        // After a failure of the flash nobody knows what it holds.
        private void Settle()
        {
            if (_uncertain)
            {
                Load();
            }
        }

        // Behind the last entry when it is not here.
        private int Find(long sequence)
        {
            int at = 0;
            while (at < _entries && _sequences[at] != sequence)
            {
                at++;
            }

            return at;
        }

        // -1 for none.
        private int Next(long afterSequence)
        {
            int next = -1;
            for (int i = 0; i < _entries; i++)
            {
                if (_sequences[i] > afterSequence && (next < 0 || _sequences[i] < _sequences[next]))
                {
                    next = i;
                }
            }

            return next;
        }

        private void Tally()
        {
            Count = 0;
            LastSequence = 0;
            for (int i = 0; i < _entries; i++)
            {
                Count += _sequences[i] == 0 ? 0 : 1;
                LastSequence = _sequences[i] > LastSequence ? _sequences[i] : LastSequence;
            }
        }

        // The whole file in one write, which the storage makes wholly or not at all, without a torn tail. It needs the file in memory
        // once, in a turn that has had an answer of the backend.
        private void Rewrite(int at, bool keep)
        {
            byte[] all = new byte[(_entries + 1) * EntryBytes];
            int length = 0;
            for (int i = 0; i <= _entries; i++)
            {
                if (i != at && i < _entries)
                {
                    _storage.Read(FileName, i * EntryBytes, all, length, EntryBytes);
                    length += EntryBytes;
                }
                else if (i == at && keep)
                {
                    Array.Copy(_bytes, 0, all, length, EntryBytes);
                    length += EntryBytes;
                }
            }

            if (length == 0)
            {
                _storage.Delete(FileName);
            }
            else
            {
                _storage.Write(FileName, all, length);
            }

            _torn = false;
        }

        private bool TryReadEntry(int index, LogRecord into)
        {
            int read = _storage.Read(FileName, index * EntryBytes, _bytes, 0, EntryBytes);
            return LogRecord.TryDecode(_bytes, 0, read, into);
        }

        private void PutReason(AsciiWriter reason)
        {
            if (reason == null)
            {
                return;
            }

            int length = _bytes[ReasonHeadOffset + 1];
            if (_bytes[ReasonHeadOffset] != FormatVersion || length > MaxReasonLength
                || LittleEndian.Get32(_bytes, CrcOffset) != Crc32.Compute(_bytes, ReasonHeadOffset, CrcOffset - ReasonHeadOffset))
            {
                reason.Put("the reason is damaged");
                return;
            }

            reason.Put(_bytes, ReasonOffset, length);
        }

        private void Encode(LogRecord record, AsciiWriter reason)
        {
            LogRecord.Encode(record, _bytes);
            int length = reason.Length < MaxReasonLength ? reason.Length : MaxReasonLength;
            _bytes[ReasonHeadOffset] = FormatVersion;
            _bytes[ReasonHeadOffset + 1] = (byte)length;
            _bytes[ReasonHeadOffset + 2] = 0;
            _bytes[ReasonHeadOffset + 3] = 0;
            for (int i = 0; i < MaxReasonLength; i++)
            {
                _bytes[ReasonOffset + i] = i < length ? reason.Buffer[i] : (byte)0;
            }

            LittleEndian.Put32(_bytes, CrcOffset, Crc32.Compute(_bytes, ReasonHeadOffset, CrcOffset - ReasonHeadOffset));
        }
    }
}
