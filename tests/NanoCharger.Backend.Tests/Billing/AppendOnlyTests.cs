using System;
using System.Data.Common;
using System.Linq;
using NanoCharger.Backend.Billing.Ledger;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>The database itself keeps the ledger: attacked with SQL, on both.</summary>
    public sealed class AppendOnlyTests
    {
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void All_triggers_are_there_after_all_migrations(string database)
        {
            using Stage stage = new(database);
            Assert.All(database == Stage.Sqlite ? AppendOnly.TriggersOnSqlite : AppendOnly.Triggers, trigger => Assert.True(stage.Database.Has(trigger), trigger));
        }

        [Theory]
        [OnSqlite("UPDATE legs SET amount_minor = 1")]
        [OnPostgres("UPDATE legs SET amount_minor = 1")]
        [OnSqlite("DELETE FROM legs")]
        [OnPostgres("DELETE FROM legs")]
        [OnSqlite("UPDATE entries SET utc_micros = 1")]
        [OnPostgres("UPDATE entries SET utc_micros = 1")]
        [OnSqlite("DELETE FROM entries")]
        [OnPostgres("DELETE FROM entries")]
        [OnPostgres("TRUNCATE entries CASCADE")]
        [OnPostgres("TRUNCATE legs")]
        [OnSqlite("UPDATE accounts SET code = 'mine' WHERE code = 'revenue'")]
        [OnPostgres("UPDATE accounts SET code = 'mine' WHERE code = 'revenue'")]
        [OnSqlite("UPDATE tariffs SET text = ''")]
        [OnPostgres("UPDATE tariffs SET text = ''")]
        [OnSqlite("DELETE FROM tariffs")]
        [OnPostgres("DELETE FROM tariffs")]
        [OnSqlite("INSERT OR REPLACE INTO tariffs SELECT tenant_id, id, '', hash, added_ms FROM tariffs")]
        [OnSqlite("UPDATE offers SET from_ms = 1")]
        [OnPostgres("UPDATE offers SET from_ms = 1")]
        [OnSqlite("DELETE FROM offers")]
        [OnPostgres("DELETE FROM offers")]
        [OnSqlite("INSERT OR REPLACE INTO legs SELECT tenant_id, sequence, leg_number, leg_count, debit_id, credit_id, 1 FROM legs")]
        [OnSqlite("INSERT INTO legs SELECT tenant_id, sequence, 3, leg_count, debit_id, credit_id, 1 FROM legs WHERE leg_number = 1")]
        [OnPostgres("INSERT INTO legs (tenant_id, sequence, leg_number, leg_count, debit_id, credit_id, amount_minor) SELECT tenant_id, sequence, 3, leg_count, debit_id, credit_id, 1 FROM legs WHERE leg_number = 1")]
        [OnSqlite("INSERT INTO entries SELECT tenant_id, 9, 'bill', '9', 2, 'EUR', 1, previous_hash, hash FROM entries")]
        [OnSqlite("INSERT INTO entries (tenant_id, sequence, kind, \"key\", leg_count, currency, utc_micros, previous_hash, hash) SELECT tenant_id, 2, 'bill', '9', 2, 'EUR', 1, zeroblob(32), hash FROM entries")]
        [OnPostgres("INSERT INTO entries (tenant_id, sequence, kind, key, leg_count, currency, utc_micros, previous_hash, hash) SELECT tenant_id, 2, 'bill', '9', 2, 'EUR', 1, decode(repeat('00', 32), 'hex'), hash FROM entries")]
        public void The_database_refuses(string database, string sql)
        {
            using Stage stage = new(database);
            stage.Do(context =>
            {
                new LedgerDesk(context).Post(context.Tenants.Single().Id, "bill", "1", "EUR", 1_000_000, [new Leg("receivable/1", "revenue", 450), new Leg("receivable/1", "tax/25", 113)]);
                TariffRegister.Ensure(context, context.Tenants.Single().Id, new TariffVersion { Id = "even" }, 0);
                return 7;
            });
            Assert.ThrowsAny<DbException>(() => stage.Sql(sql));
            Assert.Equal([450L, 113L], stage.All<LegRow>().OrderBy(row => row.LegNumber).Select(row => row.AmountMinor));
        }

        [Fact]
        public void A_hash_covers_every_field()
        {
            LedgerEntry entry = new() { Tenant = 1, Sequence = 2, Kind = "bill", Key = "7", Currency = "EUR", UtcMicros = 3, Legs = [new Leg("a", "b", 4), new Leg("a", "c", 5)], PreviousHash = EntryHash.None };
            LedgerEntry[] others =
            [
                entry with { Tenant = 2 }, entry with { Sequence = 3 }, entry with { Kind = "bil" }, entry with { Kind = "bill7", Key = "" }, entry with { Key = "8" }, entry with { Currency = "CHF" }, entry with { UtcMicros = 4 },
                entry with { Legs = [new Leg("a", "b", 4)] }, entry with { Legs = [new Leg("a", "b", 5), new Leg("a", "c", 4)] }, entry with { Legs = [new Leg("b", "a", 4), new Leg("a", "c", 5)] },
                entry with { PreviousHash = EntryHash.Of(entry) },
            ];
            Assert.Equal(others.Length + 1, others.Append(entry).Select(one => Convert.ToHexString(EntryHash.Of(one))).Distinct().Count());
        }

        [Fact]
        public void A_leg_is_balanced_by_construction()
        {
            Assert.Throws<ArgumentException>(() => new Leg("a", "a", 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => new Leg("a", "b", 0));
            Assert.Throws<ArgumentOutOfRangeException>(() => new Leg("a", "b", -1));
            Assert.Equal(new Leg("b", "a", 3), new Leg("a", "b", 3).Reversed);
        }
    }
}
