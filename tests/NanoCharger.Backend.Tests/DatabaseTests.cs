using System;
using System.IO;
using Microsoft.Data.Sqlite;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A database that cannot be used says so in one line that names it; what was answered is in it.</summary>
    public sealed class DatabaseTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("database").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        private string Path => System.IO.Path.Combine(_folder, "house.db");

        [Fact]
        public void Another_programs_database_is_refused_and_not_touched()
        {
            Make(Path, "CREATE TABLE accounts (id INTEGER)");
            byte[] before = File.ReadAllBytes(Path);
            AssertRefused($"the database {Path} is another program's: it has none of our tables.");
            Assert.Equal(before, File.ReadAllBytes(Path));
        }

        [Fact]
        public void A_file_that_is_no_database_is_refused()
        {
            File.WriteAllText(Path, new string('x', 4096));
            AssertRefused($"the database {Path}: it is no database");
        }

        [Fact]
        public void A_newer_programs_database_is_refused()
        {
            PlatformDatabase.Open(Path).Dispose();
            Make(Path, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')");
            AssertRefused($"the database {Path} was written by a newer version of this program, which knows 29990101000000_Later.");
        }

        [Theory]
        [InlineData(4, "has the format 4 of an earlier version: run migrate once.")]
        [InlineData(3, "has format 3, which migrate does not know; it knows 4.")]
        public void An_earlier_programs_database_is_refused_with_what_to_do(int format, string why)
        {
            Make(Path, $"CREATE TABLE event (id INTEGER); CREATE TABLE billed (id INTEGER); PRAGMA user_version = {format}");
            AssertRefused($"the database {Path} {why}");
        }

        [Fact]
        public void A_folder_that_is_not_there_and_a_file_that_cannot_be_written_are_told()
        {
            string absent = System.IO.Path.Combine(_folder, "absent", "house.db");
            Assert.Equal($"the database {absent}: it cannot be opened or created", Assert.Throws<InvalidDataException>(() => PlatformDatabase.Open(absent)).Message);
        }

        [Fact]
        public void A_locked_file_is_told_at_the_start()
        {
            PlatformDatabase.Open(Path).Dispose();
            using SqliteConnection other = new($"Data Source={Path};Pooling=False");
            other.Open();
            using SqliteCommand command = other.CreateCommand();
            command.CommandText = "DELETE FROM __EFMigrationsHistory; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
            command.ExecuteNonQuery();
            AssertRefused($"the database {Path}: another program has locked it");
        }

        [Fact]
        public void A_server_that_is_not_there_is_told()
        {
            InvalidDataException problem = Assert.Throws<InvalidDataException>(() => PlatformDatabase.Open("Host=127.0.0.1;Port=1;Database=house;Timeout=2"));
            Assert.StartsWith("PostgreSQL database house at 127.0.0.1: ", problem.Message);
            Assert.DoesNotContain('\n', problem.Message);
        }

        /// <summary>No room: no answer, a line that names the file, and what was answered before is there; with room again all goes on.</summary>
        [Fact]
        public void A_full_file_answers_nothing_and_loses_nothing()
        {
            using Stage stage = new(Stage.Sqlite);
            stage.Do(context => Limit(context, 80));
            int answered = 0;
            while (answered < 1000 && stage.Say(Said.Event("T" + answered, 0, "Started", 5)) is not null)
            {
                answered++;
            }

            Assert.InRange(answered, 10, 999);
            Assert.Equal(answered, stage.All<EventRow>().Count);
            Assert.Contains(stage.Log, line => line.Contains($"the database {stage.Given}: it is full", StringComparison.Ordinal));

            // The limit was that connection's: with the next one there is room again.
            Assert.StartsWith("[3,", stage.Say(Said.Event("T" + answered, 0, "Started", 5)));
            Assert.Equal(answered + 1, stage.All<EventRow>().Count);
        }

        private static int Limit(PlatformContext context, int pages)
        {
            using System.Data.Common.DbCommand command = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(context.Database).CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {pages}";
            command.ExecuteNonQuery();
            return 0;
        }

        private void AssertRefused(string line)
        {
            Assert.Equal(line, Assert.Throws<InvalidDataException>(() => PlatformDatabase.Open(Path)).Message);
        }

        private static void Make(string path, string sql)
        {
            using SqliteConnection connection = new($"Data Source={path};Pooling=False");
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
