using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>What a hostile reader found in late prices, presence, restores and the audit: each was red once.</summary>
    public sealed class BooksTrialTests : ChargeStage
    {
        private static readonly string[] Week = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        private static readonly PriceWindow Evening = new() { Days = Week, From = "20:00", To = "22:00", PerKilowattHour = 0.8m };

        /// <summary>auth.resume counts from the return of the power, however long it was away; here the return was three hours after the loss.</summary>
        [Fact]
        public void A_charge_that_a_long_outage_has_cut_pays_one_start_fee()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            stage.Clock.Now = stage.Clock.Now.AddHours(5);
            const string Back = "2026-11-22T23:00:00,000+0000 S";
            stage.Say(Said.Event("T1", 0, "Started", Said.End, maker.Begin(3, Said.End, Back), maker.OcppKey));
            stage.Say(Said.Event("T1", 1, "Ended", Said.End + 5_000_000, maker.Receipt(4, Said.End, Said.End + 5_000_000, Back, "2026-11-23T00:30:00,000+0000 S"), maker.OcppKey));
            stage.Clock.Now = stage.Clock.Now.AddHours(1);
            Bill(stage);
            Assert.Equal(2, Assert.Single(Bills(stage)).Parts.Count);
        }

        /// <summary>The board that was replaced owes something still, and tells it while the new one's charge goes on behind a cut.</summary>
        [Fact]
        public void A_late_document_of_the_old_board_ends_no_charge_of_the_new_one()
        {
            using DocumentMaker old = new();
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, old);
            stage.Say(old.Started("O1", 1));
            stage.Clock.Now = stage.Clock.Now.AddMinutes(1);
            stage.Register(maker.Key, inPlaceOfOthers: false);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            stage.Say(maker.Started("T1", 3, Said.End));
            Bill(stage);
            stage.Clock.Now = stage.Clock.Now.AddMinutes(1);
            Assert.StartsWith("[3", stage.Say(old.Ended("O1", 2)), StringComparison.Ordinal);
            stage.Clock.Now = stage.Clock.Now.AddMinutes(60);
            Heard = new Heard(stage.Clock.Now.ToUnixTimeMilliseconds());
            Bill(stage);
            stage.Say(maker.Ended("T1", 4, Said.End, Said.End + 5_000_000));
            Bill(stage);
            Assert.True(Bills(stage).SelectMany(bill => bill.Rated.Lines).Count(line => line.Kind == LineKind.Start) == 2, string.Join("; ", Bills(stage).Select(bill => string.Join(" + ", bill.Parts.Select(part => part.Transaction)))));
        }

        /// <summary>Its energy is then "billed" in the books, and on no bill.</summary>
        [Theory]
        [InlineData("Billed")]
        [InlineData("Free")]
        public void A_receipt_that_is_put_into_a_settled_charge_is_found(string state)
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = state == "Free" ? new TariffVersion { Id = "free" } : Night });
            stage.Register(maker.Key);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            Part(stage, maker, 1, Said.End, Said.End + 50_000_000, "E");
            stage.Sql("UPDATE transactions SET charge_id = (SELECT id FROM charges)");
            Bill(stage);
            Assert.Single(stage.All<ChargeRow>());
            Assert.NotEmpty(new Auditor(stage.Database, stage.Clock.Now.AddDays(30).ToUnixTimeMilliseconds()).Run().Findings);
        }

        /// <summary>The price of time is left out when the audit reckons anew: where there is no other, all may be given away.</summary>
        [Fact]
        public void A_charge_that_costs_time_alone_and_is_set_to_waived_is_found()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = new TariffVersion { Id = "time", PerMinute = 0.1m } });
            stage.Register(maker.Key);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            stage.Sql("UPDATE charges SET state = 'Waived', reason = 'a gift'");
            Assert.NotEmpty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>Rows can be added by anybody who can write, and taken away by nobody.</summary>
        [Theory]
        [InlineData("(1, 5, 2, 'x', 0), (1, 6, 2, 'x', 0)")]
        public async Task A_second_row_of_the_same_skipped_numbers_stops_no_audit(string rows)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            Bill(stage);
            stage.Sql("INSERT INTO bill_gaps (tenant_id, to_number, from_number, reason, at_ms) VALUES " + rows);
            Task<AuditReport> audit = Task.Run(() => new Auditor(stage.Database).Run());
            Assert.True(await Task.WhenAny(audit, Task.Delay(TimeSpan.FromSeconds(10))) == audit, "the audit never ends");
            Assert.NotEmpty((await audit).Findings);
        }

        [Fact]
        public void A_billed_receipt_that_cannot_be_read_any_more_ends_no_audit()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            stage.Sql("UPDATE documents SET text = 'OCMF|{|{}' WHERE number = 2");
            Assert.Contains(new Auditor(stage.Database).Run().Findings, found => found.Code == Auditor.DocumentChanged);
        }

        /// <summary>He has decided; the books call it open all the same, and no command says otherwise.</summary>
        [Fact]
        public void What_a_manager_has_refused_is_not_open_for_long()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.Begin + 400_000_000, "E");
            stage.Do(context => Decisions.Decide(context, "bay", "T0", null, new Word(false, "no such car", "eve", 1)).Length > 0 ? 3 : 0);
            Bill(stage);
            Assert.Empty(new Auditor(stage.Database, stage.Clock.Now.AddDays(30).ToUnixTimeMilliseconds()).Run().Findings);
        }

        /// <summary>Neither held nor a charge: nothing that a manager can say ends the finding.</summary>
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void Energy_without_a_receipt_or_a_price_can_be_written_off(bool hasReceipt)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            if (hasReceipt)
            {
                Tell(stage, maker, "lost 0.90 EUR/kWh");
            }
            else
            {
                stage.Say(maker.Started("T0", 1));
                stage.Say(maker.Started("T1", 2, Said.End));
            }

            Bill(stage);
            Exception? problem = Record.Exception(() => stage.Do(context => Decisions.Decide(context, "bay", "T0", null, new Word(false, "it is lost", "eve", 1)).Length > 0 ? 3 : 0));
            IReadOnlyList<AuditFinding> found = new Auditor(stage.Database, stage.Clock.Now.AddDays(30).ToUnixTimeMilliseconds()).Run().Findings;
            Assert.True(found.Count == 0, $"{problem?.Message}; {found.FirstOrDefault()?.Text}");
        }

        /// <summary>An edited price is mended from a backup: what came meanwhile, and what goes on with it, is never priced.</summary>
        [Fact]
        public void Receipts_that_came_while_a_price_was_edited_are_billed_when_it_is_mended()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            stage.Do(context => TariffRegister.Ensure(context, context.Tenants.Single().Id, Night, 10));
            stage.Sql("DROP TRIGGER tariffs_unchanged");
            stage.Sql("UPDATE tariffs SET text = replace(text, '0.4', '0.1')");
            stage.Restart();
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            stage.Sql("UPDATE tariffs SET text = replace(text, '0.1', '0.4')");
            stage.Restart();
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            stage.Clock.Now = stage.Clock.Now.AddDays(30);
            Heard = new Heard(stage.Clock.Now.ToUnixTimeMilliseconds());
            Bill(stage);
            Assert.NotEmpty(Bills(stage));
        }

        [Fact]
        public void What_goes_on_with_a_transaction_that_was_priced_before_there_were_charges_is_billed()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            stage.Sql("UPDATE transactions SET rated = NULL");
            stage.Restart();
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            stage.Clock.Now = stage.Clock.Now.AddDays(30);
            Heard = new Heard(stage.Clock.Now.ToUnixTimeMilliseconds());
            Bill(stage);
            Assert.Single(Bills(stage));
        }

        /// <summary>A bill is not touched by a late reading; what was free is to be billed by it, or is found for ever.</summary>
        [Fact]
        public void A_reading_that_comes_behind_a_free_charge_leaves_it_free()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = new TariffVersion { Id = "evening", Windows = [Evening] } });
            stage.Register(maker.Key);
            stage.Say(maker.Started("T0", 1));
            stage.Say(Said.Event("T0", 2, "Ended", Said.End, maker.Receipt(3, Said.Begin, Said.End), maker.OcppKey));
            Bill(stage);
            Assert.Equal(nameof(ChargeState.Free), stage.All<ChargeRow>().Single().State);
            stage.Clock.Now = stage.Clock.Now.AddSeconds(1);
            stage.Say(Said.Event("T0", 1, "Updated", Said.Begin + 5_000_000, maker.Between(2, Said.Begin + 5_000_000, cause: "T"), maker.OcppKey));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Skipped_numbers_that_end_before_they_begin_are_not_stored(string database)
        {
            using Stage stage = new(database);
            Assert.ThrowsAny<System.Data.Common.DbException>(() => stage.Sql("INSERT INTO bill_gaps (tenant_id, to_number, from_number, reason, at_ms) VALUES (1, 1, 2, 'x', 0)"));
        }

        private static void Tell(Stage stage, DocumentMaker maker, string line)
        {
            string tariff = $"\"TT\":\"{line}\",\"CT\"";
            stage.Say(Said.Event("T0", 0, "Started", Said.Begin, maker.Sign(DocumentMaker.BeginPayload(1, Said.Begin).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey));
            stage.Say(Said.Event("T0", 1, "Ended", Said.End, maker.Sign(DocumentMaker.ReceiptPayload(2, Said.Begin, Said.End).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey));
        }
    }
}
