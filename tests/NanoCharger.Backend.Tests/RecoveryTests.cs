using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The day on which only an old backup is left: what the stations still have comes again, what they have released is listed, keys and settings are those of the backup.</summary>
    public sealed class RecoveryTests : IDisposable
    {
        private const int Before = 20;
        private const int After = 50;

        /// <summary>Transactions behind the backup whose records the station "frees" has no more.</summary>
        private const int Freed = 30;

        private readonly string _folder = Directory.CreateTempSubdirectory("recovery").FullName;
        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_backup_that_is_fifty_transactions_old_loses_nothing_and_says_what_is_to_be_fetched(string database)
        {
            List<(string Station, string Frame, string Answer)> log = [];
            (string copy, string keys) = (Path.Combine(_folder, "copy"), Path.Combine(_folder, "keys"));
            decimal earned;
            string restored;
            using (Stage stage = new(database))
            {
                stage.Register(_maker.Key, "keeps");
                stage.Register(_maker.Key, "frees");
                Charge(stage, log, 1, Before, "keeps", "frees");
                restored = Backup(stage, copy);
                Charge(stage, log, Before + 1, After, "keeps", "frees");
                stage.Register(_maker.Key, "late");
                Charge(stage, log, 1, 1, "late");
                Assert.Equal(0, WarmProgram.Run(_folder, "backup", keys, "--database", stage.Given).Code);
                earned = stage.Transactions().Where(one => one.Station == "keeps").Sum(one => one.Cost ?? 0);
                restored = Restore(database, copy, restored);
            }

            using Stage again = new(database, given: restored);
            Assert.All(log.Where(one => one.Station == "keeps"), one => Assert.Equal(one.Answer, again.Say(one.Frame, one.Station)));
            Assert.All(log.Where(one => one.Station == "frees").Skip(2 * (Before + Freed)), one => Assert.Equal(one.Answer, again.Say(one.Frame, one.Station)));
            AssertComesWithItsKey(again, log.Where(one => one.Station == "late").ToList(), keys);

            Assert.Equal(earned, again.Transactions().Where(one => one.Station == "keeps").Sum(one => one.Cost ?? 0));
            Assert.Equal(Before + After - Freed, again.Transactions().Count(one => one is { Station: "frees", Cost: not null }));
            (int code, string audit, _) = WarmProgram.Run(_folder, "audit", "--database", restored);
            Assert.Equal(1, code);
            Assert.Equal(
                ["fetch by hand at station frees: documents T41 to T100 under key 1 are not here"],
                audit.Split('\n').Where(line => line.StartsWith("fetch by hand", StringComparison.Ordinal)));
        }

        /// <summary>Where all that came of a station came behind the backup, its first document here is not its first.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_is_missing_before_the_first_document_is_to_be_fetched_too(string database)
        {
            using Stage stage = new(database);
            stage.Register(_maker.Key);
            stage.Say(_maker.Started("T9", 17));
            Assert.Contains("fetch by hand at station bay: documents T1 to T16 before those under key 1 are not here\n", WarmProgram.Run(_folder, "audit", "--database", stage.Given).Output);

            // A new key of the same board: it counts on.
            using DocumentMaker second = new();
            stage.Register(second.Key);
            stage.Say(second.Started("T10", 18));
            Assert.DoesNotContain("T17 to", WarmProgram.Run(_folder, "audit", "--database", stage.Given).Output);
        }

        [Fact]
        public void Settings_come_back_where_there_are_none_and_never_in_place_of_others()
        {
            (string old, string fresh) = (Directory.CreateDirectory(Path.Combine(_folder, "old")).FullName, Directory.CreateDirectory(Path.Combine(_folder, "fresh")).FullName);
            File.WriteAllText(Path.Combine(old, "appsettings.json"), """{"NanoCharger":{"Market":"DE"}}""");
            Assert.Equal(0, WarmProgram.Run(old, "migrate").Code);
            string copy = Path.Combine(_folder, "copy");
            Assert.Equal(0, WarmProgram.Run(old, "backup", copy).Code);
            Assert.Contains("appsettings.json: as it was in the backup\n", WarmProgram.Run(fresh, "restore", copy).Output);
            Assert.Equal("""{"NanoCharger":{"Market":"DE"}}""", File.ReadAllText(Path.Combine(fresh, "appsettings.json")));

            File.WriteAllText(Path.Combine(fresh, "appsettings.json"), "{}");
            string told = WarmProgram.Run(fresh, "restore", copy, "--database", "second.db").Output;
            Assert.Contains($"appsettings.json is here already, and stays; that of the backup is {Path.Combine(copy, "appsettings.json")}\n", told);
            Assert.Equal("{}", File.ReadAllText(Path.Combine(fresh, "appsettings.json")));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Keys_are_taken_under_their_numbers_with_their_ends(string database)
        {
            using DocumentMaker second = new();
            using Stage stage = new(database);
            stage.Register(_maker.Key);
            string only = Keys($$"""{"station":"bay","number":1,"publicKey":"{{_maker.Key.Hex}}","fromMs":0,"toMs":5,"origin":2},{"station":"bay","number":2,"publicKey":"{{second.Key.Hex}}","fromMs":5,"toMs":null,"origin":1}""");
            Assert.Equal("2 keys, or ends of keys, taken\n", Import(stage, only).Output);
            Assert.Equal([(1, (long?)5, KeyOrigin.Hand), (2, null, KeyOrigin.Report)], stage.All<KeyRow>().Select(row => (row.Number, row.ToMs, row.Origin)));
            Assert.Equal("0 keys, or ends of keys, taken\n", Import(stage, only).Output);
            Assert.StartsWith("[3,", stage.Say(second.Started("T1", 1)));
        }

        [Theory]
        [InlineData("""{"station":"new","number":1,"publicKey":"KEY","fromMs":0,"toMs":null,"origin":2},{"station":"bay","number":1,"publicKey":"KEY","fromMs":0,"toMs":null,"origin":2}""", "key 1 of station bay is not the one that the database has as key 1")]
        [InlineData("""{"station":"bay","number":2,"publicKey":"3059","fromMs":0,"toMs":null,"origin":2}""", "key 2 of station bay has no sense")]
        [InlineData("""{"station":"bay","number":2,"publicKey":"KEY","fromMs":0,"toMs":null,"origin":9}""", "key 2 of station bay has no sense")]
        [InlineData("""{"station":"bay","number":2,"publicKey":"KEY","fromMs":0,"toMs":null}""", "origin")]
        [InlineData("""{"station":"b","number":2,"publicKey":"KEY","fromMs":0,"toMs":null,"origin":2},{"station":"b","number":2,"publicKey":"KEY","fromMs":0,"toMs":null,"origin":2}""", "it has two keys of one number")]
        public void A_file_of_keys_that_is_not_to_be_believed_changes_nothing(string keys, string why)
        {
            using DocumentMaker other = new();
            using Stage stage = new(Stage.Sqlite);
            stage.Register(_maker.Key);
            string file = Keys(keys.Replace("KEY", other.Key.Hex, StringComparison.Ordinal));
            (int code, _, string errors) = Import(stage, file);
            Assert.Equal(2, code);
            Assert.StartsWith($"nanocharger-backend: {file}: ", errors);
            Assert.Contains(why, errors);
            Assert.Equal(_maker.Key.Hex, Assert.Single(stage.All<KeyRow>()).PublicKey);
            Assert.Single(stage.All<Station>());
        }

        /// <summary>A station that was put up behind the backup: what it sends waits, until its key is there.</summary>
        private void AssertComesWithItsKey(Stage again, List<(string Station, string Frame, string Answer)> log, string keys)
        {
            Assert.Contains("SecurityError", again.Say(log[0].Frame, "late"));
            Assert.Equal((0, ""), Import(again, Path.Combine(keys, "keys.json")) is var (code, _, errors) ? (code, errors) : default);
            Assert.All(log, one => Assert.Equal(one.Answer, again.Say(one.Frame, "late")));
        }

        /// <summary>Whole transactions, one after the other, at each of the stations.</summary>
        private void Charge(Stage stage, List<(string, string, string)> log, int first, int count, params string[] stations)
        {
            for (int number = first; number < first + count; number++)
            {
                foreach (string station in stations)
                {
                    long register = number * 1_000_000L;
                    foreach (string frame in (string[])[
                        _maker.Started("T" + number, (2 * number) - 1, register, station), _maker.Ended("T" + number, 2 * number, register, register + 1_000_000, station)])
                    {
                        string answer = stage.Say(frame, station)!;
                        Assert.StartsWith("[3,", answer);
                        log.Add((station, frame, answer));
                    }
                }
            }
        }

        /// <returns>Where the database itself was copied to, which on a server is not the command's part.</returns>
        private string Backup(Stage stage, string copy)
        {
            Assert.Equal(0, WarmProgram.Run(_folder, "backup", copy, "--database", stage.Given).Code);
            string dump = Path.Combine(Path.GetTempPath(), Path.GetFileName(_folder) + ".dump");
            if (PlatformDatabase.IsServer(stage.Given))
            {
                PostgresServer.Dump(stage.Given, dump);
            }

            return dump;
        }

        private string Restore(string database, string copy, string dump)
        {
            string into = Path.Combine(_folder, "restored.db");
            if (database == Stage.Postgres)
            {
                into = PostgresServer.Restored(dump);
                File.Delete(dump);
            }

            (int code, string output, string errors) = WarmProgram.Run(_folder, "restore", copy, "--database", into);
            RestoredCopy.IsSound((code, output, errors));
            Assert.Contains("station frees: key 1, last document T40\nstation keeps: key 1, last document T40\n", output);
            return into;
        }

        private string Keys(string keys)
        {
            string file = Path.Combine(_folder, "some.json");
            File.WriteAllText(file, "[" + keys + "]");
            return file;
        }

        private (int Code, string Output, string Errors) Import(Stage stage, string file)
        {
            return WarmProgram.Run(_folder, "key", "import", file, "--database", stage.Given);
        }
    }
}
