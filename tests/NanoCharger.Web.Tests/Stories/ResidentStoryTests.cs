using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>A resident at a charger with the real firmware, from his invitation to the day on which nobody knows him any more, on his phone.</summary>
    [Collection(Telling.Name)]
    public sealed class ResidentStoryTests(Chromium browser)
    {
        private const string Adas = "04AABBCC";
        private const string Rosas = "04DDEEFF";

        /// <summary>The suite takes the phone alone: each page has its looks elsewhere. LOOKS=4 takes all.</summary>
        public static IEnumerable<object[]> Looks => Enumerable.Range(0, Look.All.Length > 2 ? Look.All.Length : 1).Select(number => new object[] { number });

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task A_resident_moves_in_charges_by_card_checks_the_receipt_and_deletes_herself(int look)
        {
            await using Street street = await Street.Open(browser, Look.All[look], Adas, Rosas, Rosas);
            await using House house = new(street, await street.Look());
            await house.FirstDay();
            await house.Add("Ada Bell", Adas);
            await house.FirstCharge();
            await house.Invite();

            string account = await house.Add(Resident.Name, Rosas);
            await using Resident rosa = new(street, await street.Look(), house.Manager);
            await rosa.TakesTheInvitation(account);
            await house.MoveIn(account);
            await rosa.Plans();

            await rosa.SeesItCharge(car: 1);
            await rosa.CannotGoNow();
            decimal last = await rosa.SeesItEnd(car: 1);
            await rosa.FindsItBilled(last);
            await rosa.ChecksItHerself();
            await rosa.TakesTheFiles();
            await rosa.TakesHerData(Adas);

            await rosa.DeletesHerself();
            await house.Refused(car: 2, charges: 2);
            await rosa.IsOnNoPage(Rosas);
            Assert.Empty(street.Audit());
            Assert.Empty(await street.Bay.End());
        }
    }
}
