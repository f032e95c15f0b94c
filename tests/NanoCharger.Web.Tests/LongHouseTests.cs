using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Pages of a house of twelve bays that has charged for three months (a year takes the suite too long) beside one of two weeks: what they ask the database does not grow.</summary>
    public sealed class LongHouseTests
    {
        private static readonly string[] Pages =
        [
            "/today", "/charges?month=2026-11", "/charges?month=2026-10", "/charges.csv?month=2026-11", "/money?month=2026-11", "/prices", "/people", "/people/1", "/people/1/erase",
            "/stations/linden-01", "/stations/linden-01/documents", "/stations/linden-01/label", "/changes", "/invite", "/houses", "/houses/1", "/account",
        ];

        [Fact]
        public async Task Each_page_asks_as_many_statements_of_three_months_as_of_two_weeks()
        {
            await using WebHost small = await DemoHost.Start();
            await using WebHost large = await DemoHost.StartLong();
            Assert.True(large.Ask(context => context.Charges.Count()) > 4 * small.Ask(context => context.Charges.Count()));
            List<(string, int)> few = await Asked(small);
            Assert.Equal(few, await Asked(large));
            Assert.All(few, page => Assert.InRange(page.Item2, 1, 21));
        }

        private static async Task<List<(string Path, int Count)>> Asked(WebHost host)
        {
            using WebClient client = await host.SignedIn(Role.Manager);
            List<(string, int)> asked = [];
            foreach ((string name, string path) in Pages.Select(static page => (page, page)).Append(("of a resident", Newest(host, ofResident: true))).Append(("of nobody's account", Newest(host, ofResident: false))))
            {
                await client.Get(path);
                IReadOnlyList<string> statements = await Statements.Of(host, async () => Assert.Equal((path, 200), (path, (await client.Get(path)).Status)));
                asked.Add((name, statements.Count));
            }

            return asked;
        }

        /// <summary>A bill is newest by which bay's documents came last, so who pays it must be said: whether he was erased is asked for an account alone.</summary>
        private static string Newest(WebHost host, bool ofResident)
        {
            long charge = host.Ask(context => context.Charges.Where(row => row.State == "Billed" && context.Transactions.Any(part => part.ChargeId == row.Id && part.Account != null) == ofResident).Max(row => row.Id));
            return FormattableString.Invariant($"/charges/{charge}");
        }
    }
}
