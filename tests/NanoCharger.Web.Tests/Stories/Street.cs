using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using NanoCharger.Broker;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>What a story needs: a broker, the program at it with an empty database, a bay on the wall, and the windows of those who look.</summary>
    internal sealed class Street : IAsyncDisposable
    {
        /// <summary>A Tuesday evening in the middle of a month.</summary>
        private static readonly DateTimeOffset Evening = new(2026, 6, 16, 15, 0, 0, TimeSpan.Zero);

        private readonly Chromium _browser;
        private readonly EmbeddedBroker _broker;
        private readonly FakeTimeProvider _clock;
        private readonly Look _look;

        private Street(Chromium browser, Look look, EmbeddedBroker broker, FakeTimeProvider clock)
        {
            (_browser, _look, _broker, _clock) = (browser, look, broker, clock);
            Bay = null!;
            Host = null!;
        }

        /// <summary>The program.</summary>
        internal WebHost Host { get; private set; }

        /// <summary>The bay, with the board that is on the wall now.</summary>
        internal LiveBay Bay { get; private set; }

        /// <summary>In which language the pages are.</summary>
        internal Language Text => Languages.All[_look.Language];

        /// <summary>An empty database, and a board that nobody knows.</summary>
        internal static Task<Street> Open(Chromium browser, Look look, params string[] cards)
        {
            return Open(browser, look, static (_, _) => { }, cards);
        }

        /// <inheritdoc cref="Open(Chromium, Look, string[])"/>
        internal static async Task<Street> Open(Chromium browser, Look look, Action<WebApplicationBuilder, TimeProvider> change, params string[] cards)
        {
            EmbeddedBroker broker = EmbeddedBroker.Start();
            FakeTimeProvider clock = new(Evening);
            Street street = new(browser, look, broker, clock);
            string address = FormattableString.Invariant($"mqtt://{broker.Host}:{broker.Port}");
            street.Host = await WebHost.Start(builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                change(builder, clock);
            }, "--broker", address);
            street.Bay = new LiveBay(broker, clock, board: 1, [.. cards.Select(card => new Car(card))]);
            return street;
        }

        /// <summary>Somebody's window.</summary>
        /// <param name="scripts">False where he lets no page run any.</param>
        internal Task<Window> Look(bool scripts = true)
        {
            return _browser.Open(Host, _look, scripts);
        }

        /// <summary>Another board comes onto the wall, with flash, key and meter of its own.</summary>
        internal void Replace(params string[] cards)
        {
            Bay.Dispose();
            _clock.Advance(TimeSpan.FromMinutes(10));
            Bay = new LiveBay(_broker, _clock, board: 2, [.. cards.Select(card => new Car(card))]);
        }

        /// <summary>What <c>audit</c> finds: nothing, where all signatures hold and the books are theirs.</summary>
        internal IReadOnlyList<AuditFinding> Audit()
        {
            return new Auditor(Host.Services.GetRequiredService<WebData>().Backend.Database, _clock.GetUtcNow().ToUnixTimeMilliseconds()).Run().Findings;
        }

        /// <summary>A number as the pages write it.</summary>
        internal string Number(decimal number)
        {
            return Text.Number(number, 2);
        }

        public async ValueTask DisposeAsync()
        {
            Bay.Dispose();
            await Host.DisposeAsync();
            await _broker.DisposeAsync();
        }
    }
}
