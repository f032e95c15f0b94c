using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Web.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Guests
{
    /// <summary>Guests who mean ill, neighbours who do, and what is true of a page a while later.</summary>
    public sealed class GuestTrialTests
    {
        private const string Page = GuestYard.Page;

        /// <summary>Whoever once had a checkout keeps its address for 90 days: by that the lamp is kept from nobody.</summary>
        [Fact]
        public async Task An_address_that_is_over_takes_no_pattern_from_whoever_pays_now()
        {
            await using GuestYard yard = await GuestYard.Open(limited: true);
            using WebClient first = yard.Host.Client();
            string over = await yard.Checkout(first);
            await first.Post(over, over + "/blink");
            string token = Token(await first.Get(over));
            await first.Post(over, over + "/withdraw");
            yard.Host.Clock.Advance(TimeSpan.FromMinutes(2));
            using WebClient second = yard.Host.Client();
            string address = await yard.Checkout(second);
            for (int blink = 0; blink < GuestLimits.Blinks; blink++)
            {
                Assert.Equal(303, (await first.PostAlone(over + "/blink", ("token", token), ("n", $"{blink}"))).Status);
            }

            Assert.Equal(303, (await second.Post(address, address + "/blink")).Status);
            Assert.NotNull(yard.Row.Pattern);
        }

        /// <summary>A neighbour with one telephone closes a charger to nobody else.</summary>
        [Fact]
        public void One_address_does_not_use_up_what_a_charger_lets_all()
        {
            using GuestLimits limits = new();
            IPAddress neighbour = IPAddress.Parse("192.0.2.1");
            IPAddress guest = IPAddress.Parse("192.0.2.2");
            for (int tries = 0; tries < 2 * GuestLimits.Checkouts; tries++)
            {
                Assert.Equal(tries < GuestLimits.Checkouts, limits.LetsCheckout(neighbour, 1));
                Assert.Equal(tries < GuestLimits.Blinks, limits.LetsBlink(neighbour, 1));
            }

            Assert.True(limits.LetsCheckout(guest, 1));
            Assert.True(limits.LetsBlink(guest, 1));
        }

        [Fact]
        public async Task Whoever_guesses_by_live_parts_is_asked_to_wait_too()
        {
            await using GuestYard yard = await GuestYard.Open();
            using WebClient guest = yard.Host.Client();
            for (int guess = 0; guess < Throttle.OfAddress; guess++)
            {
                Assert.Equal(404, (await guest.Get($"/r/guess{guess}/live")).Status);
            }

            Assert.Equal(429, (await guest.Get("/r/guess/live")).Status);
        }

        /// <summary>Each stream asks the database all the time: one address has some, and not as many as it likes.</summary>
        [Fact]
        public async Task An_address_has_no_end_of_streams()
        {
            await using GuestYard yard = await GuestYard.Open();
            using WebClient guest = yard.Host.Client();
            List<HttpResponseMessage> open = [];
            try
            {
                while (open.Count < 80 && open.LastOrDefault()?.StatusCode != HttpStatusCode.TooManyRequests)
                {
                    open.Add(await guest.Open(Page + "/live"));
                }

                Assert.Equal(HttpStatusCode.TooManyRequests, open[^1].StatusCode);
                Assert.InRange(open.Count, 20, 79);
                using WebClient manager = await yard.Host.SignedIn(Role.Manager);
                using HttpResponseMessage signed = await manager.Open("/today/live");
                Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
            }
            finally
            {
                open.ForEach(answer => answer.Dispose());
            }

            Assert.True(await yard.Host.Turn(async () =>
            {
                using HttpResponseMessage again = await guest.Open(Page + "/live");
                return again.StatusCode == HttpStatusCode.OK;
            }), "nobody gets a stream any more");
        }

        [Fact]
        public async Task Nothing_behind_a_secret_nor_what_says_it_is_kept_by_anybody_on_its_way()
        {
            await using GuestYard yard = await GuestYard.Open();
            using WebClient guest = yard.Host.Client();
            Answer made = await guest.Post(Page, Page, ("price", GuestYard.Price(await guest.Get(Page))), ("cap", "2000"));
            AssertIsNotKept(made);
            string address = made.Location!;
            using (HttpResponseMessage live = await guest.Open(address + "/live"))
            {
                Assert.True(live.Headers.CacheControl!.NoStore);
            }

            AssertIsNotKept(await guest.Get(address));
            AssertIsNotKept(await guest.Get(address.Replace("/r/", "/R/", StringComparison.Ordinal)));
            AssertIsNotKept(await guest.Get(address + "/files/key.pem"));
            AssertIsNotKept(await guest.PostAlone(address + "/withdraw"));
            AssertIsNotKept(await guest.Post(address, address + "/withdraw"));
            AssertIsNotKept(await guest.Get(address + "/live"));
            AssertIsNotKept(await guest.Get("/r/nobody"));
        }

        /// <summary>The page said what it costs; the house has taken it back since.</summary>
        [Theory]
        [InlineData("en", "nothing is to be paid")]
        [InlineData("de", "zu zahlen ist nichts")]
        public async Task A_bill_that_was_taken_back_is_asked_of_nobody(string language, string sentence)
        {
            await using GuestYard yard = await GuestYard.Open();
            using WebClient guest = yard.Host.Client();
            guest.Headers.AcceptLanguage.ParseAdd(language);
            string address = await Charged(yard, guest);
            using WebClient manager = await yard.Host.SignedIn(Role.Manager);
            string charge = $"/charges/{yard.Row.ChargeId}";
            Assert.Equal(303, (await manager.Post(charge, charge + "/credit", ("reason", "a gift"))).Status);
            string page = GuestYard.TextOf(await guest.Get(address));
            Assert.DoesNotContain(Backend.Web.Languages.All[language]["checkout.billed-desk"], page, StringComparison.Ordinal);
            Assert.Contains(sentence, page, StringComparison.Ordinal);
            Assert.Equal(200, (await guest.Get(address + "/files/evidence.zip")).Status);
            Assert.Equal(303, (await manager.Post(charge, charge + "/rebill", ("reason", "it was none"))).Status);
            Assert.Contains(Backend.Web.Languages.All[language]["checkout.billed-desk"], GuestYard.TextOf(await guest.Get(address)), StringComparison.Ordinal);
        }

        /// <summary>The clock of his page is that of the house where he stood; so is that of his file.</summary>
        [Fact]
        public async Task The_pack_tells_times_by_the_clock_of_the_house_where_he_charged()
        {
            await using GuestYard yard = await GuestYard.Open();
            await yard.Host.Write(context =>
            {
                House first = context.Houses.AsNoTracking().Single();
                House other = context.Houses.Add(new House { TenantId = first.TenantId, Name = "Far away", Zone = "Asia/Tokyo", Guests = first.Guests }).Entity;
                return context.SaveChanges() + context.Bays.Where(bay => context.Placements.Any(placed => placed.BayId == bay.Id && placed.ToMs == null && context.Stations.Any(one => one.Id == placed.StationId && one.Name == GuestYard.Station)))
                    .ExecuteUpdate(set => set.SetProperty(bay => bay.HouseId, other.Id));
            });
            using WebClient guest = yard.Host.Client();
            string address = await Charged(yard, guest);
            string page = Began(GuestYard.TextOf(await guest.Get(address)));
            Assert.Contains("05:00", page, StringComparison.Ordinal);
            Assert.Equal(page, Began(WebUtility.HtmlDecode((await Pack(guest, address))["index.html"])));
        }

        /// <summary>A version that somebody has put down under the name of what costs nothing is not told as free.</summary>
        [Fact]
        public async Task What_costs_something_is_never_told_as_free()
        {
            await using GuestYard yard = await GuestYard.Open();
            await yard.Host.Write(context => TariffRegister.Put(context, context.Tenants.Single().Id, new TariffVersion { Id = "guests-free-EUR", PerKilowattHour = 0.5m }, yard.NowMs));
            await yard.Take(GuestWay.Free);
            using WebClient guest = yard.Host.Client();
            string text = (await guest.Get(Page)).Text;
            Assert.DoesNotContain("free for guests", text, StringComparison.Ordinal);
            Assert.Contains("Nobody has set a price for guests yet", text, StringComparison.Ordinal);
        }

        /// <summary>The board dies while he charges, another takes its place, and his end never comes: the next guest is not kept out for that.</summary>
        [Fact]
        public async Task A_charge_that_never_ends_gives_the_bay_free_when_another_has_begun_there()
        {
            await using GuestYard yard = await GuestYard.Open();
            using WebClient guest = yard.Host.Client();
            string address = await yard.Checkout(guest);
            await yard.Pay(guest, address);
            await yard.Answers("""{"status":"Accepted"}""");
            await yard.Begin("T1", yard.Token(), yard.Line);
            await yard.Look();
            Assert.Contains("Your car is charging", (await guest.Get(address)).Text, StringComparison.Ordinal);
            yard.Clock.Advance(TimeSpan.FromMinutes(1));
            await yard.Begin("T2", "04AABBCC", "R-1 0.36 EUR/kWh");
            await yard.End("T2", "04AABBCC", "R-1 0.36 EUR/kWh", 1_000_000);
            await yard.Look();
            await yard.Look();
            yard.Clock.Advance(TimeSpan.FromMinutes(5));
            await yard.Outlet("Occupied", minutesAgo: 1);
            using WebClient next = yard.Host.Client();
            Assert.NotEqual(address, await yard.Checkout(next));
            Assert.DoesNotContain("Your car is charging", (await guest.Get(address)).Text, StringComparison.Ordinal);
        }

        private static async Task<string> Charged(GuestYard yard, WebClient guest)
        {
            string address = await yard.Checkout(guest);
            await yard.Pay(guest, address);
            await yard.Answers("""{"status":"Accepted"}""");
            await yard.Bill("T1");
            return address;
        }

        /// <summary>When it began, as a receipt has it.</summary>
        private static string Began(string page)
        {
            return Answer.Plain(Regex.Match(page, "<th scope=\"row\">Began</th><td>([^<]+)</td>").Value);
        }

        private static void AssertIsNotKept(Answer answer)
        {
            Assert.True(answer.Headers.TryGetValue("Cache-Control", out string? said) && said.Contains("no-store", StringComparison.Ordinal), $"{answer.Status}: {said}");
        }

        private static string Token(Answer page)
        {
            return WebUtility.HtmlDecode(Regex.Match(page.Text, "name=\"token\" value=\"([^\"]+)\"").Groups[1].Value);
        }

        private static async Task<Dictionary<string, string>> Pack(WebClient client, string address)
        {
            using HttpResponseMessage answer = await client.Open(address + "/files/evidence.zip");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            using ZipArchive zip = new(await answer.Content.ReadAsStreamAsync());
            Dictionary<string, string> files = [];
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                using StreamReader reader = new(entry.Open());
                files.Add(entry.FullName, await reader.ReadToEndAsync());
            }

            return files;
        }
    }
}
