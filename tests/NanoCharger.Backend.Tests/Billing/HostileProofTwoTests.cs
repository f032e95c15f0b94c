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
    /// <summary>What a hostile reader found in late prices, presence, restores and the audit: each is red until it is mended.</summary>
    public sealed class HostileProofTwoTests : ChargeStage
    {
        private static readonly string[] Week = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        private static readonly PriceWindow Evening = new() { Days = Week, From = "20:00", To = "22:00", PerKilowattHour = 0.8m };

        /// <summary>auth.resume counts from the return of the power, however long it was away; here the return was three hours after the loss.</summary>
        [Fact]
        public void A_charge_that_a_long_outage_has_cut_pays_two_start_fees()
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
        public void A_late_document_of_the_old_board_ends_the_charge_that_goes_on_at_the_new_one()
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

        [Theory]
        [InlineData("P", "UPDATE charges SET state = 'Credited', reason = 'a gift'")]
        [InlineData("E", "UPDATE transactions SET rated = NULL")]
        [InlineData("E", "UPDATE transactions SET energy_problem = 'a gift'")]
        [InlineData("E", "UPDATE transactions SET withheld = 'a gift'")]
        [InlineData("E", "UPDATE transactions SET tariff = '{\"id\":\"gift\",\"perKilowattHour\":0}'")]
        [InlineData("E", "UPDATE transactions SET tariff = '{\"id\":\"gift\",\"perKilowattHour\":0.01}'")]
        [InlineData("E", "UPDATE transactions SET charge_id = 99")]
        public void An_audit_finds_nothing_when_one_line_of_SQL_makes_a_receipt_cost_nothing(string cause, string sql)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, cause);
            if (cause == "P")
            {
                Bill(stage);
            }

            stage.Sql(sql);
            stage.Restart();
            Bill(stage);
            Assert.True(Bills(stage).Sum(bill => bill.Rated.GrossMinor) < 20, "it is billed");
            Assert.NotEmpty(new Auditor(stage.Database, stage.Clock.Now.AddDays(30).ToUnixTimeMilliseconds()).Run().Findings);
        }

        /// <summary>Its energy is then "billed" in the books, and on no bill.</summary>
        [Theory]
        [InlineData("Billed")]
        [InlineData("Free")]
        public void An_audit_finds_nothing_or_dies_when_a_receipt_is_put_into_a_charge_that_is_settled(string state)
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
        public void An_audit_finds_nothing_when_a_charge_that_costs_time_alone_is_set_to_waived()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = new TariffVersion { Id = "time", PerMinute = 0.1m } });
            stage.Register(maker.Key);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            stage.Sql("UPDATE charges SET state = 'Waived', reason = 'a gift'");
            Assert.NotEmpty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>The line stays as it was, the version behind it is another: it is looked at nowhere.</summary>
        [Fact]
        public void An_audit_finds_nothing_when_what_was_told_is_edited()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            stage.Say(Said.Call("Authorize", "{\"idToken\":{\"idToken\":\"04A1B2\",\"type\":\"ISO14443\"}}"));
            stage.Sql("UPDATE told SET tariff = replace(replace(tariff, '0.4', '0.01'), 'night', 'gift')");
            Tell(stage, maker, TariffText.Of(Night));
            Bill(stage);
            Assert.True(Assert.Single(Bills(stage)).Rated.GrossMinor < 100);
            Assert.NotEmpty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>Rows can be added by anybody who can write, and taken away by nobody.</summary>
        [Theory]
        [InlineData("(1, 1, 2, 'x', 0)")]
        [InlineData("(1, 5, 2, 'x', 0), (1, 6, 2, 'x', 0)")]
        public async Task One_row_of_skipped_numbers_makes_every_audit_run_for_ever_or_die(string rows)
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
        public void A_billed_receipt_that_cannot_be_read_any_more_ends_the_audit_with_an_exception()
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
        public void What_a_manager_has_refused_is_found_as_open_for_ever()
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
        public void Energy_without_a_receipt_or_a_price_is_found_for_ever_and_nobody_can_write_it_off(bool hasReceipt)
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
        public void Receipts_that_came_while_a_price_was_edited_are_never_billed_when_it_is_mended()
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

        /// <summary>The row is gone, its offer is not: the price that was promised is replaced by that of the settings, or by nothing.</summary>
        [Fact]
        public void A_price_whose_version_was_deleted_makes_everything_free()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = null });
            stage.Register(maker.Key);
            stage.Do(context => TariffRegister.Ensure(context, context.Tenants.Single().Id, Night, 10));
            stage.Sql("DROP TRIGGER tariffs_kept");
            stage.Sql("PRAGMA foreign_keys = OFF; DELETE FROM tariffs");
            stage.Restart();
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            Assert.DoesNotContain(stage.All<ChargeRow>(), row => row.State == nameof(ChargeState.Free));
        }

        [Fact]
        public void What_goes_on_with_a_transaction_that_was_priced_before_there_were_charges_is_never_billed()
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

        /// <summary>The line has the range of the prices alone: when they hold is not in it.</summary>
        [Fact]
        public void A_lost_price_put_down_with_other_hours_bills_what_nobody_was_told()
        {
            TariffVersion told = Night with { Id = "dear", Windows = [Evening] };
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Tell(stage, maker, TariffText.Of(told));
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, told with { Windows = [Evening with { From = "00:00", To = "23:00" }] }, 20));
            Bill(stage);
            Assert.Empty(Bills(stage));
        }

        /// <summary>The receipt came first, and its sum was told; what lies before it came within the ten minutes that billing waits for it.</summary>
        [Fact]
        public void A_sum_is_told_and_another_one_is_billed()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = Night with { Windows = [Evening] } });
            stage.Register(maker.Key);
            string? told = stage.Say(Said.Event("T0", 2, "Ended", Said.End, maker.Receipt(3, Said.Begin, Said.End), maker.OcppKey));
            string? begin = stage.Say(maker.Started("T0", 1));
            string? between = stage.Say(Said.Event("T0", 1, "Updated", Said.Begin + 5_000_000, maker.Between(2, Said.Begin + 5_000_000, cause: "T"), maker.OcppKey));
            Bill(stage);
            string sum = FormattableString.Invariant($"\"totalCost\":{Assert.Single(Bills(stage)).Rated.GrossMinor / 100m}");
            string last = new[] { between, begin, told }.First(answer => answer!.Contains("totalCost", StringComparison.Ordinal))!;
            Assert.Contains(sum, last, StringComparison.Ordinal);
        }

        /// <summary>A bill is not touched by a late reading; what was free is to be billed by it, or is found for ever.</summary>
        [Fact]
        public void A_reading_that_comes_behind_a_free_charge_is_found_until_the_customer_pays_more_than_he_was_told()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite, options => options with { Tariff = new TariffVersion { Id = "evening", Windows = [Evening] } });
            stage.Register(maker.Key);
            stage.Say(maker.Started("T0", 1));
            stage.Say(Said.Event("T0", 2, "Ended", Said.End, maker.Receipt(3, Said.Begin, Said.End), maker.OcppKey));
            Bill(stage);
            Assert.Equal(nameof(ChargeState.Free), stage.All<ChargeRow>().Single().State);
            stage.Say(Said.Event("T0", 1, "Updated", Said.Begin + 5_000_000, maker.Between(2, Said.Begin + 5_000_000, cause: "T"), maker.OcppKey));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        private static void Tell(Stage stage, DocumentMaker maker, string line)
        {
            string tariff = $"\"TT\":\"{line}\",\"CT\"";
            stage.Say(Said.Event("T0", 0, "Started", Said.Begin, maker.Sign(DocumentMaker.BeginPayload(1, Said.Begin).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey));
            stage.Say(Said.Event("T0", 1, "Ended", Said.End, maker.Sign(DocumentMaker.ReceiptPayload(2, Said.Begin, Said.End).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey));
        }
    }
}
