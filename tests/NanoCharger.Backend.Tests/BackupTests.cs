using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A backup made beside a program that writes, what becomes of it, and what is handed out as files.</summary>
    public sealed class BackupTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("backup").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [Fact]
        public void Names_of_files_stay_short_and_different_however_long_an_id_is()
        {
            string end = new('\u96fb', 47);
            string[] names = [Printable.FileName(end + "1"), Printable.FileName(end + "2"), Printable.FileName("1" + end)];
            Assert.Equal(3, names.Distinct(StringComparer.Ordinal).Count());
            Assert.All(names, name => Assert.Equal(100, name.Length));
            Assert.Equal(names[0], Printable.FileName(end + "1"));
            Assert.NotEqual(names[0], Printable.FileName(names[0]));
            string plain = new('a', 48);
            Assert.Equal(plain, Printable.FileName(plain));
            File.WriteAllText(Path.Combine(_folder, $"invalid-{names[0]}-{names[1]}.ocmf"), "");
        }

        [Theory]
        [InlineData("FOLDER must not be empty", "backup", "")]
        [InlineData("FOLDER must not be empty", "restore", " ")]
        [InlineData("FOLDER must not be empty", "export", "")]
        [InlineData("STATION must not be empty", "key", "add", "", "x.pem")]
        [InlineData("--settings must not be empty", "migrate", "--settings", "")]
        [InlineData("--database must not be empty", "migrate", "--database", "")]
        public void A_name_that_is_empty_is_refused(string why, params string[] arguments)
        {
            Assert.Equal(why, Assert.Single(Program.Root().Parse(arguments).Errors).Message);
        }

        [Fact]
        public void A_backup_to_nowhere_is_refused_in_one_line()
        {
            Assert.Equal((2, "", "nanocharger-backend: FOLDER must not be empty\n"), WarmProgram.Run(_folder, "backup", ""));
        }

        [Fact]
        public async Task A_backup_under_load_is_restored_whole_and_says_where_it_ends()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite);
            stage.Register(maker.Key);
            stage.Say(maker.Started("T1", 1));
            stage.Say(maker.Ended("T1", 2));
            bool stop = false;
            int next = 3;
            Task load = Task.Run(() =>
            {
                for (; !stop; next++)
                {
                    stage.Say(maker.Started("L" + next, next, Said.End));
                }
            });
            string copy = Path.Combine(_folder, "copy");
            (int code, _, string errors) = WarmProgram.Run(_folder, "backup", copy, "--database", stage.Given);
            stop = true;
            await load;
            Assert.Equal((0, ""), (code, errors));
            Assert.Contains(maker.Key.Hex, File.ReadAllText(Path.Combine(copy, "keys.json")));
            stage.Say(maker.Started("Later", next + 1, Said.End));

            string restored = Path.Combine(_folder, "new.db");
            (code, string output, errors) = WarmProgram.Run(_folder, "restore", copy, "--database", restored);
            RestoredCopy.IsSound((code, output, errors));
            using PlatformDatabase database = PlatformDatabase.Open(restored);
            using PlatformContext context = database.Context();
            long last = context.Documents.Max(row => row.Number);
            Assert.InRange(last, 2, next - 1);
            Assert.Equal(last, context.Documents.LongCount());
            Assert.Contains($"station bay: key 1, last document T{last}\n", output);
            Assert.Contains("bills go on with number 1001; 1 to 1000 are not given out", output);
            Assert.Equal((1L, 1000L), context.BillGaps.Select(row => ValueTuple.Create(row.FromNumber, row.ToNumber)).Single());

            (code, _, errors) = WarmProgram.Run(_folder, "restore", copy, "--database", restored);
            Assert.Equal(2, code);
            Assert.Contains($"{restored} is there already", errors);
            (code, _, errors) = WarmProgram.Run(_folder, "backup", copy, "--database", stage.Given);
            Assert.Equal(2, code);
            Assert.Contains($"{copy} is not empty", errors);
        }

        [Fact]
        public void A_backup_that_lacks_a_document_says_what_to_fetch()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite);
            stage.Register(maker.Key);
            stage.Say(maker.Started("T1", 1));
            stage.Say(maker.Started("T4", 4));
            string copy = Path.Combine(_folder, "copy");
            Assert.Equal(0, WarmProgram.Run(_folder, "backup", copy, "--database", stage.Given).Code);
            (int code, string output, _) = WarmProgram.Run(_folder, "restore", copy, "--database", "new.db");
            Assert.Equal(1, code);
            Assert.Contains("fetch by hand at station bay: documents T2 to T3 under key 1 are not here", output);
        }

        [Theory]
        [OnPostgres]
        public void On_a_server_keys_are_copied_and_the_rest_is_pointed_to(string server)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(server);
            stage.Register(maker.Key);
            string copy = Path.Combine(_folder, "copy");
            (int code, string output, _) = WarmProgram.Run(_folder, "backup", copy, "--database", stage.Given);
            Assert.Equal(0, code);
            Assert.Contains("pg_dump", output);
            Assert.Contains(maker.Key.Hex, File.ReadAllText(Path.Combine(copy, "keys.json")));
            (code, _, string errors) = WarmProgram.Run(_folder, "restore", copy, "--database", PostgresServer.NewDatabase());
            Assert.Equal(2, code);
            Assert.Contains("pg_restore", errors);

            stage.Sql("DELETE FROM keys");
            (code, output, errors) = WarmProgram.Run(_folder, "restore", copy, "--database", stage.Given);
            Assert.Equal((0, ""), (code, errors));
            Assert.Contains("1 keys, or ends of keys, taken from keys.json", output);
            Assert.Equal(maker.Key.Hex, Assert.Single(stage.All<KeyRow>()).PublicKey);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void An_export_has_documents_receipts_and_keys_of_the_station_that_was_named(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            stage.Register(maker.Key);
            stage.Register(maker.Key, "other");
            stage.Say(maker.Started("T1", 1));
            stage.Say(maker.Ended("T1", 2));
            stage.Say(maker.Started("T1", 1, station: "other"), "other");
            string to = Path.Combine(_folder, "out");
            (int code, string output, string errors) = WarmProgram.Run(_folder, "export", to, "--station", "bay", "--site", "the yard", "--database", stage.Given);
            Assert.Equal((0, ""), (code, errors));
            Assert.Equal($"{to}: 2 documents, 1 receipts, 1 keys\n", output);
            Assert.Equal([Path.Combine(to, "bay")], Directory.GetFileSystemEntries(to));
            Assert.Equal(
                ["document-1-T1.ocmf", "document-1-T2.ocmf", "key-1.pub.pem", "receipt-T1.json", "receipt-T1.ocmf", "receipt-T1.txt", "receipt-T1.xml"],
                Directory.GetFiles(Path.Combine(to, "bay")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Contains("the yard", File.ReadAllText(Path.Combine(to, "bay", "receipt-T1.txt")));
            Assert.Equal(2, WarmProgram.Run(_folder, "export", to, "--station", "nobody", "--database", stage.Given).Code);
        }
    }
}
