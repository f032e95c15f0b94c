using System;
using System.IO;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>The records that the backend has refused for good: kept in flash with the reason, until it takes them after all.</summary>
    /// <remarks>
    /// Entries of one length (<see cref="AsideEntry"/>) in the order in which they came, behind a header (<see cref="AsideCopy"/>). Two file names by turns: an
    /// entry is added to the file that there is, any other change is written whole into the other name, and only then the old file is deleted. So
    /// no write that is torn at any byte costs an entry, whatever the storage promises; where both are found the older one counts. A torn tail is
    /// no whole entry, was told to nobody, and goes with the next change. What is damaged, or of a form that only newer firmware reads, stays where it is.
    /// Cost in flash: two blocks of 4 KiB as long as anything is in it, four while it is changed.
    /// </remarks>
    public sealed class AsideFile
    {
        /// <summary>The one name in flash.</summary>
        public const string FileA = "aside.a";

        /// <summary>The other name.</summary>
        public const string FileB = "aside.b";

        /// <summary>Length of an entry.</summary>
        public const int EntryBytes = LogRecord.Bytes + AsideEntry.TailBytes;

        /// <summary>Bytes before the first entry.</summary>
        public const int HeaderBytes = AsideCopy.HeaderBytes;

        /// <summary>Most entries, of records of 289 bytes too. So many refused are a fault of the backend: then the log itself shall fill and be seen.</summary>
        public const int MaxEntries = 21;

        /// <summary>What fits two blocks of flash: littlefs has a pointer of 4 bytes in the second.</summary>
        public const int MaxBytes = 8188;

        /// <summary>Characters of a reason that are kept.</summary>
        public const int MaxReasonLength = AsideEntry.MaxReasonLength;

        private readonly IStorage _storage;
        private readonly AsideEntry _entry = new AsideEntry();
        private readonly AsideIndex _index = new AsideIndex();
        private AsideCopy _copy;
        private bool _uncertain = true;

        /// <summary>A file in this storage. Touches nothing yet.</summary>
        public AsideFile(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>Records kept that can be read.</summary>
        public int Count
        {
            get { return _index.Count; }
        }

        /// <summary>Records kept that are sound and in a form that only newer firmware reads.</summary>
        public int Unreadable
        {
            get { return _index.Unreadable; }
        }

        /// <summary>Sound records kept, whoever can read them: what hangs on the station's name and key.</summary>
        public int Kept
        {
            get { return Count + Unreadable; }
        }

        /// <summary>Entries that cannot be read any more.</summary>
        public int Damaged
        {
            get { return _index.Entries - Count - Unreadable; }
        }

        /// <summary>The newest record's sequence number; 0 for none.</summary>
        public long LastSequence
        {
            get { return _index.Last; }
        }

        /// <summary>Looks what is kept. Of two files the newer, which was told to nobody, is deleted. Cost: about 4 ms an entry: before the loop runs.</summary>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public void Load()
        {
            AsideCopy a = new AsideCopy(_storage, FileA);
            AsideCopy b = new AsideCopy(_storage, FileB);
            LogRecord record = new LogRecord();
            _copy = AsideCopy.Choose(a, b);
            _index.Clear();
            for (int i = 0; i < _copy.Entries && i < MaxEntries; i++)
            {
                _index.Set(i, Read(i, record));
            }

            _uncertain = false;
            if (a.Exists && b.Exists)
            {
                Clean(Other());
            }
        }

        /// <summary>Reads the first record behind a sequence number. Cost: about 4 ms.</summary>
        /// <param name="afterSequence">0 for the oldest.</param>
        /// <param name="into">Takes the record.</param>
        /// <param name="reason">Takes why it was refused, behind what it has; null: not wanted.</param>
        /// <returns>False when there is none; <paramref name="into"/> then means nothing.</returns>
        public bool TryReadNext(long afterSequence, LogRecord into, AsciiWriter reason)
        {
            Settle();
            for (int at = _index.Next(afterSequence); at >= 0; at = _index.Next(afterSequence))
            {
                long sequence = Read(at, into);
                if (sequence == _index[at])
                {
                    if (reason != null)
                    {
                        _entry.PutReason(reason);
                    }

                    return true;
                }

                _index.Set(at, sequence);
            }

            return false;
        }

        /// <summary>Keeps a record; one that is kept already only gets the new reason. Durable on return. Cost: as an append to flash; else up to two blocks.</summary>
        /// <param name="record">The record.</param>
        /// <param name="reason">Why; 88 characters of it are kept.</param>
        /// <returns>False when the file is full: the record is then still to be delivered.</returns>
        /// <exception cref="IOException">The flash failed: nobody knows whether it is kept, but no other was lost.</exception>
        public bool TryKeep(LogRecord record, AsciiWriter reason)
        {
            Settle();
            int at = _index.Find(record.Sequence);
            if (!HasRoom(at))
            {
                return false;
            }

            _entry.Resize(NextLength());
            _entry.Put(record, reason);
            Store(at, record.Sequence);
            return true;
        }

        /// <summary>Keeps a record that this firmware cannot read, as the bytes it has, for newer firmware to find: it is never offered, and never removed. As <see cref="TryKeep"/>.</summary>
        /// <param name="source">Holds the record.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="length">Its bytes, <see cref="LogRecord.Bytes"/> at most.</param>
        /// <param name="reason">Why it is kept.</param>
        /// <returns>False when the file is full, or the record too long for an entry. One that is kept already is not kept twice.</returns>
        /// <exception cref="IOException">As <see cref="TryKeep"/>.</exception>
        public bool TryKeepRaw(byte[] source, int offset, int length, AsciiWriter reason)
        {
            Settle();
            LogRecord record = new LogRecord();
            uint crc = Crc32.Compute(source, offset, length);
            for (int i = 0; i < _index.Entries; i++)
            {
                if (_index[i] == AsideEntry.Unreadable && Read(i, record) == AsideEntry.Unreadable && _entry.Holds(length, crc))
                {
                    return true;
                }
            }

            if (length > LogRecord.Bytes || !HasRoom(_index.Entries))
            {
                return false;
            }

            _entry.Resize(NextLength());
            _entry.Put(source, offset, length, reason);
            Store(_index.Entries, _entry.Judge(record));
            return true;
        }

        /// <summary>Forgets a record that the backend has answered for; one that is not here does nothing. Durable on return.</summary>
        /// <exception cref="IOException">The flash failed: the record may still be here.</exception>
        public void Remove(long sequence)
        {
            Settle();
            int at = _index.Find(sequence);
            if (at >= _index.Entries)
            {
                return;
            }

            _uncertain = true;
            Rewrite(at, false);
            _uncertain = false;
            _index.RemoveAt(at);
        }

        // After a failure of the flash nobody knows what it holds.
        private void Settle()
        {
            if (_uncertain)
            {
                Load();
            }
        }

        private string Other()
        {
            return _copy.Name == FileA ? FileB : FileA;
        }

        // The two names never hold the same change, so what stays behind does no harm, and the next change writes over it.
        private void Clean(string name)
        {
            try
            {
                _storage.Delete(name);
            }
            catch (IOException)
            {
            }
        }

        // Entries of older firmware are shorter, and become as long as this one's; those of newer stay as they are.
        private int NextLength()
        {
            return _copy.EntryLength > EntryBytes ? _copy.EntryLength : EntryBytes;
        }

        private bool HasRoom(int at)
        {
            return at < _index.Entries || (at < MaxEntries && HeaderBytes + ((at + 1) * NextLength()) <= MaxBytes);
        }

        private void Store(int at, long sequence)
        {
            _uncertain = true;
            if (at < _index.Entries || !_copy.Whole || _copy.EntryLength != _entry.Bytes.Length)
            {
                Rewrite(at, true);
            }
            else
            {
                _storage.Append(_copy.Name, _entry.Bytes, _entry.Bytes.Length);
            }

            _uncertain = false;
            _index.Set(at, sequence);
        }

        // All of it into the other name, then the old file goes. It needs the file in memory once, in a turn that has had an answer of the backend.
        private void Rewrite(int at, bool keep)
        {
            int entryLength = keep ? _entry.Bytes.Length : _copy.EntryLength;
            byte[] all = new byte[HeaderBytes + ((_index.Entries + 1) * entryLength)];
            int count = 0;
            for (int i = 0; i <= _index.Entries; i++)
            {
                int to = HeaderBytes + (count * entryLength);
                if (i == at && keep)
                {
                    Array.Copy(_entry.Bytes, 0, all, to, entryLength);
                    count++;
                }
                else if (i != at && i < _index.Entries)
                {
                    _copy.CopyEntry(_storage, i, all, to, entryLength);
                    count++;
                }
            }

            // What an earlier deletion left behind must not come back when this file goes.
            string target = Other();
            if (count == 0)
            {
                _storage.Delete(target);
            }
            else
            {
                AsideCopy.PutHeader(all, _copy.Generation + 1, entryLength, count);
                _storage.Write(target, all, HeaderBytes + (count * entryLength));
            }

            if (_copy.Exists)
            {
                _storage.Delete(_copy.Name);
            }

            _copy = new AsideCopy(_storage, target);
        }

        private long Read(int index, LogRecord into)
        {
            _entry.Resize(_copy.EntryLength);
            return _entry.Read(_storage, _copy.Name, HeaderBytes + (index * _copy.EntryLength), into);
        }
    }
}
