using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Houses, bays and what was seen, in the hands of whoever means ill, is tired, or is not alone.</summary>
    public sealed class HousesTrialTests : IAsyncLifetime
    {
        private const string Path = "/houses/1";

        private static readonly (string Name, string Value)[] House =
        [
            ("name", "Lindenhof"), ("address", "Lindenweg 1, 10969 Berlin"), ("zone", "Europe/Berlin"), ("currency", "EUR"), ("market", "DE"), ("seller", "Lindenhof eG"), ("tax", "DE000000000"),
        ];

        private WebHost _host = null!;
        private WebClient _client = null!;

        private static long Now => DemoHost.Now.ToUnixTimeMilliseconds();

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

        /// <summary>A line of the trail says that somebody changed something.</summary>
        [Fact]
        public async Task Nothing_changed_is_no_line_of_the_trail_and_is_told_so()
        {
            Assert.Equal(303, (await _client.Post(Path, Path, House)).Status);
            int lines = Lines();
            Assert.Equal((303, Path), Where(await _client.Post(Path, Path, House)));
            Assert.Contains("Nothing was changed.", (await _client.Get(Path)).Text, StringComparison.Ordinal);
            Assert.Equal((303, Path + "#bays"), Where(await _client.Post(Path, Path + "/bay/1", ("bay", "Bay 1"))));
            Assert.Contains("Nothing was changed.", (await _client.Get(Path)).Text, StringComparison.Ordinal);
            Assert.Equal(lines, Lines());
        }

        /// <summary>A zone that the page does not offer would be another one as soon as somebody saves the page again.</summary>
        [Theory]
        [InlineData("UTC+05:30")]
        [InlineData("UTC-17:59")]
        [InlineData("CET")]
        [InlineData("Etc/GMT+5")]
        [InlineData("europe/vienna")]
        public async Task A_zone_that_the_page_does_not_offer_is_none(string zone)
        {
            Assert.Equal(303, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "0.40"))).Status);
            Answer refused = await _client.Post(Path, Path, With(("zone", zone)));
            Assert.Equal(422, refused.Status);
            Assert.Contains("There is no such time zone", refused.Text, StringComparison.Ordinal);
        }

        /// <summary>Whoever reads a list tells bays by what he sees of their names.</summary>
        [Theory]
        [InlineData("Bay\u200b 1")]
        [InlineData("Bay 1\u200e")]
        [InlineData("Bay\u00a01")]
        [InlineData("Bay  1")]
        [InlineData("Bay\t1")]
        [InlineData("B\u00ada\u2060y 1")]
        [InlineData("Bay\u0007 1")]
        public async Task A_name_that_looks_like_anothers_is_that_name(string name)
        {
            Assert.Equal(422, (await _client.Post(Path, Path + "/bay", ("bay", name))).Status);
            Assert.Equal(422, (await _client.Post(Path, Path + "/bay/2", ("bay", name))).Status);
            Assert.Equal(422, (await _client.Post(Path, Path + "/station", ("station", "new-1"), ("key", Key()), ("bay", name))).Status);
            Assert.Equal(12, _host.Ask(context => context.Bays.Count()));
        }

        [Fact]
        public async Task A_house_that_looks_like_another_is_that_house()
        {
            Assert.Equal(422, (await _client.Post("/houses/new", "/houses/new", With(("name", "Linden\u200bhof")))).Status);
            Assert.Equal(1, _host.Ask(context => context.Houses.Count()));
        }

        [Fact]
        public async Task What_moves_a_cursor_is_no_part_of_a_name()
        {
            Assert.Equal(303, (await _client.Post(Path, Path + "/bay", ("bay", "Yard\u0007\u001b[31m\r\n13"))).Status);
            Assert.Equal("Yard[31m 13", _host.Ask(context => context.Bays.OrderBy(row => row.Id).Last().Name));
            Assert.Equal(303, (await _client.Post(Path, Path + "/bay", ("bay", new string('y', 63) + " 14"))).Status);
            Assert.Equal(new string('y', 63), _host.Ask(context => context.Bays.OrderBy(row => row.Id).Last().Name));
        }

        /// <summary>The house may have been given another currency before the first bill: what is billed since keeps prices to its own.</summary>
        [Fact]
        public async Task A_price_in_another_currency_than_what_was_billed_is_refused()
        {
            await _host.Write(context => context.Houses.ExecuteUpdate(set => set.SetProperty(row => row.Currency, "CHF")));
            (string, string)[] price = [("do", "put"), ("for", "everyone"), ("kwh", "0.40")];
            Answer refused = await _client.Post("/prices", "/prices", price);
            Assert.Equal(422, refused.Status);
            Assert.Contains("something was billed in EUR already", refused.Text, StringComparison.Ordinal);
            Assert.Equal(303, (await _client.Post(Path, Path, House)).Status);
            Assert.Equal(303, (await _client.Post("/prices", "/prices", price)).Status);
        }

        /// <summary>What a name says must not be read as a sentence of the program.</summary>
        [Fact]
        public async Task A_house_that_is_called_as_the_program_stores_its_words_stands_on_the_trail_as_it_is_called()
        {
            const string Name = """["trail.seen-price","P1"]""";
            Assert.Equal(303, (await _client.Post(Path, Path, With(("name", Name)))).Status);
            Assert.Equal(303, (await _client.Post(Path, "/today/supply/1", ("supply", "63"))).Status);
            string trail = WebUtility.HtmlDecode((await _client.Get("/changes")).Text);
            Assert.DoesNotContain("the price P1", trail, StringComparison.Ordinal);
            Assert.Contains(Name, trail, StringComparison.Ordinal);
        }

        /// <summary>A page that has stood open must not take back what somebody else has said of the house since.</summary>
        [Fact]
        public async Task Of_two_managers_at_one_house_none_undoes_unknowingly_what_the_other_did()
        {
            (string, string)[] hidden = Hidden((await _client.Get(Path)).Text);
            using WebClient other = await _host.SignedIn(Role.Manager);
            Assert.Equal(303, (await other.Post(Path, Path, With(("seller", "Another eG")))).Status);
            Answer stale = await _client.PostAlone(Path, [.. With(("name", "Linden Yard")), .. hidden]);
            Assert.Equal((422, "Another eG", "Lindenhof"), (stale.Status, _host.Ask(context => context.Houses.Single().Seller), _host.Ask(context => context.Houses.Single().Name)));
            Assert.Contains("Another eG", stale.Text, StringComparison.Ordinal);

            // Who has read what it is now may say once more what he meant.
            Assert.Equal(303, (await _client.PostAlone(Path, [.. With(("name", "Linden Yard")), .. Hidden(stale.Text)])).Status);
            Assert.Equal(("Linden Yard", "Lindenhof eG"), _host.Ask(context => context.Houses.Select(row => new { row.Name, row.Seller }).AsEnumerable().Select(row => (row.Name, row.Seller)).Single()));
        }

        [Fact]
        public async Task Two_managers_who_add_one_bay_at_once_have_added_one()
        {
            using WebClient other = await _host.SignedIn(Role.Manager);
            Answer[] both = await Task.WhenAll(_client.Post(Path, Path + "/bay", ("bay", "Yard 13")), other.Post(Path, Path + "/bay", ("bay", "Yard 13")));
            Assert.Equal([303, 422], both.Select(one => one.Status).Order());
            Assert.Equal(1, _host.Ask(context => context.Bays.Count(row => row.Name == "Yard 13")));
        }

        [Theory]
        [InlineData("Bay 2")]
        [InlineData("a/b")]
        public async Task What_is_wrong_with_the_bay_of_another_charger_stands_at_the_bay(string bay)
        {
            string path = Path + "/station";
            Answer wrong = await _client.Post(path, path, ("station", "new-1"), ("key", Key()), ("bay", bay));
            Assert.Equal(422, wrong.Status);
            Assert.Contains("id=\"p-bay\"", wrong.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("id=\"p-key\"", wrong.Text, StringComparison.Ordinal);
        }

        /// <summary>The trail tells what was put aside, and by whom: not what had been put aside before.</summary>
        [Fact]
        public async Task What_was_seen_already_is_not_seen_again()
        {
            await _host.Write(context => DemoTroubles.Make(context, "refused"));
            (string, string)[] first = Seen((await _client.Get("/today")).Text);
            using WebClient other = await _host.SignedIn(Role.Manager);
            Assert.Equal((303, "/today"), Where(await _client.Post("/today", "/today/seen", first)));
            Assert.Equal((303, "/today"), Where(await other.Post("/today", "/today/seen", first)));
            Assert.Equal(1, _host.Ask(context => context.Changes.Count(row => row.Kind == ChangeKind.NeedSeen)));

            await _host.Write(context =>
            {
                context.Refusals.Add(new RefusalRow { StationId = context.Stations.Min(row => row.Id), KeyNumber = 1, Hash = [3], TenantId = 1, Code = "FormatViolation", Reason = "odd again", Waits = false, Frame = [2], CameMs = Now - 1000 });
                return context.SaveChanges();
            });
            Assert.Equal(303, (await other.Post("/today", "/today/seen", Seen((await other.Get("/today")).Text))).Status);
            Assert.Equal(new Phrase("trail.seen-refusals", 1, "linden-01").Stored(), _host.Ask(context => context.Changes.Where(row => row.Kind == ChangeKind.NeedSeen).OrderBy(row => row.Id).Last().Subject));
        }

        /// <summary>What is refused is told whole in his language.</summary>
        [Theory]
        [InlineData(Path, "zone", "Europe/London", "haben Uhrzeiten")]
        [InlineData(Path, "zone", "UTC+05:30", "Diese Zeitzone gibt es nicht")]
        [InlineData(Path, "currency", "CHF", "schon in EUR abgerechnet")]
        [InlineData(Path, "name", "a/b", "keinen Schrägstrich")]
        [InlineData("/houses/new", "name", "Lindenhof", "es gibt schon ein Haus")]
        [InlineData(Path + "/bay", "bay", "Bay 2", "schon einen Stellplatz")]
        [InlineData(Path + "/bay/1", "bay", "\u200b", "Das fehlt noch")]
        [InlineData(Path + "/station", "bay", "Bay 2", "eine andere Ladestation")]
        [InlineData(Path + "/station", "station", "linden-01", "schon bekannt")]
        [InlineData(Path + "/station", "station", "über", "Buchstaben")]
        [InlineData(Path + "/station", "key", "no key", "Schlüssel")]
        [InlineData(Path + "/station", "report", "{}", "fehlt")]
        [InlineData("/prices", "kwh", "39", "so gemeint")]
        public async Task What_is_refused_is_told_in_the_managers_language(string to, string field, string typed, string told)
        {
            (string mail, _) = await _host.Make(Role.Manager, language: "de");
            using WebClient german = _host.Client();
            await german.SignIn(mail, WebHost.Password);
            (string, string)[] fields = [.. House.Concat([("station", "new-1"), ("key", Key()), ("bay", ""), ("do", "put"), ("for", "everyone"), ("kwh", "1")]).Where(one => one.Item1 != field && (to != "/prices" || one.Item1 != "tax")), (field, typed)];
            Answer refused = await german.Post("/account", to, fields);
            Assert.Equal(422, refused.Status);
            string problem = string.Concat(Regex.Matches(WebUtility.HtmlDecode(refused.Text), "class=\"(?:problem|tick)\".*?</(?:p|label)>", RegexOptions.Singleline).Select(one => one.Value));
            Assert.Contains(told, problem, StringComparison.Ordinal);
            Assert.DoesNotMatch("\\b(the|is|must|already|not|missing)\\b", Regex.Replace(problem, "<[^>]*>", " "));
        }

        /// <summary>In Kiritimati it is 10:30 of the next day: what was refused before ten o'clock UTC was yesterday there, and today in Berlin.</summary>
        [Fact]
        public async Task Cards_that_were_refused_count_by_the_day_of_their_own_house()
        {
            await _host.Write(context =>
            {
                context.Houses.Add(new House { TenantId = 1, Name = "Far", Zone = "Pacific/Kiritimati" });
                int rows = context.SaveChanges();
                long far = context.Houses.Max(row => row.Id);
                context.Bays.Where(row => row.Name == "Bay 3").ExecuteUpdate(set => set.SetProperty(row => row.HouseId, far));
                foreach ((long hour, int count) in (ReadOnlySpan<(long, int)>)[(9, 5), (10, 2)])
                {
                    long at = Now - (Now % 86_400_000) + (hour * 3_600_000);
                    context.RefusedCards.AddRange(context.Stations.Where(row => row.Name == "linden-03" || row.Name == "linden-04").Select(row => row.Id).AsEnumerable()
                        .Select(station => new RefusedCardRow { StationId = station, FromMs = at, TenantId = 1, Count = count, LastMs = at }));
                }

                return rows + context.SaveChanges();
            });
            string today = (await _client.Get("/today")).Text;
            Assert.Contains("Bay 3: cards refused 2 times today, last at 00:00<", today, StringComparison.Ordinal);
            Assert.Contains("Bay 4: cards refused 7 times today, last at 11:00<", today, StringComparison.Ordinal);
        }

        /// <summary>Whatever of another tenant's is named, it is not there, and stays as it is.</summary>
        [Fact]
        public async Task Another_tenants_house_is_not_there()
        {
            using WebClient stranger = await _host.SignedIn(Role.Manager, await DemoTroubles.Another(_host));
            int lines = Lines();
            Assert.Equal(404, (await stranger.Get(Path)).Status);
            Assert.Equal(404, (await stranger.Get(Path + "/station")).Status);
            (string, string)[] station = [("station", "new-1"), ("key", Key())];
            foreach ((string to, (string, string)[] fields) in ((string, (string, string)[])[])[(Path, House), (Path + "/bay", [("bay", "X")]), (Path + "/bay/1", [("bay", "X")]), ("/houses/2/bay/1", [("bay", "X")]), (Path + "/station", station)])
            {
                Assert.Equal((to, 404), (to, (await stranger.Post("/account", to, fields)).Status));
            }

            Assert.Equal(lines, Lines());
        }

        private int Lines()
        {
            return _host.Ask(context => context.Changes.Count());
        }

        private static (string, string)[] Hidden(string page)
        {
            string form = Regex.Match(page, "action=\"/houses/1\".*?</form>", RegexOptions.Singleline).Value;
            return [.. Regex.Matches(form, "type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"").Select(field => (field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))];
        }

        private static (string, string)[] Seen(string page)
        {
            string form = Regex.Match(page, "action=\"/today/seen\".*?</form>", RegexOptions.Singleline).Value;
            return [.. Regex.Matches(form, "name=\"(kind|station|subject|mark)\" value=\"([^\"]*)\"").Select(field => (field.Groups[1].Value, field.Groups[2].Value))];
        }

        private static (int, string?) Where(Answer answer)
        {
            return (answer.Status, answer.Location);
        }

        private static (string, string)[] With(params (string Name, string Value)[] other)
        {
            return [.. House.Where(field => other.All(one => one.Name != field.Name)), .. other];
        }

        private static string Key()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportSubjectPublicKeyInfoPem();
        }
    }
}
