using System;
using System.Linq;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>What comes late, or never: a reading behind its bill, a price behind its receipt, a part of a board that died.</summary>
    public sealed class LateTests : ChargeStage
    {
        private static readonly TariffVersion Dear = new() { Id = "dear", StartFee = 0.5m, PerKilowattHour = 0.9m, TaxPercent = 25 };

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_reading_that_comes_behind_the_bill_changes_neither_the_bill_nor_what_is_told(string database)
        {
            TariffVersion windows = Night with { Windows = [new PriceWindow { Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], From = "20:00", To = "22:00", PerKilowattHour = 0.8m }] };
            using DocumentMaker maker = new();
            using Stage stage = new(database, options => options with { Tariff = windows });
            stage.Register(maker.Key);
            stage.Say(maker.Started("T0", 1));
            Assert.Contains("totalCost", stage.Say(Said.Event("T0", 2, "Ended", Said.End, maker.Receipt(3, Said.Begin, Said.End), maker.OcppKey)), StringComparison.Ordinal);
            Bill(stage);
            string? answer = stage.Say(Said.Event("T0", 1, "Updated", Said.Begin + 5_000_000, maker.Between(2, Said.Begin + 5_000_000, cause: "T"), maker.OcppKey));
            Assert.DoesNotContain("totalCost", answer, StringComparison.Ordinal);
            Assert.Equal(Bills(stage).Single().Rated.GrossMinor, stage.All<BillRow>().Single().GrossMinor);
            Assert.Empty(new Auditor(stage.Database).Run().Findings);

            // Issued anew it is by all that is here now.
            stage.Do(context => Move(stage, context, ChargeEvent.Credit));
            stage.Do(context => Move(stage, context, ChargeEvent.Rebill));
            Assert.Equal([[1L, 3L], [1L, 3L], [1L, 2L, 3L]], Bills(stage).Select(bill => bill.Parts.Single().Documents));
            Assert.True(Bills(stage)[2].Rated.GrossMinor != Bills(stage)[0].Rated.GrossMinor, "the reading makes a difference");
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>A backup from before the price was put down has taken its place: nobody knows the price until it is put down again.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_receipt_whose_price_was_lost_is_billed_once_it_is_put_down_again(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            TellDear(stage, maker);
            Bill(stage);
            Assert.Empty(Bills(stage));
            Assert.StartsWith(LatePrices.Unknown, stage.Transactions().Single().Withheld, StringComparison.Ordinal);

            using PlatformContext reading = stage.Database.Context();
            Assert.Throws<System.IO.InvalidDataException>(() => TariffRegister.Put(reading, 1, Dear with { Id = "unpriced" }, 20));
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Dear with { StartFee = 0.6m, Id = "other" }, 20));
            Bill(stage);
            Assert.Empty(Bills(stage));

            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Dear, 20));
            Bill(stage);
            Assert.Equal("dear", Assert.Single(Bills(stage)).Tariff.Id);
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Another_version_of_a_lost_prices_id_bills_nobody(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            TellDear(stage, maker);
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Dear with { PerKilowattHour = 0.8m }, 20));
            Bill(stage);
            Assert.Empty(Bills(stage));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_price_that_was_edited_is_told_nobody_and_bills_nobody(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            stage.Do(context => TariffRegister.Put(context, context.Tenants.Single().Id, Dear, 20) + TariffRegister.Offer(context, context.Tenants.Single().Id, "dear", Audience.Everyone, (20, 20)));
            stage.Sql("DROP TRIGGER tariffs_unchanged" + (database == Stage.Postgres ? " ON tariffs" : ""));
            stage.Sql("UPDATE tariffs SET text = replace(text, '0.9', '0.1') WHERE id = 'dear'");
            stage.Restart();

            string? answer = stage.Say(Said.Call("Authorize", "{\"idToken\":{\"idToken\":\"04A1B2\",\"type\":\"ISO14443\"}}"));
            Assert.Equal("[3,\"1-1\",{\"idTokenInfo\":{\"status\":\"Accepted\"}}]", answer);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            Assert.Empty(stage.All<ChargeRow>());
            Assert.Equal("the price in force at its begin is not what was put down", stage.Transactions().Single().Withheld);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_charge_does_not_wait_for_a_part_whose_board_has_died(string database)
        {
            using DocumentMaker maker = new();
            using DocumentMaker other = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            stage.Say(maker.Started("T1", 3, Said.End));
            stage.Clock.Now = stage.Clock.Now.AddDays(1);
            Heard = new Heard(stage.Clock.Now.ToUnixTimeMilliseconds());
            Bill(stage);
            Assert.Empty(Bills(stage));

            stage.Register(other.Key);
            stage.Say(other.Started("N1", 1));
            Bill(stage);
            Assert.Equal("T0", Assert.Single(Bills(stage)).Parts.Single().Transaction);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_manager_settles_a_charge_that_waits_for_what_never_comes(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            stage.Do(context => Move(stage, context, ChargeEvent.LetGo));
            Assert.Single(Bills(stage));
            Assert.Equal("the card was lent", stage.All<ChargeRow>().Single().Reason);

            // What comes after all is a charge of its own.
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            Bill(stage);
            Assert.Equal(2, Bills(stage).Count);
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_nobody_has_charged_for_a_week_is_found(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            stage.Sql("UPDATE transactions SET rated = NULL, cost_minor = NULL");
            long week = stage.Clock.Now.AddDays(7).ToUnixTimeMilliseconds();
            Assert.Empty(new Auditor(stage.Database, week).Run().Findings);
            AuditFinding found = Assert.Single(new Auditor(stage.Database, week + 1).Run().Findings);
            Assert.Equal(("bay", EnergyAuditor.OpenForLong), (found.Station, found.Code));
            Assert.Contains("up to T2 under key 1 is open since 2026-11-22T20:00:01Z: not charged yet", found.Text, StringComparison.Ordinal);
        }

        [Theory]
        [OnSqlite("Free")]
        [OnPostgres("Free")]
        [OnSqlite("Waived")]
        [OnPostgres("Waived")]
        public void What_was_made_to_cost_nothing_is_found_and_can_be_billed(string database, string state)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            stage.Sql($"UPDATE charges SET state = '{state}', reason = 'a gift'");
            AuditFinding found = Assert.Single(new Auditor(stage.Database).Run().Findings);
            Assert.Equal((ChargeAuditor.NotBilled, $"the charge that ended with T2 is {state}, and by its receipts it costs 563 minor units"), (found.Code, found.Text));

            stage.Do(context => Move(stage, context, ChargeEvent.Rebill));
            Assert.Equal(563, Assert.Single(Bills(stage)).Rated.GrossMinor);
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Numbers_that_what_is_lost_may_have_given_out_are_on_no_other_bill(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            long tenant = stage.All<Tenant>().Single().Id;
            foreach ((long From, long To) gap in (ReadOnlySpan<(long, long)>)[(2, 1001), (1002, 1011)])
            {
                stage.Do(context =>
                {
                    Assert.Equal(gap, new BillDesk(context, 30).Skip(tenant, gap.To - gap.From + 1, "a backup was restored"));
                    return 1;
                });
            }

            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            Bill(stage);
            Assert.Equal([1L, 1012L], Bills(stage).Select(bill => bill.Number));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>Whoever is on the broker may name a transaction: what no key of this meter was asked about does not say that its receipt was refused.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_frame_in_the_clear_or_of_another_board_makes_no_energy_refused(string database)
        {
            using DocumentMaker maker = new();
            using DocumentMaker other = new();
            using Stage stage = Open(database, maker);
            stage.Say(maker.Started("T1", 1));
            stage.Say(maker.Started("T2", 3, Said.End));
            stage.Say(Said.Event("T1", 1, "Ended", Said.End).Replace("\"seqNo\":1", "\"seqNo\":-1", StringComparison.Ordinal));
            stage.Say(other.Ended("T1", 2));
            Assert.NotEmpty(stage.All<RefusalRow>());
            Assert.Equal([EnergyUse.Open], new EnergyBooks(stage.Database.Context()).Of(1, 1).Select(line => line.Use).Distinct());
        }

        private static void TellDear(Stage stage, DocumentMaker maker)
        {
            string tariff = $"\"TT\":\"{TariffText.Of(Dear)}\",\"CT\"";
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, maker.Sign(DocumentMaker.BeginPayload(1, Said.Begin).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey));
            stage.Say(Said.Event("T1", 1, "Ended", Said.End, maker.Sign(DocumentMaker.ReceiptPayload(2, Said.Begin, Said.End).Replace("\"CT\"", tariff, StringComparison.Ordinal)), maker.OcppKey));
        }
    }
}
