using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
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

        /// <summary>He asks for it on his page; what it says stands on the page that it leads to. Nobody is written to who has not asked.</summary>
        [Fact]
        public async Task A_resident_who_wants_it_gets_a_mail_when_his_charge_has_ended_or_failed()
        {
            DateTime now = DateTime.UtcNow;
            using DocumentMaker maker = new();
            WebData data = _host.Services.GetRequiredService<WebData>();
            data.Backend.Register("bay", maker.Key);
            long early = TransactionRows.ToMs(now.AddDays(-2));
            long account = await data.Write(context =>
            {
                context.Houses.Single().Zone = "UTC";
                TariffRegister.Put(context, 1, new TariffVersion { Id = "P1", PerKilowattHour = 0.40m, TaxPercent = 19, TaxIncluded = true }, early);
                TariffRegister.Offer(context, 1, "P1", Audience.Everyone, (early, early));
                By by = new("test", early);
                long made = new ResidentDesk(context, new LineTrail(static _ => { }), by).Add(1, new PersonData("Ada"));
                new CardRegister(context, data.Backend.Database.Tokens, new LineTrail(static _ => { }), by).Add(made, "04A1B2", "card");
                return made;
            });
            (string mail, _) = await _host.Make(Role.Resident, 1, "de", account);
            using WebClient client = _host.Client();
            await client.SignIn(mail, WebHost.Password);
            await Charge(maker, "T1", 1, (0, 2_000_000), now.AddHours(-3));
            Assert.Equal(303, (await client.Post("/account", "/account/mails", ("charged", "yes"))).Status);
            await Charge(maker, "T2", 3, (2_000_000, 7_000_000), now.AddHours(-2));
            await Charge(maker, "T3", 5, (7_000_000, 7_050_000), now.AddHours(-1));
            Assert.Equal(303, (await client.Post("/account", "/account/mails", ("failed", "yes"))).Status);
            await Charge(maker, "T4", 7, (7_050_000, 7_100_000), now.AddMinutes(-30));
            Assert.True(await Until(() => _mail.Mails.Count == 2), $"{_mail.Mails.Count} mails");

            string[] bodies = [.. _mail.Mails.Select(Body)];
            Assert.All(_mail.Mails, letter => Assert.Contains("To: " + mail, letter, StringComparison.Ordinal));
            Assert.Contains("ist zu Ende: 5,00\u00a0kWh, 2,00\u00a0€", bodies[0], StringComparison.Ordinal);
            string path = Regex.Match(bodies[0], "http://127.0.0.1:1(/mine/[0-9]+)").Groups[1].Value;
            Assert.Contains("2,00 €", System.Net.WebUtility.HtmlDecode((await client.Get(path)).Text), StringComparison.Ordinal);
            Assert.Contains("kam auf 0,05\u00a0kWh", bodies[1], StringComparison.Ordinal);
        }

        /// <summary>A charge as its station tells it, until it is settled and whoever wanted a mail of it has one.</summary>
        private async Task Charge(DocumentMaker maker, string transaction, long number, (long From, long To) register, DateTime at)
        {
            WebData data = _host.Services.GetRequiredService<WebData>();
            TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
            data.Backend.Settled += Settled;
            (string begin, string end) = (Time(at), Time(at.AddMinutes(10)));
            string[] frames =
            [
                EventFrame.Write(transaction, 0, "Started", begin, register.From, maker.Begin(number, register.From, begin.Replace('.', ',').Replace("Z", "+0000 S", StringComparison.Ordinal)), maker.OcppKey),
                EventFrame.Write(transaction, 1, "Ended", end, register.To, maker.Receipt(number + 1, register.From, register.To, begin.Replace('.', ',').Replace("Z", "+0000 S", StringComparison.Ordinal), end.Replace('.', ',').Replace("Z", "+0000 S", StringComparison.Ordinal)), maker.OcppKey),
            ];
            foreach (string frame in frames)
            {
                TaskCompletionSource answered = new();
                await data.Backend.Take("bay", Encoding.UTF8.GetBytes(frame), _ => answered.TrySetResult());
                await answered.Task;
            }

            await settled.Task.WaitAsync(TimeSpan.FromMinutes(1));
            data.Backend.Settled -= Settled;
            TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _host.Services.GetRequiredService<Mailer>().Post(_ =>
            {
                written.SetResult();
                return Task.FromResult<Letter?>(null);
            });
            await written.Task.WaitAsync(TimeSpan.FromMinutes(1));

            // Behind the handler that writes mails, which the program's start has put there.
            void Settled(Receipt receipt)
            {
                if (receipt.Transaction.Id == transaction)
                {
                    settled.TrySetResult();
                }
            }
        }

        private static string Time(DateTime at)
        {
            return at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
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
