namespace NanoCharger.Records.SessionLog
{
    /// <summary>What stands at which place of an <see cref="AsideFile"/>: a sequence number, or what <see cref="AsideEntry"/> has in its stead. Nothing is read to find an entry.</summary>
    internal sealed class AsideIndex
    {
        private readonly long[] _sequences = new long[AsideFile.MaxEntries];

        /// <summary>Entries, whatever they are.</summary>
        internal int Entries { get; private set; }

        /// <summary>Those with a record that can be read.</summary>
        internal int Count { get; private set; }

        /// <summary>Those with a sound record of a form that cannot.</summary>
        internal int Unreadable { get; private set; }

        /// <summary>The highest sequence number; 0 for none.</summary>
        internal long Last { get; private set; }

        /// <summary>What stands at a place.</summary>
        internal long this[int at]
        {
            get { return _sequences[at]; }
        }

        /// <summary>Forgets all.</summary>
        internal void Clear()
        {
            Entries = 0;
            Tally();
        }

        /// <summary>Says what stands at a place, the one behind the last included.</summary>
        internal void Set(int at, long sequence)
        {
            _sequences[at] = sequence;
            Entries = at < Entries ? Entries : at + 1;
            Tally();
        }

        /// <summary>Takes a place out; those behind it move up.</summary>
        internal void RemoveAt(int at)
        {
            Entries--;
            for (int i = at; i < Entries; i++)
            {
                _sequences[i] = _sequences[i + 1];
            }

            Tally();
        }

        /// <summary>The place of a record; the one behind the last when it is not here.</summary>
        internal int Find(long sequence)
        {
            int at = 0;
            while (at < Entries && _sequences[at] != sequence)
            {
                at++;
            }

            return at;
        }

        /// <summary>The place of the first record behind a sequence number; -1 for none.</summary>
        internal int Next(long afterSequence)
        {
            int next = -1;
            for (int i = 0; i < Entries; i++)
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
            Unreadable = 0;
            Last = 0;
            for (int i = 0; i < Entries; i++)
            {
                Count += _sequences[i] > 0 ? 1 : 0;
                Unreadable += _sequences[i] == AsideEntry.Unreadable ? 1 : 0;
                Last = _sequences[i] > Last ? _sequences[i] : Last;
            }
        }
    }
}
