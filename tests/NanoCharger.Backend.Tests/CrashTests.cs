using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The engine is abandoned at each named step, before and after its effect, and another one goes on with the same database: what was answered with a result is stored, and everything is stored exactly once, in its order.</summary>
    public sealed class CrashTests
    {
        private const int Stations = 4;
        private const int Transactions = 3;

        /// <summary>The variable of the environment that plays so many seeds instead of the few of the suite.</summary>
        private const string More = "CRASH_SEEDS";

        /// <summary>How often a step may have gone well before the engine is abandoned at the next.</summary>
        private const int LatestTurn = 6;

        [Theory]
        [OnSqlite(1, 28)]
        [OnPostgres(1, 22)]
        public void Whatever_step_it_dies_at_everything_is_stored_once_and_nothing_answered_is_lost(string database, int first, int seeds)
        {
            seeds = int.TryParse(Environment.GetEnvironmentVariable(More), out int more) ? more : seeds;
            using DocumentMaker maker = new();
            List<string> died = [];
            for (int seed = first; seed < first + seeds; seed++)
            {
                Random random = new(seed);
                IngestStep step = (IngestStep)(seed % Enum.GetValues<IngestStep>().Length);
                bool done = random.Next(2) == 1;
                int turn = random.Next(LatestTurn);
                died.Add(Play(database, maker, new Fate(step, done, turn)) ? $"{step} {done}" : "");
            }

            Assert.True(died.Count(one => one.Length > 0) > seeds / 2, "the engine was hardly ever abandoned");
        }

        /// <summary>Whoever sees an answer finds in the database what it is about: with a connection of his own, which sees what is committed.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_is_answered_is_there_for_everybody_when_the_answer_leaves(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            foreach ((int index, string frame) in ((string[])[maker.Started("T1", 1), maker.Ended("T1", 2), Said.Event("T2", 0, "Odd", 5)]).Index())
            {
                int stored = -1;
                stage.Send(Encoding.UTF8.GetBytes(frame), _ => stored = stage.All<EventRow>().Count + stage.All<RefusalRow>().Count);
                stage.Drain();
                Assert.Equal(index + 1, stored);
            }
        }

        /// <summary>Written, not committed, dead: nobody was told.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_dies_before_the_commit_was_not_answered(string database)
        {
            using DocumentMaker maker = new();
            bool dies = false;
            using Stage stage = new(database, at: (step, done) => _ = dies && step == IngestStep.Committed && !done ? throw new InvalidOperationException("dead") : 0);
            stage.Register(maker.Key);
            dies = true;
            string? told = null;
            stage.Send(Encoding.UTF8.GetBytes(maker.Started("T1", 1)), bytes => told = Encoding.UTF8.GetString(bytes));
            stage.Drain();
            Assert.Null(told);
            Assert.Empty(stage.All<EventRow>());

            dies = false;
            stage.Restart();
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(maker.Started("T1", 1)));
        }

        private static bool Play(string database, DocumentMaker maker, Fate fate)
        {
            Fate?[] now = [null];
            using Stage stage = new(database, at: (step, done) => Volatile.Read(ref now[0])?.Pass(step, done));
            for (int station = 0; station < Stations; station++)
            {
                stage.Register(maker.Key, "s" + station);
            }

            Volatile.Write(ref now[0], fate);
            ConcurrentDictionary<(string, int), string> answered = new();
            Dictionary<(string, int), byte[]> records = [];
            for (int record = 0; record < Stations * Transactions * 2; record++)
            {
                // A record that is sent again is the same to the byte: it lies signed in the station's log.
                (string station, int number) = ("s" + (record % Stations), record / Stations);
                records[(station, number)] = Encoding.UTF8.GetBytes(Record(maker, station, number));
            }

            string told = $"{fate.Step} {(fate.Done ? "after" : "before")} its effect, turn {fate.Turn}";
            for (int round = 0; answered.Count < Stations * Transactions * 2; round++)
            {
                Assert.True(round < Transactions * 2 + 3, told);
                Offer(stage, records, answered);
                if (fate.Died)
                {
                    // What it had answered by then was committed, or it must not have answered.
                    Volatile.Write(ref now[0], null);
                    stage.Restart();
                    AssertStored(stage, answered, told);
                }
            }

            Assert.Equal(Stations * Transactions * 2, stage.All<EventRow>().Count);
            Assert.Equal(Stations * Transactions * 2, stage.All<DocumentRow>().Count);
            Assert.Empty(stage.All<RefusalRow>());
            Assert.All(stage.Transactions(), one => Assert.Equal((10.00m, 2), (one.Cost, one.EventCount)));
            return fate.Died;
        }

        /// <summary>Each station offers the first record that it has no answer for, as stations do.</summary>
        private static void Offer(Stage stage, Dictionary<(string, int), byte[]> records, ConcurrentDictionary<(string, int), string> answered)
        {
            for (int number = 0; number < Stations; number++)
            {
                string station = "s" + number;
                int record = Enumerable.Range(0, (Transactions * 2) + 1).First(one => !answered.ContainsKey((station, one)));
                if (record < Transactions * 2)
                {
                    stage.Send(records[(station, record)], bytes => answered[(station, record)] = Encoding.UTF8.GetString(bytes), station);
                }
            }

            stage.Engine.Drain(TimeSpan.FromSeconds(5));
        }

        private static string Record(DocumentMaker maker, string station, int record)
        {
            string transaction = $"T{record / 2}";
            long register = Said.Begin + (record / 2 * 10_000_000);
            return record % 2 == 0
                ? maker.Started(transaction, record + 1, register, station)
                : maker.Ended(transaction, record + 1, register, register + 10_000_000, station);
        }

        private static void AssertStored(Stage stage, ConcurrentDictionary<(string Station, int Record), string> answered, string told)
        {
            Dictionary<long, string> names = stage.All<Station>().ToDictionary(one => one.Id, one => one.Name);
            HashSet<(string, int)> stored = stage.All<DocumentRow>().Select(row => (names[row.StationId], (int)row.Number - 1)).ToHashSet();
            foreach (((string Station, int Record) record, string answer) in answered)
            {
                Assert.True(answer.StartsWith("[3,", StringComparison.Ordinal), $"{told}: {answer}");
                Assert.True(stored.Contains(record), $"{told}: {record} was answered, and is not stored");
            }

            foreach (IGrouping<string, (string Station, int Record)> group in stored.GroupBy(one => one.Item1))
            {
                Assert.Equal(Enumerable.Range(0, group.Count()), group.Select(one => one.Record).Order());
            }
        }

        /// <summary>Where the engine dies. From there on nothing that it does has any effect.</summary>
        private sealed record Fate(IngestStep Step, bool Done, int Turn)
        {
            private int _passed;
            private int _died;

            internal bool Died => Volatile.Read(ref _died) == 1;

            internal void Pass(IngestStep at, bool after)
            {
                if (Died || (at == Step && after == Done && Interlocked.Increment(ref _passed) > Turn))
                {
                    Volatile.Write(ref _died, 1);
                    throw new InvalidOperationException("abandoned");
                }
            }
        }
    }
}
