using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Web;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>What a tired manager reads: in his language, by the house's clock, one as one; and what a station or a name must not do to it.</summary>
    public sealed class HostileWordsTests : IAsyncLifetime
    {
        private WebHost _host = null!;
        private WebClient _german = null!;

        public async Task InitializeAsync()
        {
            _host = await DemoHost.Start();
            (string mail, _) = await _host.Make(Role.Manager, language: "de");
            _german = _host.Client();
            await _german.SignIn(mail, WebHost.Password);
        }

        public async Task DisposeAsync()
        {
            _german.Dispose();
            await _host.DisposeAsync();
        }

        [Theory]
        [InlineData("card", "says", "04 AA", "eine Kartennummer hat 1 bis")]
        [InlineData("card", "label", "", "der Name einer Karte hat 1 bis")]
        [InlineData("card", "label", "my 04EE015A", "darf ihre Nummer nicht enthalten")]
        [InlineData("block", "reason", "", "der Grund muss 1 bis")]
        [InlineData("unblock", "", "", "nicht gesperrt")]
        [InlineData("move-in", "bay", "999", "diesen Stellplatz gibt es nicht")]
        [InlineData("move-in", "bay", "1", "das erst ausziehen muss")]
        [InlineData("card-end", "card", "999", "diese Karte gibt es hier nicht")]
        public async Task What_cannot_be_done_with_somebody_is_told_in_the_managers_language(string form, string field, string typed, string told)
        {
            string path = "/people/" + _host.Ask(context => context.Residents.Max(row => row.Account));
            (string, string)[] fields = [.. new[] { ("says", "04EE015A"), ("label", "blau") }.Where(one => form == "card" && one.Item1 != field), (field, typed)];
            Answer answer = await _german.Post(path, path + "/" + form, fields);
            Assert.Equal(422, answer.Status);
            Assert.Contains(told, WebUtility.HtmlDecode(answer.Text), StringComparison.Ordinal);
        }

        /// <summary>Times of the trail stand beside each other: all are the house's. What is done is told as done, and not as a heading.</summary>
        [Fact]
        public async Task The_trail_is_told_in_his_language_and_by_the_houses_clock()
        {
            Answer added = await _german.Post("/people", "/people", ("name", "Ada Example"));
            Assert.Contains("Eingetragen. Als N", (await _german.Get(added.Location!)).Text, StringComparison.Ordinal);
            await _german.Post(added.Location!, added.Location + "/move-in", ("bay", $"{_host.Ask(context => context.Bays.Max(row => row.Id))}"));
            await _german.Post(added.Location!, added.Location + "/card", ("says", "04EE015A"), ("label", "blau"));
            await _german.Post(added.Location!, added.Location + "/block", ("reason", "verzogen"));
            await _german.Post("/stations/linden-01", "/stations/linden-01/restart", ("when", "OnIdle"));
            await _german.Post("/prices", "/prices", ("do", "put"), ("for", "guests"), ("kwh", "0,5"));
            long charge = _host.Ask(context => context.Charges.First(row => row.State == "Billed").Id);
            Answer done = await _german.Post($"/charges/{charge}", $"/charges/{charge}/credit", ("reason", "Irrtum"));
            Assert.Contains("Die Rechnung ist zur", WebUtility.HtmlDecode((await _german.Get(done.Location!)).Text), StringComparison.Ordinal);

            string trail = WebUtility.HtmlDecode((await _german.Get("/changes")).Text);
            Assert.DoesNotMatch(@"\d{4}-\d\d-\d\dT|account \d|card \d|OnIdle|Credited|guests:", trail);
            foreach (string told in (string[])["Konto " + added.Location!.Split('/')[^1], "ab 27.11.2026, 21:30", "Neustart, wenn frei", "Gäste: P", "Zurückgenommen: Irrtum"])
            {
                Assert.Contains(told, trail, StringComparison.Ordinal);
            }

            string sheet = WebUtility.HtmlDecode((await _german.Get("/stations/linden-01")).Text);
            Assert.DoesNotContain("page, #", sheet, StringComparison.Ordinal);
            string person = WebUtility.HtmlDecode((await _german.Post(added.Location!, added.Location + "/block", ("reason", "nochmal"))).Text);
            Assert.Contains("ist seit 27.11.2026, 21:30 gesperrt", person, StringComparison.Ordinal);
        }

        /// <summary>A reason is a person's own, also where it looks like what the program stores: the trail is never changed, so nothing in it may keep it from being shown.</summary>
        [Theory]
        [InlineData("[\"today.need-open\"]")]
        [InlineData("[\"no.such-key\",1]")]
        [InlineData("[\"stored.account\",[\"refused.bay-taken\"]]")]
        [InlineData("[\"changes.person\",{\"at\":9223372036854775807}]")]
        [InlineData("[\"")]
        [InlineData("{0}")]
        public async Task Whatever_reason_somebody_types_the_trail_is_shown(string reason)
        {
            (string station, string id) = await DemoTroubles.Hold(_host);
            Assert.Equal(303, (await _german.Post($"/today/held?station={station}&key=1&transaction={id}", "/today/held", ("station", station), ("key", "1"), ("transaction", id), ("word", "refuse"), ("reason", reason))).Status);
            Assert.Equal(200, (await _german.Get("/changes")).Status);
        }

        /// <summary>No meter shows so much, and no sum of a house may fail by what one station says.</summary>
        [Theory]
        [InlineData("79228162514264337593543950335")]
        [InlineData("-1000000000001")]
        [InlineData("1e27")]
        public void A_live_value_that_no_meter_shows_is_none(string value)
        {
            byte[] body = Encoding.UTF8.GetBytes($$"""{"evseId":1,"meterValue":[{"timestamp":"2026-11-27T20:30:00Z","sampledValue":[{"value":{{value}}}]}]}""");
            Assert.Throws<OcppViolation>(() => LiveReading.Read(body));
        }

        /// <summary>Whatever time a station tells or has signed: its page, and the month, are shown.</summary>
        [Theory]
        [InlineData(253_402_300_799_999)]
        [InlineData(-62_135_596_800_000)]
        [InlineData(long.MaxValue)]
        [InlineData(long.MinValue)]
        public void A_time_that_no_clock_of_a_house_shows_is_shown_somehow(long ms)
        {
            foreach (string zone in (string[])["Pacific/Kiritimati", "America/Adak"])
            {
                Assert.NotEqual("", Languages.All["en"].Moment(ms, NodaTime.DateTimeZoneProviders.Tzdb[zone]));
                Assert.InRange(Zones.Day(ms, NodaTime.DateTimeZoneProviders.Tzdb[zone]).Year, 0, 9999);
            }
        }

        /// <summary>Some spreadsheets part fields by semicolons, and take for a formula what stands behind one.</summary>
        [Theory]
        [InlineData("=1+1", "'=1+1")]
        [InlineData("x;=1+1", "\"x;'=1+1\"")]
        [InlineData("x; @SUM(A1)", "\"x;' @SUM(A1)\"")]
        [InlineData("\uff1d1+1", "'\uff1d1+1")]
        public async Task No_reason_is_a_formula_in_a_spreadsheet(string reason, string written)
        {
            await _host.Write(context => context.Charges.Where(row => row.State == "Billed").Take(1).ExecuteUpdate(set => set.SetProperty(row => row.Reason, reason)));
            Assert.Contains("," + written + ",", (await _german.Get("/charges.csv?month=2026-11")).Text, StringComparison.Ordinal);
        }

        /// <summary>Who forgets the tick would sell at a price that nobody was told.</summary>
        [Fact]
        public async Task Another_price_has_its_tax_as_the_one_in_force_has()
        {
            string form = (await _german.Get("/prices")).Text;
            Assert.Matches("name=\"tax\"[^>]*value=\"19\"", form);
            Assert.Matches("name=\"included\"[^>]*checked", form);
        }

        /// <summary>A label that is glued on, a link that is sent: neither may lead to whoever reads it.</summary>
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task An_address_that_leads_here_from_this_machine_alone_is_told_so(bool given)
        {
            await using WebHost host = await (given ? WebHost.With("""{"NanoCharger":{"PublicAddress":"http://127.0.0.1"},"Urls":"http://127.0.0.1:0"}""") : WebHost.Start());
            using WebClient client = await host.SignedIn(Role.Operator);
            Answer invited = await client.Post("/invite", "/invite", ("mail", "a@example.org"), ("role", "Operator"));
            Assert.Equal(!given, invited.Text.Contains("from this machine alone", StringComparison.Ordinal));
        }

        [Fact]
        public async Task The_first_price_is_one_with_its_tax_in_it()
        {
            await using WebHost host = await WebHost.Start();
            using WebClient client = await host.SignedIn(Role.Operator);
            await client.Post("/first-day/house", "/first-day/house", ("name", "Hof"), ("address", "Hof 1"), ("zone", "Europe/Berlin"), ("currency", "EUR"), ("market", "DE"), ("seller", "Hof GmbH"));
            Assert.Matches("name=\"included\"[^>]*checked", (await client.Get("/first-day/price")).Text);
            Assert.Equal(303, (await client.Post("/first-day/price", "/first-day/price", ("kwh", "0.4"))).Status);
            Assert.Contains("href=\"/people\"", Regex.Match((await client.Get("/first-day/done")).Text, "<main.*</main>", RegexOptions.Singleline).Value, StringComparison.Ordinal);
        }
    }
}
