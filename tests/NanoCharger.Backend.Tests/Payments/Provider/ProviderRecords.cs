using System;
using System.Collections.Generic;
using System.Security.Cryptography;

namespace NanoCharger.Testing.Payments
{
    /// <summary>What the stand-in knows, as plain records that it alone changes, under its lock.</summary>
    internal static class ProviderRecords
    {
        private const string Signs = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789";

        /// <summary>An id, as long as the real ones.</summary>
        internal static string Id(string prefix, int length = 24)
        {
            return prefix + RandomNumberGenerator.GetString(Signs, length);
        }

        /// <summary>A page.</summary>
        internal sealed class Page
        {
            internal string Id { get; } = ProviderRecords.Id("cs_test_", 58);

            internal required long Amount { get; init; }

            internal required string Currency { get; init; }

            internal required string What { get; init; }

            internal required string Success { get; init; }

            internal required string Cancel { get; init; }

            internal required string Locale { get; init; }

            internal required DateTimeOffset Created { get; init; }

            internal required DateTimeOffset Ends { get; init; }

            internal required Dictionary<string, string> Metadata { get; init; }

            internal required Dictionary<string, string> IntentMetadata { get; init; }

            internal string? Destination { get; init; }

            internal string? OnBehalfOf { get; init; }

            /// <summary>open, complete or expired.</summary>
            internal string Status { get; set; } = "open";

            /// <summary>Made when somebody tries to pay, as since the API's version 2022-08-01.</summary>
            internal Intent? Intent { get; set; }
        }

        /// <summary>A payment.</summary>
        internal sealed class Intent(Page page)
        {
            internal string Id { get; } = ProviderRecords.Id("pi_");

            internal string Secret { get; } = ProviderRecords.Id("_secret_");

            internal Page Page { get; } = page;

            internal required DateTimeOffset Created { get; init; }

            internal string Status { get; set; } = "requires_payment_method";

            internal Charge? Charge { get; set; }

            internal long? Fee { get; set; }

            internal DateTimeOffset? CanceledAt { get; set; }

            internal string? CanceledFor { get; set; }

            internal Moved Moved { get; set; } = Moved.Nothing;
        }

        /// <summary>One try at a guest's bank.</summary>
        internal sealed class Charge(Intent intent)
        {
            internal string Id { get; } = ProviderRecords.Id("ch_");

            internal Intent Intent { get; } = intent;

            internal required DateTimeOffset Created { get; init; }

            /// <summary>Succeeded or failed: held counts as succeeded.</summary>
            internal string Status { get; init; } = "succeeded";

            internal DateTimeOffset? CaptureBefore { get; init; }

            internal long Captured { get; set; }

            /// <summary>With what was let go at the capture, as the real one counts.</summary>
            internal long Refunded { get; set; }

            internal string? Transfer { get; set; }

            internal string? ApplicationFee { get; set; }

            /// <summary>What the provider keeps; null before a capture.</summary>
            internal (string Id, long Fee, DateTimeOffset At)? Paid { get; set; }

            internal List<Refund> Refunds { get; } = [];

            internal Dispute? Dispute { get; set; }
        }

        /// <summary>Money given back.</summary>
        internal sealed record Refund(string Id, long Amount, DateTimeOffset Created, Charge Charge);

        /// <summary>The guest's bank asks for it back.</summary>
        internal sealed class Dispute(Charge charge, long amount)
        {
            internal string Id { get; } = ProviderRecords.Id("dp_");

            internal Charge Charge { get; } = charge;

            internal long Amount { get; } = amount;

            internal required DateTimeOffset Created { get; init; }

            internal required DateTimeOffset AnswerBy { get; init; }

            internal string Status { get; set; } = "needs_response";
        }

        /// <summary>A manager's account.</summary>
        internal sealed class Account
        {
            internal string Id { get; } = ProviderRecords.Id("acct_", 16);

            internal required string Country { get; init; }

            internal required DateTimeOffset Created { get; init; }

            internal bool IsEnabled { get; set; }
        }

        /// <summary>The way to an account's form, once.</summary>
        internal sealed class Form(Account account, string back, string again, DateTimeOffset ends)
        {
            internal string Token { get; } = ProviderRecords.Id("", 13);

            internal Account Account { get; } = account;

            internal string Back { get; } = back;

            internal string Again { get; } = again;

            internal DateTimeOffset Ends { get; } = ends;

            internal bool IsUsed { get; set; }
        }
    }
}
