using System;
using NanoCharger.Backend.Ocpp;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>An event that is stored, as far as the ingest has to remember it.</summary>
    /// <param name="Sequence">Its number within the transaction.</param>
    /// <param name="DocumentText">Its verified document, exactly; null without one.</param>
    /// <param name="Hash">SHA-256 of its payload.</param>
    /// <param name="Answer">The payload of the answer that it was given.</param>
    /// <param name="Event">What it says.</param>
    internal sealed record KeptEvent(long Sequence, string? DocumentText, byte[] Hash, string Answer, StoredEvent Event)
    {
        /// <summary>Whether this is the same event again. What is not billed may differ, such as <c>offline</c>.</summary>
        /// <param name="came">The event that came, its token as tables write it.</param>
        /// <param name="hash">SHA-256 of its payload.</param>
        /// <param name="document">Its document, exactly; null without one, and where it is no text.</param>
        internal bool IsRepeatedBy(TransactionEvent came, byte[] hash, string? document)
        {
            return Hash.AsSpan().SequenceEqual(hash)
                || (Event.Type == came.Type && Event.When.Utc == came.Utc && Event.When.Status == came.ClockStatus && Event.StoppedReason == came.StoppedReason && Event.Token == came.Token
                    && Event.BeginRegister == came.BeginRegister && Event.EndRegister == came.EndRegister && DocumentText == document && (came.Signed is null || document is not null));
        }
    }
}
