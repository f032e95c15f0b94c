using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Storage
{
    /// <summary>The segment files of a log, in the order of their records. A file is named by the sequence number of its first record.</summary>
    /// <remarks>
    /// Records are of one length and without gaps inside a segment, so a sequence number gives file and offset without a search in flash.
    /// Knows nothing of what the records mean, nor when one may go.
    /// </remarks>
    public sealed class SegmentFiles
    {
        /// <summary>Length of a full segment at most: one block of flash, the unit of an erase.</summary>
        public const int BlockBytes = 4096;

        private readonly IStorage _storage;
        private readonly string _prefix;
        private readonly int _slotBytes;
        private readonly long[] _first;
        private readonly int[] _slots;
        private readonly string[] _names;

        /// <summary>Finds the segments in flash.</summary>
        /// <param name="storage">Where they are.</param>
        /// <param name="prefix">Begin of the files' names; the number of the first record follows.</param>
        /// <param name="slotBytes">Length of a record.</param>
        /// <param name="most">Segments that there may be; more are still taken up when they are found.</param>
        public SegmentFiles(IStorage storage, string prefix, int slotBytes, int most)
        {
            _storage = storage;
            _prefix = prefix;
            _slotBytes = slotBytes;
            string[] files = storage.List();
            int size = most + 1;
            for (int i = 0; i < files.Length; i++)
            {
                size += IsSegment(files[i], out _) ? 1 : 0;
            }

            _first = new long[size];
            _slots = new int[size];
            _names = new string[size];
            for (int i = 0; i < files.Length; i++)
            {
                if (IsSegment(files[i], out long first))
                {
                    Insert(files[i], first, storage.Length(files[i]));
                }
            }
        }

        /// <summary>Records in a full segment.</summary>
        public int SlotsPerSegment
        {
            get { return BlockBytes / _slotBytes; }
        }

        /// <summary>Number of segments.</summary>
        public int Count { get; private set; }

        /// <summary>Sequence number of the oldest slot; 0 for none.</summary>
        public long FirstSequence
        {
            get { return Count == 0 ? 0 : _first[0]; }
        }

        /// <summary>True when the newest segment takes another record. A damaged one is closed.</summary>
        public bool NewestOpen { get; private set; }

        /// <summary>Slots left in the newest segment while it is open.</summary>
        public int SlotsLeftInNewest
        {
            get { return NewestOpen ? SlotsPerSegment - _slots[Count - 1] : 0; }
        }

        /// <summary>Sequence number of a segment's first slot.</summary>
        public long First(int segment)
        {
            return _first[segment];
        }

        /// <summary>Whole slots of a segment.</summary>
        public int Slots(int segment)
        {
            return _slots[segment];
        }

        /// <summary>Sequence number behind a segment's last slot.</summary>
        public long Behind(int segment)
        {
            return _first[segment] + _slots[segment];
        }

        /// <summary>Counts the slots of the numbers between two others, whatever is in them.</summary>
        public int CountSlots(long after, long before)
        {
            int count = 0;
            for (int segment = 0; segment < Count; segment++)
            {
                long first = after + 1 > _first[segment] ? after + 1 : _first[segment];
                long behind = before < Behind(segment) ? before : Behind(segment);
                count += behind > first ? (int)(behind - first) : 0;
            }

            return count;
        }

        /// <summary>Closes the newest segment: the next record opens a new one.</summary>
        public void Close()
        {
            NewestOpen = false;
        }

        /// <summary>Reads a whole segment; returns the bytes read.</summary>
        public int ReadAll(int segment, byte[] buffer)
        {
            return _storage.Read(_names[segment], 0, buffer, 0, buffer.Length);
        }

        /// <summary>Reads the slot of a sequence number.</summary>
        public int ReadSlot(int segment, long sequence, byte[] buffer)
        {
            return _storage.Read(_names[segment], (int)(sequence - _first[segment]) * _slotBytes, buffer, 0, _slotBytes);
        }

        /// <summary>Stores the record of this sequence number at the end. Durable on return.</summary>
        public void Append(long sequence, byte[] record)
        {
            if (SlotsLeftInNewest > 0)
            {
                _storage.Append(_names[Count - 1], record, _slotBytes);
                _slots[Count - 1]++;
                return;
            }

            // Written, not appended: a file of this name can only hold a record that was torn off, and it goes with this.
            string name = _prefix + sequence.ToString();
            _storage.Write(name, record, _slotBytes);
            if (Count > 0 && _first[Count - 1] == sequence)
            {
                Count--;
            }

            _first[Count] = sequence;
            _slots[Count] = 1;
            _names[Count] = name;
            Count++;
            NewestOpen = true;
        }

        /// <summary>Deletes the oldest segment.</summary>
        public void DeleteOldest()
        {
            _storage.Delete(_names[0]);
            Count--;
            for (int i = 0; i < Count; i++)
            {
                _first[i] = _first[i + 1];
                _slots[i] = _slots[i + 1];
                _names[i] = _names[i + 1];
            }
        }

        private bool IsSegment(string name, out long first)
        {
            first = 0;
            return name.Length > _prefix.Length && name.Substring(0, _prefix.Length) == _prefix
                && Ascii.TryNumber(name.Substring(_prefix.Length), out first) && first > 0;
        }

        private void Insert(string name, long first, int length)
        {
            int place = Count++;
            while (place > 0 && _first[place - 1] > first)
            {
                _first[place] = _first[place - 1];
                _slots[place] = _slots[place - 1];
                _names[place] = _names[place - 1];
                place--;
            }

            _first[place] = first;
            int slots = length / _slotBytes;
            _slots[place] = slots < SlotsPerSegment ? slots : SlotsPerSegment;
            _names[place] = name;
            NewestOpen = true;
        }
    }
}
