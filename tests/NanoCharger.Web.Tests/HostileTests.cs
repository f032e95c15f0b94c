using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>What is typed into addresses and forms by whoever means ill, or is tired.</summary>
    public sealed class HostileTests : IAsyncLifetime
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

        [Theory]
        [InlineData("/people/-1")]
        [InlineData("/people/+1")]
        [InlineData("/people/%201")]
        [InlineData("/charges/-1")]
        [InlineData("/charges/-1/files/key.pem")]
        [InlineData("/today/supply/-1")]
        [InlineData("/stations/linden-01/documents/-1/-1")]
        public async Task A_number_with_a_sign_or_a_blank_leads_nowhere(string path)
        {
            Assert.Equal(404, (await _client.Get(path)).Status);
        }

        [Theory]
        [InlineData("/ü")]
        [InlineData("/today\u007f")]
        [InlineData("/\ud83d\ude00")]
        public async Task Whoever_signs_in_is_sent_only_to_what_an_address_can_say(string to)
        {
            (string mail, _) = await _host.Make(Role.Manager);
            using WebClient client = _host.Client();
            Answer answer = await client.Post("/sign-in", "/sign-in", ("mail", mail), ("password", WebHost.Password), ("to", to));
            Assert.Equal((303, "/"), (answer.Status, answer.Location));
            Assert.Equal(200, (await client.Get("/today")).Status);
        }

        /// <summary>Who could once read his mail must not get in by yesterday's link when he has chosen another password.</summary>
        [Fact]
        public async Task Another_password_ends_the_links_for_a_new_one()
        {
            (string mail, long number) = await _host.Make(Role.Manager);
            using WebClient client = _host.Client();
            await client.SignIn(mail, WebHost.Password);
            using IServiceScope scope = _host.Services.CreateScope();
            string token = await scope.ServiceProvider.GetRequiredService<PeopleDesk>().AskReset(_host.Ask(context => context.People.First(row => row.Id == number)));
            Assert.Equal(200, (await client.Get("/reset/" + token)).Status);
            Assert.Equal(303, (await client.Post("/account", "/account/password", ("password", WebHost.Password), ("new-password", "five other plain words"))).Status);
            Assert.Equal(410, (await client.Get("/reset/" + token)).Status);
        }

        [Fact]
        public async Task Who_is_kept_out_between_password_and_code_is_not_let_in()
        {
            (string mail, long number) = await _host.Make(Role.Manager);
            string key = Totp.NewKey();
            await _host.Write(context => context.People.Where(row => row.Id == number).ExecuteUpdate(set => set.SetProperty(row => row.TotpKey, key)));
            using WebClient client = _host.Client();
            Assert.Equal("/sign-in/code", (await client.SignIn(mail, WebHost.Password)).Location);
            await _host.Write(context => context.Memberships.Where(row => row.PersonId == number).ExecuteUpdate(set => set.SetProperty(row => row.BlockedMs, 1)));
            string code = Totp.CodeAt(key, _host.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            Assert.Equal(422, (await client.Post("/sign-in/code", "/sign-in/code", ("code", code))).Status);
        }

        /// <summary>A double click: the same form of the same page, posted at once and again.</summary>
        [Fact]
        public async Task A_click_too_many_does_nothing_twice()
        {
            string[] places = await Twice("/people", "/people", ("name", "Ada Example"));
            Assert.Equal(places[0], places[1]);
            Assert.Equal(1, _host.Ask(context => context.Residents.Count(row => row.Name == "Ada Example")));

            int offers = _host.Ask(context => context.Offers.Count());
            await Twice("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "0.5"));
            Assert.Equal(offers + 1, _host.Ask(context => context.Offers.Count()));

            await Twice("/stations/linden-02", "/stations/linden-02/restart", ("when", "OnIdle"));
            Assert.Equal(1, _host.Ask(context => context.Calls.Count(row => row.Action == "Reset")));

            // What is wrong has done nothing, and may be put right; another page is another wish.
            Assert.Equal(["422", "422"], await Twice("/people", "/people", ("name", " ")));
            Assert.Equal(303, (await _client.Post("/people", "/people", ("name", "Ada Example"))).Status);
            Assert.Equal(2, _host.Ask(context => context.Residents.Count(row => row.Name == "Ada Example")));
        }

        [Fact]
        public async Task Two_managers_who_put_a_price_down_at_once_both_do()
        {
            using WebClient other = await _host.SignedIn(Role.Manager);
            int offers = _host.Ask(context => context.Offers.Count());
            Answer[] done = await Task.WhenAll(
                _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "0.5")),
                other.Post("/prices", "/prices", ("do", "put"), ("for", "guests"), ("kwh", "0.6")));
            Assert.All(done, one => Assert.Equal((303, "/prices"), (one.Status, one.Location)));
            Assert.Equal(offers + 2, _host.Ask(context => context.Offers.Count()));
        }

        /// <summary>Zero width, marks of direction, a mark of byte order: whoever has such a name has no link to click at.</summary>
        [Theory]
        [InlineData("\u200b", null)]
        [InlineData("\ufeff", null)]
        [InlineData("\u2066\u200f\u2069", null)]
        [InlineData("Ada\u202enetsruD", "AdanetsruD")]
        [InlineData("\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67")]
        [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
        public async Task A_name_is_what_is_seen_of_it(string typed, string? stored)
        {
            Answer answer = await _client.Post("/people", "/people", ("name", typed));
            Assert.Equal(stored is null ? 422 : 303, answer.Status);
            if (stored is not null)
            {
                Assert.Equal(stored, _host.Ask(context => context.Residents.OrderBy(row => row.Account).Last().Name));
                Assert.DoesNotContain("<script>alert", (await _client.Get(answer.Location!)).Text, StringComparison.Ordinal);
            }
        }

        [Fact]
        public async Task What_is_too_long_is_never_cut_amid_a_sign()
        {
            Assert.Equal(303, (await _client.Post("/account", "/account", ("name", new string('a', 63) + "\ud83d\ude00"))).Status);
            Assert.Equal(new string('a', 63), _host.Ask(context => context.People.OrderBy(row => row.Id).Last().Name));
        }

        [Theory]
        [InlineData("-9998-01-01T00:00")]
        [InlineData("9999-12-31T23:59")]
        [InlineData("0001-01-01T00:00")]
        public async Task A_time_that_no_clock_shows_is_told_and_changes_nothing(string time)
        {
            Assert.Equal(422, (await _client.Post("/stations/linden-01", "/stations/linden-01/move", ("bay", "2"), ("since", time))).Status);
            Assert.Equal(422, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "1"), ("from", time))).Status);
        }

        /// <summary>Each in the language of who typed it, at its field.</summary>
        [Theory]
        [InlineData("kwh", "1000001", "Vier Nachkommastellen")]
        [InlineData("kwh", "0,12345", "Vier Nachkommastellen")]
        [InlineData("tax", "101", "0 und 100")]
        [InlineData("night-from", "22:00", "Das fehlt noch")]
        public async Task What_is_wrong_with_a_price_is_told_in_his_language(string field, string typed, string told)
        {
            (string mail, _) = await _host.Make(Role.Manager, language: "de");
            using WebClient german = _host.Client();
            await german.SignIn(mail, WebHost.Password);
            (string, string)[] fields = [.. new[] { ("do", "put"), ("for", "everyone"), ("kwh", "0,5") }.Where(one => one.Item1 != field), (field, typed)];
            Answer answer = await german.Post("/prices", "/prices", fields);
            Assert.Equal(422, answer.Status);
            Assert.Contains(told, System.Net.WebUtility.HtmlDecode(answer.Text), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("must", Regex.Match(answer.Text, "class=\"problem\".*?</p>").Value, StringComparison.Ordinal);
        }

        /// <summary>Each form, by whoever may not: with a token of his own, so that it is his role alone that he fails at.</summary>
        [Theory]
        [InlineData("Resident")]
        [InlineData("Caretaker")]
        [InlineData("Manager")]
        public async Task No_form_is_done_for_a_role_that_may_not(string role)
        {
            using WebClient client = await _host.SignedIn(Enum.Parse<Role>(role));
            string[] forms = [.. RouteTests.Endpoints(_host).Where(one => one.Mark == PageMark.Form && !RouteTests.May(one.Policy!, Enum.Parse<Role>(role))).Select(one => one.Pattern)];
            Assert.NotEmpty(forms);
            foreach (string pattern in forms)
            {
                string path = Regex.Replace(pattern, "\\{[^}]+\\}", "1");
                Assert.Equal((path, 403), (path, (await client.Post("/account", path, ("reason", "x"), ("bay", "1"), ("card", "1"), ("membership", "1"))).Status));
            }
        }

        [Fact]
        public async Task A_bay_of_another_tenant_is_not_even_named()
        {
            long elsewhere = await DemoTroubles.Another(_host);
            await _host.Write(context =>
            {
                context.Bays.Add(new Backend.Data.Bay { TenantId = elsewhere, HouseId = context.Houses.Single(row => row.TenantId == elsewhere).Id, Name = "Secret bay" });
                return context.SaveChanges();
            });
            string path = "/people/" + _host.Ask(context => context.Residents.Min(row => row.Account));
            Answer answer = await _client.Post(path, path + "/move-in", ("bay", $"{_host.Ask(context => context.Bays.Single(row => row.Name == "Secret bay").Id)}"));
            Assert.Equal(422, answer.Status);
            Assert.DoesNotContain("Secret", answer.Text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_manager_whose_tenant_has_no_house_yet_sees_no_failure()
        {
            await _host.Write(context =>
            {
                context.Tenants.Add(new Tenant { Name = "new" });
                return context.SaveChanges();
            });
            using WebClient client = await _host.SignedIn(Role.Manager, _host.Ask(context => context.Tenants.Single(row => row.Name == "new").Id));
            foreach (string path in (string[])["/today", "/charges", "/charges.csv", "/money", "/prices", "/people", "/invite", "/changes", "/houses", "/houses/new"])
            {
                Assert.True((await client.Get(path)).Status is 200 or 303 or 404, path);
            }
        }

        /// <summary>The tab that was left open in the other window.</summary>
        [Fact]
        public async Task A_live_part_does_not_outlive_the_signing_out()
        {
            using System.IO.StreamReader lines = new(await (await _client.Open("/today/live")).Content.ReadAsStreamAsync());
            await lines.ReadLineAsync();
            Assert.Equal(303, (await _client.Post("/account", "/sign-out")).Status);
            Task<string> rest = lines.ReadToEndAsync();
            Assert.True(await _host.Turn(() => Task.FromResult(rest.IsCompleted)), "it does not end");
            Assert.NotEqual(200, (int)(await _client.Open("/today/live")).StatusCode);
        }

        /// <summary>A caretaker who has left: his session ends at once, his password opens nothing, and whom he might have invited stays out.</summary>
        [Fact]
        public async Task Access_is_taken_away_by_those_who_may_and_from_nobody_else()
        {
            (string mail, long number) = await _host.Make(Role.Manager);
            using WebClient other = _host.Client();
            await other.SignIn(mail, WebHost.Password);
            string invited = new Uri(Regex.Match((await other.Post("/invite", "/invite", ("mail", "friend@example.org"), ("role", "Manager"))).Text, "http://[^\"]+/invite/[^\"]+").Value).AbsolutePath;
            long his = _host.Ask(context => context.Memberships.Single(row => row.PersonId == number).Id);
            long own = _host.Ask(context => context.Memberships.Min(row => row.Id));
            (_, long operators) = await _host.Make(Role.Operator);
            long above = _host.Ask(context => context.Memberships.Single(row => row.PersonId == operators).Id);
            using WebClient stranger = await _host.SignedIn(Role.Manager, await DemoTroubles.Another(_host));
            Assert.Equal(404, (await stranger.Post("/invite", "/invite/end", ("membership", $"{his}"))).Status);
            Assert.Equal(404, (await _client.Post("/invite", "/invite/end", ("membership", $"{own}"))).Status);
            Assert.Equal(404, (await _client.Post("/invite", "/invite/end", ("membership", $"{above}"))).Status);
            Assert.Equal(200, (await other.Get("/today")).Status);

            Assert.Contains(mail, (await _client.Get("/invite")).Text, StringComparison.Ordinal);
            Assert.Equal(303, (await _client.Post("/invite", "/invite/end", ("membership", $"{his}"))).Status);
            Assert.Equal(303, (await other.Get("/today")).Status);
            Assert.Equal(422, (await other.SignIn(mail, WebHost.Password)).Status);
            Assert.Equal(410, (await other.Get(invited)).Status);
            Assert.DoesNotContain(mail, (await _client.Get("/invite")).Text, StringComparison.Ordinal);
            Assert.Contains("Access taken away", (await _client.Get("/changes")).Text, StringComparison.Ordinal);
        }

        /// <summary>Posts a form twice by the token of one page: at once, as a double click does.</summary>
        private async Task<string[]> Twice(string page, string action, params (string, string)[] fields)
        {
            string token = System.Net.WebUtility.HtmlDecode(Regex.Match((await _client.Get(page)).Text, "name=\"token\" value=\"([^\"]+)\"").Groups[1].Value);
            Answer[] answers = await Task.WhenAll(_client.PostAlone(action, [.. fields, ("token", token)]), _client.PostAlone(action, [.. fields, ("token", token)]));
            return [.. answers.Select(one => one.Location ?? $"{one.Status}")];
        }
    }
}
