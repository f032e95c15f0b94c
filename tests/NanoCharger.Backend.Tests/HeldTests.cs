using System;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What waits for a manager's word, and what the word does: once, for ever, with who, when and why.</summary>
    public sealed class HeldTests : IDisposable
    {
        private const long Now = 1_795_000_000_000;

        /// <summary>More than 80 A on three phases give in two hours.</summary>
        private const long TooMuch = 200_000_000;

        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_released_transaction_is_priced_and_what_comes_later_may_hold_it_again(string database)
        {
            using Stage stage = Held(database);
            Assert.Null(stage.Transactions().Single().Cost);
            Assert.Equal("bay T1: released, 200.00 EUR; 'export' writes its receipt", Decide(stage, released: true, "meter looked at"));
            Assert.Equal("bay T1: was released by eve, 2026-11-18T11:06:40Z: meter looked at", Decide(stage, released: true, "again"));
            Assert.Equal((200.00m, null, null), (stage.Transactions().Single().Cost, stage.Transactions().Single().Held, stage.Transactions().Single().Withheld));
            Assert.Contains("was released by eve", Assert.Throws<InvalidDataException>(() => Decide(stage, released: false, "no")).Message);
            DecisionRow row = Assert.Single(stage.All<DecisionRow>());
            Assert.Equal((1, true, "eve", Now, "meter looked at"), (row.Number, row.Released, row.Decider, row.AtMs, row.Reason));
            Assert.Contains("are more than the station can deliver", row.Held);

            // Another document of it, which says a time that is not yet.
            stage.Say(Said.Event("T1", 2, "Updated", TooMuch, _maker.Between(3, TooMuch, "2026-11-22T22:00:00,000+0000 S"), _maker.OcppKey));
            Assert.Null(stage.Transactions().Single().Cost);
            Decide(stage, released: true, "its clock was wrong");
            Assert.Equal([1, 2], stage.All<DecisionRow>().Select(one => one.Number).Order());
            Assert.Equal(200.00m, stage.Transactions().Single().Cost);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_refused_transaction_is_never_priced_whatever_comes(string database)
        {
            using Stage stage = Held(database);
            Assert.Equal("bay T1: refused, never priced", Decide(stage, released: false, "no such car"));
            Assert.Equal("bay T1: was refused by eve, 2026-11-18T11:06:40Z: no such car", Decide(stage, released: false, "again"));
            Assert.Contains("was refused by eve", Assert.Throws<InvalidDataException>(() => Decide(stage, released: true, "yes")).Message);
            stage.Say(Said.Event("T1", 2, "Updated", TooMuch, _maker.Between(3, TooMuch), _maker.OcppKey));
            stage.Restart();
            Assert.Equal((null, "refused by eve: no such car"), (stage.Transactions().Single().Cost, stage.Transactions().Single().Withheld));
            Assert.Single(stage.All<DecisionRow>());
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_decision_is_never_changed_or_deleted(string database)
        {
            using Stage stage = Held(database);
            Decide(stage, released: true, "meter looked at");
            Assert.Contains("a decision is never changed", Assert.ThrowsAny<Exception>(() => stage.Sql("UPDATE decisions SET reason = 'other'")).Message);
            Assert.Contains("deleted", Assert.ThrowsAny<Exception>(() => stage.Sql("DELETE FROM decisions")).Message);
            const string other = "SELECT station_id, key_number, transaction_id, number, tenant_id, released, held, 'other', decider, at_ms FROM decisions";
            string[] inItsPlace = database == Stage.Postgres
                ? [$"INSERT INTO decisions {other} ON CONFLICT (station_id, key_number, transaction_id, number) DO UPDATE SET reason = 'other'"]
                : [$"INSERT OR REPLACE INTO decisions {other}",
                    "INSERT OR REPLACE INTO decisions (rowid, station_id, key_number, transaction_id, number, tenant_id, released, held, reason, decider, at_ms) "
                    + other.Replace("SELECT station_id", "SELECT rowid, station_id", StringComparison.Ordinal).Replace(" number", " number + 1", StringComparison.Ordinal)];
            Assert.All(inItsPlace, sql => Assert.Contains("a decision is never changed", Assert.ThrowsAny<Exception>(() => stage.Sql(sql)).Message));
            Assert.Equal("meter looked at", Assert.Single(stage.All<DecisionRow>()).Reason);
        }

        /// <summary>Two boards, each with its T1: the word is for the one that is named, or the only one that it fits.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_word_is_for_one_boards_transaction(string database)
        {
            using DocumentMaker board = new();
            using Stage stage = Held(database);
            stage.Register(board.Key);
            stage.Say(board.Started("T1", 1, 0));
            stage.Say(board.Ended("T1", 2, 0, TooMuch));
            const string which = "bay T1: there is one under each of the keys 1, 2: say by --key which is meant";
            Assert.Equal(which, Assert.Throws<InvalidDataException>(() => Decide(stage, released: true, "x")).Message);
            Assert.Contains("no transaction T1 under key 3", Assert.Throws<InvalidDataException>(() => Decide(stage, released: true, "x", 3)).Message);
            Assert.Equal("bay T1 (key 2): refused, never priced", Decide(stage, released: false, "no such car", 2));
            Assert.Equal(which, Assert.Throws<InvalidDataException>(() => Decide(stage, released: false, "x")).Message);
            Assert.Equal("bay T1 (key 1): released, 200.00 EUR; 'export' writes its receipt", Decide(stage, released: true, "meter looked at"));
            Assert.StartsWith("bay T1 (key 2): was refused by eve", Decide(stage, released: false, "again"));
            Assert.Contains("was refused by eve", Assert.Throws<InvalidDataException>(() => Decide(stage, released: true, "yes", 2)).Message);
            Assert.Equal([(1, 200.00m), (2, null)], stage.Transactions().Select(one => (one.Series, one.Cost)).Order());
        }

        /// <summary>Two at one document, a third while it waits, a fourth after the release: each is seen before it is released.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Each_finding_is_listed_and_a_release_is_for_those_that_had_come(string database)
        {
            const string later = "2026-11-22T20:30:00,000+0000 S";
            using Stage stage = new(database);
            stage.Register(_maker.Key);
            stage.Say(_maker.Started("T1", 1, 0));
            stage.Say(Said.Event("T1", 1, "Ended", TooMuch, _maker.Receipt(2, 0, TooMuch, to: later), _maker.OcppKey));
            stage.Say(Said.Event("T1", 2, "Updated", TooMuch, _maker.Between(3, TooMuch, later), _maker.OcppKey));
            string[] first = Listed(stage);
            Assert.Equal(["T2 energy-beyond-rating", "T2 later-than-arrival", "T3 later-than-arrival"], first.Select(line => line.Split(": ")[1]));
            Assert.Equal("bay T1: released, 200.00 EUR; 'export' writes its receipt", Decide(stage, released: true, "clock and meter looked at"));
            Assert.Empty(Listed(stage));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);

            stage.Say(Said.Event("T1", 3, "Updated", TooMuch, _maker.Between(4, TooMuch, later), _maker.OcppKey));
            Assert.Null(stage.Transactions().Single().Cost);
            Assert.Equal("T4 later-than-arrival", Assert.Single(Listed(stage)).Split(": ")[1]);
            Decide(stage, released: true, "its clock again");
            Assert.Equal([3, 1], stage.All<DecisionRow>().OrderBy(row => row.Number).Select(row => row.Held.Split("; T").Length));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        [Fact]
        public void An_operator_lists_releases_and_refuses()
        {
            using Stage stage = Held(Stage.Sqlite);
            (int code, string output, _) = Run(stage, "list");
            Assert.Equal(0, code);
            Assert.StartsWith("bay T1 (key 1, came 2026-11-22T20:00:01Z): T2 energy-beyond-rating: 200.00000 kWh in 120 min are more than", output);
            Assert.Equal(2, Run(stage, "release", "bay", "T1").Code);
            Assert.Equal((2, "", "nanocharger-backend: --reason must be a text of 1 to 500 characters\n"), Run(stage, "release", "bay", "T1", "--reason", " "));
            Assert.Equal((2, "", "nanocharger-backend: station bay has no transaction T1 under key 2\n"), Run(stage, "release", "bay", "T1", "--key", "2", "--reason", "x"));
            Assert.Equal((2, "", "nanocharger-backend: station bay has no transaction T7\n"), Run(stage, "refuse", "bay", "T7", "--reason", "x"));
            Assert.Equal((0, "bay T1: refused, never priced\n", ""), Run(stage, "refuse", "bay", "T1", "--key", "1", "--reason", "no such car", "--by", "eve"));
            Assert.Equal((0, "", ""), Run(stage, "list"));
        }

        private static (int Code, string Output, string Errors) Run(Stage stage, params string[] arguments)
        {
            return WarmProgram.Run(Path.GetTempPath(), ["held", .. arguments, "--database", stage.Given]);
        }

        private static string[] Listed(Stage stage)
        {
            return Run(stage, "list").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        private static string Decide(Stage stage, bool released, string reason, int? key = null)
        {
            string told = "";
            stage.Do(context =>
            {
                told = Decisions.Decide(context, "bay", "T1", key, new Word(released, reason, "eve", Now));
                return 0;
            });
            return told;
        }

        private Stage Held(string database)
        {
            Stage stage = new(database);
            stage.Register(_maker.Key);
            stage.Say(_maker.Started("T1", 1, 0));
            stage.Say(_maker.Ended("T1", 2, 0, TooMuch));
            return stage;
        }
    }
}
