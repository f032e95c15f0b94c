using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Web;
using NanoCharger.Backend.Web.Charges;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Charges, money, prices and people, by their addresses and forms.</summary>
    public sealed class ManagerTests : IAsyncLifetime
    {
        private WebHost _host = null!;
        private WebClient _client = null!;

        public async Task InitializeAsync()
        {
            _host = await DemoHost.Start();
            _client = await _host.SignedIn(Role.Manager);
        }

        public async Task DisposeAsync()
        {
            _client.Dispose();
            await _host.DisposeAsync();
        }

        /// <summary>However many charges there are: no statement a row.</summary>
        [Theory]
        [InlineData("/charges?month=2026-11", 7)]
        [InlineData("/charges.csv?month=2026-11", 7)]
        [InlineData("/money?month=2026-11", 9)]
        [InlineData("/prices", 6)]
        [InlineData("/people", 6)]
        [InlineData("/people/1", 16)]
        [InlineData("/people/1/erase", 12)]
        public async Task A_page_asks_few_statements(string path, int most)
        {
            await _client.Get(path);
            IReadOnlyList<string> asked = await Statements.Of(_host, async () => Assert.Equal(200, (await _client.Get(path)).Status));
            Assert.InRange(asked.Count, 1, most);
        }

        /// <summary>The complaint: net, VAT and gross missing; kWh and money together, sums on top, by charger, by person, by state, last month.</summary>
        [Fact]
        public async Task A_months_charges_have_net_tax_and_gross_and_kilowatt_hours_on_top()
        {
            Answer page = await _client.Get("/charges?month=2026-11");
            List<Bill> bills = _host.Ask(context => context.Bills.Where(row => row.Credits == 0).Select(row => row.Text).ToList()).ConvertAll(Bill.FromJson);
            Language english = Languages.All["en"];
            foreach (long minor in (long[])[bills.Sum(bill => bill.Rated.GrossMinor), bills.Sum(bill => bill.Rated.NetMinor), bills.Sum(bill => bill.Rated.TaxMinor)])
            {
                Assert.Contains(Answer.Plain(english.Money(minor, "EUR")), WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
            }

            Answer one = await _client.Get("/charges?month=2026-11&station=linden-03");
            Assert.True(Rows(one) < Rows(page) && Rows(one) > 0, $"{Rows(one)} of {Rows(page)}");
            Assert.Equal(Rows(page) + 1, (await _client.Get("/charges.csv?month=2026-11")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Contains("Nothing was charged here", (await _client.Get("/charges?month=2020-01")).Text, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("en", "nobody, the station charges everybody")]
        [InlineData("de", "niemand, der Ladepunkt lädt für alle")]
        public void Who_charged_where_a_station_asks_for_no_card_is_told_in_the_readers_language(string language, string told)
        {
            ChargeRead read = new() { Charge = null!, Station = "NC-0042", Bay = null, Who = "nobody, free charging", Name = null, Card = null, BeginMs = 0, EndMs = 0, MilliwattHours = 0, Parts = 1, Problem = null, Bill = null };
            Assert.Equal(told, new ChargeTexts(Languages.All[language], NodaTime.DateTimeZone.Utc).Who(read));
        }

        /// <summary>The complaint: reports by charger alone. By charger, by person and by card, of last month too; the sums on top are those of what was asked for.</summary>
        [Theory]
        [InlineData("station")]
        [InlineData("who")]
        [InlineData("card")]
        public async Task A_month_is_told_by_charger_by_person_and_by_card_with_its_sums_on_top(string filter)
        {
            Answer page = await _client.Get("/charges?month=2026-11");
            string select = page.Text.Split($"<select name=\"{filter}\">")[1].Split("</select>")[0];
            List<string> values = [.. System.Text.RegularExpressions.Regex.Matches(select, "value=\"([^\"]+)\"").Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value))];
            Assert.True(values.Count > 1, select);
            int rows = 0;
            foreach (string value in values)
            {
                Answer some = await _client.Get($"/charges?month=2026-11&{filter}={Uri.EscapeDataString(value)}");
                Assert.InRange(Rows(some), 1, Rows(page) - 1);
                Assert.Contains($"<dd>{Rows(some)}", System.Text.RegularExpressions.Regex.Replace(some.Text, "<dd>\\s+", "<dd>"), StringComparison.Ordinal);
                rows += Rows(some);
            }

            Assert.True(filter == "card" ? rows <= Rows(page) : rows == Rows(page), $"{rows} of {Rows(page)}");
        }

        [Fact]
        public async Task A_bill_is_taken_back_and_issued_anew_with_a_reason_and_stands_in_the_trail()
        {
            long charge = _host.Ask(context => context.Charges.First(row => row.State == "Billed").Id);
            string path = $"/charges/{charge}";
            Assert.Equal(422, (await _client.Post(path, path + "/credit", ("reason", " "))).Status);
            Assert.Equal("Billed", _host.Ask(context => context.Charges.First(row => row.Id == charge).State));
            Assert.Equal(303, (await _client.Post(path, path + "/credit", ("reason", "the card was lent"))).Status);
            Assert.Equal("Credited", _host.Ask(context => context.Charges.First(row => row.Id == charge).State));
            Assert.Equal(422, (await _client.Post(path, path + "/credit", ("reason", "once more"))).Status);
            Assert.Equal(303, (await _client.Post(path, path + "/rebill", ("reason", "it was his own"))).Status);
            Answer page = await _client.Get(path);
            Assert.Contains("the card was lent", page.Text, StringComparison.Ordinal);
            Assert.Equal(3, _host.Ask(context => context.Bills.Count(row => row.ChargeId == charge)));
            Assert.Contains("the card was lent", (await _client.Get("/changes")).Text, StringComparison.Ordinal);
        }

        /// <summary>The complaint: past charges re-priced when the price changes.</summary>
        [Fact]
        public async Task Past_charges_are_not_priced_anew_when_another_price_is_put_down()
        {
            long before = _host.Ask(context => context.Bills.Sum(row => row.GrossMinor));
            Answer look = await _client.Post("/prices", "/prices", ("do", "look"), ("for", "everyone"), ("kwh", "0,50"), ("start", "1"), ("tax", "19"), ("included", "yes"), ("night", "0,30"), ("night-from", "22:00"), ("night-to", "06:00"));
            Assert.Equal(200, look.Status);
            Assert.Contains("P4 0.30-0.50 EUR/kWh 1.00 start incl. 19 % tax", look.Text, StringComparison.Ordinal);
            Assert.Equal(3, _host.Ask(context => context.Offers.Count()));

            Assert.Equal(422, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "cheap"))).Status);
            Assert.Equal(422, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "card:04AB"), ("kwh", "1"))).Status);
            Assert.Equal(422, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "1"), ("from", "2020-01-01T00:00"))).Status);
            Assert.Equal(422, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "1"), ("night", "0.5"), ("night-from", "25:00"))).Status);
            Assert.Equal(3, _host.Ask(context => context.Offers.Count()));

            Assert.Equal(303, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "0.5"), ("tax", "19"), ("included", "yes"))).Status);
            Assert.Equal(4, _host.Ask(context => context.Offers.Count()));
            Assert.Equal(before, _host.Ask(context => context.Bills.Sum(row => row.GrossMinor)));
        }

        [Fact]
        public async Task Somebody_moves_in_gets_a_card_that_is_blocked_and_moves_out()
        {
            Answer added = await _client.Post("/people", "/people", ("name", "Ada Example"), ("mail", "ada@example.org"), ("address", "Lindenweg 2"));
            string path = added.Location!;
            long account = long.Parse(path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
            long bay = _host.Ask(context => context.Bays.Max(row => row.Id));
            Assert.Equal(303, (await _client.Post(path, path + "/move-in", ("bay", $"{bay}"))).Status);
            Assert.Equal(422, (await _client.Post(path, path + "/move-in", ("bay", $"{bay}"))).Status);
            Assert.Equal(303, (await _client.Post(path, path + "/card", ("says", "04EE015A"), ("label", "blue key fob"))).Status);
            long card = _host.Ask(context => context.Cards.Single(row => row.Account == account).Id);
            Assert.Equal(303, (await _client.Post(path, path + "/card-block", ("card", $"{card}"), ("reason", "lost"))).Status);
            Answer page = await _client.Get(path);
            Assert.Contains("blue key fob", page.Text, StringComparison.Ordinal);
            Assert.Contains("lost", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("04EE015A", page.Text, StringComparison.Ordinal);
            Assert.Equal(422, (await _client.Post(path, path + "/card-block", ("card", "999"), ("reason", "lost"))).Status);
            Assert.Equal(303, (await _client.Post(path, path + "/card-unblock", ("card", $"{card}"))).Status);
            ((Microsoft.Extensions.Time.Testing.FakeTimeProvider)_host.Services.GetService(typeof(TimeProvider))!).Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(303, (await _client.Post(path, path + "/move-out")).Status);
            Assert.Equal(0, _host.Ask(context => context.Tenancies.Count(row => row.Account == account && row.ToMs == null)));
            string trail = (await _client.Get("/changes")).Text;
            Assert.Contains("Moved in:", trail, StringComparison.Ordinal);
            Assert.DoesNotContain("Ada", trail, StringComparison.Ordinal);
        }

        /// <summary>Refusals and the trail are in the language of who reads; the house's clock says when.</summary>
        [Fact]
        public async Task A_desk_speaks_the_language_of_who_asks()
        {
            (string mail, _) = await _host.Make(Role.Manager, language: "de");
            using WebClient german = _host.Client();
            await german.SignIn(mail, WebHost.Password);
            (long account, long card) = _host.Ask(context => context.Cards.OrderBy(row => row.Id).Select(row => new ValueTuple<long, long>(row.Account, row.Id)).First());
            string path = $"/people/{account}";
            Assert.Equal(303, (await german.Post(path, path + "/card-block", ("card", $"{card}"), ("reason", "verloren"))).Status);
            string again = WebUtility.HtmlDecode((await german.Post(path, path + "/card-block", ("card", $"{card}"), ("reason", "verloren"))).Text);
            Assert.Contains($"Das ging nicht: Karte {card} von Konto {account} ist seit 27.11.2026, 21:30 gesperrt.", again, StringComparison.Ordinal);
            Assert.Contains($"Karte {card} von Konto {account}", WebUtility.HtmlDecode((await german.Get("/changes")).Text), StringComparison.Ordinal);
            Assert.Contains($"card {card} of account {account}", (await _client.Get("/changes")).Text, StringComparison.Ordinal);
        }

        /// <summary>Each page, file and form of what is one tenant's, asked for by another's manager.</summary>
        [Fact]
        public async Task What_is_another_tenants_is_not_there()
        {
            await _host.Write(context =>
            {
                context.Tenants.Add(new Tenant { Name = "other" });
                context.SaveChanges();
                context.Houses.Add(new House { TenantId = context.Tenants.Single(row => row.Name == "other").Id, Name = "elsewhere" });
                return context.SaveChanges();
            });
            long other = _host.Ask(context => context.Tenants.Single(row => row.Name == "other").Id);
            string before = Mark();
            foreach (Role role in Enum.GetValues<Role>())
            {
                using WebClient stranger = await _host.SignedIn(role, role == Role.Operator ? null : other);
                if (role == Role.Operator)
                {
                    Assert.Equal("/sign-in/as?to=%2Fcharges", (await stranger.Get("/charges")).Location);
                    string choice = Regex.Match((await stranger.Get("/sign-in/as")).Text, "value=\"([0-9.]+)\"[^>]*><strong>[^<]*</strong><span>other<").Groups[1].Value;
                    Assert.Equal("/charges", (await stranger.Post("/sign-in/as", "/sign-in/as", ("choice", choice), ("to", "/charges"))).Location);
                }

                await Ask(stranger, role);
            }

            Assert.Equal(before, Mark());
        }

        /// <summary>Each route of this house by a stranger: not there where his role would be let in, else not for him. What names nothing in its address is sent the others' numbers, and shows nothing of theirs.</summary>
        private async Task Ask(WebClient stranger, Role role)
        {
            (string Name, string Value)[] named = Theirs();
            foreach ((string method, string pattern, string? policy, PageMark? mark) in RouteTests.Endpoints(_host).Where(one => one.Policy is Policies.Money or Policies.Stations))
            {
                string path = named.Aggregate(pattern, (text, one) => text.Replace($"{{{one.Name}:long}}", one.Value, StringComparison.Ordinal).Replace($"{{{one.Name}}}", one.Value, StringComparison.Ordinal));
                Assert.DoesNotContain('{', path);
                bool names = path != pattern;
                bool let = RouteTests.Lets[policy!].Contains(role);
                string asked = method == "GET" && !names ? path + "?" + string.Join('&', named.Select(one => one.Name + "=" + one.Value)) : path;
                if (mark == PageMark.Live)
                {
                    using HttpResponseMessage stream = await stranger.Open(asked);
                    Assert.Equal((role, path, !let ? 403 : names ? 404 : 200), (role, path, (int)stream.StatusCode));
                    continue;
                }

                Answer answer = method == "GET" ? await stranger.Get(asked) : await stranger.Post("/account", path, [.. named, ("reason", "x"), ("name", "x")]);
                Assert.True(!let ? answer.Status == 403 : names ? answer.Status == 404 : answer.Status is 200 or 303 or 404 or 422, $"{role} {method} {path}: {answer.Status}");
                Assert.All((string[])["Ahorn", "linden-02", "R-1", "Lindenhof"], theirs => Assert.DoesNotContain(theirs, answer.Text, StringComparison.Ordinal));
            }
        }

        /// <summary>The numbers of what is in this house, under the names by which addresses and forms ask for them.</summary>
        private (string Name, string Value)[] Theirs()
        {
            string account = _host.Ask(context => context.Residents.Min(row => row.Account)).ToString(CultureInfo.InvariantCulture);
            string charge = _host.Ask(context => context.Charges.Min(row => row.Id)).ToString(CultureInfo.InvariantCulture);
            string house = _host.Ask(context => context.Houses.Min(row => row.Id)).ToString(CultureInfo.InvariantCulture);
            return [("number", charge), ("account", account), ("station", "linden-01"), ("key", "1"), ("house", house), ("card", "1"), ("bay", "1"), ("charge", charge), ("transaction", "linden-01-1"), ("id", "linden-01-1"), ("person", account), ("file", "key.pem")];
        }

        /// <summary>What this house has of everything that somebody could change from a page.</summary>
        private string Mark()
        {
            long tenant = _host.Ask(context => context.Tenants.Min(row => row.Id));
            return _host.Ask(context => string.Join(' ', context.Changes.Count(row => row.TenantId == tenant), context.Calls.Count(), context.Cards.Count(row => row.TenantId == tenant), context.Offers.Count(row => row.TenantId == tenant), context.Bills.Count(row => row.TenantId == tenant), context.Decisions.Count(), context.Placements.Count(), context.Tenancies.Count(row => row.TenantId == tenant), context.Keys.Count()));
        }

        private static int Rows(Answer page)
        {
            return page.Text.Split("href=\"/charges/").Length - 1;
        }
    }
}
