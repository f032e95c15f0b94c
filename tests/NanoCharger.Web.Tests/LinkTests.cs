using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Links that work once: invitations, and new passwords.</summary>
    public sealed class LinkTests : IAsyncLifetime
    {
        private const string NewPassword = "another four plain words";

        private WebHost _host = null!;

        public async Task InitializeAsync()
        {
            _host = await WebHost.Start("--public-address", "http://127.0.0.1:1");
        }

        public async Task DisposeAsync()
        {
            await _host.DisposeAsync();
        }

        [Fact]
        public async Task Who_is_invited_chooses_a_password_and_is_what_he_was_invited_as()
        {
            using WebClient manager = await _host.SignedIn(Role.Manager);
            string path = await Invite(manager, "new@example.org", "Caretaker");
            using WebClient invited = _host.Client();
            Assert.Contains("new@example.org", (await invited.Get(path)).Text, StringComparison.Ordinal);
            Assert.Equal(422, (await invited.Post(path, path, ("name", "New"), ("password", "short"))).Status);

            Answer done = await invited.Post(path, path, ("name", "New"), ("password", NewPassword));

            Assert.Equal((303, "/"), (done.Status, done.Location));
            Assert.Equal(200, (await invited.Get("/today")).Status);
            Assert.Equal(403, (await invited.Get("/changes")).Status);
            using WebClient again = _host.Client();
            Assert.Equal(303, (await again.SignIn("NEW@example.org", NewPassword)).Status);
            Assert.Equal(410, (await again.Get(path)).Status);
        }

        /// <summary>What a form says of tenant or role that its page did not offer is not believed.</summary>
        [Fact]
        public async Task A_manager_invites_to_his_own_tenant_and_makes_no_operator()
        {
            await _host.Write(context =>
            {
                context.Tenants.Add(new Tenant { Name = "other" });
                return context.SaveChanges();
            });
            long other = _host.Ask(context => context.Tenants.Single(row => row.Name == "other").Id);
            using WebClient manager = await _host.SignedIn(Role.Manager);
            Assert.Equal(400, (await manager.Post("/invite", "/invite", ("mail", "a@example.org"), ("role", "Operator"))).Status);
            Assert.Equal(200, (await manager.Post("/invite", "/invite", ("mail", "b@example.org"), ("role", "Manager"), ("tenant", other.ToString(CultureInfo.InvariantCulture)))).Status);
            Assert.Empty(_host.Ask(context => context.Links.Where(row => row.TenantId == other || row.Role == Role.Operator).ToList()));
        }

        [Fact]
        public async Task An_invitation_to_a_known_mail_needs_its_password()
        {
            (string mail, long number) = await _host.Make(Role.Caretaker);
            using WebClient manager = await _host.SignedIn(Role.Manager);
            string path = await Invite(manager, mail, "Manager");
            using WebClient somebody = _host.Client();
            Assert.Equal(422, (await somebody.Post(path, path, ("password", NewPassword))).Status);
            Assert.Equal("/sign-in", (await somebody.Post(path, path, ("password", WebHost.Password))).Location);
            Assert.Equal("/sign-in/as", (await somebody.SignIn(mail, WebHost.Password)).Location);
            Assert.Equal(2, _host.Ask(context => context.Memberships.Count(row => row.PersonId == number)));

            // He is one at a time, and only what he is.
            Answer choices = await somebody.Get("/sign-in/as");
            string caretaker = Regex.Match(choices.Text, "value=\"(\\d+)\"[^>]*><strong>Caretaker").Groups[1].Value;
            await somebody.Post("/sign-in/as", "/sign-in/as", ("choice", caretaker));
            Assert.Equal(403, (await somebody.Get("/changes")).Status);
            long others = _host.Ask(context => context.Memberships.First(row => row.PersonId != number).Id);
            Assert.Equal(403, (await somebody.Post("/sign-in/as", "/sign-in/as", ("choice", others.ToString(CultureInfo.InvariantCulture)))).Status);
        }

        /// <summary>An operator says whose house he sees; nobody else does, and there is none but those that are.</summary>
        [Fact]
        public async Task Nobody_but_an_operator_chooses_a_tenant()
        {
            await _host.Write(context =>
            {
                context.Tenants.Add(new Tenant { Name = "other" });
                return context.SaveChanges();
            });
            long other = _host.Ask(context => context.Tenants.Single(row => row.Name == "other").Id);
            foreach (Role role in (Role[])[Role.Manager, Role.Caretaker, Role.Resident, Role.Operator])
            {
                (string mail, long number) = await _host.Make(role);
                using WebClient client = _host.Client();
                await client.SignIn(mail, WebHost.Password);
                long membership = _host.Ask(context => context.Memberships.Single(row => row.PersonId == number).Id);
                async Task<int> Choose(string tenant) => (await client.Post("/sign-in/as", "/sign-in/as", ("choice", FormattableString.Invariant($"{membership}.{tenant}")))).Status;
                Assert.Equal(role == Role.Operator ? 303 : 403, await Choose(other.ToString(CultureInfo.InvariantCulture)));
                Assert.Equal(403, await Choose("9999"));
                Assert.Equal(400, await Choose("1.1"));
                Assert.Equal(400, await Choose("x"));
            }
        }

        [Fact]
        public async Task Only_the_digest_of_a_link_is_stored()
        {
            using WebClient manager = await _host.SignedIn(Role.Manager);
            string token = (await Invite(manager, "new@example.org", "Caretaker")).Split('/')[^1];
            LinkRow row = _host.Ask(context => context.Links.Single());
            Assert.Equal(Secrets.Digest(token), row.Hash);
            Assert.Matches("^[A-Za-z0-9_-]{22}$", token);
        }

        [Fact]
        public async Task A_link_works_no_longer_than_its_time()
        {
            using WebClient manager = await _host.SignedIn(Role.Manager);
            string path = await Invite(manager, "new@example.org", "Caretaker");
            _host.Clock.Advance(PeopleDesk.InvitationLife - TimeSpan.FromSeconds(1));
            using WebClient invited = _host.Client();
            Assert.Equal(200, (await invited.Get(path)).Status);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(410, (await invited.Get(path)).Status);
        }

        [Fact]
        public async Task The_operators_own_command_prints_a_link_that_sets_a_password_once()
        {
            (string mail, long number) = await _host.Make(Role.Operator);
            using WebClient before = _host.Client();
            await before.SignIn(mail, WebHost.Password);
            await _host.Write(context => context.People.Where(row => row.Id == number).ExecuteUpdate(set => set.SetProperty(row => row.LockedUntilMs, long.MaxValue / 1_000_000)));
            string unused = PathOf(await Say("person", "reset", mail, "--database", _host.Database));
            string path = PathOf(await Say("person", "reset", mail, "--database", _host.Database));
            using WebClient client = _host.Client();

            Assert.Equal(422, (await client.Post(path, path, ("password", "short"))).Status);
            Assert.Equal("/sign-in", (await client.Post(path, path, ("password", NewPassword))).Location);

            Assert.Equal(410, (await client.Get(path)).Status);
            Assert.Equal(410, (await client.Get(unused)).Status);
            Assert.Equal(303, (await client.SignIn(mail, NewPassword)).Status);
            Assert.Equal(303, (await before.Get("/today")).Status);
        }

        [Fact]
        public async Task The_command_takes_a_lost_authenticator_away()
        {
            (string mail, long number) = await _host.Make(Role.Operator);
            await _host.Write(context => context.People.Where(row => row.Id == number).ExecuteUpdate(set => set.SetProperty(row => row.TotpKey, Totp.NewKey())));
            await Say("person", "reset", mail, "--second-factor", "--database", _host.Database);
            Assert.Null(_host.Ask(context => context.People.Single(row => row.Id == number).TotpKey));
        }

        private async Task<string> Invite(WebClient manager, string mail, string role)
        {
            Answer made = await manager.Post("/invite", "/invite", ("mail", mail), ("role", role));
            Assert.Equal(200, made.Status);
            return PathOf(made.Text);
        }

        /// <summary>Links begin with the public address, whatever the request was addressed to.</summary>
        private static string PathOf(string text)
        {
            Match link = Regex.Match(text, "http://127.0.0.1:1(/(?:invite|reset)/[A-Za-z0-9_-]+)");
            Assert.True(link.Success, text);
            return link.Groups[1].Value;
        }

        private static async Task<string> Say(params string[] arguments)
        {
            TextWriter before = Console.Out;
            using StringWriter said = new();
            Console.SetOut(said);
            try
            {
                Assert.Equal(0, await Program.Root().Parse([.. arguments]).InvokeAsync());
            }
            finally
            {
                Console.SetOut(before);
            }

            return said.ToString().Replace("http://localhost:5000", "http://127.0.0.1:1", StringComparison.Ordinal);
        }
    }
}
