using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Tests.Guests;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>What is taken of a guest's hold, and who takes it, on both databases.</summary>
    public sealed class HoldDeskTests
    {
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

        /// <summary>What a worker read is old: another has moved the hold on since, and that stands.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_step_from_a_state_that_has_passed_is_none(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            HoldSteps steps = new(work => stage.Guest.Calls.Stage.Engine.Write(work), stage.Guest.Calls.Stage.Options.Cards!, stage.Guest.Calls.Stage.Options);
            HoldRow read = stage.Hold;
            HoldFacts facts = new(HoldState.Held, stage.NowMs);
            Assert.True(await steps.Take(read, facts, HoldEvent.Unused, HoldReason.NotUsed));
            Assert.False(await steps.Take(read, facts, HoldEvent.Gone, HoldReason.HoldEnded));
            Assert.Equal((nameof(HoldState.LettingGo), nameof(HoldReason.NotUsed)), (stage.Hold.State, stage.Hold.Reason));
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
