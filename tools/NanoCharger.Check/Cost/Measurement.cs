using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Check.Heap;

namespace NanoCharger.Check.Cost
{
    /// <summary>What a workload took, and the figures that follow from it.</summary>
    public sealed class Measurement
    {
        private readonly IReadOnlyList<Tally> _laps;
        private readonly CostTable _table;
        private readonly int _channels;
        private readonly Tally _sum = new();

        internal Measurement(IWorkload workload, Recorder recorder, CostTable table)
        {
            if (recorder.Laps.Count == 0)
            {
                throw new InvalidOperationException($"{workload.Name} made no lap.");
            }
            Name = workload.Name;
            Lap = workload.Lap;
            _laps = recorder.Laps;
            _table = table;
            _channels = workload.Channels;
            ByMethod = recorder.ByMethod();
            Natives = recorder.Natives();
            Heap = recorder.Heap;
            foreach (Tally lap in _laps)
            {
                _sum.Add(lap);
            }
            Figures = new SortedDictionary<string, double>(AllFigures(), StringComparer.Ordinal);
        }

        /// <summary>The workload's name.</summary>
        public string Name { get; }

        /// <summary>What one lap is.</summary>
        public string Lap { get; }

        /// <summary>How many laps were counted.</summary>
        public int Laps => _laps.Count;

        /// <summary>All laps together, by method, callees not included.</summary>
        public IReadOnlyDictionary<string, Tally> ByMethod { get; }

        /// <summary>Calls of each member of a class library, all laps together.</summary>
        public IReadOnlyDictionary<string, long> Natives { get; }

        /// <summary>What lives on the heap; empty where the workload did not look.</summary>
        public HeapCensus Heap { get; }

        /// <summary>Every figure by the name that budgets use: means of the laps unless the name says otherwise; allocations and bytes of all laps.</summary>
        public IReadOnlyDictionary<string, double> Figures { get; }

        private Dictionary<string, double> AllFigures()
        {
            double nanos = _sum.Nanos(_table);
            double floor = _sum.FloorNanos(_table);
            Dictionary<string, double> figures = new();
            foreach (CostKind kind in Enum.GetValues<CostKind>())
            {
                figures[Plural(CostTable.NameOf(kind))] = (double)_sum[kind] / Laps;
            }
            figures["instructions"] = (double)_sum.Instructions / Laps;
            figures["worstInstructions"] = _laps.Max(lap => lap.Instructions);
            // 0: every lap did exactly the same work.
            figures["spread"] = Enum.GetValues<CostKind>().Sum(kind => _laps.Max(lap => lap[kind]) - _laps.Min(lap => lap[kind]));
            figures["allocations"] = _sum.Allocations;
            figures["bytes"] = _sum.Bytes;
            figures["literals"] = _sum.Literals;
            figures["hostNanos"] = nanos / Laps;
            figures["boardMicros"] = nanos / Laps * _table.BoardFactor / 1000;
            figures["worstBoardMicros"] = _laps.Max(lap => lap.Nanos(_table)) * _table.BoardFactor / 1000;
            figures["ownBoardMicros"] = (nanos - floor) / Laps * _table.BoardFactor / 1000;
            figures["worstOwnBoardMicros"] = _laps.Max(lap => lap.Nanos(_table) - lap.FloorNanos(_table)) * _table.BoardFactor / 1000;
            if (_laps.All(lap => lap[CostKind.Conversion] > 0))
            {
                figures["ratio"] = _sum.Ratio(_table);
                figures["worstRatio"] = _laps.Max(lap => lap.Ratio(_table));
                figures["instantRatio"] = _sum.InstantRatio(_table);
                figures["worstInstantRatio"] = _laps.Max(lap => lap.InstantRatio(_table));
                figures["aboveFloorNanosPerRead"] = (nanos - floor) / _sum[CostKind.Conversion];
            }
            if (figures.ContainsKey("ratio") && _channels > 0)
            {
                figures["aboveFloorNanosPerChannel"] = (nanos - floor) / Laps / _channels;
            }
            if (Heap.Looks.Count > 0)
            {
                foreach ((string name, long bytes) in HeapFigures.Of(Heap, _sum))
                {
                    figures[name] = bytes;
                }
            }
            return figures;
        }

        private static string Plural(string name)
        {
            return name switch
            {
                "arithmetic" => "computations",
                "branch" => "branches",
                "access" => "accesses",
                "box" => "boxes",
                "catch" => "catches",
                "finally" => "finallies",
                "utcNow" => "wallClockReads",
                _ => name + "s",
            };
        }
    }
}
