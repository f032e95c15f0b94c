using System;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>What a transaction is worked out from: one event as it is stored.</summary>
    /// <param name="Type">Started, Updated or Ended.</param>
    /// <param name="When">By the station's clock.</param>
    /// <param name="CameUtc">By this backend's clock, when it came first.</param>
    /// <param name="StoppedReason">Why it ended; null unless it is the end.</param>
    /// <param name="BeginRegister">The register at the start in the clear, mWh, where this event tells it.</param>
    /// <param name="EndRegister">The register at the end in the clear, mWh, where this event tells it.</param>
    /// <param name="Token">Who charges, in the clear, where this event tells it.</param>
    /// <param name="Document">Its verified document; null without one.</param>
    internal sealed record StoredEvent(
        string Type, Instant When, DateTime CameUtc, string? StoppedReason, long? BeginRegister, long? EndRegister, string? Token, SignedDocument? Document);
}
