using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NanoCharger.Bench.Ingest;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Ingest
{
    /// <summary>What the measurement of the ingest says, and when it says no. How fast anything is, is none of its tests'.</summary>
    public sealed class IngestMeasureTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("measure").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [Theory]
        [InlineData(1000, 0.9, 100, 110, true)]
        [InlineData(4001, 0.9, 100, 100, true, "slower than 1/4 of bare verification")]
        [InlineData(1000, 0.79, 100, 100, true, "NanoCharger.Verify is slower than it must be beside bare verification")]
        [InlineData(1000, 0.9, 100, 111, true, "the heap grows")]
        [InlineData(1000, 0.9, 100, 111, false)]
        public void A_figure_beyond_its_limit_is_told(double bare, double verify, long first, long last, bool judgesHeap, params string[] problems)
        {
            Assert.Equal(problems, Figures(bare, verify, [first, 500, last], judgesHeap, complete: true).Problems);
        }

        [Fact]
        public void A_run_in_which_a_call_had_no_result_is_none()
        {
            Assert.Single(Figures(1000, 1, [1], judgesHeap: false, complete: false).Problems);
        }

        [Fact]
        public void The_limits_are_those_that_were_asked_for()
        {
            Assert.Equal([4, 6, 10, 12], new[] { (false, false), (true, false), (false, true), (true, true) }.Select(one => IngestLimits.Of(one.Item1, one.Item2)));
        }

        [Fact]
        public void Each_station_has_one_call_in_flight_and_says_all()
        {
            using IngestStations stations = new(3);
            IngestLoad load = stations.Sign(4);
            using ManualWay way = new();
            Conversation talk = new(way, load.Frames, new long[24], 0);
            using Timer answering = new(_ => way.AnswerAll("[3,\"1-1\",{}]"), null, 0, 1);
            talk.Run(CancellationToken.None);
            Assert.Equal((24, 1, 0), (way.Sent, way.MostInFlight, talk.Wrong));
        }

        [Fact]
        public void An_answer_that_is_no_result_is_counted()
        {
            using IngestStations stations = new(1);
            using ManualWay way = new();
            Conversation talk = new(way, stations.Sign(1).Frames, new long[2], 0);
            using Timer answering = new(_ => way.AnswerAll("[4,\"1-1\",\"InternalError\",\"\",{}]"), null, 0, 1);
            talk.Run(CancellationToken.None);
            Assert.Equal(2, talk.Wrong);
        }

        [Fact]
        public void A_run_in_process_verifies_stores_and_answers_all()
        {
            using IngestStations stations = new(2);
            IngestFigures figures = IngestRun.Direct(stations, Path.Combine(_folder, "house.db"), 3, CancellationToken.None);
            Assert.Equal((true, 12, 1), (figures.Complete, figures.Documents, figures.HeapKiB.Count));
            Assert.True(figures is { AllocatedBytes: > 0, Median: > 0 } && figures.Slowest >= figures.Median);
        }

        [MosquittoFact]
        public void A_run_through_mosquitto_verifies_stores_and_answers_all()
        {
            using IngestStations stations = new(2);
            IngestFigures figures = IngestRun.ThroughMosquitto(stations, Path.Combine(_folder, "house.db"), 3, CancellationToken.None);
            Assert.Equal(("SQLite, through mosquitto", true, 10), (figures.Way, figures.Complete, figures.MostTimesSlower));
        }

        [Fact]
        public void From_five_hundred_transactions_on_the_heap_is_judged_by_tenths()
        {
            using IngestStations stations = new(1);
            IngestFigures figures = IngestRun.Direct(stations, Path.Combine(_folder, "house.db"), 500, CancellationToken.None);
            Assert.Equal((true, true, 10), (figures.Complete, figures.JudgesHeap, figures.HeapKiB.Count));
        }

        private static IngestFigures Figures(double bare, double verify, IReadOnlyList<long> heap, bool judgesHeap, bool complete)
        {
            return new IngestFigures
            {
                Way = "",
                Documents = 1,
                Bare = bare,
                BareProcessorMicros = 1,
                VerifyPart = verify,
                Rate = 1000,
                MostTimesSlower = 4,
                Median = 1,
                Slowest = 1,
                ProcessorMicros = 1,
                AllocatedBytes = 1,
                HeapKiB = heap,
                JudgesHeap = judgesHeap,
                Complete = complete,
            };
        }

        /// <summary>Keeps the calls until they are answered.</summary>
        private sealed class ManualWay : IIngestWay
        {
            private readonly Dictionary<int, Action<byte[]>> _waiting = [];
            private readonly Dictionary<int, int> _inFlight = [];

            internal int Sent { get; private set; }

            internal int MostInFlight { get; private set; }

            public void Send(int station, byte[] frame, Action<byte[]> answer)
            {
                lock (_waiting)
                {
                    Sent++;
                    _waiting[station] = answer;
                    _inFlight[station] = _inFlight.GetValueOrDefault(station) + 1;
                    MostInFlight = Math.Max(MostInFlight, _inFlight[station]);
                }
            }

            public void Dispose()
            {
                // Nothing is held.
            }

            internal void AnswerAll(string answer)
            {
                foreach ((int station, Action<byte[]> waiting) in Taken())
                {
                    waiting(global::System.Text.Encoding.ASCII.GetBytes(answer));
                }
            }

            private List<KeyValuePair<int, Action<byte[]>>> Taken()
            {
                lock (_waiting)
                {
                    List<KeyValuePair<int, Action<byte[]>>> taken = [.. _waiting];
                    taken.ForEach(one => _inFlight[one.Key]--);
                    _waiting.Clear();
                    return taken;
                }
            }
        }
    }
}
