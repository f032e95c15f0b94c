using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Testing.Payments;
using NanoCharger.Web.Tests.Guests;

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

        internal static async Task<CardYard> Open(bool accounts = false)
        {
            TimeProvider? clock = null;
            ProviderServer server = new(() => clock?.GetUtcNow() ?? DemoHost.Now);
            GuestYard guests = await GuestYard.Open(change: builder => Use(builder, server, accounts));
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
