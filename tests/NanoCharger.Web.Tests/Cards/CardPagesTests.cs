using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using NanoCharger.Testing.Payments;
using NanoCharger.Web.Tests.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Cards
{
    /// <summary>A guest who pays by card: his pages, what the provider calls, and what of it is believed.</summary>
    public sealed class CardPagesTests
    {
        private static readonly Language Text = Languages.All["en"];

        [Fact]
        public async Task A_guest_is_held_charged_and_taken_what_his_charge_costs()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            (string address, string? page) = await yard.GoToPay(guest);
            Assert.StartsWith(yard.Server.PageOrigin + "/", page, StringComparison.Ordinal);
            yard.Server.Pay(yard.Hold.Session!);
            Assert.Equal(200, await yard.Call());
            await yard.Look();
            Assert.Contains(Answer.Plain(Text.Say("hold.held", Text.Money(20_00, "EUR"))), GuestYard.TextOf(await guest.Get(address)), StringComparison.Ordinal);
            Assert.Contains("\"mostSeconds\":", yard.Guests.Call().Payload, StringComparison.Ordinal);
            await yard.Guests.Bill("G1");
            await yard.Look(4);
            Assert.Equal(nameof(HoldState.Captured), yard.Hold.State);
            long gross = yard.Guests.Host.Ask(context => context.Bills.Single(row => row.ChargeId == yard.Hold.ChargeId).GrossMinor);
            Assert.Equal((gross, 0L), (yard.Server.MovedOf(yard.Hold.Session!).Captured, yard.Server.MovedOf(yard.Hold.Session!).Refunded));
            string shown = GuestYard.TextOf(await guest.Get(address));
            Assert.Contains(Answer.Plain(Text.Money(gross, "EUR")) + " were taken from your card", shown, StringComparison.Ordinal);
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            string money = GuestYard.TextOf(await manager.Get("/money"));
            Assert.Contains(Text["money.card-provider"], money, StringComparison.Ordinal);
            Assert.Contains(Text["money.card-fees"], money, StringComparison.Ordinal);
            Assert.Contains(Text["money.balances"], money, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_start_that_fails_is_released_and_he_is_told_when()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            (string address, _) = await yard.GoToPay(guest);
            yard.Server.Pay(yard.Hold.Session!);
            await yard.Call();
            await yard.Look();
            await yard.Guests.Answers("""{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""");
            await yard.Look();
            string shown = GuestYard.TextOf(await guest.Get(address));
            Assert.Contains(Text["checkout.over-station"], shown, StringComparison.Ordinal);
            Assert.Matches("The hold of .*20\\.00.* was released at \\d\\d:\\d\\d", shown);
            Assert.Equal((0L, 20_00L), (yard.Server.MovedOf(yard.Hold.Session!).Captured, yard.Server.MovedOf(yard.Hold.Session!).Canceled));
        }

        /// <summary>Forms stay on our pages, but for the one that leads to the provider's.</summary>
        [Fact]
        public async Task Only_a_page_that_pays_by_card_leads_elsewhere()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            (string address, _) = await yard.GoToPay(guest);
            Assert.Contains($"form-action 'self' {yard.Server.PageOrigin};", (await guest.Get(address)).Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("form-action 'self';", (await guest.Get(GuestYard.Page)).Headers["Content-Security-Policy"], StringComparison.Ordinal);
        }

        /// <summary>He comes back without having paid, closes the tab, or the provider's answer is lost: the same page waits for him.</summary>
        [Fact]
        public async Task Whoever_comes_back_unpaid_finds_the_same_page()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            yard.Server.Fault = ProviderFaults.First("open", ProviderFault.TimeoutAfter);
            (string address, string? page) = await yard.GoToPay(guest);
            Assert.Equal(address, page);
            Assert.Contains(Text["done.guest-no-payment"], GuestYard.TextOf(await guest.Get(address)), StringComparison.Ordinal);
            string? first = (await guest.Post(address, address + "/payment")).Location;
            Assert.StartsWith(yard.Server.PageOrigin + "/", first, StringComparison.Ordinal);
            yard.Server.Leave(yard.Hold.Session!);
            await yard.Look();
            Assert.Equal(nameof(CheckoutState.Paying), yard.Guests.Row.State);
            Assert.Equal(first, (await guest.Post(address, address + "/payment")).Location);
            Assert.Single(yard.Server.SessionsOf(yard.Hold.Key + "-0"));
            Assert.Equal(404, (await guest.Post(address, address[..^2] + "xx/payment")).Status);
        }

        /// <summary>He is back before the provider has called: he looks, and the provider is asked.</summary>
        [Fact]
        public async Task Whoever_looks_has_the_provider_asked()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            (string address, _) = await yard.GoToPay(guest);
            yard.Server.Pay(yard.Hold.Session!);
            await yard.Look();
            Assert.Equal(nameof(CheckoutState.Paying), yard.Guests.Row.State);
            await guest.Get(address);
            await yard.Look();
            Assert.Equal(nameof(CheckoutState.Starting), yard.Guests.Row.State);
        }

        /// <summary>Of a call nothing counts but which hold it is of: a forged one is refused, one that lies changes nothing, one that comes again does nothing.</summary>
        [Fact]
        public async Task A_call_is_a_reason_to_ask_and_no_more()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            await yard.GoToPay(guest);
            yard.Server.Pay(yard.Hold.Session!);
            ProviderCall paid = yard.Server.Calls[^1];
            Assert.Equal(400, await yard.Call(yard.Server.Sign(paid, null, "whsec_of_somebody_else")));
            Assert.Equal(400, await yard.Call(yard.Server.Sign(paid, yard.Guests.Clock.GetUtcNow() - TimeSpan.FromSeconds(301))));
            Assert.Equal(400, await yard.Call(yard.Server.Sign(paid) with { Body = yard.Server.Sign(paid).Body.Replace("2000", "9000", StringComparison.Ordinal) }));
            await yard.Look();
            Assert.Equal(nameof(HoldState.Open), yard.Hold.State);
            yard.Server.CancelByHand(yard.Server.IntentOf(yard.Hold.Session!)!);
            Assert.Equal(200, await yard.Call(yard.Server.Sign(paid)));
            Assert.Equal(200, await yard.Call(yard.Server.Sign(paid)));
            Assert.Equal(1, yard.Guests.Host.Ask(context => context.ProviderEvents.Count(row => row.Id == paid.Id)));
            await yard.Look();
            Assert.Equal((nameof(HoldState.Released), nameof(CheckoutState.Over)), (yard.Hold.State, yard.Guests.Row.State));
        }

        /// <summary>Residents charge on; guests are told, and the manager too.</summary>
        [Fact]
        public async Task While_the_provider_is_down_nobody_is_sent_to_him_and_residents_go_on()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            yard.Server.Fault = static _ => ProviderFault.Broken;
            (string address, string? sent) = await yard.GoToPay(guest);
            Assert.Equal(address, sent);
            await guest.Post(address, address + "/withdraw");
            await yard.Look();
            Assert.Contains(Text["guest.no-cards"], GuestYard.TextOf(await guest.Get(GuestYard.Page)), StringComparison.Ordinal);
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            Assert.Contains("The card provider has given no answer since", GuestYard.TextOf(await manager.Get("/today")), StringComparison.Ordinal);
            string resident = (await manager.Post("/people", "/people", ("name", "Ada Example"))).Location!;
            await manager.Post(resident, resident + "/card", ("says", "04C0FFEE"), ("label", "key fob"));
            Assert.Contains("\"status\":\"Accepted\"", await yard.Guests.ChargesByCard("R1", "04C0FFEE"), StringComparison.Ordinal);
            Assert.NotNull(yard.Guests.Backend.Holds!.Health.DownSinceMs);
            ChargeRow charge = yard.Guests.Host.Ask(context => context.Charges.AsNoTracking().OrderBy(row => row.Id).Last());
            Assert.Equal((nameof(ChargeState.Billed), resident), (charge.State, $"/people/{charge.Account}"));
            Assert.Equal(200_000, yard.Guests.Host.Ask(context => Bill.FromJson(context.Bills.Single(row => row.ChargeId == charge.Id).Text).Rated.MilliwattHours));
            yard.Server.Fault = null;
            yard.Guests.Clock.Advance(TimeSpan.FromSeconds(61));
            await yard.Guests.Outlet("Occupied");
            await yard.Look();
            Assert.DoesNotContain(Text["guest.no-cards"], GuestYard.TextOf(await guest.Get(GuestYard.Page)), StringComparison.Ordinal);
        }

        /// <summary>A manager with an account of his own: guests pay when it may take money, and he has his share.</summary>
        [Fact]
        public async Task Guests_pay_when_the_managers_account_may_take_money()
        {
            await using CardYard yard = await CardYard.Open(accounts: true);
            using WebClient guest = yard.Guests.Host.Client();
            using WebClient manager = await yard.Guests.Host.SignedIn(Role.Manager);
            Assert.Contains(Text["guest.no-cards"], GuestYard.TextOf(await guest.Get(GuestYard.Page)), StringComparison.Ordinal);
            Assert.Contains(Text["payee.none"], GuestYard.TextOf(await manager.Get("/money")), StringComparison.Ordinal);
            await yard.Onboard(manager);
            await yard.GoToPay(guest);
            yard.Server.Pay(yard.Hold.Session!);
            await yard.Call();
            await yard.Look();
            await yard.Guests.Bill("G1");
            await yard.Look(4);
            long taken = yard.Hold.TakenMinor;
            Assert.Equal(taken - yard.Hold.FeeMinor, yard.Server.Balance(yard.Server.Accounts.Single(), "EUR"));
            await CardYard.Shares(manager, "/money", 3_20, 30, 16, 3_04);
            await CardYard.Shares(manager, $"/charges/{yard.Hold.ChargeId}", 3_20, 30, 16, 3_04);
            yard.Server.RefundByHand(yard.Hold.Intent!);
            await yard.Call();
            await yard.Look(4);
            Assert.Equal(nameof(HoldState.Waived), yard.Hold.State);
            await CardYard.Shares(manager, "/money", 3_20, 30, 0, 0);
        }
    }
}
