using System;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Web;
using NanoCharger.Testing.Payments;
using NanoCharger.Web.Tests.Guests;
using Xunit;

namespace NanoCharger.Web.Tests.Cards
{
    /// <summary>The yard of guests, whose house takes cards by a provider of its own on this machine.</summary>
    internal sealed class CardYard : IAsyncDisposable
    {
        private CardYard(GuestYard guests, ProviderServer server)
        {
            (Guests, Server) = (guests, server);
        }

        internal GuestYard Guests { get; }

        internal ProviderServer Server { get; }

        internal HoldRow Hold => Guests.Host.Ask(context => context.Holds.AsNoTracking().OrderBy(row => row.Id).Last());

        /// <param name="accounts">Each manager has an account of his own.</param>
        /// <param name="change">What else is otherwise; null: nothing.</param>
        /// <param name="database">In which database; null: in a file.</param>
        /// <param name="limited">With the limits of who asks too often.</param>
        internal static async Task<CardYard> Open(bool accounts = false, Action<WebApplicationBuilder>? change = null, string? database = null, bool limited = false)
        {
            TimeProvider? clock = null;
            ProviderServer server = new(() => clock?.GetUtcNow() ?? DemoHost.Now);
            GuestYard guests = await GuestYard.Open(limited, change: builder =>
            {
                Use(builder, server, accounts);
                change?.Invoke(builder);
            }, database: database);
            clock = guests.Clock;
            await guests.Take(GuestWay.Card);
            return new CardYard(guests, server);
        }

        /// <summary>Settings by which a program takes cards there.</summary>
        internal static void Use(WebApplicationBuilder builder, ProviderServer server, bool accounts = false)
        {
            builder.Services.PostConfigure<BackendSettings>(settings =>
            {
                settings.Cards.Key = server.Key;
                settings.Cards.EventSecrets = [.. server.WebhookSecrets];
                settings.Cards.Address = server.Address;
                settings.Cards.Pages = [server.PageOrigin];
                settings.Cards.Accounts = accounts;
                settings.Cards.FeePercent = 5;
            });
        }

        /// <summary>A guest takes the bay and wants to pay.</summary>
        /// <returns>His address, and where he is sent.</returns>
        internal async Task<(string Address, string? Page)> GoToPay(WebClient guest)
        {
            string address = await Guests.Checkout(guest);
            Answer sent = await guest.Post(address, address + "/pay");
            return (address, sent.Location);
        }

        /// <summary>A guest pays by card, charges, and is taken what it costs.</summary>
        /// <returns>His address.</returns>
        internal async Task<string> Charge(WebClient guest, string transaction = "G1")
        {
            string address = await Pays(guest);
            await Guests.Bill(transaction);
            await Look(4);
            Assert.Equal(nameof(HoldState.Captured), Hold.State);
            return address;
        }

        /// <summary>A guest has paid, and the charger is told to start.</summary>
        /// <returns>His address.</returns>
        internal async Task<string> Pays(WebClient guest)
        {
            (string address, _) = await GoToPay(guest);
            Server.Pay(Hold.Session!);
            Assert.Equal(HttpStatusCode.OK, (HttpStatusCode)await Call());
            await Look();
            Assert.Equal(nameof(HoldState.Held), Hold.State);
            return address;
        }

        /// <summary>A manager says who he is, on his own pages and the provider's, and may take money.</summary>
        internal async Task Onboard(WebClient manager)
        {
            Language text = Languages.All["en"];
            Assert.StartsWith(Server.PageOrigin + "/", (await manager.Post("/money", "/money/account")).Location, StringComparison.Ordinal);
            await Look();
            Assert.Contains(text["payee.waits"], GuestYard.TextOf(await manager.Get("/money")), StringComparison.Ordinal);
            Server.Enable(Server.Accounts.Single());
            await Call();
            await Look();
            Assert.Contains(text["payee.ready"], GuestYard.TextOf(await manager.Get("/money")), StringComparison.Ordinal);
        }

        /// <summary>A page says what was taken and who has what of it.</summary>
        internal static async Task Shares(WebClient manager, string path, long taken, long provider, long platform, long share)
        {
            Language text = Languages.All["en"];
            string page = Regex.Replace(Answer.Plain(GuestYard.TextOf(await manager.Get(path))), "<[^>]+>\\s*", "|");
            foreach ((string key, long minor) in new[] { ("money.card-taken", taken), ("money.card-fees-of-platform", provider), ("money.card-platform", platform), ("money.card-share", share) })
            {
                Assert.Matches(Regex.Escape(text[key]) + "\\|+" + Regex.Escape(Answer.Plain(text.Money(minor, "EUR"))), page);
            }
        }

        /// <summary>All that looks by itself looks.</summary>
        internal async Task Look(int times = 3)
        {
            for (int turn = 0; turn < times; turn++)
            {
                await Guests.Look();
                await Task.Run(Guests.Backend.Holds!.Tick);
            }
        }

        /// <summary>The provider's last call is delivered.</summary>
        internal async Task<int> Call(SignedEvent? signed = null)
        {
            return (int)await Server.Post(signed ?? Server.Sign(Server.Calls[^1]), Guests.Host.Address + "/payments/events");
        }

        public async ValueTask DisposeAsync()
        {
            await Guests.DisposeAsync();
            Server.Dispose();
        }
    }
}
