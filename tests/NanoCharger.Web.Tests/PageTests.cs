using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>The pages in a browser, as a phone and a desk show them by day and by night in each language; and what they ask the database.</summary>
    [Collection(Browsing.Name)]
    public sealed class PageTests(Chromium browser)
    {
        public static IEnumerable<object[]> Looks => Enumerable.Range(0, Look.All.Length).Select(number => new object[] { number });

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task The_pages_of_ones_account_are_for_everybody(int look)
        {
            await using WebHost host = await WebHost.Start();
            (string mail, _) = await host.Make(Role.Manager, language: Look.All[look].Language);
            await using Window window = await browser.Open(host, Look.All[look]);
            await window.Go("/sign-in");
            await window.LookAt("sign-in");
            await window.Fill(("mail", mail), ("password", "not the password"));
            await window.Send();
            await window.LookAt("sign-in-wrong");
            await window.SignIn(mail);
            Assert.EndsWith("/today", window.Page.Url, StringComparison.Ordinal);

            await window.Go("/account");
            await window.Page.Locator(".me summary").ClickAsync();
            await window.LookAt("account");
            await window.Go("/account/authenticator");
            await window.LookAt("authenticator");
            string key = (await window.Page.Locator(".key").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
            await window.Fill(("code", Totp.CodeAt(key, host.Clock.GetUtcNow().ToUnixTimeMilliseconds())), ("password", WebHost.Password));
            await window.Send();
            await window.LookAt("codes");
            await window.Go("/account");
            await window.LookAt("account-on");
            await window.Go("/reset");
            await window.LookAt("forgotten");
            await window.Go("/no/such/page");
            await window.LookAt("error-404");
        }

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task The_pages_of_who_invites_and_of_who_is_invited(int look)
        {
            await using WebHost host = await WebHost.Start();
            (string mail, _) = await host.Make(Role.Operator, language: Look.All[look].Language);
            await using Window window = await browser.Open(host, Look.All[look]);
            await window.SignIn(mail);
            await window.Go("/invite");
            await window.LookAt("invite");
            await window.Fill(("mail", "care@example.org"));
            await window.Page.Locator("[value=Caretaker]").CheckAsync();
            await window.Send();
            await window.LookAt("invite-link");
            string link = await window.Page.Locator(".copy").InputValueAsync();
            await window.Go("/changes");
            await window.LookAt("changes");

            await using Window invited = await browser.Open(host, Look.All[look]);
            await invited.Go(new Uri(link).AbsolutePath);
            await invited.LookAt("invitation");
            await invited.Fill(("name", "Cem Yıldız"), ("password", WebHost.Password));
            await invited.Send();
            Assert.EndsWith("/today", invited.Page.Url, StringComparison.Ordinal);
            await invited.LookAt("today-caretaker");
            await invited.Go("/changes");
            await invited.LookAt("error-403");
        }

        /// <summary>The script puts the newer fragment in place, and goes to the sign-in when the session has ended.</summary>
        [BrowserFact]
        public async Task A_live_part_is_as_things_are_now_until_the_session_ends()
        {
            await using WebHost host = await WebHost.Start();
            (string mail, long number) = await host.Make(Role.Manager);
            await using Window window = await browser.Open(host, new Look());
            await window.SignIn(mail);
            Assert.DoesNotContain("NC-1", await window.Page.Locator("[data-live]").InnerTextAsync(), StringComparison.Ordinal);
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            host.Services.GetRequiredService<WebData>().Backend.Register("NC-1", StationKey.Read(key.ExportSubjectPublicKeyInfoPem(), out _)!);
            Assert.True(await host.Turn(async () => (await window.Page.Locator("[data-live]").InnerTextAsync()).Contains("NC-1", StringComparison.Ordinal)));

            await host.Write(context => context.People.Where(row => row.Id == number).ExecuteUpdate(set => set.SetProperty(row => row.SecurityStamp, "another")));
            Assert.True(await host.Turn(() => Task.FromResult(window.Page.Url.Contains("/sign-in", StringComparison.Ordinal))));
            await window.LookAt("sign-in-after");
        }

        /// <summary>One look at who holds the session is believed for a while, so it is asked for before.</summary>
        [Theory]
        [InlineData("/today", "Operator", 19)]
        [InlineData("/today", "Caretaker", 8)]
        [InlineData("/changes", "Manager", 2)]
        [InlineData("/invite", "Operator", 2)]
        [InlineData("/account", "Manager", 1)]
        [InlineData("/account", "Resident", 4)]
        [InlineData("/mine", "Resident", 8)]
        public async Task A_page_asks_the_database_as_often_for_many_rows_as_for_few(string path, string role, int most)
        {
            await using WebHost host = await WebHost.Start();
            using WebClient client = await host.SignedIn(Enum.Parse<Role>(role));
            await client.Get(path);
            await host.Write(context =>
            {
                context.Changes.AddRange(Enumerable.Range(0, 45).Select(number => new ChangeRow { TenantId = 1, AtMs = number, PersonId = 1, Kind = ChangeKind.SignedIn }));
                return context.SaveChanges();
            });
            IReadOnlyList<string> asked = await Statements.Of(host, async () => Assert.Equal(200, (await client.Get(path)).Status));
            Assert.True(asked.Count == most, $"{path}: {asked.Count} statements\n{string.Join("\n", asked)}");
        }

        /// <summary>The trail is shown fifty lines at a time, the newest first, and to its tenant alone.</summary>
        [Fact]
        public async Task The_trail_is_paged_and_is_its_tenants_own()
        {
            await using WebHost host = await WebHost.Start();
            await host.Write(context =>
            {
                context.Tenants.Add(new Tenant { Name = "other" });
                return context.SaveChanges();
            });
            await host.Write(context =>
            {
                context.Changes.Add(new ChangeRow { TenantId = 2, AtMs = 1, Kind = ChangeKind.PriceOffered, Subject = "secret-of-the-other" });
                context.Changes.AddRange(Enumerable.Range(0, 49).Select(number => new ChangeRow { TenantId = 1, AtMs = number, Kind = ChangeKind.PriceOffered, Subject = string.Create(CultureInfo.InvariantCulture, $"P{number}.") }));
                return context.SaveChanges();
            });
            using WebClient manager = await host.SignedIn(Role.Manager);
            Answer page = await manager.Get("/changes");
            Assert.Equal(50, Regex.Count(page.Text, "trail-when"));
            Assert.Contains("P48.", page.Text, StringComparison.Ordinal);
            string earlier = Regex.Match(page.Text, "href=\"(/changes\\?before=\\d+)\"").Groups[1].Value;
            Answer before = await manager.Get(earlier);
            Assert.Contains("P0.", before.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("P48.", before.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret-of-the-other", page.Text + before.Text, StringComparison.Ordinal);
            using WebClient own = await host.SignedIn(Role.Operator);
            Assert.Contains("secret-of-the-other", (await own.Get("/changes?before=2")).Text, StringComparison.Ordinal);
        }

        /// <summary>What nobody may change, not even who has the database open.</summary>
        [Theory]
        [InlineData("UPDATE changes SET kind = 'x'")]
        [InlineData("DELETE FROM changes")]
        [InlineData("INSERT OR REPLACE INTO changes (id, at_ms, kind) VALUES (1, 1, 'x')")]
        public async Task A_line_of_the_trail_is_never_changed(string statement)
        {
            await using WebHost host = await WebHost.Start();
            await host.Make(Role.Manager);
            Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => host.Write(context => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRaw(context.Database, statement)));
            Assert.Contains("never", refused.Message, StringComparison.Ordinal);
        }
    }
}
