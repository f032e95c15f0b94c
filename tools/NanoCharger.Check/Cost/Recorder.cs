using System;
using System.Collections.Generic;
using NanoCharger.Check.Heap;

namespace NanoCharger.Check.Cost
{
    /// <summary>Takes the counts of one workload, lap by lap. Only the thread that calls <see cref="Begin"/> is counted.</summary>
    public sealed class Recorder
    {
        private readonly IReadOnlyList<CodeBlock> _blocks;
        private readonly long[] _hits;
        private readonly long[] _all;
        private readonly long[] _bytes;
        private readonly long[] _allBytes;

        internal Recorder(IReadOnlyList<CodeBlock> blocks)
        {
            _blocks = blocks;
            _hits = new long[blocks.Count];
            _all = new long[blocks.Count];
            _bytes = new long[blocks.Count];
            _allBytes = new long[blocks.Count];
        }

        /// <summary>What lives on the heap, where a workload looks at it.</summary>
        public HeapCensus Heap { get; } = new();

        /// <summary>What each lap took.</summary>
        internal List<Tally> Laps { get; } = new();

        /// <summary>Counts from here on, on this thread.</summary>
        public void Begin()
        {
            Clear();
            Counter.Attach(_hits, _bytes);
        }

        /// <summary>One unit of the work is over; the next begins.</summary>
        public void Lap()
        {
            Tally lap = new();
            for (int block = 0; block < _hits.Length; block++)
            {
                if (_hits[block] != 0)
                {
                    lap.Add(_blocks[block], _hits[block], _bytes[block]);
                    _all[block] += _hits[block];
                    _allBytes[block] += _bytes[block];
                }
            }
            Laps.Add(lap);
            Clear();
        }

        /// <summary>Counts no more on this thread. What came after the last lap is forgotten.</summary>
        public void End()
        {
            Counter.Attach(null, null);
        }

        /// <summary>Where the costs are: all laps together, by method.</summary>
        internal Dictionary<string, Tally> ByMethod()
        {
            Dictionary<string, Tally> methods = new();
            for (int block = 0; block < _all.Length; block++)
            {
                if (_all[block] != 0)
                {
                    Tally? tally = methods.GetValueOrDefault(_blocks[block].Method);
                    if (tally == null)
                    {
                        methods[_blocks[block].Method] = tally = new Tally();
                    }
                    tally.Add(_blocks[block], _all[block], _allBytes[block]);
                }
            }
            return methods;
        }

        /// <summary>How often each member of a class library was called, all laps together.</summary>
        internal Dictionary<string, long> Natives()
        {
            Dictionary<string, long> natives = new();
            for (int block = 0; block < _all.Length; block++)
            {
                foreach (string member in _all[block] == 0 ? [] : _blocks[block].Natives)
                {
                    natives[member] = natives.GetValueOrDefault(member) + _all[block];
                }
            }
            return natives;
        }

        private void Clear()
        {
            Array.Clear(_hits);
            Array.Clear(_bytes);
        }
    }
}
