using System;
using System.Data.Common;
using System.Linq;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Ingest;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Another program on the same PostgreSQL locks rows and does not let go: whose they are waits, and nobody else.</summary>
    public sealed class LockTests
    {
        /// <summary>The wait is spent once: from then on the station is left out as long as it is locked, and is taken as soon as it is not.</summary>
        [Theory]
        [OnPostgres]
        public void A_station_that_is_locked_keeps_no_other_waiting(string database)
        {
            int begun = 0;
            using Stage stage = new(database, at: (step, done) => begun += step == IngestStep.Begun && done ? 1 : 0);
            stage.SayTogether(Enumerable.Range(0, 6).Select(number => ("s" + number, Said.Event("T1", 0, "Started", 5))).ToArray());
            using (Lock(stage, "SELECT 1 FROM stations WHERE name = 's3' FOR UPDATE"))
            {
                for (int time = 1; time < 4; time++)
                {
                    begun = 0;
                    string?[] answers = stage.SayTogether(Enumerable.Range(0, 6).Select(number => ("s" + number, Said.Event("T1", time, "Updated", 5 + time))).ToArray());
                    Assert.Equal([3], Enumerable.Range(0, 6).Where(number => answers[number] is null));
                    Assert.Equal(time == 1 ? 2 : 1, begun);
                }

                Assert.Contains(stage.Log, line => line.Contains("s3: TransactionEvent 1-1 not stored and not answered", StringComparison.Ordinal));
                Assert.Null(stage.Say("[2,\"9-9\",\"TransactionEvent\",{}]", "s3"));
            }

            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Updated", 6), "s3"));
        }

        /// <summary>Not the station's own row: the batch is divided, and only that station's part fails.</summary>
        [Theory]
        [OnPostgres]
        public void A_row_of_one_station_that_is_locked_fails_its_part_alone(string database)
        {
            using Stage stage = new(database);
            stage.SayTogether(("bay", Said.Event("T1", 0, "Started", 5)), ("other", Said.Event("T1", 0, "Started", 5)));
            using (Lock(stage, "SELECT 1 FROM transactions t JOIN stations s ON s.id = t.station_id WHERE s.name = 'bay' FOR UPDATE OF t"))
            {
                Assert.Equal((string?[])[null, """[3,"1-1",{}]"""], stage.SayTogether(("bay", Said.Event("T1", 1, "Updated", 6)), ("other", Said.Event("T1", 1, "Updated", 6))));
            }

            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Updated", 6)));
        }

        /// <summary>The table of the changes, as whoever changes tables takes it: no station is asked one by one.</summary>
        [Theory]
        [OnPostgres]
        public void A_unit_that_cannot_begin_is_tried_once(string database)
        {
            int begun = 0;
            using Stage stage = new(database, at: (step, done) => begun += step == IngestStep.Begun && !done ? 1 : 0);
            stage.SayTogether(("bay", Said.Event("T1", 0, "Started", 5)), ("other", Said.Event("T1", 0, "Started", 5)));
            begun = 0;
            using (Lock(stage, "LOCK TABLE \"__EFMigrationsHistory\" IN ACCESS EXCLUSIVE MODE"))
            {
                System.Collections.Concurrent.ConcurrentBag<string> answers = [];
                foreach (string station in (string[])["bay", "other"])
                {
                    stage.Send(Encoding.UTF8.GetBytes(Said.Event("T1", 1, "Updated", 6)), bytes => answers.Add(Encoding.UTF8.GetString(bytes)), station);
                }

                stage.Drain();
                Assert.Empty(answers);
                Assert.InRange(begun, 1, 2);
            }

            Assert.Equal("""[3,"1-1",{}]""", stage.Say(Said.Event("T1", 1, "Updated", 6)));
        }

        /// <summary>A worker that stands still within a unit of work, as one that was stopped by its machine, is ended by the server itself.</summary>
        [Theory]
        [OnPostgres]
        public void Whoever_holds_stations_and_does_nothing_is_ended_by_the_server(string database)
        {
            using Stage stage = new(database);
            string? limit = null;
            stage.Do(context =>
            {
                using DbCommand command = context.Database.GetDbConnection().CreateCommand();
                command.CommandText = "SHOW idle_in_transaction_session_timeout";
                command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
                limit = (string?)command.ExecuteScalar();
                return 0;
            });
            Assert.Equal("10s", limit);
        }

        private static DbConnection Lock(Stage stage, string how)
        {
            DbConnection other = stage.Database.Connect();
            using DbCommand command = other.CreateCommand();
            command.CommandText = "BEGIN; " + how;
            command.ExecuteNonQuery();
            return other;
        }
    }
}
