using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>A house from its first hour on, by the pages alone: the program as <c>serve</c> runs it, a broker, the real firmware in a bay, and a browser.</summary>
    [Collection(Telling.Name)]
    public sealed class HouseStoryTests(Chromium browser)
    {
        private const string Adas = "04AABBCC";
        private const string Noahs = "04DDEEFF";

        /// <summary>The suite takes the phone alone: each page has its looks elsewhere. LOOKS=4 takes all.</summary>
        public static IEnumerable<object[]> Looks => Enumerable.Range(0, Look.All.Length > 2 ? Look.All.Length : 1).Select(number => new object[] { number });

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task A_house_is_set_up_sells_changes_its_price_its_people_its_cards_and_a_board(int look)
        {
            await using Street street = await Street.Open(browser, Look.All[look], Adas, Adas, Adas, Noahs, Adas, Adas);
            await using House house = new(street, await street.Look());
            await house.FirstDay();
            string ada = await house.Add("Ada Bell", Adas);
            await house.FirstCharge();

            await house.Invite();
            await house.Watch(car: 1);
            await house.Price(0.50m);
            await house.Costs(car: 1, charges: 2, 0.39m);
            await house.Costs(car: 2, charges: 3, 0.50m);

            string noah = await house.Add("Noah Lind", Noahs);
            await house.MoveIn(noah);
            await house.Costs(car: 3, charges: 4, 0.50m);
            await house.OnAccount(noah, "Noah Lind", bills: 1);
            await house.MoveOut(noah);

            await house.Block(ada);
            await house.Refused(car: 4, charges: 4);
            await house.Unblock(ada);
            await house.Costs(car: 5, charges: 5, 0.50m);

            await house.ReplaceBoard(Adas);
            await house.Costs(car: 0, charges: 6, 0.50m);
            await house.OldReceiptsHold(documents: 12);
            Assert.Empty(street.Audit());
            Assert.Empty(await street.Bay.End());
        }
    }
}
