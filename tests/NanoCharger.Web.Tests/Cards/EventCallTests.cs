using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Web.Tests.Cards
{
    /// <summary>What calls itself the provider has a length above which nobody listens.</summary>
    public sealed class EventCallTests
    {
        private const int Longest = 256 * 1024;

        [Fact]
        public async Task A_call_that_is_too_long_is_refused_and_leaves_nothing_and_one_at_the_limit_counts()
        {
            await using CardYard yard = await CardYard.Open();
            using WebClient guest = yard.Guests.Host.Client();
            await yard.GoToPay(guest);
            yard.Server.Pay(yard.Hold.Session!);
            ProviderCall paid = yard.Server.Calls[^1];
            long? before = yard.Hold.AskMs;
            Assert.Equal(413, await yard.Call(OfLength(yard, paid, Longest + 1)));
            Assert.Equal(413, await yard.Call(OfLength(yard, paid, 4 * Longest)));
            Assert.Equal((0, before), (yard.Guests.Host.Ask(context => context.ProviderEvents.Count()), yard.Hold.AskMs));
            await yard.Look();
            Assert.Equal(nameof(CheckoutState.Paying), yard.Guests.Row.State);

            Assert.Equal(200, await yard.Call(OfLength(yard, paid, Longest)));
            Assert.Equal(paid.Id, yard.Guests.Host.Ask(context => context.ProviderEvents.Single().Id));
            await yard.Look();
            Assert.Equal(nameof(CheckoutState.Starting), yard.Guests.Row.State);
        }

        /// <summary>The same call, signed by him, with so many blanks behind it that it has this length.</summary>
        private static SignedEvent OfLength(CardYard yard, ProviderCall call, int bytes)
        {
            return SignedEvent.Of(call.Body + new string(' ', bytes - Encoding.UTF8.GetByteCount(call.Body)), yard.Guests.Clock.GetUtcNow(), yard.Server.WebhookSecrets);
        }
    }
}
