using System;
using System.Collections.Generic;

namespace NanoCharger.Check.Cost
{
    /// <summary>Takes the counts of one workload, lap by lap. Only the thread that calls <see cref="Begin"/> is counted.</summary>
    public sealed class Recorder
    {
        private readonly IReadOnlyList<CodeBlock> _blocks;
        private readonly long[] _hits;
        private readonly long[] _all;

        internal Recorder(IReadOnlyList<CodeBlock> blocks)
        {
            _blocks = blocks;
            _hits = new long[blocks.Count];
            _all = new long[blocks.Count];
        }

        /// <summary>What each lap took.</summary>
        internal List<Tally> Laps { get; } = new();

        /// <summary>Counts from here on, on this thread.</summary>
        public void Begin()
        {
            Array.Clear(_hits);
            Counter.Attach(_hits);
        }

        /// <summary>One unit of the work is over; the next begins.</summary>
        public void Lap()
        {
            Tally lap = new() { Bytes = _hits[Counter.ArrayBytes] };
            for (int block = 1; block < _hits.Length; block++)
            {
                long times = _hits[block];
                if (times != 0)
                {
                    lap.Add(_blocks[block], times);
                    _all[block] += times;
                }
            }
            Laps.Add(lap);
            Array.Clear(_hits);
        }

        /// <summary>Counts no more on this thread. What came after the last lap is forgotten.</summary>
        public void End()
        {
            Counter.Attach(null);
        }

        /// <summary>Where the costs are: all laps together, by method.</summary>
        internal Dictionary<string, Tally> ByMethod()
        {
            Dictionary<string, Tally> methods = new();
            for (int block = 1; block < _all.Length; block++)
            {
                if (_all[block] != 0)
                {
                    Tally? tally = methods.GetValueOrDefault(_blocks[block].Method);
                    if (tally == null)
                    {
                        methods[_blocks[block].Method] = tally = new Tally();
                    }
                    tally.Add(_blocks[block], _all[block]);
                }
            }
            return methods;
        }

        /// <summary>How often each member of a class library was called, all laps together.</summary>
        internal Dictionary<string, long> Natives()
        {
            Dictionary<string, long> natives = new();
            for (int block = 1; block < _all.Length; block++)
            {
                foreach (string member in _all[block] == 0 ? [] : _blocks[block].Natives)
                {
                    natives[member] = natives.GetValueOrDefault(member) + _all[block];
                }
            }
            return natives;
        }
    }
}
