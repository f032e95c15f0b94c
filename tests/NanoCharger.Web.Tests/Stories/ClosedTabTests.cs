using System.Threading.Tasks;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>Guests who close their tab, each at another step, one after the other at one charger with the real firmware: whether he comes back or never does, the program brings it to its end.</summary>
    [Collection(Telling.Name)]
    public sealed class ClosedTabTests(Chromium browser)
    {
        private const decimal Price = 1.95m;

        /// <summary>Nobody has paid: nothing is held, the page at the provider is closed, and the next guest has the bay.</summary>
        [BrowserFact]
        public async Task Who_goes_before_he_has_paid_leaves_nothing_held_and_the_bay_free()
        {
            await using CardStreet cards = await CardStreet.Open(browser, cars: 3);
            await cards.House.GuestsPay(Price);
            await cards.Street.Bay.Until(LiveBay.At(0, 0.8));
            await using (Guest guest = await cards.Guest())
            {
                await guest.Chooses(await guest.Scan(), Price);
                await guest.ClosesTab();
            }

            Assert.Equal(nameof(CheckoutState.Checkout), cards.Checkout.State);
            await cards.Until(LiveBay.At(1, 1), () => cards.Checkout.State == nameof(CheckoutState.Over), step: 10, longest: 180);
            Assert.Equal((nameof(CheckoutReason.Lapsed), (HoldState?)null), (cards.Checkout.Reason, cards.Hold is null ? null : HoldState.Wanted));

            string page;
            await using (Guest guest = await cards.Guest())
            {
                await guest.Chooses(await guest.Scan(), Price);
                page = await guest.GoesToPay();
                await guest.ClosesTab();
            }

            Assert.Equal((nameof(CheckoutState.Paying), nameof(HoldState.Open)), (cards.Checkout.State, cards.Hold!.State));
            await cards.Until(LiveBay.At(2, 1), () => cards.Hold!.State == nameof(HoldState.Released), step: 10, longest: 240);
            Assert.Equal((nameof(CheckoutState.Over), Moved.Nothing), (cards.Checkout.State, cards.Server.MovedOf(cards.Hold!.Session!)));
            await using (Guest next = await cards.Guest())
            {
                await next.FindsClosed(page);
                await next.Chooses(await next.Scan(), Price);
            }

            await cards.IsSound();
        }

        /// <summary>Who has paid is charged for, and taken to the cent of his receipt: when the way back is lost, and when nobody looks any more while it starts, while it charges, and when he has ended it.</summary>
        [BrowserFact]
        public async Task Who_goes_when_he_has_paid_is_taken_what_his_receipt_says()
        {
            await using CardStreet cards = await CardStreet.Open(browser, cars: 4);
            await cards.House.GuestsPay(Price);

            // On the provider's page his tab is gone the moment he has paid, and he never comes back.
            await using (Guest guest = await Comes(cards, 0))
            {
                await guest.PaysAndIsLost();
                Assert.Equal((nameof(CheckoutState.Paying), nameof(HoldState.Open), 20_00L), (cards.Checkout.State, cards.Hold!.State, cards.Server.MovedOf(cards.Hold.Session!).StillHeld));
            }

            await Ends(cards, 0);

            // While the charger is told to start; he finds it when all is over.
            await using (Guest guest = await Comes(cards, 1))
            {
                await guest.PaysByCard();
                await cards.Until(LiveBay.At(1, 0.8), () => cards.Checkout.State != nameof(CheckoutState.Paying), step: 1, longest: 90);
                Assert.Equal(nameof(CheckoutState.Starting), cards.Checkout.State);
                await guest.ClosesTab();
                await Ends(cards, 1);
                await guest.ComesBack("hold.captured", "x-4-");
            }

            // While it charges, and he never comes back.
            await using (Guest guest = await Comes(cards, 2))
            {
                await guest.PaysByCard();
                await guest.Charges(2);
                Assert.Equal(nameof(CheckoutState.Charging), cards.Checkout.State);
                await guest.ClosesTab();
            }

            await Ends(cards, 2);

            // When he has ended it and nothing is settled yet; he finds it later.
            await using (Guest guest = await Comes(cards, 3))
            {
                await guest.PaysByCard();
                await guest.Charges(3);
                await cards.Street.Bay.Until(LiveBay.At(3, 4.5));
                await guest.AsksToStop();
                await guest.ClosesTab();
                Assert.Equal((nameof(CheckoutState.Charging), nameof(HoldState.Held)), (cards.Checkout.State, cards.Hold!.State));
                await cards.Until(LiveBay.At(3, 4.6), () => !cards.Street.Bay.View.Closed, step: 5, longest: 60);
                await Ends(cards, 3);
                await guest.ComesBack("checkout.stopped-here", "x-6-");
            }

            await cards.IsSound();
        }

        /// <summary>With a car he comes, and has the bay.</summary>
        private static async Task<Guest> Comes(CardStreet cards, int car)
        {
            Guest guest = await cards.Guest();
            await cards.Street.Bay.Until(LiveBay.At(car, 0.7));
            await guest.Chooses(await guest.Scan(), Price);
            return guest;
        }

        /// <summary>His car leaves, and the program does the rest.</summary>
        private static async Task Ends(CardStreet cards, int car)
        {
            await cards.Street.Bay.Until(LiveBay.At(car, 6.2));
            await cards.Until(LiveBay.Gone(car), () => cards.Hold!.State == nameof(HoldState.Captured) && cards.Checkout.State == nameof(CheckoutState.Billed), step: 5, longest: 90);
            Assert.True(cards.Street.Bay.Closed(car));
            cards.IsTaken(Price);
        }
    }
}
