using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using NanoCharger.Mqtt;
using Npgsql;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A newer program changes the tables under one that runs: the older stores and answers nothing more, and ends with one line.</summary>
    public sealed class VersionTests : IDisposable
    {
        private const string Later = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0.0')";
        private const string LaterIsKnown = "was written by a newer version of this program, which knows 29990101000000_Later.";

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly string _folder = Directory.CreateTempSubdirectory("version").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task Tables_that_a_newer_program_has_changed_are_not_written(string database)
        {
            using Stage stage = new(database);
            Assert.NotNull(stage.Say(Said.Event("T1", 0, "Started", 5)));
            List<string> told = [];
            stage.Engine.Outdated += told.Add;
            stage.Sql(Later);

            OutdatedException refused = await Assert.ThrowsAsync<OutdatedException>(() => stage.Engine.Write(_ => 0));
            Assert.EndsWith(LaterIsKnown, refused.Message, StringComparison.Ordinal);
            foreach (string frame in (string[])[Said.Event("T1", 1, "Ended", 6), Said.Event("T2", 0, "Started", 5), Said.Event("T3", 0, "Odd", 5)])
            {
                stage.Send(Encoding.UTF8.GetBytes(frame), _ => Assert.Fail("answered"));
            }

            stage.Drain();
            Assert.Single(stage.All<EventRow>());
            Assert.Empty(stage.All<RefusalRow>());
            Assert.All(told, why => Assert.Equal(refused.Message, why));
            Assert.NotEmpty(told);
        }

        /// <summary>EF's own migration, forth or back, waits for the unit of work at hand, and the next one sees what it has done.</summary>
        [Theory]
        [OnPostgres]
        public async Task A_migration_waits_for_the_unit_of_work_at_hand(string database)
        {
            using Stage stage = new(database);
            using ManualResetEventSlim busy = new();
            using ManualResetEventSlim gate = new();
            Task unit = stage.Engine.Write(_ =>
            {
                busy.Set();
                return gate.Wait(Patience) ? 0 : throw new TimeoutException();
            });
            Assert.True(busy.Wait(Patience), "the writer does not begin");
            Task migrating = Task.Run(() =>
            {
                using PlatformContext context = stage.Database.Context();
                context.Database.Migrate("First");
            });
            using (DbConnection looking = stage.Database.Connect())
            {
                Assert.True(SpinWait.SpinUntil(() => Waits(looking), Patience), "the migration does not wait");
            }

            gate.Set();
            await unit;
            await migrating;
            Assert.Null(stage.Say(Said.Event("T1", 0, "Started", 5)));
            Assert.Contains(stage.Log, line => line.Contains("was put back to an earlier version while this program served it", StringComparison.Ordinal));
        }

        /// <summary>Who changes tables has the table of changes for himself first (as EF's migrations do): he waits for the unit of work at hand, and the next one for him.</summary>
        [Theory]
        [OnPostgres]
        public async Task A_change_of_the_tables_falls_between_two_units_of_work(string database)
        {
            const string all = "LOCK TABLE \"__EFMigrationsHistory\" IN ACCESS EXCLUSIVE MODE";
            string[] given = [""];
            List<string> free = [];
            using Stage stage = new(database, at: (step, done) =>
            {
                if (given[0].Length > 0 && step == IngestStep.Committed && !done)
                {
                    free.Add(Try(given[0], all + " NOWAIT"));
                }
            });
            given[0] = stage.Given;
            Assert.NotNull(stage.Say(Said.Event("T1", 0, "Started", 5)));
            Assert.Equal(["55P03"], free);

            using DbConnection newer = stage.Database.Connect();
            using DbTransaction change = newer.BeginTransaction();
            Do(newer, all);
            string? answer = null;
            stage.Send(Encoding.UTF8.GetBytes(Said.Event("T1", 1, "Ended", 6)), bytes => answer = Encoding.UTF8.GetString(bytes));
            Assert.True(SpinWait.SpinUntil(() => Waits(newer), Patience), "the worker does not wait");
            Do(newer, Later);
            await change.CommitAsync();
            stage.Drain();
            Assert.Null(answer);
            Assert.Single(stage.All<EventRow>());
        }

        [Fact]
        public async Task The_older_program_ends_with_one_line()
        {
            using HostProcess host = await HostProcess.Serve(_folder);
            using (SqliteConnection connection = new($"Data Source={Path.Combine(_folder, "nanocharger.db")};Pooling=False"))
            {
                connection.Open();
                Do(connection, Later);
            }

            using BrokerClient station = new(new BrokerLogin("bay"));
            bool answered = false;
            station.MessageReceived += _ => answered = true;
            Assert.Equal(0, station.Connect("127.0.0.1", host.BrokerPort, Patience));
            station.Subscribe("nanocharger/v1/bay/dn", 1, Patience);
            station.Publish(new BrokerMessage("nanocharger/v1/bay/up", Encoding.UTF8.GetBytes(Said.Event("T1", 0, "Started", 5)), 1, Retain: false), Patience);
            (int code, _, string errors) = host.End();
            Assert.Equal(2, code);
            Assert.False(answered);
            string line = Assert.Single(errors.Split('\n'), one => one.StartsWith("nanocharger-backend: ", StringComparison.Ordinal));
            Assert.EndsWith("nanocharger.db " + LaterIsKnown, line, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }

        private static bool Waits(DbConnection connection)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '\"__EFMigrationsHistory\"'::regclass";
            return (long)command.ExecuteScalar()! > 0;
        }

        private static void Do(DbConnection connection, string sql)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        /// <returns>The state that it fails with; empty where it does not.</returns>
        private static string Try(string given, string sql)
        {
            using NpgsqlConnection connection = new(given + ";Pooling=false");
            connection.Open();
            using NpgsqlTransaction unit = connection.BeginTransaction();
            try
            {
                Do(connection, sql);
                return "";
            }
            catch (PostgresException problem)
            {
                return problem.SqlState;
            }
        }
    }
}
