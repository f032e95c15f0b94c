using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Testing.Payments
{
    /// <summary>What the stand-in has: pages, payments, accounts; what becomes of them by guests, banks, people and time. Whoever calls has its lock.</summary>
    /// <param name="now">Its clock.</param>
    /// <param name="shapes">How it writes.</param>
    internal sealed partial class ProviderBooks(Func<DateTimeOffset> now, ProviderShapes shapes)
    {
        /// <summary>How long a bank holds.</summary>
        internal static readonly TimeSpan HoldsFor = TimeSpan.FromDays(7);

        private readonly Dictionary<string, ProviderRecords.Page> _pages = [];
        private readonly Dictionary<string, ProviderRecords.Intent> _intents = [];
        private readonly Dictionary<string, ProviderRecords.Account> _accounts = [];
        private readonly Dictionary<string, ProviderRecords.Form> _forms = [];

        /// <summary>Now.</summary>
        internal DateTimeOffset Now => now();

        /// <summary>Every payment that was tried.</summary>
        internal IEnumerable<ProviderRecords.Intent> Intents => _intents.Values;

        /// <summary>Every page.</summary>
        internal IEnumerable<ProviderRecords.Page> Pages => _pages.Values;

        /// <summary>Every account.</summary>
        internal IEnumerable<ProviderRecords.Account> Accounts => _accounts.Values;

        /// <summary>What has happened, in order.</summary>
        internal List<ProviderCall> Calls { get; } = [];

        /// <summary>Who has what.</summary>
        internal ProviderMoney Money { get; } = new();

        /// <summary>A page, or the answer that there is none.</summary>
        internal ProviderRecords.Page PageOf(string id)
        {
            return _pages.GetValueOrDefault(id) ?? throw ProviderRefusal.Missing("checkout.session", id);
        }

        /// <summary>A payment, or the answer that there is none.</summary>
        internal ProviderRecords.Intent IntentOf(string id)
        {
            return _intents.GetValueOrDefault(id) ?? throw ProviderRefusal.Missing("payment_intent", id);
        }

        /// <summary>An account, or the answer that there is none: as the real one says it to a key that has nothing to do with it.</summary>
        internal ProviderRecords.Account AccountOf(string id)
        {
            return _accounts.GetValueOrDefault(id)
                ?? throw new ProviderRefusal(403, "invalid_request_error", "account_invalid", $"The provided key does not have access to account '{id}' (or that account does not exist).");
        }

        /// <summary>The form of a token; null for none.</summary>
        internal ProviderRecords.Form? FormOf(string token)
        {
            return _forms.GetValueOrDefault(token);
        }

        /// <summary>Takes a page in.</summary>
        internal void Add(ProviderRecords.Page page)
        {
            _pages.Add(page.Id, page);
        }

        /// <summary>Takes an account in.</summary>
        internal void Add(ProviderRecords.Account account)
        {
            _accounts.Add(account.Id, account);
        }

        /// <summary>Takes the way to a form in.</summary>
        internal void Add(ProviderRecords.Form form)
        {
            _forms.Add(form.Token, form);
        }

        /// <summary>What time alone has done since: pages end, holds run out.</summary>
        internal void Tick()
        {
            foreach (ProviderRecords.Page page in _pages.Values.Where(page => page.Status == "open" && page.Ends <= Now).ToList())
            {
                Expire(page);
            }

            foreach (ProviderRecords.Intent intent in _intents.Values.Where(intent => intent.Status == "requires_capture" && intent.Charge!.CaptureBefore <= Now).ToList())
            {
                Cancel(intent, "automatic");
            }
        }

        /// <summary>Ends a page. What a bank still asks its customer goes on.</summary>
        internal void Expire(ProviderRecords.Page page)
        {
            if (page.Status != "open")
            {
                throw ProviderRefusal.State(null, $"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{page.Status}`.");
            }

            page.Status = "expired";
            Say("checkout.session.expired", page.Id, shapes.Of(page));
            if (page.Intent is { Status: "requires_payment_method" } intent)
            {
                Cancel(intent, "abandoned");
            }
        }

        /// <summary>Lets a payment go.</summary>
        /// <param name="intent">Which.</param>
        /// <param name="why">As the API says it; null where somebody has asked for it without a reason.</param>
        internal void Cancel(ProviderRecords.Intent intent, string? why)
        {
            if (intent.Status is not ("requires_capture" or "requires_payment_method") || (intent.Status != "requires_capture" && intent.Page.Status == "open"))
            {
                throw ProviderRefusal.State("payment_intent_unexpected_state", $"You cannot cancel this PaymentIntent because it has a status of {intent.Status}.");
            }

            bool wasHeld = intent.Status == "requires_capture";
            (intent.Status, intent.CanceledAt, intent.CanceledFor) = ("canceled", Now, why);
            if (wasHeld)
            {
                intent.Moved = intent.Moved with { Canceled = intent.Moved.Canceled + intent.Page.Amount };
                intent.Charge!.Refunded = intent.Page.Amount;
                Say("charge.refunded", intent.Charge.Id, shapes.Of(intent.Charge));
            }

            Say("payment_intent.canceled", intent.Id, shapes.Of(intent));
        }

        /// <summary>Takes of a hold; the rest is let go, which the real one counts, and tells, as a refund.</summary>
        /// <param name="intent">Which.</param>
        /// <param name="amount">How much; null for all.</param>
        /// <param name="fee">What of it the platform keeps of a manager's money.</param>
        internal void Capture(ProviderRecords.Intent intent, long? amount, long? fee)
        {
            long taken = amount ?? intent.Page.Amount;
            Allow(intent, taken, fee);
            long rest = intent.Page.Amount - taken;
            ProviderRecords.Charge charge = intent.Charge!;
            (intent.Status, intent.Fee, charge.Captured) = ("succeeded", fee, taken);
            intent.Moved = intent.Moved with { Captured = intent.Moved.Captured + taken, Canceled = intent.Moved.Canceled + rest };
            Money.Take(charge, Now);
            if (rest > 0)
            {
                charge.Refunded = rest;
                charge.Refunds.Add(new ProviderRecords.Refund(ProviderRecords.Id("re_"), rest, Now, charge));
                Say("charge.refunded", charge.Id, shapes.Of(charge));
            }

            Say("payment_intent.succeeded", intent.Id, shapes.Of(intent));
        }

        /// <summary>Gives money back.</summary>
        /// <param name="intent">Of which payment.</param>
        /// <param name="amount">How much; null for all that is left.</param>
        /// <param name="reverses">The manager's share comes back.</param>
        /// <param name="withFee">The platform's fee goes back to him.</param>
        internal ProviderRecords.Refund Refund(ProviderRecords.Intent intent, long? amount, bool reverses, bool withFee)
        {
            ProviderRecords.Charge charge = intent.Charge ?? throw ProviderRefusal.State("charge_not_refundable", $"This PaymentIntent ({intent.Id}) does not have a successful charge to refund.");
            long left = intent.Page.Amount - charge.Refunded;
            if (charge.Captured == 0 || left == 0 || amount > left)
            {
                throw left == 0 ? ProviderRefusal.State("charge_already_refunded", $"Charge {charge.Id} has already been refunded.") : ProviderRefusal.State(null, "There is not that much to refund.");
            }

            if (charge.Dispute is { Status: not "won" })
            {
                throw ProviderRefusal.State("charge_disputed", $"Charge {charge.Id} has been charged back; cannot issue a refund.");
            }

            if ((reverses && charge.Transfer is null) || (withFee && charge.ApplicationFee is null))
            {
                throw ProviderRefusal.State(null, "There is no transfer to reverse, or no application fee to refund.");
            }

            long back = amount ?? left;
            Money.GiveBack(charge, back, reverses, withFee);
            charge.Refunded += back;
            ProviderRecords.Refund refund = new(ProviderRecords.Id("re_"), back, Now, charge);
            charge.Refunds.Add(refund);
            intent.Moved = intent.Moved with { Refunded = intent.Moved.Refunded + back };
            Say("charge.refunded", charge.Id, shapes.Of(charge));
            return refund;
        }

        /// <summary>The guest's bank asks for the money back: the provider takes it out at once.</summary>
        internal void Dispute(ProviderRecords.Intent intent)
        {
            if (intent.Charge is not { Captured: > 0, Dispute: null } charge)
            {
                throw new InvalidOperationException("there is nothing to dispute");
            }

            charge.Dispute = new ProviderRecords.Dispute(charge, charge.Captured) { Created = Now, AnswerBy = Now.AddDays(7) };
            Money.Withdraw(charge);
            Say("charge.dispute.created", charge.Dispute.Id, shapes.Of(charge.Dispute));
        }

        /// <summary>Evidence was sent in: the bank decides, and takes no more.</summary>
        internal void Review(ProviderRecords.Intent intent)
        {
            ProviderRecords.Dispute dispute = intent.Charge?.Dispute ?? throw new InvalidOperationException("nothing is in dispute");
            dispute.Status = "under_review";
            Say("charge.dispute.updated", dispute.Id, shapes.Of(dispute));
        }

        /// <summary>The bank has decided.</summary>
        internal void Close(ProviderRecords.Intent intent, bool isWon)
        {
            if (intent.Charge?.Dispute is not { Status: not ("won" or "lost") } dispute)
            {
                throw new InvalidOperationException("nothing is in dispute");
            }

            dispute.Status = isWon ? "won" : "lost";
            if (isWon)
            {
                Money.Restore(intent.Charge, intent.Charge.Captured);
            }
            else
            {
                intent.Moved = intent.Moved with { Lost = intent.Moved.Lost + dispute.Amount };
            }

            Say("charge.dispute.closed", dispute.Id, shapes.Of(dispute));
        }

        /// <summary>A manager has said who he is.</summary>
        internal void Enable(ProviderRecords.Account account)
        {
            account.IsEnabled = true;
            Say("account.updated", account.Id, shapes.Of(account), account.Id);
        }

        private static void Allow(ProviderRecords.Intent intent, long taken, long? fee)
        {
            if (intent.Status != "requires_capture")
            {
                throw ProviderRefusal.State("payment_intent_unexpected_state", $"This PaymentIntent could not be captured because it has a status of {intent.Status}.");
            }

            if (taken < 1 || taken > intent.Page.Amount)
            {
                throw ProviderRefusal.State("amount_too_large", "The amount to capture must be at most the amount capturable.");
            }

            if (taken < ProviderMoney.Least(intent.Page.Currency))
            {
                throw ProviderRefusal.State("amount_too_small", "The amount to capture is below the least amount of the currency.");
            }

            if (fee is not null && (intent.Page.Destination is null || fee < 1 || fee > taken))
            {
                throw ProviderRefusal.State(null, "An application fee needs a connected account, and cannot be more than the amount.");
            }
        }

        private void Say(string type, string about, System.Text.Json.Nodes.JsonObject of, string? account = null)
        {
            string id = ProviderRecords.Id("evt_");
            Calls.Add(new ProviderCall(id, type, about, shapes.Event(id, type, Now, of, account).ToJsonString()));
        }
    }
}
