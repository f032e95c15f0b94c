using System;

namespace NanoCharger.Testing.Payments
{
    /// <summary>What guests and their banks do.</summary>
    internal sealed partial class ProviderBooks
    {
        /// <summary>The guest pays.</summary>
        /// <param name="page">Where.</param>
        /// <param name="isAsked">His bank asks him first.</param>
        internal void Pay(ProviderRecords.Page page, bool isAsked)
        {
            ProviderRecords.Intent intent = Try(page);
            if (isAsked)
            {
                intent.Status = "requires_action";
                return;
            }

            Hold(intent);
        }

        /// <summary>The guest pays, and his bank says no.</summary>
        internal void Decline(ProviderRecords.Page page)
        {
            Fail(Try(page));
        }

        /// <summary>The guest answers his bank, even after the page has ended: the bank does not know the page.</summary>
        internal void Answer(ProviderRecords.Page page, bool isYes)
        {
            if (page.Intent is not { Status: "requires_action" } intent)
            {
                throw new InvalidOperationException("no bank asks here");
            }

            if (isYes)
            {
                Hold(intent);
            }
            else
            {
                Fail(intent);
            }
        }

        /// <summary>What a bank had let go it holds all the same: it says so late.</summary>
        /// <returns>False where nothing was let go.</returns>
        internal bool HoldAgain(ProviderRecords.Intent intent)
        {
            if (intent is not { Status: "canceled", Charge.Captured: 0 })
            {
                return false;
            }

            (intent.CanceledAt, intent.CanceledFor) = (null, null);
            Hold(intent);
            return true;
        }

        /// <summary>What was given back by a platform of its own comes back, as of a card that is closed.</summary>
        internal void ReturnRefund(ProviderRecords.Intent intent)
        {
            if (intent.Charge is not { Transfer: null, Refunds: [.., { } last] } charge || intent.Moved.Refunded < last.Amount)
            {
                throw new InvalidOperationException("nothing was given back, or a share of it is with a manager's account");
            }

            charge.Refunds.Remove(last);
            charge.Refunded -= last.Amount;
            intent.Moved = intent.Moved with { Refunded = intent.Moved.Refunded - last.Amount };
            Money.Restore(charge, last.Amount);
            Say("charge.refund.updated", charge.Id, shapes.Of(charge));
        }

        private ProviderRecords.Intent Try(ProviderRecords.Page page)
        {
            if (page.Status != "open" || page.Intent is { Status: not "requires_payment_method" })
            {
                throw new InvalidOperationException("nobody can pay here");
            }

            if (page.Intent is null)
            {
                page.Intent = new ProviderRecords.Intent(page) { Created = Now };
                _intents.Add(page.Intent.Id, page.Intent);
            }

            return page.Intent;
        }

        private void Hold(ProviderRecords.Intent intent)
        {
            intent.Charge = new ProviderRecords.Charge(intent) { Created = Now, CaptureBefore = Now + HoldsFor };
            intent.Status = "requires_capture";
            intent.Moved = intent.Moved with { Held = intent.Moved.Held + intent.Page.Amount };
            Say("payment_intent.amount_capturable_updated", intent.Id, shapes.Of(intent));
            if (intent.Page.Status == "open")
            {
                intent.Page.Status = "complete";
                Say("checkout.session.completed", intent.Page.Id, shapes.Of(intent.Page));
            }
        }

        private void Fail(ProviderRecords.Intent intent)
        {
            intent.Charge = new ProviderRecords.Charge(intent) { Created = Now, Status = "failed" };
            intent.Status = "requires_payment_method";
        }
    }
}
