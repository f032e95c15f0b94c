using System;
using System.Linq;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>A charge that the power has cut waits for what may go on with it: not shorter than it must, and not for ever.</summary>
    public sealed class ChargeWaitTests : ChargeStage
    {
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
            Heard = new Heard(came + (32 * 60_000) - 1);
            Bill(stage);
            Assert.Empty(Bills(stage));

            Heard = new Heard(came + (32 * 60_000));
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
                Heard = waits;
                Bill(stage);
                Assert.Empty(Bills(stage));
            }

            Heard = new Heard(now, now - 120_000, now - 120_000);
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
            Heard = new Heard(long.MaxValue / 2, 0, 0);
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
            Heard = new Heard(long.MaxValue / 2);
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
    }
}
