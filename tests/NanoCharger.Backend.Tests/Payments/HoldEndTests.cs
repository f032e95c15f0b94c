using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>Holds of which nothing is taken, or only just, since nothing came of the charge, or too late.</summary>
    public sealed class HoldEndTests
    {
        private const long Day = 86_400_000;

        /// <summary>The charger says that it drops the start: released when it has said so, and not before.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_failed_start_is_released(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            stage.Guest.Calls.Answer("""{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""");
            stage.Guest.Advance(15);
            Assert.Equal((CheckoutState.Over, HoldState.Released), stage.State);
            Assert.Equal((nameof(HoldReason.NotUsed), 0L), (stage.Hold.Reason, stage.Cards.Kept));
            Assert.Empty(stage.Ledger());
            Assert.Empty(stage.Findings());
        }

        /// <summary>While it says nothing the hold stays; where it never does, until half a day before the hold ends.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_charger_that_is_silent_keeps_the_hold_until_it_has_to_end(string database)
        {
            using CardStage stage = new(database);
            long ends = stage.NowMs + (7 * Day);
            await stage.Pay(ends);
            Assert.Contains("\"mostSeconds\":518", stage.Guest.Calls.Calls.Single().Payload, StringComparison.Ordinal);
            stage.Guest.Sleep(TimeSpan.FromDays(6));
            stage.Guest.Advance(20);
            Assert.Equal((CheckoutState.Starting, HoldState.Held), stage.State);
            stage.Guest.Sleep(TimeSpan.FromHours(12));
            stage.Guest.Advance(20);
            Assert.Equal((CheckoutState.Starting, HoldState.Released), stage.State);
            Assert.Equal(nameof(HoldReason.NoReceipt), stage.Hold.Reason);
        }

        /// <summary>Its receipt comes behind the release: it is kept, billed, and waived.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_receipt_behind_the_release_is_waived(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay(stage.NowMs + Day);
            stage.Guest.Calls.Answer(CardStage.Accepted);
            string begin = stage.Guest.Time;
            stage.Guest.Begin("T1", stage.Guest.Token());
            stage.Guest.Advance(10);
            stage.Guest.Sleep(TimeSpan.FromHours(13));
            stage.Guest.Advance(20);
            Assert.Equal((CheckoutState.Charging, HoldState.Released), stage.State);
            stage.Guest.End("T1", stage.Guest.Token(), begin, 0, 10_000_000);
            stage.Bill();
            Assert.Equal((CheckoutState.Billed, HoldState.Waived), stage.State);
            Assert.Equal(["bill 1: receivable/1 revenue 504; receivable/1 tax/19 96", "waived 1: waived receivable/1 600"], stage.Ledger());
            Assert.Equal(0, stage.Cards.Kept);
            Assert.Empty(stage.Findings());
        }

        /// <summary>A day before it ends the charger is asked to end the charge, again until it does, and what its receipt says is taken.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_charge_is_ended_a_day_before_its_hold_ends(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay(stage.NowMs + (2 * Day));
            stage.Guest.Calls.Answer(CardStage.Accepted);
            string begin = stage.Guest.Time;
            stage.Guest.Begin("T1", stage.Guest.Token());
            stage.Guest.Advance(10);
            stage.Guest.Sleep(TimeSpan.FromHours(23));
            stage.Guest.Advance(20);
            Assert.DoesNotContain(stage.Guest.Calls.Calls, call => call.Action == StationWishes.RequestStop);
            stage.Guest.Sleep(TimeSpan.FromHours(1));
            stage.Guest.Calls.Hear();
            stage.Guest.Advance(20);
            Assert.Equal(1, Stops(stage));

            // It says yes, and goes on: it is believed for two minutes, and asked again.
            stage.Guest.Calls.Answer(CardStage.Accepted);
            stage.Guest.Advance(90);
            Assert.Equal(1, Stops(stage));
            stage.Guest.Advance(60);
            Assert.Equal(2, Stops(stage));

            // It is not reached for longer than the call lives: asked again too.
            stage.Guest.Sleep(TimeSpan.FromHours(2));
            stage.Guest.Calls.Hear();
            stage.Guest.Advance(60);
            Assert.Equal(3, Stops(stage));
            Assert.Equal((CheckoutState.Charging, HoldState.Held), stage.State);
            stage.Guest.Calls.Answer(CardStage.Accepted);
            stage.Guest.End("T1", stage.Guest.Token(), begin, 0, 10_000_000);
            stage.Bill();
            Assert.Equal((CheckoutState.Billed, HoldState.Captured), stage.State);
            Assert.Equal((6_00L, 3), (stage.Cards.Kept, Stops(stage)));
            Assert.Empty(stage.Findings());
        }

        /// <summary>He has gone, and an old tab of his asks for the page: nobody is shown one that he could still pay on.</summary>
        [Theory]
        [OnSqlite]
        public async Task Whoever_has_withdrawn_is_shown_no_page(string database)
        {
            using CardStage stage = new(database);
            await stage.WantToPay();
            Assert.True(stage.Guest.Desk.Withdraw(stage.Guest.Row));
            Assert.Equal(HoldState.Wanted, stage.Guest.HoldState);
            Assert.Null(await stage.Page());
            Assert.Equal(0, stage.Cards.Pages);
        }

        /// <summary>The page was made, and its address was lost on the way: who asks again is shown the same one.</summary>
        [Theory]
        [OnSqlite]
        public async Task An_answer_that_is_lost_makes_no_second_page(string database)
        {
            using CardStage stage = new(database);
            await stage.WantToPay();
            bool isLost = true;
            stage.Cards.Trouble = (_, done) =>
            {
                if (done && isLost)
                {
                    throw new ProviderException("no answer", isRefusal: false);
                }
            };
            Assert.Null(await stage.Page());
            isLost = false;
            Assert.NotNull(await stage.Page());
            Assert.Equal((1, 1), (stage.Cards.Pages, stage.Guest.Calls.Stage.All<HoldRow>().Count));
        }

        /// <summary>He closes the tab: before the page, on it, behind it.</summary>
        [Theory]
        [OnSqlite]
        public async Task Whoever_goes_away_is_charged_nothing(string database)
        {
            using CardStage stage = new(database);
            Assert.True(await stage.Guest.Make(GuestWay.Card));
            Assert.True(stage.Guest.Desk.Pay(stage.Guest.Row));
            stage.Guest.Advance(620);
            Assert.Equal((CheckoutState.Over, HoldState.Released), stage.State);
            Assert.Equal(0, stage.Cards.Pages);

            Assert.NotNull(await stage.GoToPay());
            stage.Guest.Advance(640);
            Assert.Equal((CheckoutState.Over, HoldState.Released), stage.State);
            Assert.Equal(HoldStanding.Gone, stage.Cards.Last.Standing);

            // He pays in the very moment in which time is over: it is let go all the same.
            Assert.NotNull(await stage.GoToPay());
            stage.Guest.Advance(595);
            stage.Cards.Pay();
            stage.Guest.Desk.Withdraw(stage.Guest.Row);
            stage.Guest.Advance(20);
            Assert.Equal((CheckoutState.Over, HoldState.Released), stage.State);
            Assert.Equal((HoldStanding.Gone, 0L), (stage.Cards.Last.Standing, stage.Cards.Kept));
        }

        private static int Stops(CardStage stage)
        {
            return stage.Guest.Calls.Calls.Count(call => call.Action == StationWishes.RequestStop);
        }
    }
}
