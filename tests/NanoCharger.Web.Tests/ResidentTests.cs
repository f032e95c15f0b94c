using System;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>A resident's page: his sign-in, cards and their payers, his last bill, and his end; and the price of one card.</summary>
    public sealed class ResidentTests : IAsyncLifetime
    {
        private const string Mail = "ada@example.org";

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

        /// <summary>From the invitation on his page to the end of everything that names him; his session ends with it.</summary>
        [Fact]
        public async Task A_resident_signs_in_for_his_account_until_he_is_erased()
        {
            (long account, string path) = await Add("Ada Example");
            using WebClient ada = await SignIn(path);
            Assert.Equal(200, (await ada.Get("/account")).Status);
            Assert.Contains(Mail + " signs in for this account", (await _client.Get(path)).Text, StringComparison.Ordinal);
            Assert.Equal((Role.Resident, 1), _host.Ask(context => context.Memberships.Where(row => row.PersonId == context.Residents.Single(one => one.Account == account).PersonId).Select(row => new ValueTuple<Role, int>(row.Role, 1)).Single()));

            long bay = _host.Ask(context => context.Bays.Max(row => row.Id));
            Assert.Equal(303, (await _client.Post(path, path + "/move-in", ("bay", $"{bay}"))).Status);
            Answer refused = await _client.Get(path + "/erase");
            Assert.Contains($"account {account} lives here: he moves out first", refused.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("name=\"sure\"", refused.Text, StringComparison.Ordinal);
            Assert.Equal(422, (await _client.Post("/changes", path + "/erase", ("sure", "yes"))).Status);
            Later();
            Assert.Equal(303, (await _client.Post(path, path + "/move-out")).Status);

            Answer page = await _client.Get(path + "/erase");
            Assert.Contains("Removed at once", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("removed on", page.Text, StringComparison.Ordinal);
            Assert.Equal(422, (await _client.Post(path + "/erase", path + "/erase")).Status);
            Assert.Equal(200, (await ada.Get("/account")).Status);
            Assert.Equal("/people", (await _client.Post(path + "/erase", path + "/erase", ("sure", "yes"))).Location);

            Assert.StartsWith("/sign-in", (await ada.Get("/account")).Location, StringComparison.Ordinal);
            Assert.Equal(404, (await _client.Get(path)).Status);
            Assert.Equal((0, 0, 0), _host.Ask(context => (context.Residents.Count(row => row.Account == account), context.People.Count(row => row.Email == Mail), context.Links.Count())));
            string trail = (await _client.Get("/changes")).Text;
            Assert.Contains($"account {account}", trail, StringComparison.Ordinal);
            Assert.DoesNotContain("Ada", trail, StringComparison.Ordinal);
            Assert.All(_host.Ask(context => context.Changes.ToList()), row => Assert.DoesNotContain("ada", $"{row.Subject} {row.Before} {row.After}", StringComparison.OrdinalIgnoreCase));
        }

        /// <summary>Who has bills is told the day before he is asked, and seen nowhere from then on.</summary>
        [Fact]
        public async Task Whose_bills_the_law_keeps_is_blocked_until_its_day()
        {
            (long account, string name) = Billed();
            string path = $"/people/{account}";
            Later();
            Assert.Equal(303, (await _client.Post(path, path + "/move-out")).Status);
            Answer final = await _client.Get(path);
            FinalBill bill = _host.Ask(context => FinalBill.Of(context, account));
            Assert.Contains("Final account", final.Text, StringComparison.Ordinal);
            Assert.Contains($"{bill.Bills.Count} bills, {Answer.Plain(Languages.All["en"].Money(bill.GrossMinor, "EUR"))} in all", WebUtility.HtmlDecode(final.Text), StringComparison.Ordinal);
            Assert.Contains($"Bill {bill.Bills[^1].Number}", final.Text, StringComparison.Ordinal);

            string document = _host.Ask(context => context.Transactions.Where(row => row.Account == account && row.Receipt != null).Join(context.Stations, row => row.StationId, one => one.Id, (row, one) => new { one.Name, row.KeyNumber, row.Receipt })
                .AsEnumerable().Select(row => $"/stations/{row.Name}/documents/{row.KeyNumber}/{row.Receipt}").First());
            Assert.StartsWith("OCMF|", (await _client.Get(document)).Text, StringComparison.Ordinal);
            Answer page = await _client.Get(path + "/erase");
            Assert.Contains("Blocked now, removed on 1 January 2035", page.Text, StringComparison.Ordinal);
            Assert.Contains("8 years", page.Text, StringComparison.Ordinal);
            Assert.Equal("/people", (await _client.Post(path + "/erase", path + "/erase", ("sure", "yes"))).Location);
            string people = (await _client.Get("/people")).Text;
            Assert.Contains($"Account {account}: on 1 January 2035", people, StringComparison.Ordinal);
            Assert.DoesNotContain(name, people, StringComparison.Ordinal);
            Answer veiled = await _client.Get(document);
            Assert.Equal(410, veiled.Status);
            Assert.StartsWith("blocked since", veiled.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(name, (await _client.Get("/charges?month=2026-11")).Text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task Who_has_charges_that_are_not_billed_is_told_so_and_cannot_be_erased_yet()
        {
            long account = _host.Ask(context => context.Residents.Select(row => row.Account).AsEnumerable().First(one => FinalBill.Unfinished(context, one) > 0));
            string path = $"/people/{account}";
            Later();
            Assert.Equal(303, (await _client.Post(path, path + "/move-out")).Status);
            Assert.Matches("charges? (is|are) still to be billed", (await _client.Get(path)).Text);
            Assert.Contains($"a charge of account {account} is not settled yet", (await _client.Get(path + "/erase")).Text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_sign_in_that_is_taken_away_ends_at_once_and_the_account_stays()
        {
            (long account, string path) = await Add("Ada Example");
            using WebClient ada = await SignIn(path);
            Assert.Equal(200, (await ada.Get("/account")).Status);
            Assert.Equal(303, (await _client.Post(path, path + "/sign-in-end")).Status);
            Assert.StartsWith("/sign-in", (await ada.Get("/account")).Location, StringComparison.Ordinal);
            Assert.Equal((1, 0), _host.Ask(context => (context.Residents.Count(row => row.Account == account), context.People.Count(row => row.Email == Mail))));
            Assert.Equal(422, (await _client.Post(path, path + "/sign-in-end")).Status);
            Assert.Equal(422, (await _client.Post(path, path + "/invite", ("mail", "none"))).Status);
        }

        /// <summary>An invitation to an account that is erased meanwhile opens nothing.</summary>
        [Fact]
        public async Task An_invitation_ends_with_its_account()
        {
            (_, string path) = await Add("Ada Example");
            string link = await Invite(path);
            Assert.Equal(303, (await _client.Post(path + "/erase", path + "/erase", ("sure", "yes"))).Status);
            using WebClient ada = _host.Client();
            Assert.Equal(410, (await ada.Get(link)).Status);
            Assert.Equal(0, _host.Ask(context => context.Links.Count()));
        }

        [Fact]
        public async Task A_card_is_passed_on_from_a_moment_on_called_otherwise_and_ended()
        {
            (long other, _) = await Add("Ada Example");
            CardRow card = _host.Ask(context => context.Cards.OrderBy(row => row.Id).First());
            string path = $"/people/{card.Account}";
            Assert.Equal(303, (await _client.Post(path, path + "/card-label", ("card", $"{card.Id}"), ("name", "second car"))).Status);
            Assert.Equal(422, (await _client.Post(path, path + "/card-pass", ("card", $"{card.Id}"), ("payer", $"{other}"), ("at", "2026-11-01T00:00"))).Status);
            Assert.Equal(422, (await _client.Post(path, path + "/card-pass", ("card", $"{card.Id}"), ("payer", $"{other}"), ("at", "soon"))).Status);
            Assert.Equal(303, (await _client.Post(path, path + "/card-pass", ("card", $"{card.Id}"), ("payer", $"{other}"), ("at", "2026-12-01T00:00"))).Status);

            // Midnight in Berlin.
            long at = new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
            Assert.Equal([(card.Account, card.FromMs, at), (other, at, null)], _host.Ask(context => context.Cards.Where(row => row.Digest == card.Digest).OrderBy(row => row.FromMs).Select(row => new ValueTuple<long, long, long?>(row.Account, row.FromMs, row.ToMs)).ToList()));
            Assert.Contains("charges until 01/12/2026, 00:00", (await _client.Get(path)).Text, StringComparison.Ordinal);
            Answer his = await _client.Get($"/people/{other}");
            Assert.Contains("second car", his.Text, StringComparison.Ordinal);
            Assert.Contains("from 01/12/2026, 00:00 on", his.Text, StringComparison.Ordinal);

            long passed = _host.Ask(context => context.Cards.Single(row => row.Account == other).Id);
            Assert.Equal(303, (await _client.Post($"/people/{other}", $"/people/{other}/card-end", ("card", $"{passed}"), ("at", "2026-12-24T12:00"))).Status);
            Assert.Equal(new DateTimeOffset(2026, 12, 24, 11, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), _host.Ask(context => context.Cards.Single(row => row.Id == passed).ToMs));
        }

        /// <summary>Chosen by its owner and what he calls it; what is stored for good is a number.</summary>
        [Fact]
        public async Task A_price_is_made_for_one_card_without_typing_what_it_says()
        {
            (CardRow card, string name) = _host.Ask(context => context.Cards.OrderBy(row => row.Id).Select(row => new ValueTuple<CardRow, string>(row, context.Residents.Single(one => one.Account == row.Account).Name)).First());
            string option = $"<option value=\"card:#{card.Id}\">One card: {name}: {card.Label}</option>";
            Assert.Contains(option, (await _client.Get("/prices")).Text, StringComparison.Ordinal);
            (string, string)[] price = [("do", "put"), ("kwh", "0.11"), ("tax", "19"), ("included", "yes")];
            foreach (string none in (string[])["card:#999", "card:04AB", $"card:{card.Digest}"])
            {
                Assert.Equal(422, (await _client.Post("/prices", "/prices", [.. price, ("for", none)])).Status);
            }

            Assert.Equal(303, (await _client.Post("/prices", "/prices", [.. price, ("for", $"card:#{card.Id}")])).Status);
            Assert.Contains($"One card: {name}: {card.Label}", (await _client.Get("/prices")).Text, StringComparison.Ordinal);
            Assert.Contains(_host.Ask(context => context.Offers.Select(row => row.Audience).ToList()), audience => audience == $"card:#{card.Id}");
            Assert.All(_host.Ask(context => context.Changes.ToList()), row => Assert.DoesNotContain(card.Digest, $"{row.Subject} {row.After}", StringComparison.Ordinal));
            Assert.Contains($"card {card.Id} of account {card.Account}", (await _client.Get("/changes")).Text, StringComparison.Ordinal);
        }

        /// <summary>Each at its field, and in the language of who typed it.</summary>
        [Theory]
        [InlineData("kwh", "2000000", "Das geht nicht: von")]
        [InlineData("start", "0.12345", "Das geht nicht: von")]
        [InlineData("tax", "101", "Eine Steuer liegt zwischen")]
        [InlineData("night-from", "22:00", "Sagen Sie, von wann bis wann")]
        public async Task What_cannot_be_a_price_is_told_in_german_at_its_field(string field, string value, string why)
        {
            (string mail, _) = await _host.Make(Role.Manager, language: "de");
            using WebClient german = _host.Client();
            await german.SignIn(mail, WebHost.Password);
            (string, string)[] price = [("do", "put"), ("for", "everyone"), ("kwh", "0.5"), ("start", ""), ("tax", "19"), ("night", field == "night-from" ? "0.3" : "")];
            Answer again = await german.Post("/prices", "/prices", [.. price.Where(one => one.Item1 != field), (field, value)]);
            Assert.Equal(422, again.Status);
            Assert.Matches($"id=\"p-{field}\">{why}", WebUtility.HtmlDecode(again.Text));
        }

        [Fact]
        public async Task Name_address_and_language_are_changed_on_the_page()
        {
            (long account, string path) = await Add("Ada Example");
            Assert.Equal(422, (await _client.Post(path, path + "/change", ("name", "Ada Exempel"), ("iban", "DE00"))).Status);
            Assert.Equal(303, (await _client.Post(path, path + "/change", ("name", "Ada Exempel"), ("mail", Mail), ("address", "Lindenweg 3\n10969 Berlin"), ("iban", "DE89370400440532013000"), ("language", "de"))).Status);
            Assert.Equal(("Ada Exempel", "DE89370400440532013000", "de"), _host.Ask(context => context.Residents.Where(row => row.Account == account).Select(row => new ValueTuple<string, string?, string?>(row.Name, row.Iban, row.Language)).Single()));
        }

        private async Task<(long Account, string Path)> Add(string name)
        {
            string path = (await _client.Post("/people", "/people", ("name", name), ("mail", Mail))).Location!;
            return (long.Parse(path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture), path);
        }

        private async Task<string> Invite(string path)
        {
            Answer made = await _client.Post(path, path + "/invite", ("mail", Mail));
            return Regex.Match(made.Text, "/invite/[A-Za-z0-9_-]+(?=\")").Value;
        }

        private async Task<WebClient> SignIn(string path)
        {
            string link = await Invite(path);
            WebClient ada = _host.Client();
            Assert.Equal(303, (await ada.Post(link, link, ("name", "Ada"), ("password", WebHost.Password))).Status);
            return ada;
        }

        /// <summary>A resident all of whose charges are billed.</summary>
        private (long Account, string Name) Billed()
        {
            return _host.Ask(context => context.Residents.Select(row => new { row.Account, row.Name }).AsEnumerable()
                .Where(one => FinalBill.Unfinished(context, one.Account) == 0 && FinalBill.Of(context, one.Account).Bills.Count > 1).Select(one => (one.Account, one.Name)).First());
        }

        private void Later()
        {
            ((FakeTimeProvider)_host.Services.GetService(typeof(TimeProvider))!).Advance(TimeSpan.FromMinutes(1));
        }
    }
}
