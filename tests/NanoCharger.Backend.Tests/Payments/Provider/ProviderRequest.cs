using System.Collections.Generic;

namespace NanoCharger.Testing.Payments
{
    /// <summary>What the provider was asked.</summary>
    /// <param name="Number">The first is 1.</param>
    /// <param name="Step">What is done: open, look, expire, capture, cancel, refund, dispute, balance, account, enabled, link; "unknown" for anything else.</param>
    /// <param name="Method">GET or POST.</param>
    /// <param name="Path">From the slash on.</param>
    /// <param name="Parameters">As they came: <c>line_items[0][quantity]</c>.</param>
    /// <param name="Key">The idempotency key; null where there is none.</param>
    internal sealed record ProviderRequest(int Number, string Step, string Method, string Path, IReadOnlyDictionary<string, string> Parameters, string? Key);
}
