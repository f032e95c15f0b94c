using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Who gets in, and who does not.</summary>
    public sealed class SignInTests : IAsyncLifetime
    {
        private WebHost _host = null!;

        public async Task InitializeAsync()
        {
            _host = await WebHost.Start(static builder => builder.Services.AddScoped<IPasswordHasher<Person>, Hasher>());
        }

        public async Task DisposeAsync()
        {
            await _host.DisposeAsync();
        }

        [Fact]
        public async Task Whoever_has_the_password_gets_to_where_he_wanted_to_go()
        {
            (string mail, _) = await _host.Make(Role.Manager);
            using WebClient client = _host.Client();
            Answer refused = await client.Get("/changes?before=7");
            Assert.Equal((303, "/sign-in?to=%2Fchanges%3Fbefore%3D7"), (refused.Status, refused.Location));

            Answer answer = await client.Post(refused.Location!, "/sign-in", ("mail", mail), ("password", WebHost.Password), ("to", "/changes?before=7"));

            Assert.Equal((303, "/changes?before=7"), (answer.Status, answer.Location));
            Assert.Equal(200, (await client.Get("/changes")).Status);
        }

        [Theory]
        [InlineData("https://evil.example/")]
        [InlineData("//evil.example/")]
        [InlineData("/\\evil.example/")]
        [InlineData("javascript:alert(1)")]
        public async Task Nobody_is_sent_to_another_site(string to)
        {
            (string mail, _) = await _host.Make(Role.Manager);
            using WebClient client = _host.Client();
            Assert.Equal("/", (await client.Post("/sign-in", "/sign-in", ("mail", mail), ("password", WebHost.Password), ("to", to))).Location);
        }

        /// <summary>The answer is the same to the letter, but for the token; and each costs one check of a password.</summary>
        [Fact]
        public async Task An_unknown_mail_a_wrong_password_and_a_locked_account_have_one_answer()
        {
            (string mail, long number) = await _host.Make(Role.Manager);
            (string locked, long lockedNumber) = await _host.Make(Role.Manager);
            await _host.Write(context => context.People.Where(row => row.Id == lockedNumber)
                .ExecuteUpdate(set => set.SetProperty(row => row.LockedUntilMs, DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeMilliseconds())));
            int before = Hasher.Checks;
            string[] answers = new string[3];
            (string Mail, string Password)[] tries = [("nobody@example.org", "whatever it is"), (mail, "whatever it is"), (locked, WebHost.Password)];
            for (int at = 0; at < tries.Length; at++)
            {
                using WebClient client = _host.Client();
                Answer answer = await client.SignIn(tries[at].Mail, tries[at].Password);
                Assert.Equal(422, answer.Status);
                answers[at] = System.Text.RegularExpressions.Regex.Replace(answer.Text, "name=\"token\" value=\"[^\"]+\"", "").Replace(tries[at].Mail, "", StringComparison.Ordinal);
            }

            Assert.Equal(3, Hasher.Checks - before);
            Assert.Equal(answers[0], answers[1]);
            Assert.Equal(answers[0], answers[2]);
            Assert.Equal(1, _host.Ask(context => context.People.Single(row => row.Id == number).AccessFailedCount));
        }

        [Fact]
        public async Task After_five_wrong_passwords_the_right_one_opens_nothing_for_a_quarter_of_an_hour()
        {
            (string mail, long number) = await _host.Make(Role.Manager);
            using WebClient client = _host.Client();
            for (int tries = 0; tries < 5; tries++)
            {
                await client.SignIn(mail, "wrong wrong wrong");
            }

            Assert.Equal(422, (await client.SignIn(mail, WebHost.Password)).Status);
            Assert.InRange(_host.Ask(context => context.People.Single(row => row.Id == number).LockedUntilMs!.Value) - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 13 * 60_000, 15 * 60_000);

            await _host.Write(context => context.People.Where(row => row.Id == number).ExecuteUpdate(set => set.SetProperty(row => row.LockedUntilMs, 1L)));
            Assert.Equal(303, (await client.SignIn(mail, WebHost.Password)).Status);
        }

        /// <summary>Each of many tries that are made at once is counted.</summary>
        [Fact]
        public async Task Tries_that_are_made_at_once_are_all_counted()
        {
            (string mail, long number) = await _host.Make(Role.Manager);
            WebClient[] clients = [.. Enumerable.Range(0, 8).Select(_ => _host.Client())];
            Answer[] answers = await Task.WhenAll(clients.Select(client => client.SignIn(mail, "wrong wrong wrong")));
            Assert.All(answers, answer => Assert.Equal(422, answer.Status));
            Assert.NotNull(_host.Ask(context => context.People.Single(row => row.Id == number).LockedUntilMs));
            Array.ForEach(clients, client => client.Dispose());
        }

        /// <summary>Success, failure and lock are in the trail; whoever is unknown leaves no mail in any table.</summary>
        [Fact]
        public async Task Every_try_is_in_the_trail_and_no_unknown_mail_is_stored()
        {
            (string mail, long number) = await _host.Make(Role.Manager);
            using WebClient client = _host.Client();
            await client.SignIn("stranger@elsewhere.example", "wrong wrong wrong");
            for (int tries = 0; tries < 5; tries++)
            {
                await client.SignIn(mail, "wrong wrong wrong");
            }

            (string other, long otherNumber) = await _host.Make(Role.Caretaker);
            await client.SignIn(other, WebHost.Password);

            (string Kind, long? Person)[] told = _host.Ask(context => context.Changes.OrderBy(row => row.Id).Where(row => row.Kind.StartsWith("change.sign")).AsEnumerable().Select(row => (row.Kind, row.PersonId)).ToArray());
            Assert.Equal(
                [
                    (ChangeKind.SignInFailed, null), (ChangeKind.SignInFailed, number), (ChangeKind.SignInFailed, number), (ChangeKind.SignInFailed, number),
                    (ChangeKind.SignInFailed, number), (ChangeKind.SignInLocked, number), (ChangeKind.SignedIn, (long?)otherNumber),
                ],
                told);
            await _host.Stop();
            Assert.DoesNotContain("stranger@elsewhere", System.Text.Encoding.Latin1.GetString(System.IO.File.ReadAllBytes(_host.Database)), StringComparison.Ordinal);
            Assert.DoesNotContain(_host.Log, line => line.Contains("stranger@", StringComparison.Ordinal));
        }

        [Fact]
        public async Task A_code_of_the_authenticator_is_asked_for_and_taken_once()
        {
            (string mail, string key, _) = await WithAuthenticator();
            using WebClient client = _host.Client();
            Assert.Equal("/sign-in/code", (await client.SignIn(mail, WebHost.Password)).Location);
            Assert.Equal(303, (await client.Get("/today")).Status);
            string code = Totp.CodeAt(key, _host.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            Assert.Equal(422, (await client.Post("/sign-in/code", "/sign-in/code", ("code", code == "000000" ? "111111" : "000000"))).Status);
            Assert.Equal((303, "/"), Of(await client.Post("/sign-in/code", "/sign-in/code", ("code", code))));
            Assert.Equal(200, (await client.Get("/today")).Status);

            using WebClient thief = _host.Client();
            await thief.SignIn(mail, WebHost.Password);
            Assert.Equal(422, (await thief.Post("/sign-in/code", "/sign-in/code", ("code", code))).Status);
        }

        [Fact]
        public async Task A_recovery_code_lets_in_once()
        {
            (string mail, _, string[] codes) = await WithAuthenticator();
            Assert.Equal(8, codes.Length);
            foreach (int expected in (int[])[303, 422])
            {
                using WebClient client = _host.Client();
                await client.SignIn(mail, WebHost.Password);
                Assert.Equal(expected, (await client.Post("/sign-in/code", "/sign-in/code", ("code", codes[3].ToUpperInvariant()))).Status);
            }

            Assert.DoesNotContain(codes, code => _host.Ask(context => context.People.Any(row => row.RecoveryCodes.Contains(code))));
        }

        /// <summary>Who has the password alone must not guess codes without end by giving the password again.</summary>
        [Fact]
        public async Task Wrong_codes_lock_the_account_however_often_the_password_is_given()
        {
            (string mail, _, _) = await WithAuthenticator();
            using WebClient client = _host.Client();
            for (int tries = 0; tries < 5; tries++)
            {
                Assert.Equal(303, (await client.SignIn(mail, WebHost.Password)).Status);
                Assert.Equal(422, (await client.Post("/sign-in/code", "/sign-in/code", ("code", "abcdef"))).Status);
            }

            Assert.Equal(422, (await client.SignIn(mail, WebHost.Password)).Status);
        }

        /// <summary>By the figures of RFC 6238, appendix B, cut to six digits.</summary>
        [Theory]
        [InlineData(59, "287082")]
        [InlineData(1_111_111_109, "081804")]
        [InlineData(2_000_000_000, "279037")]
        public void Codes_are_those_of_the_rfc(long seconds, string code)
        {
            Assert.Equal(code, Totp.CodeAt("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds * 1_000));
        }

        [Fact]
        public void A_key_is_twenty_bytes_and_another_each_time()
        {
            Assert.Matches("^[A-Z2-7]{32}$", Totp.NewKey());
            Assert.NotEqual(Totp.NewKey(), Totp.NewKey());
        }

        /// <summary>Counts the checks of passwords: they are the work that a sign-in costs.</summary>
        private sealed class Hasher : IPasswordHasher<Person>
        {
            private readonly PasswordHasher<Person> _own = new();

            internal static int Checks { get; private set; }

            public string HashPassword(Person user, string password)
            {
                return _own.HashPassword(user, password);
            }

            public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
            {
                Checks++;
                return _own.VerifyHashedPassword(user, hashedPassword, providedPassword);
            }
        }

        private static (int, string?) Of(Answer answer)
        {
            return (answer.Status, answer.Location);
        }

        private async Task<(string Mail, string Key, string[] Codes)> WithAuthenticator()
        {
            (string mail, _) = await _host.Make(Role.Manager);
            using WebClient client = _host.Client();
            await client.SignIn(mail, WebHost.Password);
            Answer page = await client.Get("/account/authenticator");
            string key = System.Text.RegularExpressions.Regex.Match(page.Text, "<code class=\"key\">([A-Z2-7 ]+)</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
            string sealedKey = System.Text.RegularExpressions.Regex.Match(page.Text, "name=\"key\" value=\"([^\"]+)\"").Groups[1].Value;
            Answer done = await client.Post(
                "/account/authenticator", "/account/authenticator", ("key", sealedKey), ("code", Totp.CodeAt(key, _host.Clock.GetUtcNow().ToUnixTimeMilliseconds())), ("password", WebHost.Password));
            Assert.Equal(200, done.Status);
            string[] codes = [.. System.Text.RegularExpressions.Regex.Matches(done.Text, "<li><code>([^<]+)</code>").Select(match => match.Groups[1].Value)];

            // The step of the code by which it was added is used.
            _host.Clock.Advance(TimeSpan.FromSeconds(30));
            return (mail, key, codes);
        }
    }
}
