using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Payments.Cards;
using NanoCharger.TestData;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>The provider as the platform has it, before the stand-in, at one clock.</summary>
    internal sealed class StripeStage : IDisposable
    {
        /// <summary>Where the stage begins: whole seconds, as the API knows no others.</summary>
        internal static readonly DateTimeOffset Begin = new(2026, 12, 10, 12, 0, 0, TimeSpan.Zero);

        private readonly FakeTimeProvider _clock = new(Begin);

        /// <param name="change">What is other than usual.</param>
        /// <param name="isPlain">The stand-in writes its own small shapes, as where the public ones are not at hand.</param>
        internal StripeStage(Func<StripeOptions, StripeOptions>? change = null, bool isPlain = false)
        {
            Server = new ProviderServer(() => _clock.GetUtcNow(), isPlain ? null : Shapes);
            StripeOptions usual = new() { ApiBase = Server.Address, Key = Server.Key, WebhookSecrets = Server.WebhookSecrets, PageOrigins = [Server.PageOrigin], AccountOrigins = [Server.PageOrigin], TimeoutSeconds = 20 };
            Cards = new StripeProvider(change?.Invoke(usual) ?? usual);
        }

        /// <summary>The file of shapes; null where it is not beside the clone.</summary>
        internal static string? Shapes { get; } = Vectors.Folder is { } vectors && Path.Combine(vectors, "..", "payment", "stripe-fixtures3.json") is var file && File.Exists(file) ? file : null;

        internal ProviderServer Server { get; }

        internal StripeProvider Cards { get; }

        internal DateTimeOffset Now => _clock.GetUtcNow();

        internal long NowMs => Now.ToUnixTimeMilliseconds();

        /// <summary>An order of 50.00 EUR for a page of 31 minutes.</summary>
        internal HoldOrder Order(string key = "h1")
        {
            return new HoldOrder(key, 5000, "EUR", "Charging at bay 4", "http://house.example/g/abc", NowMs + (31 * 60_000));
        }

        /// <summary>Opens a page.</summary>
        internal async Task<string> Open(HoldOrder? order = null)
        {
            return (await Cards.Open(order ?? Order(), default)).Session;
        }

        /// <summary>Opens a page, and the guest pays.</summary>
        internal async Task<string> Hold(HoldOrder? order = null)
        {
            string session = await Open(order);
            Server.Pay(session);
            return session;
        }

        /// <summary>Opens a page, the guest pays, and it is taken.</summary>
        internal async Task<string> Take(long amount, HoldOrder? order = null, long? fee = null)
        {
            string session = await Hold(order);
            Assert.Equal(HoldStanding.Captured, (await Cards.Capture(session, new CaptureOrder("capture", amount, fee), default)).Standing);
            return session;
        }

        /// <summary>A hold whose money goes to a manager.</summary>
        internal async Task<HoldOrder> OrderOfManager()
        {
            return Order() with { Account = await Manager(), OnBehalf = true };
        }

        /// <summary>How often a step was asked.</summary>
        internal int Asked(string step)
        {
            return Server.Requests.Count(request => request.Step == step);
        }

        /// <summary>What is thrown.</summary>
        internal static Task<ProviderException> No(Func<Task> ask)
        {
            return Assert.ThrowsAsync<ProviderException>(ask);
        }

        internal Task<HoldStatus> Look(string session)
        {
            return Cards.Look(session, default);
        }

        /// <summary>Makes a manager's account that may take money.</summary>
        internal async Task<string> Manager()
        {
            string account = await Cards.MakeAccount("a1", "DE", default);
            Server.Enable(account);
            return account;
        }

        internal void Advance(TimeSpan time)
        {
            _clock.Advance(time);
        }

        public void Dispose()
        {
            Cards.Dispose();
            Server.Dispose();
        }
    }
}
