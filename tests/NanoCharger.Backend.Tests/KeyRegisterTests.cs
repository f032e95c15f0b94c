using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What the register of keys writes, beside workers that remember the station.</summary>
    public sealed class KeyRegisterTests
    {
        private const long Hour = 3_600_000;
        private static readonly long Now = new Stage.SetClock().Now.ToUnixTimeMilliseconds();

        /// <summary>The command has seen the station before a worker stores something of it: what it writes then is seen all the same, by each worker, at the next message.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_key_and_its_end_are_seen_whatever_a_worker_stores_meanwhile(string database)
        {
            using DocumentMaker old = new();
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Register(old.Key);
            using PlatformDatabase second = PlatformDatabase.Open(stage.Given);
            using IngestEngine other = new(second, stage.Options);
            IngestEngine[] workers = database == Stage.Postgres ? [stage.Engine, other] : [stage.Engine];

            await Between(stage, workers, 1, context => KeyRegister.Enrol(context, "bay", maker.Key, KeyOrigin.Hand, Now, inPlaceOfOthers: false));
            for (int number = 0; number < workers.Length; number++)
            {
                Assert.StartsWith("[3,", await Ask(workers[number], maker.Started("S" + number, 1 + number)));
            }

            await Between(stage, workers, 2, context => KeyRegister.End(context, "bay", 2, Now));
            for (int number = 0; number < workers.Length; number++)
            {
                Assert.Contains("SecurityError", await Ask(workers[number], maker.Started("E" + number, 11 + number)));
            }
        }

        /// <summary>The board's number cannot be written: then its key does not count either.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_report_is_taken_as_a_whole_or_not_at_all(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Say(Said.Event("T1", 0, "Started", 5));
            stage.Sql(database == Stage.Sqlite
                ? "CREATE TRIGGER odd BEFORE UPDATE OF serial ON stations BEGIN SELECT RAISE(ABORT, 'odd'); END"
                : "CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'odd'; END $$; CREATE TRIGGER odd BEFORE UPDATE OF serial ON stations FOR EACH ROW EXECUTE FUNCTION odd()");
            string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            File.WriteAllText(file, KeyCommandTests.Report(maker));
            (int code, _, string errors) = WarmProgram.Run(Path.GetTempPath(), "key", "enroll", file, "--database", stage.Given);
            File.Delete(file);
            Assert.Equal(2, code);
            Assert.Contains("odd", errors, StringComparison.Ordinal);
            Assert.Empty(stage.All<KeyRow>());
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void In_place_of_the_others_ends_those_that_would_have_ended_later_too(string database)
        {
            using DocumentMaker ended = new();
            using DocumentMaker ending = new();
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Do(context => KeyRegister.Enrol(context, "bay", ended.Key, KeyOrigin.Hand, Now, true, new KeyValidity(0, Now - Hour)));
            stage.Do(context => KeyRegister.Enrol(context, "bay", ending.Key, KeyOrigin.Hand, Now, false, new KeyValidity(0, Now + Hour)));
            stage.Do(context => KeyRegister.Enrol(context, "bay", maker.Key, KeyOrigin.Hand, Now, true));
            Assert.Equal([Now - Hour, Now, null], stage.All<KeyRow>().OrderBy(row => row.Number).Select(row => row.ToMs));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_known_key_counts_from_when_somebody_says(string database)
        {
            using DocumentMaker maker = new();
            using DocumentMaker board = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            stage.Register(board.Key);
            stage.Do(context => KeyRegister.Enrol(context, "bay", maker.Key, KeyOrigin.Hand, Now, true, new KeyValidity(Now + Hour, null)));
            Assert.Equal([(Now + Hour, null), (Now, (long?)Now + Hour)], stage.All<KeyRow>().OrderBy(row => row.Number).Select(row => (row.FromMs, row.ToMs)));
            stage.Do(context => KeyRegister.Enrol(context, "bay", maker.Key, KeyOrigin.Hand, Now, true));
            Assert.Equal(Now + Hour, stage.All<KeyRow>().Single(row => row.Number == 1).FromMs);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void How_a_key_came_to_be_believed_only_gets_better(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            foreach ((KeyOrigin origin, KeyOrigin stands) in ((KeyOrigin, KeyOrigin)[])[
                (KeyOrigin.FirstSight, KeyOrigin.FirstSight), (KeyOrigin.Hand, KeyOrigin.Hand), (KeyOrigin.Report, KeyOrigin.Report), (KeyOrigin.Hand, KeyOrigin.Report)])
            {
                stage.Do(context => KeyRegister.Enrol(context, "bay", maker.Key, origin, Now, true));
                Assert.Equal(stands, Assert.Single(stage.All<KeyRow>()).Origin);
            }
        }

        private static async Task Between(Stage stage, IngestEngine[] workers, int round, Action<PlatformContext> command)
        {
            using PlatformContext context = stage.Database.Context();
            _ = context.Stations.Single(row => row.Name == "bay");
            for (int number = 0; number < workers.Length; number++)
            {
                Assert.StartsWith("[3,", await Ask(workers[number], Said.Event("U" + round, number, "Updated", 5)));
            }

            using IDbContextTransaction unit = context.Database.BeginTransaction();
            command(context);
            unit.Commit();
        }

        private static async Task<string> Ask(IngestEngine worker, string frame)
        {
            TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await worker.Take("bay", Encoding.UTF8.GetBytes(frame), bytes => answer.TrySetResult(Encoding.UTF8.GetString(bytes)));
            return await answer.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }
}
