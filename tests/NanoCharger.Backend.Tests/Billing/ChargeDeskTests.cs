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
    /// <summary>Charges made of verified receipts: joined by facts, settled once, billed once.</summary>
    public sealed class ChargeDeskTests
    {
        private static readonly TariffVersion Night = new() { Id = "night", StartFee = 0.5m, PerKilowattHour = 0.4m, TaxPercent = 25 };

        private long? _heard;

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_receipt_becomes_a_bill_with_its_entry_once(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            stage.Say(maker.Started("T1", 1));
            stage.Say(maker.Ended("T1", 2));
            Bill(stage);
            Bill(stage);

            Bill bill = Assert.Single(Bills(stage));
            Assert.Equal((1L, 450L, 113L, "bay", "card 04A1B2"), (bill.Number, bill.Rated.NetMinor, bill.Rated.TaxMinor, bill.Station, bill.Customer));
            Assert.Equal([new BilledPart("T1", 1, 2, 10_000_000, null)], bill.Parts);
            Assert.Equal([450L, 113L], stage.All<LegRow>().OrderBy(row => row.LegNumber).Select(row => row.AmountMinor));
            Assert.Equal(nameof(ChargeState.Billed), Assert.Single(stage.All<ChargeRow>()).State);
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Three_power_cuts_are_one_charge_with_one_start_fee(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            long register = Said.Begin;
            for (int part = 0; part < 4; part++)
            {
                Part(stage, maker, part, register, register + 2_500_000, part < 3 ? "P" : "E");
                register += 2_500_000;
                Bill(stage);
                Assert.Equal(part < 3 ? 0 : 1, Bills(stage).Count);
            }

            Bill bill = Assert.Single(Bills(stage));
            Assert.Equal([LineKind.Start, LineKind.Energy], bill.Rated.Lines.Select(line => line.Kind));
            Assert.Equal((50L, 400L, 10_000_000L), (bill.Rated.Lines[0].AmountMinor, bill.Rated.Lines[1].AmountMinor, bill.Rated.MilliwattHours));
            Assert.Equal([2L, 4L, 6L, 8L], bill.Parts.Select(part => part.Receipt));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>Another begin, an unsigned stretch on the meter, time that is over: each ends a charge that waits, and what comes is another one.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Energy_between_two_transactions_makes_two_charges_of_them(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.Begin + 2_500_000, "P");
            Bill(stage);
            Part(stage, maker, 1, Said.Begin + 2_500_010, Said.Begin + 5_000_000, "E");
            Bill(stage);

            Assert.Equal(2, Bills(stage).Count);
            Assert.All(Bills(stage), bill => Assert.Equal(LineKind.Start, bill.Rated.Lines[0].Kind));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_charge_that_nothing_continues_is_billed_when_the_station_was_heard_after_its_time(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            Assert.Empty(Bills(stage));

            long over = stage.Clock.Now.AddMinutes(30).ToUnixTimeMilliseconds();
            _heard = over - 1;
            Bill(stage);
            Assert.Empty(Bills(stage));

            _heard = over;
            Bill(stage);
            Assert.Single(Bills(stage));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Below_the_least_energy_nothing_is_charged_and_the_reason_is_kept(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.Begin + 99_990, "E");
            Bill(stage);

            ChargeRow charge = Assert.Single(stage.All<ChargeRow>());
            Assert.Equal((nameof(ChargeState.Waived), Rater.BelowLeastEnergy), (charge.State, charge.Reason));
            Assert.Empty(Bills(stage));
            Assert.Empty(stage.All<EntryRow>());
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_bill_is_taken_back_by_a_credit_note_and_issued_anew(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Bill(stage);
            stage.Do(context => Desk(stage, context).Move(context.Charges.Single().Id, ChargeEvent.Credit));
            Assert.Equal(0, stage.All<BillRow>().Sum(row => row.GrossMinor));
            stage.Do(context => Desk(stage, context).Move(context.Charges.Single().Id, ChargeEvent.Rebill));

            Assert.Equal([(1L, null), (2L, 1L), (3L, (long?)null)], Bills(stage).Select(bill => (bill.Number, bill.Credits)));
            Assert.Equal([563L, -563L, 563L], stage.All<BillRow>().OrderBy(row => row.Number).Select(row => row.GrossMinor));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        private static Stage Open(string database, DocumentMaker maker)
        {
            Stage stage = new(database, options => options with { Tariff = Night });
            stage.Register(maker.Key);
            return stage;
        }

        private static void Part(Stage stage, DocumentMaker maker, int part, long begin, long end, string cause)
        {
            string id = $"T{part}";
            stage.Say(maker.Started(id, (2 * part) + 1, begin));
            stage.Say(Said.Event(id, 1, "Ended", end, maker.Receipt((2 * part) + 2, begin, end, cause: cause), maker.OcppKey)
                .Replace("EVDisconnected", cause == "P" ? "PowerLoss" : "EVDisconnected", StringComparison.Ordinal));
        }

        private void Bill(Stage stage)
        {
            int moved;
            do
            {
                moved = 0;
                stage.Do(context => moved = Desk(stage, context).Work());
            }
            while (moved > 0);
        }

        private ChargeDesk Desk(Stage stage, PlatformContext context)
        {
            return new ChargeDesk(context, new BillingRules { Seller = "House Ltd", Site = "Yard", Market = Market.Default, Heard = _ => _heard }, stage.Clock.Now.ToUnixTimeMilliseconds());
        }

        private static List<Bill> Bills(Stage stage)
        {
            return stage.All<BillRow>().OrderBy(row => row.Number).Select(row => Backend.Billing.Bill.FromJson(row.Text)).ToList();
        }
    }
}
