using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NanoCharger.Testing.Payments
{
    /// <summary>A stand-in for the card provider, on this machine: its API, its pages, its calls. It remembers everything, so that a test can count what money has moved.</summary>
    /// <remarks>It behaves as https://docs.stripe.com/api says of those requests that the platform makes, and refuses every other.
    /// What happens at guests' hands and by time makes calls; none leaves by itself.</remarks>
    internal sealed class ProviderServer : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly ProviderShapes _shapes;
        private readonly ProviderBooks _books;
        private readonly ProviderDoor _door;
        private readonly WebApplication _app;
        private readonly HttpClient _http = new();

        /// <summary>Starts it.</summary>
        /// <param name="clock">Its time.</param>
        /// <param name="fixtures">The file with the shapes of its answers (<c>shared/payment/stripe-fixtures3.json</c>); null where it is not at hand: then answers hold what the platform reads.</param>
        internal ProviderServer(Func<DateTimeOffset> clock, string? fixtures = null)
        {
            _shapes = new ProviderShapes(fixtures, () => PageOrigin);
            _books = new ProviderBooks(clock, _shapes);
            _door = new ProviderDoor(_gate, _books, _shapes, this);
            ProviderSite site = new(_gate, _books);
            _app = Make();
            CancellationToken stopping = _app.Lifetime.ApplicationStopping;
            _app.Run(context => context.Connection.LocalPort == new Uri(PageOrigin).Port ? site.Answer(context) : _door.Answer(context, stopping));
            _app.Start();
            (Address, PageOrigin) = (_app.Urls.First(), _app.Urls.Last());
        }

        /// <summary>Where the API is.</summary>
        internal string Address { get; } = "";

        /// <summary>Where the pages are: another origin, as with the real one.</summary>
        internal string PageOrigin { get; } = "";

        /// <summary>The platform's key: no other is answered.</summary>
        internal string Key { get; } = ProviderRecords.Id("sk_test_", 40);

        /// <summary>By which calls are signed; two while one is changed.</summary>
        internal string[] WebhookSecrets { get; set; } = [ProviderRecords.Id("whsec_", 32)];

        /// <summary>What goes wrong with a request; null for nothing.</summary>
        internal Func<ProviderRequest, ProviderFault>? Fault { get; set; }

        /// <summary>How long <see cref="ProviderFault.Slow"/> is, by the machine's clock.</summary>
        internal TimeSpan SlowFor { get; set; } = TimeSpan.FromSeconds(3);

        /// <summary>What stands in place of an answer by <see cref="ProviderFault.Garbled"/>.</summary>
        internal string Garbage { get; set; } = "<html><body>Please sign in to the network</body></html>";

        /// <summary>HTTP's number with it.</summary>
        internal int GarbageStatus { get; set; } = 200;

        /// <summary>What it keeps is not told yet.</summary>
        internal bool FeesAreLate
        {
            get => _shapes.FeesAreLate;
            set => _shapes.FeesAreLate = value;
        }

        /// <summary>What it was asked, in order.</summary>
        internal IReadOnlyList<ProviderRequest> Requests => _door.Requests;

        /// <summary>What it would call for, in order; time is looked at first.</summary>
        internal IReadOnlyList<ProviderCall> Calls => Under(() => _books.Calls.ToArray());

        /// <summary>What money has moved, by intent.</summary>
        internal IReadOnlyDictionary<string, Moved> Moved => Under(() => _books.Intents.ToDictionary(intent => intent.Id, intent => intent.Moved));

        /// <summary>What money has moved for a page: nothing where nobody has tried to pay.</summary>
        internal Moved MovedOf(string session)
        {
            return Under(() => _books.PageOf(session).Intent?.Moved ?? Payments.Moved.Nothing);
        }

        /// <summary>What somebody has with the provider, minor units; with less than nothing he owes it.</summary>
        /// <param name="account">A manager's; null for the platform.</param>
        /// <param name="currency">ISO 4217 code.</param>
        internal long Balance(string? account, string currency)
        {
            return Under(() => _books.Money.Of(account, currency.ToLowerInvariant()));
        }

        /// <summary>The pages of a hold, by the key that it was opened with: more than one only where an answer was lost for good.</summary>
        internal IReadOnlyList<string> SessionsOf(string hold)
        {
            return Under(() => _books.Pages.Where(page => page.Metadata.GetValueOrDefault("hold") == hold).Select(page => page.Id).ToArray());
        }

        /// <summary>The intent of a page; null where nobody has tried to pay.</summary>
        internal string? IntentOf(string session)
        {
            return Under(() => _books.PageOf(session).Intent?.Id);
        }

        /// <summary>The accounts that were made.</summary>
        internal IReadOnlyList<string> Accounts => Under(() => _books.Accounts.Select(account => account.Id).ToArray());

        /// <summary>The guest pays with a good card.</summary>
        /// <returns>Where he is led.</returns>
        internal string Pay(string session)
        {
            return At(session, page => _books.Pay(page, false)).Success;
        }

        /// <summary>The guest pays, and his bank asks him first: <see cref="AnswerBank"/>.</summary>
        internal void PayAndBeAsked(string session)
        {
            At(session, page => _books.Pay(page, true));
        }

        /// <summary>The guest answers his bank, even after the page has ended.</summary>
        /// <returns>Where he is led.</returns>
        internal string AnswerBank(string session, bool isYes)
        {
            return At(session, page => _books.Answer(page, isYes)).Success;
        }

        /// <summary>The guest's bank says no; he may try again.</summary>
        internal void Decline(string session)
        {
            At(session, page => _books.Decline(page));
        }

        /// <summary>The guest goes back without paying.</summary>
        /// <returns>Where he is led.</returns>
        internal string Leave(string session)
        {
            return At(session, static _ => { }).Cancel;
        }

        /// <summary>The guest's bank asks for the money back.</summary>
        internal void Dispute(string intent)
        {
            By(intent, _books.Dispute);
        }

        /// <summary>Somebody has sent evidence in by the provider's own pages: the bank decides.</summary>
        internal void ReviewDispute(string intent)
        {
            By(intent, _books.Review);
        }

        /// <summary>The bank has decided.</summary>
        internal void CloseDispute(string intent, bool won)
        {
            By(intent, one => _books.Close(one, won));
        }

        /// <summary>Somebody captures in the provider's own pages.</summary>
        /// <param name="intent">Which.</param>
        /// <param name="amount">How much; null for all.</param>
        internal void CaptureByHand(string intent, long? amount = null)
        {
            By(intent, one => _books.Capture(one, amount, null));
        }

        /// <summary>Somebody cancels in the provider's own pages.</summary>
        internal void CancelByHand(string intent)
        {
            By(intent, one => _books.Cancel(one, "requested_by_customer"));
        }

        /// <summary>Somebody refunds in the provider's own pages, a manager's share with it.</summary>
        /// <param name="intent">Which.</param>
        /// <param name="amount">How much; null for all that is left.</param>
        internal void RefundByHand(string intent, long? amount = null)
        {
            By(intent, one => _books.Refund(one, amount, one.Charge?.Transfer is not null, one.Charge?.ApplicationFee is not null));
        }

        /// <summary>What the guest's bank had let go it holds all the same.</summary>
        /// <returns>False where it had let nothing go.</returns>
        internal bool HoldAgain(string intent)
        {
            return Under(() => _books.HoldAgain(_books.IntentOf(intent)));
        }

        /// <summary>A refund comes back.</summary>
        internal void ReturnRefund(string intent)
        {
            By(intent, _books.ReturnRefund);
        }

        /// <summary>A manager has said who he is: his account may take money.</summary>
        internal void Enable(string account)
        {
            Under(() =>
            {
                _books.Enable(_books.AccountOf(account));
                return true;
            });
        }

        /// <summary>Time is looked at: pages end, holds run out. Every request and every question does it too.</summary>
        internal void Tick()
        {
            Under(static () => true);
        }

        /// <summary>Signs a call.</summary>
        /// <param name="call">Which.</param>
        /// <param name="at">When it is sent; null for now.</param>
        /// <param name="secrets">By what; none for <see cref="WebhookSecrets"/>.</param>
        internal SignedEvent Sign(ProviderCall call, DateTimeOffset? at = null, params string[] secrets)
        {
            return SignedEvent.Of(call.Body, at ?? _books.Now, secrets.Length > 0 ? secrets : WebhookSecrets);
        }

        /// <summary>Delivers a call.</summary>
        /// <returns>What was answered.</returns>
        internal async Task<HttpStatusCode> Post(SignedEvent signed, string address)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new StringContent(signed.Body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Stripe-Signature", signed.Header);
            using HttpResponseMessage answer = await _http.SendAsync(request);
            return answer.StatusCode;
        }

        /// <summary>Takes it away.</summary>
        public void Dispose()
        {
            _app.StopAsync().GetAwaiter().GetResult();
            _app.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _http.Dispose();
        }

        private static WebApplication Make()
        {
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.WebHost.UseKestrelCore().ConfigureKestrel(static server =>
            {
                server.Listen(IPAddress.Loopback, 0, static line => line.Protocols = HttpProtocols.Http1);
                server.Listen(IPAddress.Loopback, 0, static line => line.Protocols = HttpProtocols.Http1);
            });
            builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
            builder.Logging.ClearProviders();
            return builder.Build();
        }

        private ProviderRecords.Page At(string session, Action<ProviderRecords.Page> does)
        {
            return Under(() =>
            {
                ProviderRecords.Page page = _books.PageOf(session);
                does(page);
                return page;
            });
        }

        private void By(string intent, Action<ProviderRecords.Intent> does)
        {
            Under(() =>
            {
                does(_books.IntentOf(intent));
                return true;
            });
        }

        private T Under<T>(Func<T> does)
        {
            lock (_gate)
            {
                _books.Tick();
                return does();
            }
        }
    }
}
