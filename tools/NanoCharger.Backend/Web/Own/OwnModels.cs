using System.Collections.Generic;

namespace NanoCharger.Backend.Web.Own
{
    /// <summary>What a resident has here besides his sign-in, on the page of his account.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Cards">His cards.</param>
    public sealed record OwnModel(Frame Frame, IReadOnlyList<OwnCard> Cards)
    {
        /// <summary>Mails leave this program: else nobody is asked whether he wants some.</summary>
        public required bool MailsLeave { get; init; }

        /// <summary>He wants one when a charge has ended.</summary>
        public required bool MailsCharged { get; init; }

        /// <summary>He wants one when next to nothing was charged.</summary>
        public required bool MailsFailed { get; init; }

        /// <summary>Why the last form did nothing; null where it did.</summary>
        public string? Problem { get; init; }
    }

    /// <summary>A card of his.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Label">What he calls it.</param>
    /// <param name="State">Whether it charges.</param>
    /// <param name="IsBlocked">It does not, since it is blocked.</param>
    public sealed record OwnCard(long Number, string Label, string State, bool IsBlocked);

    /// <summary>A resident wants to be deleted: what becomes of what.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Mail">His mail.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record OwnEraseModel(Frame Frame, string Mail, Entries Entries)
    {
        /// <summary>The numbers of his accounts.</summary>
        public required string Accounts { get; init; }

        /// <summary>A charge of his is still to be billed.</summary>
        public required bool NotYet { get; init; }

        /// <summary>The day on which the last of it goes; null: at once.</summary>
        public required string? On { get; init; }

        /// <summary>So many years the law keeps invoices.</summary>
        public required int Years { get; init; }

        /// <summary>He has a bay or a card, which end with this.</summary>
        public required bool LivesHere { get; init; }
    }
}
