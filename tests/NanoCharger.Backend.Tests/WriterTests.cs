using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The one writer: batches, units of others, and several workers on one PostgreSQL.</summary>
    public sealed class WriterTests
    {
        [Theory]
        [OnSqlite(50, true)]
        [OnSqlite(51, false)]
        [OnPostgres(51, false)]
        public async Task A_unit_that_is_no_ingest_has_fifty_rows_at_most(string database, int rows, bool done)
        {
            using Stage stage = new(database);
            Task unit = stage.Engine.Write(context =>
            {
                context.Tenants.AddRange(Enumerable.Range(0, rows).Select(number => new Tenant { Name = "tenant " + number }));
                return context.SaveChanges();
            });
            if (done)
            {
                await unit;
            }
            else
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => unit);
            }

            Assert.Equal(done ? rows + 1 : 1, stage.All<Tenant>().Count);
            Assert.StartsWith("[3,", stage.Say(Said.Event("T1", 0, "Started", 5)));
        }

        /// <summary>What came while the writer was busy is one unit of work, whatever stations it is of; of more than 256 the rest is the next.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_has_come_from_all_stations_is_one_database_transaction(string database)
        {
            int commits = 0;
            using Stage stage = new(database, at: (step, done) => commits += step == IngestStep.Committed && done ? 1 : 0);
            stage.SayTogether(Enumerable.Range(0, 100).Select(number => ("s" + number, Said.Event("T1", 0, "Started", number))).ToArray());
            Assert.Equal(1, commits);
            Assert.Equal(100, stage.All<EventRow>().Count);

            commits = 0;
            stage.SayTogether(Enumerable.Range(0, 300).Select(number => ("s" + (number % 100), Said.Event("T2", number, "Updated", number))).ToArray());
            Assert.Equal(2, commits);
            Assert.Equal(400, stage.All<EventRow>().Count);
        }

        /// <summary>Two workers get the messages of the same stations in turns, as a shared subscription hands them out, and some of them twice.</summary>
        [Theory]
        [OnPostgres]
        public async Task Two_workers_store_everything_once_and_know_what_the_other_has_stored(string database)
        {
            const int stations = 8;
            const int transactions = 10;
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            for (int number = 0; number < stations; number++)
            {
                stage.Register(maker.Key, "s" + number);
            }

            using PlatformDatabase second = PlatformDatabase.Open(stage.Given);
            using IngestEngine other = new(second, stage.Options);
            ConcurrentBag<string> wrong = [];
            await Task.WhenAll(Enumerable.Range(0, stations).Select(async number =>
            {
                foreach ((int index, string frame) in Charges(maker, "s" + number, transactions).Index())
                {
                    IngestEngine[] workers = (index + number) % 3 == 0 ? [stage.Engine, other] : index % 2 == 0 ? [stage.Engine] : [other];
                    string[] answers = await Task.WhenAll(workers.Select(worker => Ask(worker, "s" + number, frame)));
                    foreach (string answer in answers.Where(answer => !answer.StartsWith("[3,", StringComparison.Ordinal)))
                    {
                        wrong.Add(answer);
                    }
                }
            }));

            Assert.Empty(wrong);
            Assert.Empty(stage.All<FindingRow>());
            Assert.Equal(stations * transactions * 2, stage.All<EventRow>().Count);
            Assert.All(stage.Transactions(), one => Assert.Equal((10.00m, 2), (one.Cost, one.EventCount)));
        }

        /// <summary>A station repeats what it has no answer for, and the other worker is still at the first: whatever it is, both say the same, and it is stored once.</summary>
        [Theory]
        [OnPostgres]
        public async Task The_same_call_at_two_workers_at_once_has_one_answer_and_is_stored_once(string database)
        {
            const int stations = 25;
            using DocumentMaker maker = new();
            using DocumentMaker stranger = new();
            using Stage stage = new(database);
            using PlatformDatabase second = PlatformDatabase.Open(stage.Given);
            using IngestEngine other = new(second, stage.Options);
            for (int number = 0; number < stations; number++)
            {
                // Of the last nobody has heard yet: both make it.
                string station = "s" + number;
                if (number < stations - 5)
                {
                    stage.Register(maker.Key, station);
                }

                foreach (string frame in (string[])[maker.Started("T1", 1, station: station), stranger.Ended("T1", 2, station: station), maker.Ended("T1", 2, station: station), Said.Event("T2", 0, "Odd", 5)])
                {
                    string[] answers = await Task.WhenAll(Ask(stage.Engine, station, frame), Ask(other, station, frame));
                    Assert.Equal(answers[0], answers[1]);
                }
            }

            Assert.Equal(stations, stage.All<Station>().Count);
            Assert.Equal(stations, stage.All<Bay>().Count);
            Assert.Equal((stations - 5) * 2, stage.All<EventRow>().Count);
            Assert.Equal((stations - 5) * 2, stage.All<DocumentRow>().Count);
            Assert.Equal(((stations - 5) * 2) + (5 * 4), stage.All<RefusalRow>().Count);
            Assert.Empty(new Audit.Auditor(stage.Database).Run().Findings);
        }

        /// <summary>Workers that start together on a database that is empty: each finds all tables, and there is one house.</summary>
        [Theory]
        [OnPostgres]
        public async Task Workers_that_start_at_once_make_one_house(string database)
        {
            Assert.Equal(Stage.Postgres, database);
            string given = PostgresServer.NewDatabase();
            PaymentBackend[] workers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => new PaymentBackend(new BackendOptions { DatabasePath = given }))));
            using (PlatformContext context = workers[0].Database.Context())
            {
                Assert.Single(context.Houses.ToList());
                Assert.Single(context.Tenants.ToList());
            }

            Array.ForEach(workers, worker => worker.Dispose());
        }

        /// <summary>On SQLite a part that fails goes back to its savepoint, even when some of its rows were written: the others' are in the same transaction, and nobody waits for a second one.</summary>
        [Theory]
        [OnSqlite]
        public void One_stations_failing_part_costs_the_others_no_transaction(string database)
        {
            int begun = 0;
            using DocumentMaker maker = new();
            using Stage stage = new(database, at: (step, done) => begun += step == IngestStep.Begun && done ? 1 : 0);
            string[] stations = Enumerable.Range(0, 20).Select(number => "s" + number).Append("bay").ToArray();
            Array.ForEach(stations, station => stage.Register(maker.Key, station));
            long bay = stage.All<Station>().Single(one => one.Name == "bay").Id;

            // Its event is written by then.
            stage.Sql($"CREATE TRIGGER odd BEFORE INSERT ON documents WHEN NEW.station_id = {bay} BEGIN SELECT RAISE(ABORT, 'odd'); END");
            begun = 0;
            string?[] answers = stage.SayTogether(stations.Select(station => (station, maker.Started("T1", 1, station: station))).ToArray());
            Assert.Equal(1, begun);
            Assert.Null(answers[^1]);
            Assert.All(answers[..^1], answer => Assert.Equal("""[3,"1-1",{}]""", answer));
            Assert.Equal(20, stage.All<DocumentRow>().Count);
            Assert.DoesNotContain(stage.All<EventRow>(), row => row.StationId == bay);

            stage.Sql("DROP TRIGGER odd");
            Assert.Equal("""[3,"1-1",{}]""", stage.Say(maker.Started("T1", 1)));
        }

        /// <summary>Who prints a receipt, or registers a key upon it, waits for the writer and not the writer for him.</summary>
        [Fact]
        public void Whoever_is_told_of_a_price_may_use_the_backend()
        {
            using Stage stage = new(Stage.Sqlite);
            List<string> told = [];
            stage.Engine.Billed += billed =>
            {
                stage.Do(_ => 0);
                told.Add(billed.Id);
                throw new InvalidOperationException("no paper");
            };
            for (int number = 0; number < 3; number++)
            {
                stage.Say(Said.Event("T" + number, 0, "Started", 5));
                Assert.StartsWith("[3,", stage.Say(Said.Event("T" + number, 1, "Ended", 6)));
            }

            stage.Restart();
            Assert.Equal(["T0", "T1", "T2"], told);
            Assert.Equal(3, stage.Log.Count(line => line.Contains("no paper", StringComparison.Ordinal)));
        }

        /// <summary>Each time the other's transaction is in the way, the batch is tried again.</summary>
        [Theory]
        [OnPostgres]
        public async Task A_deadlock_is_tried_again(string database)
        {
            int begun = 0;
            using Stage stage = new(database, at: (step, done) => begun += step == IngestStep.Begun && done ? 1 : 0);
            stage.Say(Said.Event("T1", 0, "Started", 5));
            stage.Sql("""
                CREATE TABLE tries (id serial);
                CREATE FUNCTION once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('tries_id_seq') < 3 THEN RAISE EXCEPTION 'in the way' USING ERRCODE = '40P01'; END IF; RETURN NEW; END $$;
                CREATE TRIGGER once BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION once();
                """);
            begun = 0;
            Assert.Equal("""[3,"1-1",{"totalCost":0.00}]""", await Task.Run(() => stage.Say(Said.Event("T1", 1, "Ended", 6))));
            Assert.Equal(3, begun);
        }

        private static IEnumerable<string> Charges(DocumentMaker maker, string station, int transactions)
        {
            for (int number = 0; number < transactions; number++)
            {
                long register = Said.Begin + (number * 10_000_000);
                yield return maker.Started($"T{number}", (number * 2) + 1, register, station);
                yield return maker.Ended($"T{number}", (number * 2) + 2, register, register + 10_000_000, station);
            }
        }

        private static async Task<string> Ask(IngestEngine worker, string station, string frame)
        {
            TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await worker.Take(station, Encoding.UTF8.GetBytes(frame), bytes => answer.TrySetResult(Encoding.UTF8.GetString(bytes)));
            return await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
