using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>What other sites, proxies and guessers try.</summary>
    public sealed class HardeningTests : IAsyncLifetime
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

        [Theory]
        [InlineData("/sign-in")]
        [InlineData("/today")]
        [InlineData("/no/such/page")]
        [InlineData("/health/live")]
        [InlineData("/assets/none.css")]
        public async Task Every_answer_says_that_nothing_of_elsewhere_belongs_to_it(string path)
        {
            using WebClient client = _host.Client();
            Answer answer = await client.Get(path);
            Assert.Equal(Guard.ContentPolicy, answer.Headers["Content-Security-Policy"]);
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
            Assert.Equal("same-origin", answer.Headers["Referrer-Policy"]);
            Assert.DoesNotContain("Server", answer.Headers.Keys);
        }

        /// <summary>Each form there is: without a token, with another's, and with none of this program.</summary>
        [Fact]
        public async Task A_form_without_the_token_of_its_page_does_nothing()
        {
            using WebClient operatorsClient = await _host.SignedIn(Role.Operator);
            using WebClient residentsClient = await _host.SignedIn(Role.Resident);
            using WebClient other = _host.Client();
            string foreign = System.Text.RegularExpressions.Regex.Match((await other.Get("/sign-in")).Text, "name=\"token\" value=\"([^\"]+)\"").Groups[1].Value;
            (string Path, bool IsResidents)[] forms = [.. RouteTests.Endpoints(_host).Where(one => one.Mark == PageMark.Form).Select(one => (System.Text.RegularExpressions.Regex.Replace(one.Pattern, "\\{[^}]+\\}", "1"), one.Policy == Policies.Resident))];
            Assert.NotEmpty(forms);
            foreach ((string form, bool isResidents) in forms)
            {
                WebClient client = isResidents ? residentsClient : operatorsClient;
                Assert.Equal((form, 400), (form, (await client.PostAlone(form, ("mail", "a@example.org"))).Status));
                Assert.Equal((form, 400), (form, (await client.PostAlone(form, ("token", foreign))).Status));
            }
        }

        [Fact]
        public async Task Cookies_are_read_by_no_script_and_sent_by_no_other_site()
        {
            (string mail, _) = await _host.Make(Role.Manager);
            using WebClient client = _host.Client();
            Answer form = await client.Get("/sign-in");
            Answer done = await client.SignIn(mail, WebHost.Password);
            foreach (string cookie in (string[])[form.Headers["Set-Cookie"], done.Headers["Set-Cookie"]])
            {
                Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
            }
        }

        [Theory]
        [InlineData("evil.example")]
        [InlineData("evil.example:80")]
        [InlineData("127.0.0.1.evil.example")]
        public async Task A_forged_host_gets_no_page(string host)
        {
            using WebClient client = _host.Client();
            client.Headers.Host = host;
            Answer answer = await client.Get("/sign-in");
            Assert.Equal(400, answer.Status);
            Assert.DoesNotContain("evil", answer.Text, StringComparison.Ordinal);
            Assert.Equal(200, (await client.Get("/health/live")).Status);
        }

        [Fact]
        public async Task An_address_that_tries_too_often_waits()
        {
            using WebClient client = _host.Client();
            for (int tries = 0; tries < Throttle.OfAddress; tries++)
            {
                Assert.Equal(410, (await client.Get("/reset/none")).Status);
            }

            foreach (string path in (string[])["/reset/none", "/invite/none", "/setup/none"])
            {
                Answer refused = await client.Get(path);
                Assert.Equal(429, refused.Status);
                Assert.True(refused.Headers.ContainsKey("Retry-After"));
            }

            Assert.Equal(429, (await client.SignIn("a@example.org", "whatever it is")).Status);
            Assert.Equal(429, (await client.Post("/sign-in", "/reset", ("mail", "a@example.org"))).Status);
        }

        /// <summary>Whether there is such an account or not.</summary>
        [Fact]
        public async Task An_account_that_is_tried_too_often_waits_from_wherever_it_is_tried()
        {
            await using WebHost behind = await WebHost.With("""{"NanoCharger":{"Proxies":["127.0.0.1"]},"Urls":"http://127.0.0.1:0"}""");
            int status = 0;
            for (int tries = 0; tries <= Throttle.OfAccount; tries++)
            {
                using WebClient client = behind.Client();
                client.Headers.Add("X-Forwarded-For", FormattableString.Invariant($"10.0.0.{tries}"));
                status = (await client.SignIn("nobody@example.org", "whatever it is")).Status;
                Assert.Equal(tries < Throttle.OfAccount ? 422 : 429, status);
            }

            using WebClient last = behind.Client();
            last.Headers.Add("X-Forwarded-For", "10.0.0.200");
            Assert.Equal(422, (await last.SignIn("other@example.org", "whatever it is")).Status);
        }

        /// <summary>Who signs in often is no stranger who guesses.</summary>
        [Fact]
        public async Task Sign_ins_that_are_right_do_not_count()
        {
            (string mail, _) = await _host.Make(Role.Manager);
            for (int tries = 0; tries < Throttle.OfAccount + 3; tries++)
            {
                using WebClient client = _host.Client();
                Assert.Equal((tries, 303), (tries, (await client.SignIn(mail, WebHost.Password)).Status));
            }
        }

        /// <summary>A right one takes back itself, and no wrong one of somebody else; a window that is over begins anew.</summary>
        [Fact]
        public void A_try_that_was_right_is_given_back_and_no_other()
        {
            AccountTries tries = new(3, 1000);
            Assert.True(tries.Take("a", 0) && tries.Take("a", 1));
            for (int right = 0; right < 5; right++)
            {
                Assert.True(tries.Take("a", 2));
                tries.GiveBack("a", 2);
            }

            Assert.True(tries.Take("a", 3));
            Assert.False(tries.Take("a", 999));
            Assert.True(tries.Take("b", 999));
            Assert.True(tries.Take("a", 1000));
            tries.GiveBack("c", 1000);
            tries.GiveBack("b", 5000);
            Assert.True(tries.Take("b", 5000) && tries.Take("b", 5000) && tries.Take("b", 5000));
            Assert.False(tries.Take("b", 5000));
        }

        /// <summary>Whoever says that he forwards for others is believed only where he is named: else each guess would come from another address.</summary>
        [Fact]
        public async Task Only_a_proxy_that_is_named_is_believed()
        {
            using WebClient client = _host.Client();
            client.Headers.Add("X-Forwarded-Proto", "https");
            for (int tries = 0; tries < Throttle.OfAddress; tries++)
            {
                client.Headers.Remove("X-Forwarded-For");
                client.Headers.Add("X-Forwarded-For", FormattableString.Invariant($"10.0.1.{tries}"));
                await client.Get("/reset/none");
            }

            Assert.Equal(429, (await client.Get("/reset/none")).Status);
            Assert.DoesNotContain("secure", (await client.Get("/sign-in")).Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
        }

        [Fact]
        public async Task Behind_a_named_proxy_cookies_are_for_https_alone()
        {
            await using WebHost behind = await WebHost.With("""{"NanoCharger":{"Proxies":["127.0.0.0/8"],"PublicAddress":"https://charge.example"},"Urls":"http://127.0.0.1:0"}""");
            using WebClient client = behind.Client();
            client.Headers.Host = "charge.example";
            Assert.Equal(400, (await client.Get("/sign-in")).Status);
            client.Headers.Add("X-Forwarded-Proto", "https");
            Answer answer = await client.Get("/sign-in");
            Assert.Equal(200, answer.Status);
            Assert.StartsWith("__Host-nanocharger.form=", answer.Headers["Set-Cookie"], StringComparison.Ordinal);
            Assert.Contains("secure", answer.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
            Assert.Equal("max-age=31536000", answer.Headers["Strict-Transport-Security"]);
            Assert.DoesNotContain(behind.Log, line => line.Contains("is not https", StringComparison.Ordinal));
            Assert.StartsWith("https://charge.example/setup/", behind.Log.Single(line => line.StartsWith("nobody can sign in yet", StringComparison.Ordinal)).Split("open ")[1], StringComparison.Ordinal);
        }

        [Fact]
        public async Task Errors_are_pages_in_the_language_of_who_asks_and_tell_nothing_of_inside()
        {
            using WebClient client = _host.Client();
            client.Headers.AcceptLanguage.ParseAdd("fr, de-AT;q=0.8, en;q=0.5");
            Answer none = await client.Get("/no/such/page");
            Assert.Equal(404, none.Status);
            Assert.Contains("Hier ist nichts", none.Text, StringComparison.Ordinal);
            Assert.Contains("lang=\"de\"", none.Text, StringComparison.Ordinal);

            using WebClient caretaker = await _host.SignedIn(Role.Caretaker);
            Assert.Contains("Not for you", (await caretaker.Get("/invite")).Text, StringComparison.Ordinal);
            Assert.Equal(413, (await client.PostAlone("/sign-in", ("mail", new string('x', 300_000)))).Status);
        }

        /// <summary>Another content is another address; and scripts are small.</summary>
        [Fact]
        public async Task Style_and_script_are_kept_for_ever_under_the_digest_of_their_content()
        {
            using WebClient client = _host.Client();
            foreach ((string name, string kind) in ((string, string)[])[("site.css", "text/css"), ("house.css", "text/css"), ("own.css", "text/css"), ("guest.css", "text/css"), ("receipt.css", "text/css"), ("live.js", "text/javascript"), ("check.js", "text/javascript"), ("favicon.svg", "image/svg+xml")])
            {
                Answer answer = await client.Get(Asset.Of(name));
                Assert.Equal((name, 200), (name, answer.Status));
                Assert.StartsWith(kind, answer.Headers["Content-Type"], StringComparison.Ordinal);
                Assert.Equal("public, max-age=31536000, immutable", answer.Headers["Cache-Control"]);
                Assert.Contains(Secrets.Digest(answer.Text)[..12], Asset.Of(name), StringComparison.Ordinal);
                Assert.InRange(answer.Text.Length, 1, name == "live.js" ? 3_000 : name == "check.js" ? 4_000 : 12_000);
            }

            Assert.Equal("no-store", (await client.Get("/sign-in")).Headers["Cache-Control"]);
        }

        [Fact]
        public async Task A_failure_is_a_page_without_a_trace()
        {
            await using WebHost broken = await WebHost.Start();
            using WebClient client = await broken.SignedIn(Role.Manager);
            await broken.Write(context => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRaw(context.Database, "ALTER TABLE placements RENAME TO gone"));
            Answer failed = await client.Get("/today");
            Assert.Equal(500, failed.Status);
            Assert.Contains("Something went wrong here", failed.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("placements", failed.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" at NanoCharger", failed.Text, StringComparison.Ordinal);
            Assert.Contains(broken.Log, line => line.Contains("GET /today failed", StringComparison.Ordinal));
        }
    }
}
