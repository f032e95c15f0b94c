using System.Collections.Generic;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>What a run on one way showed.</summary>
    internal sealed record IngestFigures
    {
        /// <summary>The database and the way to it.</summary>
        public required string Way { get; init; }

        /// <summary>Documents that went through, without those before anything was measured.</summary>
        public required int Documents { get; init; }

        /// <summary>Documents a second by .NET's own verification on one thread, measured between the parts.</summary>
        public required double Bare { get; init; }

        /// <summary>How fast NanoCharger.Verify is by itself, as a part of bare.</summary>
        public required double VerifyPart { get; init; }

        /// <summary>Documents a second verified, stored and answered.</summary>
        public required double Rate { get; init; }

        /// <summary>It must not be slower than bare by more than this.</summary>
        public required int MostTimesSlower { get; init; }

        /// <summary>Half of the calls had their answer by then, ms.</summary>
        public required double Median { get; init; }

        /// <summary>All but one in a hundred had their answer by then, ms.</summary>
        public required double Slowest { get; init; }

        /// <summary>Processor time of a bare verification, µs.</summary>
        public required double BareProcessorMicros { get; init; }

        /// <summary>Processor time of one document on all threads of this process, stations included, µs.</summary>
        public required double ProcessorMicros { get; init; }

        /// <summary>What was allocated for one document, stations included, bytes.</summary>
        public required long AllocatedBytes { get; init; }

        /// <summary>The managed heap after a collection, behind each part, KiB.</summary>
        public required IReadOnlyList<long> HeapKiB { get; init; }

        /// <summary>It has as many parts as it takes to judge the heap by the first and the last tenth.</summary>
        public required bool JudgesHeap { get; init; }

        /// <summary>Every call had a result, and every transaction is stored.</summary>
        public required bool Complete { get; init; }

        /// <summary>How many times slower than bare.</summary>
        public double TimesSlower => Bare / Rate;

        /// <summary>What is not as it must be, a line each; empty where all is.</summary>
        public IReadOnlyList<string> Problems
        {
            get
            {
                List<string> found = [];
                if (!Complete)
                {
                    found.Add("not every call had a result, or not every transaction is stored");
                }

                if (TimesSlower > MostTimesSlower)
                {
                    found.Add($"slower than 1/{MostTimesSlower} of bare verification");
                }

                if (VerifyPart < IngestLimits.Verify)
                {
                    found.Add("NanoCharger.Verify is slower than it must be beside bare verification");
                }

                if (JudgesHeap && HeapKiB[^1] > HeapKiB[0] * IngestLimits.HeapGrowth)
                {
                    found.Add("the heap grows");
                }

                return found;
            }
        }
    }
}
