using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Who brings the tables up to date, and what becomes of a file whose program was killed amid that.</summary>
    public sealed class OpeningTests : IDisposable
    {
        /// <summary>As EF makes it, with the row of a program that is no more.</summary>
        private const string StaleLock = """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-22 20:00:00')
            """;

        private const string Older = "DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = (SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\")";

        private readonly string _folder = Directory.CreateTempSubdirectory("opening").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        private string File => Path.Combine(_folder, "house.db");

        /// <summary>Before the first table and before a later change: the next start makes what is missing, and says so.</summary>
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task A_program_that_was_killed_amid_a_change_of_the_tables_stops_no_later_start(bool later)
        {
            if (later)
            {
                using SqlitePlatform context = new(new DbContextOptionsBuilder<SqlitePlatform>().UseSqlite($"Data Source={File};Pooling=False").Options, null);
                await context.GetService<IMigrator>().MigrateAsync("Decisions");
            }

            SpoiltFile.Sql(File, StaleLock);
            List<string> told = [];
            using PlatformDatabase database = await Task.Run(() => PlatformDatabase.Open(File, log: told.Add)).WaitAsync(TimeSpan.FromMinutes(2));
            Assert.Equal([$"the database {File}: a program was killed while it brought the tables up to date; that is done anew"], told);
            Assert.True(database.Has("decisions_once"));
            Assert.Empty(new Auditor(database).Run().Findings);
        }

        /// <summary>A file that is taken away while it is served is not made anew, empty, in its place: who puts it back finds the place free.</summary>
        [Fact]
        public void A_file_that_is_gone_is_not_made_anew()
        {
            using PlatformDatabase database = PlatformDatabase.Open(File);
            System.IO.File.Delete(File);
            using PlatformContext context = database.Context();
            Assert.ThrowsAny<System.Data.Common.DbException>(() => context.Tenants.Count());
            Assert.False(System.IO.File.Exists(File));
        }

        /// <summary>All changes or none: a file that is between two versions would be no program's.</summary>
        [Fact]
        public void A_change_of_the_tables_that_does_not_come_to_its_end_leaves_the_file_as_it_was()
        {
            SpoiltFile.Sql(File, "CREATE VIEW decisions AS SELECT 1");
            Assert.Throws<InvalidDataException>(() => PlatformDatabase.Open(File));
            SpoiltFile.Sql(File, "DROP VIEW decisions; CREATE TABLE stations (id INTEGER); DROP TABLE stations");
            PlatformDatabase.Open(File).Dispose();
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_command_refuses_the_tables_of_an_earlier_version_and_leaves_them(string database)
        {
            using Stage stage = new(database);
            stage.Sql(Older);
            foreach (Action command in (Action[])[() => Existing.Do(stage.Given, static _ => 0), () => Existing.DoOrMake(stage.Given, static _ => 0)])
            {
                Assert.Equal($"{stage.Database.Name} has the tables of an earlier version of this program: run migrate.", Assert.Throws<InvalidDataException>(command).Message);
            }
        }

        /// <summary>A mistyped name of a server's database must not make tables there.</summary>
        [Theory]
        [OnPostgres]
        public void A_command_that_needs_what_is_there_makes_no_tables(string server)
        {
            Assert.Equal(Stage.Postgres, server);
            string given = PostgresServer.NewDatabase();
            Assert.EndsWith("has no tables yet: run migrate.", Assert.Throws<InvalidDataException>(() => Existing.Do(given, static _ => 0)).Message);
            Assert.False(PostgresDatabase.HasTables(given));
        }

        [Fact]
        public void What_only_looks_changes_no_byte_of_a_file()
        {
            PlatformDatabase.Open(File).Dispose();
            SqliteFile.Fold(File);
            byte[] before = System.IO.File.ReadAllBytes(File);
            Assert.Equal(0, Existing.Do(File, static database => new Auditor(database).Run().Findings.Count));
            Assert.Equal(before, System.IO.File.ReadAllBytes(File));
            Assert.Equal([File], Directory.GetFiles(_folder));
        }
    }
}
