using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>Somebody has the database to himself, drops its triggers and changes the money: the audit finds it.</summary>
    public sealed class BooksAuditTests
    {
        private static readonly TariffVersion Night = new() { Id = "night", StartFee = 0.5m, PerKilowattHour = 0.4m, TaxPercent = 25 };

        [Theory]
        [OnSqlite("UPDATE bills SET text = replace(text, '0.4', '0.1') WHERE number = 1", BooksAuditor.BillChanged, "bill 1 is not what was issued")]
        [OnPostgres("UPDATE bills SET text = replace(text, '0.4', '0.1') WHERE number = 1", BooksAuditor.BillChanged, "bill 1 is not what was issued")]
        [OnSqlite("UPDATE bills SET gross_minor = 1 WHERE number = 1", BooksAuditor.BillChanged, "bill 1 says another thing than its row")]
        [OnPostgres("UPDATE bills SET gross_minor = 1 WHERE number = 1", BooksAuditor.BillChanged, "bill 1 says another thing than its row")]
        [OnSqlite("DELETE FROM bills WHERE number = 1", ChargeAuditor.BillGone, "bills 1 to 1 are not here")]
        [OnPostgres("DELETE FROM bills WHERE number = 1", ChargeAuditor.BillGone, "bills 1 to 1 are not here")]
        [OnSqlite("DELETE FROM documents WHERE number = 2", BooksAuditor.BillWithoutReceipt, "bill 1 is for T2, which is not here")]
        [OnPostgres("DELETE FROM documents WHERE number = 2", BooksAuditor.BillWithoutReceipt, "bill 1 is for T2, which is not here")]
        [OnSqlite("INSERT INTO bills SELECT tenant_id, 3, charge_id, 0, 1, text, hash, gross_minor, currency, issued_ms FROM bills WHERE number = 1", ChargeAuditor.BilledTwice, "has 2 bills that stand")]
        [OnSqlite("UPDATE legs SET amount_minor = amount_minor + 1 WHERE sequence = 1 AND leg_number = 1", BooksAuditor.LedgerChanged, "entry 1 of the ledger (bill 1)")]
        [OnPostgres("UPDATE legs SET amount_minor = amount_minor + 1 WHERE sequence = 1 AND leg_number = 1", BooksAuditor.LedgerChanged, "entry 1 of the ledger (bill 1)")]
        [OnSqlite("DELETE FROM legs WHERE sequence = 1; DELETE FROM entries WHERE sequence = 1", BooksAuditor.LedgerGone, "bill 1 is not in the ledger")]
        [OnPostgres("DELETE FROM legs WHERE sequence = 1; DELETE FROM entries WHERE sequence = 1", BooksAuditor.LedgerGone, "bill 1 is not in the ledger")]
        [OnSqlite("DELETE FROM legs WHERE sequence = 2; DELETE FROM entries WHERE sequence = 2", BooksAuditor.LedgerGone, "bill 2 is not in the ledger")]
        [OnPostgres("DELETE FROM legs WHERE sequence = 2; DELETE FROM entries WHERE sequence = 2", BooksAuditor.LedgerGone, "bill 2 is not in the ledger")]
        [OnSqlite("UPDATE tariffs SET text = replace(text, '0.4', '0.1')", TariffAuditor.TariffChanged, "tariff night is not what was put down")]
        [OnPostgres("UPDATE tariffs SET text = replace(text, '0.4', '0.1')", TariffAuditor.TariffChanged, "tariff night is not what was put down")]
        [OnSqlite("UPDATE tariffs SET text = replace(text, '0.4', '0.1')", TariffAuditor.TariffChanged, "transaction T1 under key 1 is priced by another night")]
        [OnSqlite("DELETE FROM transactions WHERE id = 'T1'", EnergyAuditor.TransactionGone, "transaction T1 of T1 under key 1 is not here")]
        [OnSqlite("SELECT 1", TariffAuditor.NotAppendOnly, "the trigger bills_unchanged is not in the database")]
        [OnPostgres("SELECT 1", TariffAuditor.NotAppendOnly, "the trigger bills_unchanged is not in the database")]
        [OnSqlite("UPDATE charges SET reason = NULL WHERE state = 'Waived'", ChargeAuditor.WaivedWithoutReason, "is waived for no reason")]
        [OnPostgres("UPDATE charges SET reason = NULL WHERE state = 'Waived'", ChargeAuditor.WaivedWithoutReason, "is waived for no reason")]
        [OnSqlite("UPDATE charges SET state = 'Waived', reason = 'a gift' WHERE last_receipt = 2", ChargeAuditor.BilledTwice, "and is Waived")]
        [OnPostgres("UPDATE charges SET state = 'Waived', reason = 'a gift' WHERE last_receipt = 2", ChargeAuditor.BilledTwice, "and is Waived")]
        public void What_was_done_to_the_money_is_found(string database, string sql, string code, string text)
        {
            using DocumentMaker maker = new();
            using Stage stage = Filled(database, maker);
            Assert.Equal(EnergyAuditor.BetweenTransactions, Assert.Single(new Auditor(stage.Database).Run().Findings).Code);
            DropTriggers(stage, database);
            stage.Sql(sql);

            IReadOnlyList<AuditFinding> found = new Auditor(stage.Database).Run().Findings;
            Assert.Contains(found, one => one.Code == code && one.Text.Contains(text, StringComparison.Ordinal));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void The_energy_book_sums_to_the_register(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Filled(database, maker);
            using PlatformContext context = stage.Database.Context();
            IReadOnlyList<EnergyLine> book = new EnergyBooks(context).Of(context.Stations.Single().Id, 1);
            Assert.Equal(
                [(EnergyUse.Billed, 10_000_000L, ""), (EnergyUse.Billed, 5_000_000, ""), (EnergyUse.Between, 100, "no transaction had it"), (EnergyUse.Waived, 50_000, Rater.BelowLeastEnergy)],
                book.Select(line => (line.Use, line.MilliwattHours, line.Reason)));
        }

        /// <summary>Somebody has given the transaction a dearer version, before it was billed.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_bill_by_another_price_than_the_receipt_was_told_is_found(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(database, options => options with { Tariff = Night });
            stage.Register(maker.Key);
            stage.Say(maker.Started("T1", 1));
            stage.Say(Said.Event("T1", 1, "Ended", Said.End, maker.Sign(DocumentMaker.ReceiptPayload(2, Said.Begin, Said.End).Replace("\"CT\"", $"\"TT\":\"{TariffText.Of(Night)}\",\"CT\"", StringComparison.Ordinal)), maker.OcppKey));
            stage.Sql("UPDATE transactions SET tariff = replace(replace(tariff, '0.4', '0.9'), 'night', 'dear')");
            Bill(stage);

            AuditFinding found = Assert.Single(new Auditor(stage.Database).Run().Findings);
            Assert.Equal((BooksAuditor.NotTold, "bay"), (found.Code, found.Station));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void The_audit_sums_energy_and_money(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Filled(database, maker);
            AuditReport report = new Auditor(stage.Database).Run();
            Assert.Equal(
                [(EnergyUse.Billed, 15_000_000L), (EnergyUse.Waived, 50_000), (EnergyUse.Free, 0), (EnergyUse.Refused, 0), (EnergyUse.Open, 0), (EnergyUse.Between, 100)],
                report.Energy.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
            Assert.Equal(new MoneySum("house", "EUR", 2, 563 + 313, 450 + 250, 113 + 63), Assert.Single(report.Money));
        }

        /// <summary>Two bills, a stretch that nobody had, and a charge that is waived.</summary>
        private static Stage Filled(string database, DocumentMaker maker)
        {
            Stage stage = new(database, options => options with { Tariff = Night });
            stage.Do(context => TariffRegister.Ensure(context, context.Tenants.Single().Id, Night, 0));
            stage.Register(maker.Key);
            long register = Said.Begin;
            foreach ((int number, long energy, long before) in ((int, long, long)[])[(1, 10_000_000, 0), (3, 5_000_000, 0), (5, 50_000, 100)])
            {
                register += before;
                stage.Say(maker.Started($"T{number}", number, register));
                stage.Say(maker.Ended($"T{number}", number + 1, register, register + energy));
                register += energy;
            }

            Bill(stage);
            return stage;
        }

        private static void Bill(Stage stage)
        {
            using Biller biller = new(() => stage.Database.Context(), stage.Engine.Write, new BillingRules { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = _ => null }, stage.Clock, stage.Log.Enqueue);
            biller.Run().GetAwaiter().GetResult();
        }

        private static void DropTriggers(Stage stage, string database)
        {
            string[] tables = ["tariffs", "offers", "parts", "bills", "accounts", "entries", "legs"];
            foreach (string table in tables)
            {
                string on = database == Stage.Postgres ? " ON " + table : "";
                stage.Sql($"DROP TRIGGER {table}_unchanged{on}; DROP TRIGGER {table}_kept{on};");
            }
        }
    }
}
