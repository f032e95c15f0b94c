using System;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The tables: both databases have what the model says, and a tenant sees what is his.</summary>
    public sealed class ModelTests
    {
        [Fact]
        public void No_change_of_the_model_waits_for_a_migration()
        {
            using SqlitePlatform sqlite = new SqlitePlatform.Factory().CreateDbContext([]);
            using PostgresPlatform postgres = new PostgresPlatform.Factory().CreateDbContext([]);
            Assert.False(sqlite.Database.HasPendingModelChanges(), "dotnet ef migrations add NAME --context SqlitePlatform --output-dir Data/Migrations/Sqlite");
            Assert.False(postgres.Database.HasPendingModelChanges(), "dotnet ef migrations add NAME --context PostgresPlatform --output-dir Data/Migrations/Postgres");
        }

        /// <summary>Times, energy and money are whole numbers, so that both databases order and sum them alike.</summary>
        [Fact]
        public void No_column_is_a_float_a_decimal_or_a_date()
        {
            using SqlitePlatform context = new SqlitePlatform.Factory().CreateDbContext([]);
            Type[] allowed = [typeof(long), typeof(int), typeof(bool), typeof(string), typeof(byte[])];
            Assert.All(
                context.Model.GetEntityTypes().SelectMany(table => table.GetProperties()),
                column => Assert.True(Plain(column.ClrType).IsEnum || allowed.Contains(Plain(column.ClrType)), $"{column.DeclaringType.Name}.{column.Name}"));

            static Type Plain(Type type)
            {
                return Nullable.GetUnderlyingType(type) ?? type;
            }
        }

        [Fact]
        public void Every_table_but_none_is_behind_the_one_filter()
        {
            using SqlitePlatform context = new SqlitePlatform.Factory().CreateDbContext([]);
            Assert.All(context.Model.GetEntityTypes(), table => Assert.NotNull(table.FindDeclaredQueryFilter(PlatformContext.TenantFilter)));
        }

        /// <summary>The same station id, a new board: numbers and transactions begin again from 1, in a series of their own, with another register. The old one may still owe something.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_replaced_board_begins_a_series_of_its_own(string database)
        {
            using DocumentMaker old = new();
            using DocumentMaker board = new();
            using Stage stage = new(database);
            stage.Register(old.Key);
            stage.Say(old.Started("T1", 1, 500_000_000));
            stage.Register(board.Key, inPlaceOfOthers: false);

            Assert.Equal("""[3,"1-1",{}]""", stage.Say(board.Started("T1", 1, 0)));
            Assert.Equal("""[3,"1-1",{"totalCost":3.00}]""", stage.Say(board.Ended("T1", 2, 0, 3_000_000)));
            Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(old.Ended("T1", 2, 500_000_000, 510_000_000)));
            Assert.Equal([(1, 10.00m), (2, 3.00m)], stage.Transactions().Select(row => (row.Series, row.Cost ?? 0)).Order());
        }

        /// <summary>Before and after a restart, and both in one unit of work.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_was_opened_before_there_was_a_key_goes_to_the_first_one(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database, options => options with { KeysOnFirstSight = true });
            stage.Say(Said.Event("T1", 0, "Started", 5));
            stage.Restart();
            Assert.Equal("""[3,"1-1",{"totalCost":10.00}]""", stage.Say(maker.Ended("T1", 2)));
            stage.SayTogether(("other", Said.Event("T1", 0, "Started", 5)), ("other", maker.Ended("T1", 2, station: "other")));
            stage.Restart();

            Assert.All(stage.Transactions(), one => Assert.Equal((1, 2, 10.00m), (one.Series, one.EventCount, one.Cost)));
            Assert.Equal(2, stage.Transactions().Count);
            Assert.All(stage.All<EventRow>(), row => Assert.Equal(1, row.KeyNumber));
            Assert.All(stage.All<KeyRow>(), row => Assert.Equal(KeyOrigin.FirstSight, row.Origin));
        }

        /// <summary>Where the house does not say that keys are taken on first sight, they are not.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_key_that_nobody_enrolled_is_taken_only_where_the_house_says_so(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database);
            Assert.StartsWith("""[4,"1-1","SecurityError",""", stage.Say(maker.Started("T1", 1)));
            Assert.Empty(stage.All<KeyRow>());
        }
    }
}
