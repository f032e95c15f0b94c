using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>How sessions end, and live parts with them.</summary>
    public sealed class SessionTests : IAsyncLifetime
    {
        private WebHost _host = null!;

        public async Task InitializeAsync()
        {
            _host = await WebHost.Start();
        }

        public async Task DisposeAsync()
        {
            await _host.DisposeAsync();
        }

        [Fact]
        public async Task Signing_out_everywhere_ends_every_session_at_once()
        {
            (string mail, _) = await _host.Make(Role.Manager);
            using WebClient phone = _host.Client();
            using WebClient desk = _host.Client();
            await phone.SignIn(mail, WebHost.Password);
            await desk.SignIn(mail, WebHost.Password);
            Assert.Equal(200, (await phone.Get("/today")).Status);

            Assert.Equal("/sign-in", (await desk.Post("/account", "/account/sign-out-everywhere")).Location);

            Assert.Equal(303, (await phone.Get("/today")).Status);
            Assert.Equal(303, (await desk.Get("/today")).Status);
        }

        [Fact]
        public async Task Another_password_ends_the_other_sessions_and_not_this_one()
        {
            (string mail, _) = await _host.Make(Role.Manager);
            using WebClient phone = _host.Client();
            using WebClient desk = _host.Client();
            await phone.SignIn(mail, WebHost.Password);
            await desk.SignIn(mail, WebHost.Password);
            Assert.Equal(422, (await desk.Post("/account", "/account/password", ("password", "not the password"), ("new-password", "another four words"))).Status);

            Assert.Equal("/account", (await desk.Post("/account", "/account/password", ("password", WebHost.Password), ("new-password", "another four words"))).Location);

            Assert.Equal(200, (await desk.Get("/today")).Status);
            Assert.Equal(303, (await phone.Get("/today")).Status);
        }

        /// <summary>What another worker, or a command, has changed is seen within 30 s.</summary>
        [Theory]
        [InlineData("stamp")]
        [InlineData("blocked")]
        [InlineData("removed")]
        public async Task What_somebody_else_changes_ends_a_session_within_half_a_minute(string what)
        {
            (string mail, long number) = await _host.Make(Role.Caretaker);
            using WebClient client = _host.Client();
            await client.SignIn(mail, WebHost.Password);
            Assert.Equal(200, (await client.Get("/today")).Status);
            await _host.Write(context => what switch
            {
                "stamp" => context.People.Where(row => row.Id == number).ExecuteUpdate(set => set.SetProperty(row => row.SecurityStamp, "another")),
                "blocked" => context.Memberships.Where(row => row.PersonId == number).ExecuteUpdate(set => set.SetProperty(row => row.BlockedMs, 1L)),
                _ => context.Memberships.Where(row => row.PersonId == number).ExecuteDelete(),
            });
            _host.Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(303, (await client.Get("/today")).Status);
            if (what != "stamp")
            {
                Assert.Equal(422, (await client.SignIn(mail, WebHost.Password)).Status);
            }
        }

        [Fact]
        public async Task A_session_ends_twelve_hours_after_the_last_page()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            _host.Clock.Advance(TimeSpan.FromHours(11));
            Assert.Equal(200, (await client.Get("/today")).Status);
            _host.Clock.Advance(TimeSpan.FromHours(11));
            Assert.Equal(200, (await client.Get("/today")).Status);
            _host.Clock.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
            Assert.Equal(303, (await client.Get("/today")).Status);
        }

        [Fact]
        public async Task A_live_part_begins_with_what_the_page_shows_and_ends_with_its_session()
        {
            (string mail, long number) = await _host.Make(Role.Manager);
            using WebClient client = _host.Client();
            await client.SignIn(mail, WebHost.Password);
            Answer page = await client.Get("/today");
            using HttpResponseMessage stream = await client.Open("/today/live");
            using StreamReader lines = new(await stream.Content.ReadAsStreamAsync());
            string first = (await lines.ReadLineAsync())!;
            Assert.StartsWith("data: <section", first, StringComparison.Ordinal);
            Assert.Contains(first["data: ".Length..], page.Text, StringComparison.Ordinal);

            await _host.Write(context => context.People.Where(row => row.Id == number).ExecuteUpdate(set => set.SetProperty(row => row.SecurityStamp, "another")));
            Task<string> rest = lines.ReadToEndAsync();
            Assert.True(await _host.Turn(() => Task.FromResult(rest.IsCompleted)), "it does not end");
            Assert.Contains("event: end", await rest, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_live_part_ends_when_the_program_stops()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            using HttpResponseMessage stream = await client.Open("/today/live");
            using StreamReader lines = new(await stream.Content.ReadAsStreamAsync());
            await lines.ReadLineAsync();
            Task stop = _host.Stop();
            Assert.DoesNotContain("event: end", await lines.ReadToEndAsync(), StringComparison.Ordinal);
            await stop;
        }

        /// <summary>The keys of cookies are in the database.</summary>
        [Fact]
        public async Task A_key_of_the_cookies_is_stored_by_the_one_writer()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            Assert.NotEmpty(_host.Ask(context => context.WebKeys.ToList()));
        }
    }
}
