using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>Charges made of verified receipts: joined by facts, settled once, billed once.</summary>
    public sealed class ChargeDeskTests
    {
        private static readonly TariffVersion Night = new() { Id = "night", StartFee = 0.5m, PerKilowattHour = 0.4m, TaxPercent = 25 };

        private Heard? _heard;

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
            long came = stage.Clock.Now.ToUnixTimeMilliseconds();
            stage.Clock.Now = stage.Clock.Now.AddHours(5);
            Bill(stage);
            Assert.Empty(Bills(stage));

            // Half an hour to go on, and two minutes for what is on its way.
            _heard = new Heard(came + (32 * 60_000) - 1);
            Bill(stage);
            Assert.Empty(Bills(stage));

            _heard = new Heard(came + (32 * 60_000));
            Bill(stage);
            Assert.Single(Bills(stage));
        }

        /// <summary>A station that was alone for a night says first that its outlet is empty, and then what it has in its log.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void An_empty_outlet_ends_a_charge_once_the_station_has_told_all_it_had(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            long came = stage.Clock.Now.ToUnixTimeMilliseconds();
            stage.Clock.Now = stage.Clock.Now.AddMinutes(3);
            long now = stage.Clock.Now.ToUnixTimeMilliseconds();
            foreach (Heard waits in (Heard[])[new(now, 0, now - 119_999), new(now, now - 119_999, now - 120_000), new(now, 0, came), new(now)])
            {
                _heard = waits;
                Bill(stage);
                Assert.Empty(Bills(stage));
            }

            _heard = new Heard(now, now - 120_000, now - 120_000);
            Bill(stage);
            Assert.Single(Bills(stage));
        }

        /// <summary>What goes on with it waits for a manager: both are one charge, however he decides.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_charge_waits_for_the_part_that_waits_for_a_manager(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Part(stage, maker, 1, Said.End, Said.End + 400_000_000, "E");
            Part(stage, maker, 2, Said.End + 400_000_000, Said.End + 410_000_000, "E");
            _heard = new Heard(long.MaxValue / 2, 0, 0);
            Bill(stage);
            Assert.Equal("T2", Assert.Single(Bills(stage)).Parts.Single().Transaction);

            stage.Do(context => Commands.Decisions.Decide(context, "bay", "T1", null, new Commands.Word(true, "a lorry", "eve", 1)).Length > 0 ? 3 : 0);
            Bill(stage);
            Assert.Equal(["T0", "T1"], Bills(stage)[1].Parts.Select(part => part.Transaction));
            Assert.Empty(new Auditor(stage.Database).Run().Findings);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_charge_does_not_wait_for_a_part_that_a_manager_has_refused(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Part(stage, maker, 1, Said.End, Said.End + 400_000_000, "E");
            Bill(stage);
            Assert.Empty(Bills(stage));

            stage.Do(context => Commands.Decisions.Decide(context, "bay", "T1", null, new Commands.Word(false, "no such car", "eve", 1)).Length > 0 ? 3 : 0);
            Bill(stage);
            Assert.Equal("T0", Assert.Single(Bills(stage)).Parts.Single().Transaction);
        }

        /// <summary>What went on with it has no receipt, and another has begun since: nobody waits for it any more.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_part_whose_receipt_never_came_is_passed_over_once_another_has_begun(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            stage.Say(maker.Started("T1", 3, Said.End));
            _heard = new Heard(long.MaxValue / 2);
            Bill(stage);
            Assert.Empty(Bills(stage));

            stage.Say(maker.Started("T2", 5, Said.End + 1_000_000));
            Bill(stage);
            Assert.Equal("T0", Assert.Single(Bills(stage)).Parts.Single().Transaction);
        }

        /// <summary>The receipt of the first part comes when the second is billed: it is another charge then, and none waits for ever.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_part_that_comes_after_what_went_on_with_it_is_a_charge_of_its_own(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            Bill(stage);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);

            Assert.Equal(["T1", "T0"], Bills(stage).SelectMany(bill => bill.Parts).Select(part => part.Transaction));
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

        private int Move(Stage stage, PlatformContext context, ChargeEvent what)
        {
            Desk(stage, context).Move(context.Charges.Single().Id, what, "the card was lent");
            return 1;
        }

        private static Stage Open(string database, DocumentMaker maker)
        {
            Stage stage = new(database, options => options with { Tariff = Night });
            stage.Register(maker.Key);
            return stage;
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

        private static string? Part(Stage stage, DocumentMaker maker, int part, long begin, long end, string cause)
        {
            string id = $"T{part}";
            stage.Say(maker.Started(id, (2 * part) + 1, begin));
            return stage.Say(Said.Event(id, 1, "Ended", end, maker.Receipt((2 * part) + 2, begin, end, cause: cause), maker.OcppKey)
                .Replace("EVDisconnected", cause == "P" ? "PowerLoss" : "EVDisconnected", StringComparison.Ordinal));
        }

        private void Bill(Stage stage)
        {
            for (bool moved = true; moved;)
            {
                using PlatformContext read = stage.Database.Context();
                moved = false;
                foreach (ChargeStep step in Desk(stage, read).Due())
                {
                    stage.Do(context => Desk(stage, context).Do(step));
                    moved = true;
                }
            }
        }

        private ChargeDesk Desk(Stage stage, PlatformContext context)
        {
            return new ChargeDesk(context, Rules(), stage.Clock.Now.ToUnixTimeMilliseconds());
        }

        private BillingRules Rules()
        {
            return new BillingRules { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = _ => _heard };
        }

        private static List<Bill> Bills(Stage stage)
        {
            return stage.All<BillRow>().OrderBy(row => row.Number).Select(row => Backend.Billing.Bill.FromJson(row.Text)).ToList();
        }
    }
}
