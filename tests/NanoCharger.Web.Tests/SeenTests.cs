using System;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>What nobody can do anything about any more is seen once, and told again when it comes again.</summary>
    public sealed class SeenTests : IAsyncLifetime
    {
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

        [Theory]
        [InlineData("gone", "its board was replaced", "receipts", "trail.seen-receipts")]
        [InlineData("refused", "was refused since yesterday", "refusals", "trail.seen-refusals")]
        [InlineData("altered", "This price is not what was put down", "price", "trail.seen-price")]
        public async Task Seen_it_is_off_the_list_with_a_line_of_the_trail_and_is_told_again_when_more_comes(string trouble, string told, string kind, string said)
        {
            await _host.Write(context => DemoTroubles.Make(context, trouble));
            (string, string)[] fields = Button(await Today(), told);
            Assert.Contains(("kind", kind), fields);
            Assert.Equal("/today", (await _client.Post("/today", "/today/seen", fields)).Location);
            Assert.DoesNotContain(told, await Today(), StringComparison.Ordinal);
            (string line, string subject, long? person) = _host.Ask(context => context.Changes.OrderBy(row => row.Id).Select(row => new { row.Kind, row.Subject, row.PersonId }).AsEnumerable().Select(row => (row.Kind, row.Subject!, row.PersonId)).Last());
            Assert.Equal(ChangeKind.NeedSeen, line);
            Assert.Contains(said, subject, StringComparison.Ordinal);
            Assert.NotNull(person);

            // It is a row of the database: another process finds it there.
            Assert.Equal(1, _host.Ask(context => context.Seen.Count()));
            await _host.Write(context => Again(context, trouble));
            Assert.Contains(told, await Today(), StringComparison.Ordinal);
        }

        /// <summary>What came between the look and the click was not seen.</summary>
        [Fact]
        public async Task Only_what_was_shown_is_seen()
        {
            await _host.Write(context => DemoTroubles.Make(context, "refused"));
            (string, string)[] fields = Button(await Today(), "was refused");
            await _host.Write(context => Again(context, "refused"));
            Assert.Equal("/today", (await _client.Post("/today", "/today/seen", fields)).Location);
            Assert.Contains("1 document was refused", await Today(), StringComparison.Ordinal);
            (string, string)[] ahead = [.. fields.Where(field => field.Item1 != "mark"), ("mark", $"{Now + 60_000}")];
            Assert.Equal(404, (await _client.Post("/today", "/today/seen", ahead)).Status);
        }

        [Fact]
        public async Task What_can_still_be_fetched_is_not_put_aside_and_a_caretaker_puts_nothing_aside()
        {
            await _host.Write(context => DemoTroubles.Make(context, "receipt") + DemoTroubles.Make(context, "refused"));
            string today = await Today();
            int at = today.IndexOf("The receipt of one charge has not come", StringComparison.Ordinal);
            Assert.Contains("/log\"", today[at..today.IndexOf("</li>", at, StringComparison.Ordinal)], StringComparison.Ordinal);
            using WebClient caretaker = await _host.SignedIn(Role.Caretaker);
            string his = (await caretaker.Get("/today")).Text;
            Assert.Contains("was refused since yesterday", his, StringComparison.Ordinal);
            Assert.DoesNotContain("/today/seen", his, StringComparison.Ordinal);
            Assert.Equal(403, (await caretaker.Post("/account", "/today/seen", Button(today, "was refused"))).Status);
            using WebClient stranger = await _host.SignedIn(Role.Manager, await DemoTroubles.Another(_host));
            Assert.Equal(404, (await stranger.Post("/account", "/today/seen", Button(today, "was refused"))).Status);
            Assert.Equal(0, _host.Ask(context => context.Seen.Count()));
        }

        [Fact]
        public async Task Cards_that_were_refused_today_stand_on_today_with_the_way_to_their_station()
        {
            long station = _host.Ask(context => context.Stations.Single(row => row.Name == "linden-03").Id);
            await _host.Write(context =>
            {
                context.RefusedCards.Add(new RefusedCardRow { StationId = station, FromMs = Now - (Now % 900_000), TenantId = 1, Count = 3, LastMs = Now });
                context.RefusedCards.Add(new RefusedCardRow { StationId = station, FromMs = Now - (Now % 900_000) - 3_600_000, TenantId = 1, Count = 1, LastMs = Now - 3_600_000 });
                context.RefusedCards.Add(new RefusedCardRow { StationId = station, FromMs = Now - (Now % 900_000) - 86_400_000, TenantId = 1, Count = 9, LastMs = Now - 86_400_000 });
                return context.SaveChanges();
            });
            using WebClient caretaker = await _host.SignedIn(Role.Caretaker);
            Assert.Matches("href=\"/stations/linden-03\">Bay 3: cards refused 4 times today, last at 21:30<", (await caretaker.Get("/today")).Text);
        }

        private async Task<string> Today()
        {
            return WebUtility.HtmlDecode((await _client.Get("/today")).Text);
        }

        private static (string, string)[] Button(string page, string told)
        {
            int at = page.IndexOf(told, StringComparison.Ordinal);
            Assert.True(at > 0, page);
            string item = page[at..page.IndexOf("</li>", at, StringComparison.Ordinal)];
            Assert.Contains("/today/seen", item, StringComparison.Ordinal);
            return [.. Regex.Matches(item, "name=\"(kind|station|subject|mark)\" value=\"([^\"]*)\"").Select(field => (field.Groups[1].Value, field.Groups[2].Value))];
        }

        private static int Again(PlatformContext context, string trouble)
        {
            switch (trouble)
            {
                case "gone":
                    return context.Database.ExecuteSql($"UPDATE transactions SET receipt_owed = 1, charge_id = NULL, end_came_ms = {Now - 3_700_000} WHERE end_came_ms = (SELECT max(end_came_ms) FROM transactions WHERE receipt_owed = 1)");
                case "refused":
                    context.Refusals.Add(new RefusalRow { StationId = context.Stations.Min(row => row.Id), KeyNumber = 1, Hash = [3], TenantId = 1, Code = "FormatViolation", Reason = "odd again", Waits = false, Frame = [2], CameMs = Now - 1000 });
                    return context.SaveChanges();
                default:
                    context.Tariffs.Add(new TariffRow { TenantId = 1, Id = "Y", Text = "{}", Hash = [0], AddedMs = 1 });
                    return context.SaveChanges();
            }
        }
    }
}
