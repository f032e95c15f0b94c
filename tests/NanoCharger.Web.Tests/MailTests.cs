using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Links that are posted.</summary>
    public sealed class MailTests : IAsyncLifetime
    {
        private readonly MailServer _mail = new();
        private WebHost _host = null!;

        public async Task InitializeAsync()
        {
            string settings = """{"NanoCharger":{"PublicAddress":"http://127.0.0.1:1","Mail":{"Host":"127.0.0.1","Port":PORT,"Tls":false,"From":"charge@example.org"}},"Urls":"http://127.0.0.1:0"}""";
            _host = await WebHost.With(settings.Replace("PORT", _mail.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        public async Task DisposeAsync()
        {
            await _host.DisposeAsync();
            _mail.Dispose();
        }

        /// <summary>In the language of who gets it, whoever asked.</summary>
        [Fact]
        public async Task Who_has_forgotten_his_password_gets_a_link_and_a_stranger_the_same_answer()
        {
            (string mail, _) = await _host.Make(Role.Manager, language: "de");
            using WebClient client = _host.Client();
            Answer unknown = await client.Post("/reset", "/reset", ("mail", "nobody@example.org"));
            Answer known = await client.Post("/reset", "/reset", ("mail", mail));
            Assert.Equal((unknown.Status, unknown.Location, unknown.Text), (known.Status, known.Location, known.Text));

            string letter = await Letter();
            Assert.Contains("To: " + mail, letter, StringComparison.Ordinal);
            string text = Body(letter);
            Assert.Contains("neues Passwort", text, StringComparison.Ordinal);
            string path = Regex.Match(text, "http://127.0.0.1:1(/reset/[A-Za-z0-9_-]+)").Groups[1].Value;
            Assert.Equal("/sign-in", (await client.Post(path, path, ("password", "another four words"))).Location);
            Assert.Equal(303, (await client.SignIn(mail, "another four words")).Status);
            Assert.Single(_mail.Mails);
        }

        [Fact]
        public async Task Who_is_invited_gets_a_mail_and_who_invites_sees_the_link_too()
        {
            using WebClient manager = await _host.SignedIn(Role.Manager);
            Answer made = await manager.Post("/invite", "/invite", ("mail", "new@example.org"), ("role", "Caretaker"));
            string link = Regex.Match(made.Text, "http://127.0.0.1:1/invite/[A-Za-z0-9_-]+").Value;
            Assert.Contains(link, Body(await Letter()), StringComparison.Ordinal);
        }

        /// <summary>Whoever invites: nobody knows what the new one speaks, so it is what is spoken where the house is; of somebody who is known it is his own.</summary>
        [Theory]
        [InlineData("en", "AT", "new@example.org", "lädt Sie ein")]
        [InlineData("de", "IE", "new@example.org", "invites you")]
        [InlineData("de", "AT", "known@example.org", "invites you")]
        public async Task An_invitation_is_in_the_language_of_whom_it_goes_to(string inviter, string market, string to, string words)
        {
            (string known, _) = await _host.Make(Role.Caretaker, language: "en");
            (string mail, _) = await _host.Make(Role.Manager, language: inviter);
            await _host.Write(context => context.Houses.ExecuteUpdate(set => set.SetProperty(row => row.Market, market)));
            using WebClient manager = _host.Client();
            await manager.SignIn(mail, WebHost.Password);
            await manager.Post("/invite", "/invite", ("mail", to == "known@example.org" ? known : to), ("role", "Manager"));
            Assert.Contains(words, Body(await Letter()), StringComparison.Ordinal);
        }

        /// <summary>A mail server that is away costs nobody anything but the mail, and the log names no address.</summary>
        [Fact]
        public async Task A_mail_that_cannot_be_posted_is_told_without_its_address()
        {
            _mail.Dispose();
            using WebClient manager = await _host.SignedIn(Role.Manager);
            Assert.Equal(200, (await manager.Post("/invite", "/invite", ("mail", "new@example.org"), ("role", "Caretaker"))).Status);
            Assert.True(await Until(() => _host.Log.Any(line => line.StartsWith("a mail was not posted", StringComparison.Ordinal))));
            Assert.DoesNotContain(_host.Log, line => line.Contains("new@", StringComparison.Ordinal));
        }

        private async Task<string> Letter()
        {
            Assert.True(await Until(() => !_mail.Mails.IsEmpty), "no mail came");
            return _mail.Mails.First();
        }

        private static string Body(string letter)
        {
            string body = letter[(letter.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var at and >= 0 ? at : letter.IndexOf("\n\n", StringComparison.Ordinal))..];
            return letter.Contains("base64", StringComparison.OrdinalIgnoreCase)
                ? Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Replace(body, "\\s", "")))
                : Regex.Replace(body, "=\r?\n", "").Replace("=3D", "=", StringComparison.Ordinal);
        }

        private static async Task<bool> Until(Func<bool> holds)
        {
            for (Stopwatch waiting = Stopwatch.StartNew(); waiting.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(20))
            {
                if (holds())
                {
                    return true;
                }
            }

            return false;
        }
    }
}
