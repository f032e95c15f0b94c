using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using NanoCharger.Web.Tests.Cards;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>A guest with a card at a charger with the real firmware: held on the provider's page, charged in the bay, and taken to the cent of the receipt.</summary>
    [Collection(Browsing.Name)]
    public sealed class CardStoryTests(Chromium browser)
    {
        /// <summary>Of its cars none shows a card.</summary>
        private const string Nobodys = "";

        /// <summary>His car is gone when he has paid: the charger says that nothing has begun, and his money is let go.</summary>
        [BrowserFact]
        public async Task A_start_that_no_car_takes_is_released()
        {
            TimeProvider? clock = null;
            using ProviderServer server = new(() => clock?.GetUtcNow() ?? DateTimeOffset.UnixEpoch);
            await using Street street = await Street.Open(browser, Look.All[0], (builder, time) =>
            {
                clock = time;
                CardYard.Use(builder, server);
            }, Nobodys);
            await using Window desk = await street.Look();
            House house = new(street, desk);
            await house.FirstDay();
            await house.TakeGuests("Card");
            Window phone = await street.Look();
            phone.MayLeaveTo = server.PageOrigin;
            await using Guest guest = new(street, phone, desk);
            string label = await guest.Scan();
            await street.Bay.Until(LiveBay.At(0, 5.5));
            await guest.Chooses(label, 0.39m, "kr-");
            await guest.PaysByCard("kr-", meanwhile: () => street.Bay.Until(LiveBay.Gone(0)));
            await guest.IsReleased(LiveBay.Gone(0), "kr-");
            HoldRow hold = street.Host.Ask(context => context.Holds.AsNoTracking().Single());
            Assert.Equal((nameof(HoldState.Released), new Moved(20_00, 0, 0, 20_00, 0)), (hold.State, server.MovedOf(hold.Session!)));
            Assert.DoesNotContain(street.Audit(), finding => finding.Code != "between-transactions");
            Assert.Empty(await street.Bay.End());
        }

        [BrowserFact]
        public async Task A_guest_pays_by_card_charges_and_is_taken_what_his_receipt_says()
        {
            TimeProvider? clock = null;
            using ProviderServer server = new(() => clock?.GetUtcNow() ?? DateTimeOffset.UnixEpoch);
            await using Street street = await Street.Open(browser, Look.All[0], (builder, time) =>
            {
                clock = time;
                CardYard.Use(builder, server);
            }, Nobodys, Nobodys);
            await using Window desk = await street.Look();
            House house = new(street, desk);
            await house.FirstDay();
            await house.TakeGuests("Card");
            await house.GuestsPay(1.95m);
            Window phone = await street.Look();
            phone.MayLeaveTo = server.PageOrigin;
            await using Guest guest = new(street, phone, desk);
            string label = await guest.Scan();
            await street.Bay.Until(LiveBay.At(0, 0.8));
            await guest.Chooses(label, 1.95m, "k-");
            await guest.PaysByCard("k-", later: true);
            await guest.Charges(car: 0, "k-");
            await guest.StopsAndIsTaken(car: 0, "k-");
            HoldRow hold = street.Host.Ask(context => context.Holds.AsNoTracking().Single());
            long gross = street.Host.Ask(context => context.Bills.AsNoTracking().Single(row => row.ChargeId == hold.ChargeId).GrossMinor);
            Moved moved = server.MovedOf(hold.Session!);
            Assert.Equal((nameof(HoldState.Captured), gross, 20_00L, 0L, 0L), (hold.State, moved.Captured, moved.Held, moved.Refunded, moved.StillHeld));
            await desk.Go("/money");
            Assert.Contains(street.Text["money.card-provider"], await desk.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            await desk.LookAt("k-6-money");
            Assert.DoesNotContain(street.Audit(), finding => finding.Code != "between-transactions");
            Assert.Empty(await street.Bay.End());
        }
    }
}
