using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>Charges made of verified receipts: joined by facts, settled once, billed once.</summary>
    public sealed class ChargeDeskTests : ChargeStage
    {
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
            Assert.Equal((1L, 450L, 113L, "bay", $"account {Assert.Single(stage.All<PayerRow>()).Id}"), (bill.Number, bill.Rated.NetMinor, bill.Rated.TaxMinor, bill.Station, bill.Customer));
            Assert.Equal([("T1", 1L, 2L, 10_000_000L, null)], bill.Parts.Select(part => (part.Transaction, part.BeginDocument, part.Receipt, part.MilliwattHours, part.NotCharged)));
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

        /// <summary>The begin document is refused by the receipt, or the other way round, whichever comes first: a receipt alone waits for it, and what is billed all the same is taken back.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_begin_that_comes_late_and_is_another_takes_the_bill_back(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            stage.Say(maker.Ended("T1", 2));
            Bill(stage);
            Assert.Empty(Bills(stage));

            stage.Clock.Now = stage.Clock.Now.AddMinutes(10);
            Bill(stage);
            Assert.Single(Bills(stage));

            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, maker.Sign(DocumentMaker.BeginPayload(1, Said.Begin).Replace("04A1B2", "04FFFF", StringComparison.Ordinal)), maker.OcppKey));
            Bill(stage);
            Assert.Equal([null, 1L], Bills(stage).Select(bill => bill.Credits));
            Assert.Equal(stage.Transactions().Single().Withheld, Bills(stage)[1].Reason);
            Assert.Equal((nameof(ChargeState.Credited), 0), (Assert.Single(stage.All<ChargeRow>()).State, stage.All<BillRow>().Sum(row => row.GrossMinor)));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>A document that cannot be read any more is one charge's trouble, and no other's.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_charge_that_cannot_be_billed_stops_no_other(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "E");
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            stage.Sql("UPDATE documents SET text = 'OCMF|{|{}' WHERE number = 2");
            using Biller biller = new(() => stage.Database.Context(), stage.Engine.Write, Rules(), stage.Clock, stage.Log.Enqueue);
            await biller.Run();

            Assert.Equal("T1", Assert.Single(Bills(stage)).Parts.Single().Transaction);
            Assert.Contains(stage.Log, line => line.StartsWith("receipt T2 not billed yet: ", StringComparison.Ordinal));
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
            stage.Do(context => Move(stage, context, ChargeEvent.Credit));
            Assert.Equal(0, stage.All<BillRow>().Sum(row => row.GrossMinor));
            stage.Do(context => Move(stage, context, ChargeEvent.Rebill));

            Assert.Equal([(1L, null), (2L, 1L), (3L, (long?)null)], Bills(stage).Select(bill => (bill.Number, bill.Credits)));
            Assert.Equal([563L, -563L, 563L], stage.All<BillRow>().OrderBy(row => row.Number).Select(row => row.GrossMinor));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        /// <summary>What a driver is told is what he is billed: a part tells no sum with a start fee of its own.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_part_of_a_charge_is_told_no_cost(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Assert.Equal("[3,\"1-1\",{}]", Part(stage, maker, 0, Said.Begin, Said.Begin + 5_000_000, "P"));
            Assert.Equal("[3,\"1-1\",{}]", Part(stage, maker, 1, Said.Begin + 5_000_000, Said.End, "E"));
            Assert.Equal("[3,\"1-1\",{\"totalCost\":5.63}]", Part(stage, maker, 2, Said.End, Said.End + 10_000_000, "E"));
        }
    }
}
