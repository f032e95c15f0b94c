using System.Threading.Tasks;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>Guests at a charger with the real firmware: from the label on the wall to the bill, on a phone in German, and on one that lets no page run scripts.</summary>
    [Collection(Telling.Name)]
    public sealed class GuestStoryTests(Chromium browser)
    {
        /// <summary>Of its cars none shows a card.</summary>
        private const string Nobodys = "";

        [BrowserFact]
        public async Task A_guest_scans_sees_the_price_checks_the_lamp_charges_and_finds_his_bill()
        {
            await using Street street = await Street.Open(browser, Look.All[0], Nobodys, Nobodys);
            await using Window desk = await street.Look();
            House house = new(street, desk);
            await house.FirstDay();
            await using Guest guest = new(street, await street.Look(), desk);
            string label = await guest.Scan();
            await guest.Reads(label, "guest.residents-only");
            await house.TakeGuests("Desk");
            await guest.Reads(label, "guest.no-car");

            await street.Bay.Until(LiveBay.At(0, 0.8));
            await guest.Chooses(label, 0.39m, "g-");
            await using Guest second = new(street, await street.Look(scripts: false), desk, scripts: false);
            await guest.Blinks(car: 0, "g-");
            await second.Waits(label);
            await guest.Pays("g-");
            await guest.Charges(car: 0, "g-");
            await guest.Stops(car: 0, "g-");

            await street.Bay.Until(LiveBay.At(1, 0.8));
            await second.Chooses(label, 0.39m, "gs-");
            await second.Blinks(car: 1, "gs-");
            await second.Pays("gs-");
            await second.Charges(car: 1, "gs-");
            await second.Stops(car: 1, "gs-");

            // What flows until a car has obeyed the stop is nobody's.
            Assert.DoesNotContain(street.Audit(), finding => finding.Code != "between-transactions");
            Assert.Empty(await street.Bay.End());
        }
    }
}
