using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>A guest with a card at a charger with the real firmware: held on the provider's page, charged in the bay, and taken to the cent of the receipt.</summary>
    [Collection(Telling.Name)]
    public sealed class CardStoryTests(Chromium browser)
    {
        /// <summary>Of what is taken so much stays with whoever runs the platform.</summary>
        private const decimal PlatformPercent = 5;

        /// <summary>His car is gone when he has paid: the charger says that nothing has begun, and his money is let go.</summary>
        [BrowserFact]
        public async Task A_start_that_no_car_takes_is_released()
        {
            await using CardStreet cards = await CardStreet.Open(browser, cars: 1);
            Street street = cards.Street;
            await using Guest guest = await cards.Guest();
            string label = await guest.Scan();
            await street.Bay.Until(LiveBay.At(0, 5.5));
            await guest.Chooses(label, 0.39m, "kr-");
            await guest.PaysByCard("kr-", meanwhile: () => street.Bay.Until(LiveBay.Gone(0)));
            await guest.IsReleased(LiveBay.Gone(0), "kr-");
            HoldRow hold = cards.Hold!;
            Assert.Equal((nameof(HoldState.Released), new Moved(20_00, 0, 0, 20_00, 0)), (hold.State, cards.Server.MovedOf(hold.Session!)));
            await cards.IsSound();
        }

        /// <summary>And the manager, who has told the provider who he is, finds what was taken and what of it is his.</summary>
        [BrowserFact]
        public async Task A_guest_pays_by_card_charges_and_is_taken_what_his_receipt_says_and_the_manager_has_his_share()
        {
            await using CardStreet cards = await CardStreet.Open(browser, cars: 2, accounts: true);
            await cards.House.GuestsPay(1.95m);
            await using Guest guest = await cards.Guest();
            string label = await guest.Scan();
            await cards.House.Invite();
            await guest.Reads(label, "guest.no-cards");
            await Onboard(cards);

            await cards.Street.Bay.Until(LiveBay.At(0, 0.8));
            await guest.Chooses(label, 1.95m, "k-");
            await guest.PaysByCard("k-", later: true);
            await guest.Charges(car: 0, "k-");
            await guest.StopsAndIsTaken(car: 0, "k-");
            (long taken, long charge) = cards.IsTaken(1.95m);

            long platform = (long)decimal.Round(taken * PlatformPercent / 100, System.MidpointRounding.AwayFromZero);
            Assert.Equal(taken - platform, cards.Server.Balance(cards.Server.Accounts.Single(), "EUR"));
            await Shares(cards, "/money", "table.cards", taken, platform, "k-6-money");
            await Shares(cards, $"/charges/{charge}", "section:has(h2:text-is('" + cards.Street.Text["charge.card"] + "')) table", taken, platform, "k-7-charge");
            await cards.IsSound();
        }

        /// <summary>On his own pages and the provider's the manager says who he is.</summary>
        private static async Task Onboard(CardStreet cards)
        {
            Window manager = cards.House.Manager;
            manager.MayLeaveTo = cards.Server.PageOrigin;
            await manager.Go("/money");
            await manager.LookAt("k-0-money");
            await manager.Send("form[action='/money/account'] button");
            Assert.StartsWith(cards.Server.PageOrigin + "/setup/", manager.Page.Url);
            await manager.Page.Locator("button[value=done]").ClickAsync();
            await manager.Page.WaitForURLAsync(cards.Street.Host.Address + "/money");
            await cards.Until(185, () => cards.Street.Host.Ask(context => context.Payees.Single().MayCharge), step: 5, longest: 50);
            await manager.Go("/money");
            Assert.Contains(cards.Street.Text["payee.ready"], await manager.Page.Locator("main").InnerTextAsync());
        }

        /// <summary>A page of the manager's says what was taken and who has what of it, on his phone and at his desk.</summary>
        private static async Task Shares(CardStreet cards, string path, string table, long taken, long platform, string shots)
        {
            Window manager = cards.House.Manager;
            await manager.Go(path);
            string[] rows = await manager.Page.Locator(table + " tr").EvaluateAllAsync<string[]>("all => all.map(one => [...one.children].map(cell => cell.innerText).join('|'))");
            string[] keys = ["money.card-taken", "money.card-platform", "money.card-share", "money.card-fees-of-platform"];
            long[] sums = [taken, platform, taken - platform, (long)decimal.Round((taken * 0.015m) + 25, System.MidpointRounding.AwayFromZero)];
            Assert.Equal(keys.Zip(sums, (key, minor) => $"{cards.Street.Text[key]}|{cards.Street.Text.Money(minor, "EUR")}"), rows.Select(row => Regex.Replace(row, "\\s*\\|\\s*", "|").Trim()));
            await manager.LookAt(shots);
            await manager.Page.SetViewportSizeAsync(1440, 900);
            await manager.LookAt(shots + "-desk");
            await manager.Page.SetViewportSizeAsync(360, 740);
        }
    }
}
