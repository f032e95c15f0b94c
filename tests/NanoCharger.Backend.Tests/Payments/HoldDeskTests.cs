using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Tests.Guests;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>Guests' money from the wish to pay to what was taken, on both databases.</summary>
    public sealed class HoldDeskTests
    {
        private const long Day = 86_400_000;

        /// <summary>10 kWh at 0.50, and 1.00 for the start.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task What_is_taken_is_the_bill_and_the_rest_is_let_go(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            Assert.Equal(HoldState.Held, stage.Guest.HoldState);
            stage.Bill();
            Assert.Equal((CheckoutState.Billed, HoldState.Captured), stage.State);
            Assert.Equal((6_00L, 20_00L, 31L), (stage.Cards.Kept, stage.Hold.HeldMinor, stage.Hold.ProviderFeeMinor));
            Assert.Equal(["bill 1: receivable/1 revenue 504; receivable/1 tax/19 96", "card-taken 1: card-provider receivable/1 600; card-fees card-provider 31"], stage.Ledger());
            Assert.Empty(stage.Findings());
        }

        /// <summary>A restart in each state, and no answer to the first question in each.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task It_comes_through_a_restart_and_a_silent_provider_in_each_state(string database)
        {
            using CardStage stage = new(database);
            stage.Cards.Trouble = Once(stage);
            Assert.Null(await stage.GoToPay());
            Assert.Equal(HoldState.Wanted, stage.Guest.HoldState);
            Assert.Equal(1, stage.Hold.Failures);
            stage.Guest.Restart();
            Assert.Equal("https://cards.example/page_0", await stage.Page());
            Assert.Equal("https://cards.example/page_0", await stage.Page() ?? await stage.Page() ?? await stage.Page());
            Assert.Equal(1, stage.Cards.Pages);
            stage.Guest.Restart();
            stage.Cards.Pay();
            stage.Guest.Advance(300);
            Assert.Equal((CheckoutState.Starting, HoldState.Held), stage.State);
            stage.Guest.Restart();
            stage.Guest.Calls.Hear();
            stage.Guest.Advance(5);
            stage.Guest.Calls.Answer(CardStage.Accepted);
            string begin = stage.Guest.Time;
            stage.Guest.Begin("T1", stage.Guest.Token());
            stage.Guest.Restart();
            stage.Guest.Advance(60);
            stage.Guest.Sleep(TimeSpan.FromMinutes(30));
            stage.Guest.End("T1", stage.Guest.Token(), begin, 0, 10_000_000);
            stage.Guest.Restart();
            stage.Guest.Advance(5);
            stage.Guest.Bill();
            stage.Guest.Restart();
            stage.Guest.Advance(600);
            Assert.Equal((CheckoutState.Billed, HoldState.Captured), stage.State);
            Assert.Equal(6_00, stage.Cards.Kept);
            Assert.Empty(stage.Findings());
        }

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

        /// <summary>A day before it ends the charger is asked to end the charge, again until it does.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_charge_is_ended_a_day_before_its_hold_ends(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay(stage.NowMs + (2 * Day));
            stage.Guest.Calls.Answer(CardStage.Accepted);
            stage.Guest.Begin("T1", stage.Guest.Token());
            stage.Guest.Advance(10);
            stage.Guest.Sleep(TimeSpan.FromHours(23));
            stage.Guest.Advance(20);
            Assert.DoesNotContain(stage.Guest.Calls.Calls, call => call.Action == StationWishes.RequestStop);
            stage.Guest.Sleep(TimeSpan.FromHours(1));
            stage.Guest.Calls.Hear();
            stage.Guest.Advance(20);
            Assert.Single(stage.Guest.Calls.Calls, call => call.Action == StationWishes.RequestStop);
        }

        [Theory]
        [OnSqlite]
        public async Task Above_the_hold_is_waived_and_below_the_least_too(string database)
        {
            using CardStage stage = new(database, CheckoutStage.Price with { Id = "G8", PerKilowattHour = 2.5m });
            await stage.Charge(20_000_000);
            stage.Bill();
            Assert.Equal(HoldState.Captured, stage.Guest.HoldState);
            Assert.Equal("card-taken 1: card-provider receivable/1 2000; card-fees card-provider 45; waived receivable/1 3100", stage.Ledger()[1]);
            Assert.Empty(stage.Findings());

            using CardStage cheap = new(database, CheckoutStage.Price with { Id = "G9", StartFee = 0 });
            await cheap.Charge(500_000);
            cheap.Bill();
            Assert.Equal((HoldState.Waived, 0L), (cheap.Guest.HoldState, cheap.Cards.Kept));
            Assert.Equal((nameof(HoldReason.TooLittle), "waived 1: waived receivable/1 25"), (cheap.Hold.Reason, cheap.Ledger()[1]));
            Assert.Empty(cheap.Findings());
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_credit_note_gives_all_back_and_a_second_bill_takes_nothing(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            stage.Say(ChargeEvent.Credit);
            stage.Guest.Restart();
            stage.Guest.Advance(30);
            Assert.Equal((HoldState.Refunded, 0L), (stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Equal("card-refunded 1: receivable/1 card-provider 600", stage.Ledger()[^1]);
            Assert.Empty(stage.Findings());
            stage.Say(ChargeEvent.Rebill);
            stage.Guest.Advance(30);
            Assert.Equal((HoldState.Waived, 0L), (stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Equal("waived 3: waived receivable/1 600", stage.Ledger()[^1]);
            stage.Say(ChargeEvent.Credit);
            stage.Guest.Advance(30);
            Assert.Equal("waived-back 3: receivable/1 waived 600", stage.Ledger()[^1]);
            Assert.Empty(stage.Findings());
        }

        [Theory]
        [OnSqlite]
        public async Task A_manager_has_his_share_of_what_was_taken(string database)
        {
            using CardStage stage = new(database, terms: terms => terms with { ByAccounts = true, FeePercent = 5, FeeMinor = 10 });
            stage.Guest.Calls.Stage.Do(context =>
            {
                context.Payees.Add(new PayeeRow { TenantId = 1, Key = "k", Country = "DE", Account = "acct_1", MayCharge = true });
                return context.SaveChanges();
            });
            await stage.Charge(10_000_000);
            stage.Bill();
            Assert.Equal((40L, "acct_1"), (stage.Hold.FeeMinor!.Value, stage.Cards.Last.Order.Account));
            Assert.Equal("card-taken 1: card-provider receivable/1 600; card-fees card-provider 31; card-share card-provider 560", stage.Ledger()[1]);
            stage.Say(ChargeEvent.Credit);
            stage.Guest.Advance(30);
            Assert.Equal("card-refunded 1: receivable/1 card-provider 600; card-provider card-share 560", stage.Ledger()[^1]);
            Assert.Empty(stage.Findings());
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

        /// <summary>A backup from before the capture is restored, and the receipt comes again: it is paid, once.</summary>
        [Theory]
        [OnSqlite]
        public async Task What_was_taken_behind_a_backup_is_not_taken_again_nor_given_back(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            (stage.Cards.Last.Standing, stage.Cards.Last.Captured) = (HoldStanding.Captured, 6_00);
            stage.Guest.Calls.Stage.Do(context => HoldDesk.Nudge(context, static holds => holds, stage.NowMs));
            stage.Guest.Advance(10);
            Assert.Equal(HoldState.Held, stage.Guest.HoldState);
            stage.Bill();
            Assert.Equal((HoldState.Captured, 6_00L), (stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Empty(stage.Findings());
        }

        /// <summary>Somebody takes it by hand on the provider's own pages: no bill is for it.</summary>
        [Theory]
        [OnSqlite]
        public async Task What_was_taken_by_hand_goes_back(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            (stage.Cards.Last.Standing, stage.Cards.Last.Captured) = (HoldStanding.Captured, 20_00);
            stage.Guest.Calls.Answer("""{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""");
            stage.Guest.Advance(60);
            Assert.Equal((HoldState.Refunded, 0L), (stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Equal("card-foreign 1: card-provider card-foreign 2000; card-foreign card-provider 2000", stage.Ledger().Single());
            Assert.Empty(stage.Findings());
        }

        /// <summary>His bank takes it back: the books have it lost, and a credit note behind it gives nothing back twice.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task What_his_bank_takes_back_is_lost_and_given_back_once(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            stage.Dispute(new HoldDispute("dp_1", 6_00, stage.NowMs + Day, IsOpen: true, IsLost: false));
            Assert.Equal((HoldState.Captured, "open"), (stage.Guest.HoldState, stage.Hold.DisputeState));
            stage.Dispute(new HoldDispute("dp_1", 6_00, null, IsOpen: false, IsLost: true));
            Assert.Equal((HoldState.Lost, "card-lost 1: card-lost card-provider 600"), (stage.Guest.HoldState, stage.Ledger()[^1]));
            Assert.Empty(stage.Findings());
            stage.Say(ChargeEvent.Credit);
            stage.Guest.Advance(30);
            Assert.Equal((HoldState.Refunded, "card-refunded 1: receivable/1 card-lost 600"), (stage.Guest.HoldState, stage.Ledger()[^1]));
            Assert.Equal(6_00, stage.Cards.Kept);
            Assert.Empty(stage.Findings());
        }

        /// <summary>Two workers look at the same moment: money moves once, and each entry is there once.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task Two_workers_take_it_once(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Guest.Advance(5);
            stage.Guest.Bill();
            using HoldDesk other = new(() => stage.Guest.Calls.Stage.Database.Context(), work => stage.Guest.Calls.Stage.Engine.Write(work), stage.Guest.Calls.Stage.Options.Cards!, stage.Guest.Calls.Stage.Options);
            for (int turn = 0; turn < 12; turn++)
            {
                stage.Guest.Desk.Tick();
                await Task.WhenAll(Task.Run(other.Tick), Task.Run(stage.Guest.Holds!.Tick));
            }

            Assert.Equal(HoldState.Captured, stage.Guest.HoldState);
            Assert.Equal(2, stage.Ledger().Count);
            Assert.Equal(6_00, stage.Cards.Kept);
        }

        /// <summary>Each method gives no answer the first time: before its effect, the next time behind it.</summary>
        private static Action<string, bool> Once(CardStage stage)
        {
            Dictionary<string, int> asked = [];
            return (what, done) =>
            {
                asked[what] = asked.GetValueOrDefault(what) + (done ? 0 : 1);
                if ((asked[what] == 1 && !done) || (asked[what] == 2 && done && what != "Open"))
                {
                    throw new ProviderException("no answer", isRefusal: false);
                }
            };
        }
    }
}
