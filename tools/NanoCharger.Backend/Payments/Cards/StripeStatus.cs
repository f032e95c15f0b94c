using System;
using System.Collections.Generic;
using System.Linq;
using Stripe;
using Stripe.Checkout;

namespace NanoCharger.Backend.Payments.Cards
{
    /// <summary>What Stripe's objects say of a hold; pure.</summary>
    internal static class StripeStatus
    {
        /// <summary>The session can still be paid.</summary>
        internal const string SessionOpen = "open";

        /// <summary>The money of the intent is held.</summary>
        internal const string IntentHeld = "requires_capture";

        /// <summary>No bank asks its customer longer than that behind the end of the page. Were one to, the next look would find what it holds.</summary>
        private static readonly TimeSpan LongestQuestion = TimeSpan.FromDays(1);

        /// <summary>How page and hold stand.</summary>
        /// <param name="page">With the intent, its charge and the charge's fees.</param>
        /// <param name="told">When that was so, by Stripe's clock; null where it has not said.</param>
        internal static HoldStatus Of(Session page, DateTimeOffset? told)
        {
            PaymentIntent? intent = page.PaymentIntent;
            Charge? charge = intent?.LatestCharge;
            HoldStanding standing = Standing(page, told);
            long captured = standing == HoldStanding.Captured ? intent!.AmountReceived : 0;
            return new HoldStatus(standing)
            {
                ToldMs = told?.ToUnixTimeMilliseconds(),
                Intent = intent?.Id,
                HeldMinor = standing == HoldStanding.Held ? intent!.AmountCapturable : standing == HoldStanding.Gone && charge?.Status == "succeeded" ? charge.Amount : 0,
                CaptureBeforeMs = Milliseconds(charge?.PaymentMethodDetails?.Card?.CaptureBefore),
                CapturedMinor = captured,
                RefundedMinor = captured > 0 && charge is not null ? Refunded(charge, captured) : 0,
                ProviderFeeMinor = Fee(charge),
            };
        }

        /// <summary>The dispute that counts: the one that is open, else the one that was lost, else the last.</summary>
        internal static HoldDispute? Of(IEnumerable<Dispute> disputes)
        {
            List<HoldDispute> all = [.. disputes.Select(Of)];
            return all.Find(one => one.IsOpen) ?? all.Find(one => one.IsLost) ?? all.FirstOrDefault();
        }

        /// <summary>The intent decides where it says something: a page that has ended in the moment in which it was paid holds money. A page that is no longer open is paid by nobody who has not begun.</summary>
        private static HoldStanding Standing(Session page, DateTimeOffset? told)
        {
            return page.PaymentIntent?.Status switch
            {
                IntentHeld => HoldStanding.Held,
                "succeeded" => HoldStanding.Captured,
                "canceled" => HoldStanding.Gone,
                _ when page.Status == SessionOpen => HoldStanding.Open,
                null => page.Status == "expired" ? HoldStanding.Gone : HoldStanding.Open,
                "requires_payment_method" or "requires_confirmation" => HoldStanding.Gone,

                // The guest stands at his bank's question, the bank thinks, or it is a word that nobody here knows: his money may still be held.
                "requires_action" when told >= page.ExpiresAt + LongestQuestion => HoldStanding.Gone,
                _ => HoldStanding.Open,
            };
        }

        /// <summary>Stripe counts what was let go at a capture as refunded too: that was never taken.</summary>
        private static long Refunded(Charge charge, long captured)
        {
            return charge.Refunded ? captured : Math.Clamp(charge.AmountRefunded - (charge.Amount - captured), 0, captured);
        }

        /// <summary>Null where it is paid in another currency than the guest's: an amount in that one would be false.</summary>
        private static long? Fee(Charge? charge)
        {
            BalanceTransaction? paid = charge?.BalanceTransaction;
            return paid is null || paid.Currency != charge!.Currency ? null
                : paid.Fee - (paid.FeeDetails ?? []).Where(part => part.Type == "application_fee").Sum(part => part.Amount);
        }

        private static HoldDispute Of(Dispute dispute)
        {
            bool isAsked = dispute.Status is "needs_response" or "warning_needs_response" or "appeal_needs_response";
            bool isClosed = dispute.Status is "won" or "lost" or "warning_closed" or "prevented";
            return new HoldDispute(dispute.Id, dispute.Amount, isAsked ? Milliseconds(dispute.EvidenceDetails?.DueBy) : null, !isClosed, dispute.Status == "lost");
        }

        private static long? Milliseconds(DateTime? time)
        {
            // The library writes a time that is not there as 1970.
            return time > DateTime.UnixEpoch ? new DateTimeOffset(time.Value.ToUniversalTime()).ToUnixTimeMilliseconds() : null;
        }
    }
}
