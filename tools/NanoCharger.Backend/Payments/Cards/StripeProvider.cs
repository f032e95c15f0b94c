using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Stripe;
using Stripe.Checkout;

namespace NanoCharger.Backend.Payments.Cards
{
    /// <summary>Cards by Stripe: Checkout for the page, intents that are captured by hand, Connect for managers (https://docs.stripe.com/api).</summary>
    internal sealed class StripeProvider : ICardProvider, IDisposable
    {
        /// <summary>The intent, its charge and what that has cost; three levels of the four that Stripe goes down. How the card was held stands in a charge without asking.</summary>
        private static readonly List<string> Whole = ["payment_intent.latest_charge.balance_transaction"];

        private readonly StripeOptions _options;
        private readonly HttpClient _http;
        private readonly StripeClient _client;
        private readonly SessionService _pages;
        private readonly PaymentIntentService _intents;

        /// <param name="options">Where and who.</param>
        internal StripeProvider(StripeOptions options)
        {
            if (options.WebhookSecrets.Any(string.IsNullOrWhiteSpace))
            {
                throw new ArgumentException("a webhook secret is empty: anybody could sign by it", nameof(options));
            }

            _options = options;
            // No redirects: the key goes to nobody else. The connections are made anew now and then, so that a change of addresses is seen.
            _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            {
                Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            };
            _client = new StripeClient(options.Key, httpClient: new SystemNetHttpClient(_http, maxNetworkRetries: 0, enableTelemetry: false), apiBase: options.ApiBase.TrimEnd('/'));
            (_pages, _intents) = (new SessionService(_client), new PaymentIntentService(_client));
        }

        /// <inheritdoc/>
        public string Name => "Stripe";

        /// <inheritdoc/>
        public string SignatureHeader => "Stripe-Signature";

        /// <inheritdoc/>
        public IReadOnlyList<string> PageOrigins => _options.PageOrigins;

        /// <inheritdoc/>
        public IReadOnlyList<string> AccountOrigins => _options.AccountOrigins;

        /// <inheritdoc/>
        public long? LeastMinor(string currency)
        {
            return StripeMinimum.Of(currency);
        }

        /// <inheritdoc/>
        public async Task<HostedPage> Open(HoldOrder order, CancellationToken cancel)
        {
            SessionCreateOptions wanted = StripePage.Of(order);
            Session page = await StripeAnswers.Write("open a page", order.Key + ":open", options => _pages.CreateAsync(wanted, options, cancel), cancel);
            return page.Id is null || page.Url is null ? throw new ProviderException("open a page: Stripe's answer has none", false)
                : new HostedPage(page.Id, Ours(page.Url, "open a page", PageOrigins));
        }

        /// <inheritdoc/>
        public async Task<string?> AddressOf(string session, CancellationToken cancel)
        {
            Session page = await StripeAnswers.Read("look for a page", () => _pages.GetAsync(session, null, null, cancel), cancel);
            return page.Status == StripeStatus.SessionOpen && page.Url is { } url ? Ours(url, "look for a page", PageOrigins) : null;
        }

        /// <inheritdoc/>
        public async Task<HoldStatus> Look(string session, CancellationToken cancel)
        {
            return await Status(await Page(session, cancel), cancel);
        }

        /// <inheritdoc/>
        public async Task<HoldStatus> Capture(string session, CaptureOrder order, CancellationToken cancel)
        {
            HoldStatus before = await Look(session, cancel);
            if (before.Standing != HoldStanding.Held)
            {
                return before;
            }

            if (order.AmountMinor <= 0 || order.AmountMinor > before.HeldMinor || order.FeeMinor < 0 || order.FeeMinor > order.AmountMinor)
            {
                throw new ProviderException($"capture: {order.AmountMinor} with a fee of {order.FeeMinor ?? 0} cannot be taken of {before.HeldMinor} minor units", true);
            }

            // A fee of nothing is said by saying none.
            PaymentIntentCaptureOptions wanted = new() { AmountToCapture = order.AmountMinor, ApplicationFeeAmount = order.FeeMinor is > 0 ? order.FeeMinor : null };
            return await Settle(session, static now => now.Standing != HoldStanding.Held,
                () => StripeAnswers.Write("capture", order.Key, options => _intents.CaptureAsync(before.Intent, wanted, options, cancel), cancel), cancel);
        }

        /// <inheritdoc/>
        public async Task<HoldStatus> Release(string session, string key, CancellationToken cancel)
        {
            Session page = await Page(session, cancel);
            if (page.Status == StripeStatus.SessionOpen)
            {
                // He may pay in this very moment: then the page has not ended, and his money is let go below.
                await Settle(session, static _ => true, () => StripeAnswers.Write("end a page", key + ":expire", options => _pages.ExpireAsync(session, null, options, cancel), cancel), cancel);
                page = await Page(session, cancel);
            }

            return page.PaymentIntent?.Status != StripeStatus.IntentHeld ? await Status(page, cancel)
                : await Settle(session, static now => now.Standing != HoldStanding.Held,
                    () => StripeAnswers.Write("let a hold go", key + ":cancel", options => _intents.CancelAsync(page.PaymentIntentId, null, options, cancel), cancel), cancel);
        }

        /// <inheritdoc/>
        public async Task<HoldStatus> Refund(string session, string key, CancellationToken cancel)
        {
            Session page = await Page(session, cancel);
            HoldStatus before = await Status(page, cancel);
            if (before.Standing != HoldStanding.Captured || IsBack(before))
            {
                return before;
            }

            Charge charge = page.PaymentIntent.LatestCharge;
            bool isPassedOn = charge.TransferId is not null;
            RefundCreateOptions wanted = new()
            {
                PaymentIntent = before.Intent,
                ReverseTransfer = isPassedOn ? true : null,
                RefundApplicationFee = isPassedOn && charge.ApplicationFeeId is not null ? true : null,
            };
            return await Settle(session, IsBack,
                () => StripeAnswers.Write("refund", key, options => new RefundService(_client).CreateAsync(wanted, options, cancel), cancel), cancel);
        }

        /// <inheritdoc/>
        public async Task Ping(CancellationToken cancel)
        {
            await StripeAnswers.Read("ask how it is", () => new BalanceService(_client).GetAsync(null, null, cancel), cancel);
        }

        /// <inheritdoc/>
        public async Task<string> MakeAccount(string key, string country, CancellationToken cancel)
        {
            AccountCreateOptions wanted = StripePage.Account(country);
            Account account = await StripeAnswers.Write("make an account", key, options => new AccountService(_client).CreateAsync(wanted, options, cancel), cancel);
            return account.Id ?? throw new ProviderException("make an account: Stripe's answer has none", false);
        }

        /// <inheritdoc/>
        public async Task<string> Onboarding(string account, string back, CancellationToken cancel)
        {
            AccountLinkCreateOptions wanted = new() { Account = account, Type = "account_onboarding", ReturnUrl = back, RefreshUrl = back };
            AccountLink link = await StripeAnswers.Read("ask for a form", () => new AccountLinkService(_client).CreateAsync(wanted, null, cancel), cancel, ofAccount: true);
            return Ours(link.Url ?? throw new ProviderException("ask for a form: Stripe's answer has none", false), "ask for a form", AccountOrigins);
        }

        /// <inheritdoc/>
        public async Task<bool> MayCharge(string account, CancellationToken cancel)
        {
            Account found = await StripeAnswers.Read("look at an account", () => new AccountService(_client).GetAsync(account, null, null, cancel), cancel, ofAccount: true);
            return found.Id == account ? found.ChargesEnabled : throw new ProviderException("look at an account: Stripe's answer is of something else", false);
        }

        /// <inheritdoc/>
        public ProviderEvent? Read(string body, string signature, long nowMs)
        {
            return StripeSignature.Read(_options.WebhookSecrets, body, signature, nowMs);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _http.Dispose();
        }

        /// <summary>Does what may have been done already, and looks: a no that no longer matters is none.</summary>
        private async Task<HoldStatus> Settle<T>(string session, Func<HoldStatus, bool> isDone, Func<Task<T>> ask, CancellationToken cancel)
        {
            ProviderException? no = null;
            try
            {
                await ask();
            }
            catch (ProviderException problem) when (problem.IsRefusal)
            {
                no = problem;
            }

            HoldStatus after = await Look(session, cancel);
            return no is null || isDone(after) ? after : throw no;
        }

        /// <summary>The guest has it: we have given it back, or his bank has taken it, and then Stripe refuses to give it a second time.</summary>
        private static bool IsBack(HoldStatus status)
        {
            return status.RefundedMinor == status.CapturedMinor || status.Dispute is { IsLost: true };
        }

        private async Task<Session> Page(string session, CancellationToken cancel)
        {
            SessionGetOptions wanted = new() { Expand = Whole };
            Session page = await StripeAnswers.Read("look", () => _pages.GetAsync(session, wanted, null, cancel), cancel);
            return page.Id == session && page.Status is not null ? page : throw new ProviderException("look: Stripe's answer is of something else", false);
        }

        private async Task<HoldStatus> Status(Session page, CancellationToken cancel)
        {
            HoldStatus status = StripeStatus.Of(page, page.StripeResponse?.Date);
            if (page.PaymentIntent?.LatestCharge?.Disputed != true)
            {
                return status;
            }

            DisputeListOptions wanted = new() { PaymentIntent = page.PaymentIntentId };
            StripeList<Dispute> disputes = await StripeAnswers.Read("look at a dispute", () => new DisputeService(_client).ListAsync(wanted, null, cancel), cancel);
            return disputes.Data is { } all ? status with { Dispute = StripeStatus.Of(all) } : throw new ProviderException("look at a dispute: Stripe's answer is of something else", false);
        }

        /// <summary>No form of ours leads elsewhere: the browser would stay where it is, and say nothing.</summary>
        private static string Ours(string address, string what, IReadOnlyList<string> origins)
        {
            return Uri.TryCreate(address, UriKind.Absolute, out Uri? there) && origins.Any(origin => Uri.TryCreate(origin, UriKind.Absolute, out Uri? one)
                && Uri.Compare(one, there, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0) ? address
                : throw new ProviderException($"{what}: it is at none of the origins that the settings name, so no form of ours may lead there", true);
        }
    }
}
