using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;
using NanoCharger.Backend;
using NanoCharger.Bench.Brokers;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>Measures the ingest on one way, in parts: a part is signed, bare verification measured on it, said by the stations, and let go, so that nothing of the stations' hides what the backend keeps.</summary>
    internal sealed class IngestRun(IngestStations stations, string database, int port)
    {
        /// <summary>The heap is judged by the first and the last tenth; with fewer transactions a part would be over before it has begun.</summary>
        private const int Parts = 10;

        private const int LeastOfPart = 50;

        /// <summary>Documents before anything is measured, so that everything has been translated: a backend runs for months.</summary>
        private const int WarmDocuments = 4_000;

        private readonly BareVerification _bare = new();
        private int _wrong;
        private int _documents;

        /// <summary>Whether this connection string is of PostgreSQL.</summary>
        internal static bool IsPostgres(string database)
        {
            return database.Contains("Host=", StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>In process.</summary>
        internal static IngestFigures Direct(IngestStations stations, string database, int transactions, CancellationToken stop)
        {
            return new IngestRun(stations, database, 0).Measure(transactions, stop);
        }

        /// <summary>Through a mosquitto of its own.</summary>
        internal static IngestFigures ThroughMosquitto(IngestStations stations, string database, int transactions, CancellationToken stop)
        {
            MosquittoProcess broker = Mosquitto.RunAnywhere(out int port);
            try
            {
                return new IngestRun(stations, database, port).Measure(transactions, stop);
            }
            finally
            {
                broker.Stop();
            }
        }

        private IngestFigures Measure(int transactions, CancellationToken stop)
        {
            bool broker = port > 0;
            int parts = Math.Clamp(transactions / LeastOfPart, 1, Parts);
            int before = stations.Signed;
            using PaymentBackend backend = new(new BackendOptions { DatabasePath = database, Port = port, Tariff = BenchOperator.Tariff, Keys = stations.Keys, Accepts = static _ => true });
            using IIngestWay way = broker ? new BrokerWay(backend, stations.Names, port) : new DirectWay(backend, stations.Names);
            Warm(way, transactions, stop);

            long[] latencies = new long[transactions * stations.Names.Count * IngestStations.DocumentsOfATransaction];
            (TimeSpan lasted, TimeSpan worked, long allocated) = (TimeSpan.Zero, TimeSpan.Zero, 0);
            List<long> heap = [];
            for (int part = 0; part < parts; part++)
            {
                IngestPart one = Part(way, (transactions * (part + 1) / parts) - (transactions * part / parts), latencies, stop);
                (lasted, worked, allocated) = (lasted + one.Lasted, worked + one.Worked, allocated + one.Allocated);
                heap.Add(GC.GetTotalMemory(forceFullCollection: true) >> 10);
            }

            Array.Sort(latencies);
            return new IngestFigures
            {
                Way = (IsPostgres(database) ? "PostgreSQL" : "SQLite") + (broker ? ", through mosquitto" : ", in process"),
                Documents = latencies.Length,
                Bare = _bare.Rate,
                VerifyPart = _bare.VerifyPart,
                BareProcessorMicros = _bare.ProcessorMicros,
                Rate = latencies.Length / lasted.TotalSeconds,
                MostTimesSlower = IngestLimits.Of(IsPostgres(database), broker),
                Median = Milliseconds(latencies, 0.5),
                Slowest = Milliseconds(latencies, 0.99),
                ProcessorMicros = worked.TotalMicroseconds / latencies.Length,
                AllocatedBytes = allocated / latencies.Length,
                HeapKiB = heap,
                JudgesHeap = parts == Parts,
                Complete = _wrong == 0 && backend.Transactions().Count - (before * stations.Names.Count) == (stations.Signed - before) * stations.Names.Count,
            };
        }

        private void Warm(IIngestWay way, int most, CancellationToken stop)
        {
            IngestLoad load = stations.Sign(Math.Min(most, (WarmDocuments / IngestStations.DocumentsOfATransaction / stations.Names.Count) + 1));
            new BareVerification().Measure(load);
            Conversation talk = new(way, load.Frames, new long[load.Documents.Length], 0);
            talk.Run(stop);
            _wrong += talk.Wrong;
        }

        // By itself, so that nothing of it is left on the stack.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private IngestPart Part(IIngestWay way, int transactions, long[] latencies, CancellationToken stop)
        {
            IngestLoad load = stations.Sign(transactions);
            _bare.Measure(load);
            Conversation talk = new(way, load.Frames, latencies, _documents);
            GC.Collect();
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan worked = Environment.CpuUsage.TotalTime;
            TimeSpan lasted = talk.Run(stop);
            worked = Environment.CpuUsage.TotalTime - worked;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            _wrong += talk.Wrong;
            _documents += load.Documents.Length;
            _bare.Measure(load);
            return new IngestPart(lasted, worked, allocated);
        }

        private static double Milliseconds(long[] sorted, double part)
        {
            return sorted[(int)(part * (sorted.Length - 1))] * 1000.0 / Stopwatch.Frequency;
        }

        private sealed record IngestPart(TimeSpan Lasted, TimeSpan Worked, long Allocated);
    }
}
