using NanoCharger.Verify;

namespace NanoCharger.Backend.Verification
{
    /// <summary>What came of looking at an event's document.</summary>
    internal enum Outcome
    {
        /// <summary>There is none.</summary>
        NothingSigned,

        /// <summary>It holds under a key of the station, and belongs to this event.</summary>
        Verified,

        /// <summary>No key that is known decides it: one that comes may.</summary>
        KeyUnknown,

        /// <summary>The key that it names decides it: no other will ever help.</summary>
        Refused,
    }

    /// <summary>The verdict on an event's document.</summary>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="By">The keys that it was judged by: with other keys it is to be judged anew.</param>
    internal sealed record Judgement(Outcome Outcome, StationKeys By)
    {
        /// <summary>The key that decided; null where none did.</summary>
        internal EnrolledKey? Key { get; init; }

        /// <summary>What the document says; null unless it is verified.</summary>
        internal SignedDocument? Document { get; init; }

        /// <summary>The document exactly; null unless it is verified.</summary>
        internal string? Text { get; init; }

        /// <summary>Why it is not verified, as one line; null where it is, or nothing is signed.</summary>
        internal string? Reason { get; init; }

        /// <summary>The number of the key that decided; 0 where none of the station's did.</summary>
        internal int KeyNumber => Key is { } key && By.Find(key.Key.Hex) is not null ? key.Number : 0;
    }
}
