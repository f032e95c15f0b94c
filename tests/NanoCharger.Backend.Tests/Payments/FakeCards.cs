using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>A provider in memory, for rules that need no wire: it holds what it is told to, counts what moves, and answers or does not as a test has it.</summary>
    internal sealed class FakeCards(Func<long> nowMs) : ICardProvider
    {
        private readonly Dictionary<string, Payment> _payments = [];
        private int _accounts;

        public string Name => "fake";

        /// <inheritdoc/>
        public string SignatureHeader => "Signature";

        public IReadOnlyList<string> PageOrigins => ["https://cards.example"];

        public IReadOnlyList<string> AccountOrigins => PageOrigins;

        /// <summary>Is asked before each request, by its name, and again behind its effect: throws where no answer comes.</summary>
        internal Action<string, bool> Trouble { get; set; } = static (_, _) => { };

        internal bool Charges { get; set; } = true;

        /// <summary>Of all payments: what was taken, less what was given back.</summary>
        internal long Kept => _payments.Values.Sum(one => one.Captured - one.Refunded);

        internal int Pages => _payments.Count;

        internal Payment Last => _payments.Values.Last();

        public long? LeastMinor(string currency) => currency == "EUR" ? 50 : null;

        public Task<HostedPage> Open(HoldOrder order, CancellationToken cancel) => Do(nameof(Open), () =>
        {
            if (!_payments.TryGetValue(order.Key, out Payment? payment))
            {
                payment = _payments[order.Key] = new Payment(order, "page_" + _payments.Count);
            }

            return payment.Order == order ? new HostedPage(payment.Session, "https://cards.example/" + payment.Session) : throw new ProviderException("the same key, and another order", isRefusal: true);
        });

        public Task<string?> AddressOf(string session, CancellationToken cancel) => Do(nameof(AddressOf), () => Of(session).Standing == HoldStanding.Open ? "https://cards.example/" + session : null);

        public Task<HoldStatus> Look(string session, CancellationToken cancel) => Do(nameof(Look), () => Status(session));

        public Task<HoldStatus> Capture(string session, CaptureOrder order, CancellationToken cancel) => Do(nameof(Capture), () =>
        {
            Payment payment = Of(session);
            if (payment.Standing == HoldStanding.Held)
            {
                (payment.Standing, payment.Captured) = order.AmountMinor <= payment.Held ? (HoldStanding.Captured, payment.Captured + order.AmountMinor) : throw new ProviderException("above the hold", isRefusal: true);
            }

            return Status(session);
        });

        public Task<HoldStatus> Release(string session, string key, CancellationToken cancel) => Do(nameof(Release), () =>
        {
            Payment payment = Of(session);
            payment.Standing = payment.Standing == HoldStanding.Captured ? HoldStanding.Captured : HoldStanding.Gone;
            return Status(session);
        });

        public Task<HoldStatus> Refund(string session, string key, CancellationToken cancel) => Do(nameof(Refund), () =>
        {
            Payment payment = Of(session);
            // What his bank has taken he has already.
            payment.Refunded = payment.Dispute is { IsLost: true } ? payment.Refunded : payment.Captured;
            return Status(session);
        });

        public Task Ping(CancellationToken cancel) => Do(nameof(Ping), static () => true);

        public Task<string> MakeAccount(string key, string country, CancellationToken cancel) => Do(nameof(MakeAccount), () => "acct_" + ++_accounts);

        public Task<string> Onboarding(string account, string back, CancellationToken cancel) => Do(nameof(Onboarding), () => "https://cards.example/" + account);

        public Task<bool> MayCharge(string account, CancellationToken cancel) => Do(nameof(MayCharge), () => Charges);

        public ProviderEvent? Read(string body, string signature, long now) => null;

        /// <summary>The guest pays.</summary>
        internal void Pay(long? heldMinor = null, long? captureBeforeMs = null)
        {
            (Last.Standing, Last.Held, Last.BeforeMs) = (HoldStanding.Held, heldMinor ?? Last.Order.AmountMinor, captureBeforeMs);
        }

        private Payment Of(string session)
        {
            Payment payment = _payments.Values.Single(one => one.Session == session);
            payment.Standing = (payment.Standing == HoldStanding.Held && nowMs() >= payment.BeforeMs) || (payment.Standing == HoldStanding.Open && nowMs() >= payment.Order.EndsMs) ? HoldStanding.Gone : payment.Standing;
            return payment;
        }

        private HoldStatus Status(string session)
        {
            Payment payment = Of(session);
            return new HoldStatus(payment.Standing)
            {
                Intent = payment.Held > 0 ? "pay_" + payment.Session : null,
                ToldMs = nowMs(),
                HeldMinor = payment.Standing == HoldStanding.Captured ? 0 : payment.Held,
                CaptureBeforeMs = payment.BeforeMs,
                CapturedMinor = payment.Captured,
                RefundedMinor = payment.Refunded,
                ProviderFeeMinor = payment.Captured > 0 ? 25 + (payment.Captured / 100) : null,
                Dispute = payment.Dispute,
            };
        }

        private async Task<T> Do<T>(string what, Func<T> work)
        {
            await Task.Yield();
            Trouble(what, false);
            T answer = work();
            Trouble(what, true);
            return answer;
        }

        internal sealed class Payment(HoldOrder order, string session)
        {
            internal HoldOrder Order { get; } = order;

            internal string Session { get; } = session;

            internal HoldStanding Standing { get; set; } = HoldStanding.Open;

            internal long Held { get; set; }

            internal long? BeforeMs { get; set; }

            internal long Captured { get; set; }

            internal long Refunded { get; set; }

            internal HoldDispute? Dispute { get; set; }
        }
    }
}
