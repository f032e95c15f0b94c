using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Verify
{
    /// <summary>What was found of one document: the one verdict of Verify, backend and bench.</summary>
    /// <param name="Readable">It is a document of ours at all; false for what is none, and for another maker's or version's.</param>
    /// <param name="Document">What it says; null where its form is not the canonical one.</param>
    /// <param name="Signature">What is known of its signature.</param>
    /// <param name="Checks">Everything that was looked at, in order.</param>
    public sealed record Verdict(bool Readable, SignedDocument? Document, SignatureState Signature, IReadOnlyList<Check> Checks)
    {
        /// <summary>Every check has passed: the form, the signature, and what it says.</summary>
        public bool Valid => Document is not null && Signature == SignatureState.Valid && Checks.All(check => check.Passed);

        /// <summary>What may be billed by it: nothing unless it is valid and a receipt, energy and time each for themselves.</summary>
        public Billing Billing => Valid ? BillingRule.Of(Document!) : Billing.Nothing(Problem ?? "its signature was not checked");

        /// <summary>The first check that failed, as one line; null where none did.</summary>
        public string? Problem => Checks.FirstOrDefault(check => !check.Passed) is { } failed ? $"{failed.Name}: {failed.Text}" : null;

        /// <summary>The signature and the document in a few words: what a run, a receipt and Verify end with.</summary>
        public string Summary => Signature switch
        {
            SignatureState.NotChecked => $"not checked ({Problem})",
            SignatureState.Invalid => $"INVALID ({Problem})",
            _ => Valid ? "valid" : $"valid, and the document is not ({Problem})",
        };
    }
}
