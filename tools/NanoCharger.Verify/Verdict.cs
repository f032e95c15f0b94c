using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Verify
{
    /// <summary>What was found of one document.</summary>
    /// <param name="Readable">It is an OCMF document at all.</param>
    /// <param name="Document">What it says; null where its form is not the canonical one.</param>
    /// <param name="Checks">Everything that was looked at, in order.</param>
    public sealed record Verdict(bool Readable, SignedDocument? Document, IReadOnlyList<Check> Checks)
    {
        /// <summary>Every check has passed: the form, the signature, and what it says.</summary>
        public bool Valid => Document is not null && Checks.All(check => check.Passed);

        /// <summary>All but the times, which a clock that was set in between leaves in disorder: energy may be billed by it, time may not.</summary>
        public bool Billable => Document is not null && Checks.All(check => check.Passed || check.Name == Plausibility.TimeCheck);

        /// <summary>The first check that failed, as one line; null where none did.</summary>
        public string? Problem => Checks.FirstOrDefault(check => !check.Passed) is { } failed ? $"{failed.Name}: {failed.Text}" : null;
    }
}
