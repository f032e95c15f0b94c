using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using NanoCharger.Backend.Web.Guests;
using NanoCharger.Testing.Payments;
using NanoCharger.Web.Tests.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Cards
{
    /// <summary>What a reader found of the pages on which guests pay by card.</summary>
    public sealed class CardTrialTests
    {
        private static readonly Language Text = Languages.All["en"];

        /// <summary>Each way to the provider's page asks him, for all houses: whoever goes it again and again is asked to wait.</summary>
        [Fact]
        public async Task One_guest_does_not_wear_out_the_provider()
        {
            await using CardYard yard = await CardYard.Open(change: static builder => builder.Services.AddSingleton(new GuestLimits(1000, 1000)), limited: true);
            using WebClient guest = yard.Guests.Host.Client();
            (string address, string? page) = await yard.GoToPay(guest);
            Assert.NotNull(page);
            int[] answers = [.. await Repeat(GuestLimits.Payments + 2, async () => (await guest.Post(address, address + "/payment")).Status)];
            Assert.Equal(GuestLimits.Payments - 1, answers.Count(one => one == 303));
            Assert.Equal(429, answers[^1]);
            Assert.Equal(429, (await guest.Post(address, address + "/pay")).Status);
        }

        /// <summary>His money was held for a moment, and his bank shows it: he is told that it is let go, and not that nothing was held.</summary>
        [Fact]
        public async Task Whoever_was_held_and_let_go_unseen_is_told_so()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            (string address, _) = await yard.GoToPay(guest);
            yard.Server.Pay(yard.Hold.Session!);
            Assert.Equal(303, (await guest.Post(address, address + "/withdraw")).Status);
            await yard.Look(4);
            Assert.Equal((nameof(HoldState.Released), 20_00L), (yard.Hold.State, yard.Server.MovedOf(yard.Hold.Session!).Canceled));
            string shown = GuestYard.TextOf(await guest.Get(address));
            Assert.DoesNotContain(Text["hold.nothing"], shown, StringComparison.Ordinal);
            Assert.Matches("The hold of .*20\\.00.* was released at \\d\\d:\\d\\d", shown);
        }

        /// <summary>His charger is out of order while he is on his way to the provider's page: he is not sent there.</summary>
        [Fact]
        public async Task Nobody_is_sent_to_pay_where_he_cannot_charge()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            (string address, _) = await yard.GoToPay(guest);
            Assert.Contains(Text["checkout.to-payment"], GuestYard.TextOf(await guest.Get(address)), StringComparison.Ordinal);
            await yard.Guests.Outlet("Faulted");
            Assert.DoesNotContain(Text["checkout.to-payment"], GuestYard.TextOf(await guest.Get(address)), StringComparison.Ordinal);
            Assert.Equal(address, (await guest.Post(address, address + "/payment")).Location);
            await yard.Guests.Outlet("Occupied");
            Assert.StartsWith(yard.Server.PageOrigin + "/", (await guest.Post(address, address + "/payment")).Location, StringComparison.Ordinal);
        }

        /// <summary>It goes out of order while he reads the price: what he pressed asks nobody for money, and he may press it again.</summary>
        [Fact]
        public async Task Nobody_is_asked_to_pay_where_he_cannot_charge_by_now()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            string address = await yard.Guests.Checkout(guest);
            await yard.Guests.Outlet("Faulted");
            Assert.Equal(address, (await guest.Post(address, address + "/pay")).Location);
            Assert.Equal((nameof(CheckoutState.Checkout), 0), (yard.Guests.Row.State, yard.Guests.Host.Ask(context => context.Holds.Count())));
            await yard.Guests.Outlet("Occupied");
            Assert.StartsWith(yard.Server.PageOrigin + "/", (await guest.Post(address, address + "/pay")).Location, StringComparison.Ordinal);
        }

        /// <summary>His charge is over, and his money moves yet: his page goes on until it says what has become of it.</summary>
        [Fact]
        public async Task A_page_lives_until_the_money_is_at_rest()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            string address = await yard.Pays(guest);
            await yard.Guests.Answers("""{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""");
            await yard.Guests.Look();
            Assert.Equal((nameof(CheckoutState.Over), nameof(HoldState.Held)), (yard.Guests.Row.State, yard.Hold.State));
            Assert.Contains("data-live", (await guest.Get(address)).Text, StringComparison.Ordinal);
            await yard.Look();
            Assert.Equal(nameof(HoldState.Released), yard.Hold.State);
            Assert.DoesNotContain("data-live", (await guest.Get(address)).Text, StringComparison.Ordinal);
        }

        /// <summary>Where a guest pays no more, no form of his page leads elsewhere.</summary>
        [Fact]
        public async Task A_page_leads_elsewhere_only_while_he_may_pay()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            string address = await yard.Pays(guest);
            Assert.Equal(nameof(CheckoutState.Starting), yard.Guests.Row.State);
            Assert.Contains("form-action 'self';", (await guest.Get(address)).Headers["Content-Security-Policy"], StringComparison.Ordinal);
        }

        /// <summary>Somebody has taken the provider's key out of the settings while money is held: the manager reads it.</summary>
        [Fact]
        public async Task Cards_that_are_switched_off_over_open_holds_are_told()
        {
            await using GuestYard yard = await GuestYard.Open();
            using WebClient manager = await yard.Host.SignedIn(Role.Manager);
            Assert.DoesNotContain("No card provider is set", GuestYard.TextOf(await manager.Get("/today")), StringComparison.Ordinal);
            await yard.Take(GuestWay.Desk);
            using WebClient guest = yard.Host.Client();
            await yard.Checkout(guest);
            long checkout = yard.Row.Id;
            await yard.Host.Write(context =>
            {
                context.Holds.Add(new HoldRow { TenantId = yard.Row.TenantId, CheckoutId = checkout, Key = "k", AmountMinor = 20_00, Currency = "EUR", PageEndsMs = 0, State = nameof(HoldState.Held), StateMs = yard.NowMs });
                return context.SaveChanges();
            });
            Assert.Contains("No card provider is set any more, and 1 card payments", GuestYard.TextOf(await manager.Get("/today")), StringComparison.Ordinal);
        }

        /// <summary>A hiccup is nobody's trouble; what the provider says again and again is.</summary>
        [Fact]
        public async Task What_the_provider_says_again_and_again_is_told()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            await yard.Pays(guest);
            foreach ((int failures, bool isTold) in new[] { (3, false), (4, true) })
            {
                await yard.Guests.Host.Write(context => context.Holds.ExecuteUpdate(set => set.SetProperty(row => row.Problem, "no such money").SetProperty(row => row.Failures, failures)));
                Assert.Equal(isTold, GuestYard.TextOf(await manager.Get("/today")).Contains("no such money", StringComparison.Ordinal));
            }
        }

        /// <summary>A guest's card is closed, and what it was given is with the provider again: it is told while it is given anew, and for a month behind it, where the charge says so still.</summary>
        [Fact]
        public async Task A_refund_that_has_come_back_is_told()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            await yard.Charge(guest);
            string charge = FormattableString.Invariant($"/charges/{yard.Hold.ChargeId}");
            Assert.Equal(303, (await manager.Post(charge, charge + "/credit", ("reason", "He was right."))).Status);
            await yard.Look();
            Assert.Equal(nameof(HoldState.Refunded), yard.Hold.State);
            Assert.DoesNotContain(Text["charge.card-came-back"], GuestYard.TextOf(await manager.Get(charge)), StringComparison.Ordinal);

            yard.Server.ReturnRefund(yard.Hold.Intent!);
            Assert.Equal(200, await yard.Call());
            await yard.Look();
            Assert.Equal((nameof(HoldState.GivingBack), nameof(HoldReason.CameBack)), (yard.Hold.State, yard.Hold.Reason));

            // Under the key of the first he tells of the first: another is asked for under the next.
            foreach (int seconds in new[] { 5, 10 })
            {
                yard.Guests.Clock.Advance(TimeSpan.FromSeconds(seconds));
                await yard.Look(1);
            }

            Assert.Equal((nameof(HoldState.Refunded), 2), (yard.Hold.State, yard.Server.Requests.Where(request => request.Step == "refund").Select(request => request.Key).Distinct().Count()));
            Assert.Contains(Text["charge.card-came-back"], GuestYard.TextOf(await manager.Get(charge)), StringComparison.Ordinal);
            string told = Text.Say("today.need-came-back", Text.Money(yard.Hold.TakenMinor, "EUR"));
            const long Month = 31 * 86_400_000L;
            foreach ((HoldState state, long ago, bool isTold) in new[] { (HoldState.Refunded, Month, true), (HoldState.Refunded, Month + 1, false), (HoldState.GivingBack, 2 * Month, true), (HoldState.Waived, 0, false) })
            {
                await yard.Guests.Host.Write(context => context.Holds.ExecuteUpdate(set => set.SetProperty(row => row.State, state.ToString()).SetProperty(row => row.StateMs, yard.Guests.NowMs - ago)));
                Assert.Equal((state, isTold), (state, Answer.Plain(GuestYard.TextOf(await manager.Get("/today"))).Contains(Answer.Plain(told), StringComparison.Ordinal)));
            }
        }

        private static async Task<List<T>> Repeat<T>(int times, Func<Task<T>> what)
        {
            List<T> all = [];
            for (int turn = 0; turn < times; turn++)
            {
                all.Add(await what());
            }

            return all;
        }
    }
}
