using System.Collections.Generic;

namespace NanoCharger.Backend.Web.Residents
{
    /// <summary>Who lives here and pays.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Residents">They.</param>
    /// <param name="Entries">The form for another one.</param>
    public sealed record ResidentsModel(Frame Frame, IReadOnlyList<ResidentLine> Residents, Entries Entries);

    /// <summary>A resident in the list.</summary>
    /// <param name="Account">The number of his account.</param>
    /// <param name="Name">His name.</param>
    /// <param name="Bays">Where he stands; empty: nowhere now.</param>
    /// <param name="Cards">So many cards of his charge.</param>
    /// <param name="Blocked">Nothing of his charges.</param>
    public sealed record ResidentLine(long Account, string Name, string Bays, string Cards, bool Blocked);

    /// <summary>One resident.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Account">The number of his account.</param>
    public sealed record ResidentModel(Frame Frame, long Account)
    {
        /// <summary>What is known of him.</summary>
        public required IReadOnlyList<(string What, string Value)> Facts { get; init; }

        /// <summary>Why nothing of his charges; null where it does.</summary>
        public required string? Blocked { get; init; }

        /// <summary>He is blocked.</summary>
        public required bool IsBlocked { get; init; }

        /// <summary>The bays that he has.</summary>
        public required IReadOnlyList<string> Bays { get; init; }

        /// <summary>Bays that nobody has.</summary>
        public required IReadOnlyList<(long Number, string Name)> Free { get; init; }

        /// <summary>His cards.</summary>
        public required IReadOnlyList<ResidentCard> Cards { get; init; }

        /// <summary>What he was billed so far, and what is to come.</summary>
        public required string Billed { get; init; }

        /// <summary>His newest bills.</summary>
        public required IReadOnlyList<ResidentBill> Bills { get; init; }

        /// <summary>What was typed, and what was wrong.</summary>
        public required Entries Entries { get; init; }
    }

    /// <summary>A bill or a credit note of a resident.</summary>
    /// <param name="Charge">The number of its charge.</param>
    /// <param name="Name">What it is, with its number.</param>
    /// <param name="At">When it was issued.</param>
    /// <param name="Amount">What it comes to.</param>
    public sealed record ResidentBill(long Charge, string Name, string At, string Amount);

    /// <summary>A card.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Label">What people call it.</param>
    /// <param name="State">How it stands, in words.</param>
    /// <param name="Charges">It charges now.</param>
    /// <param name="IsBlocked">It is blocked.</param>
    public sealed record ResidentCard(long Number, string Label, string State, bool Charges, bool IsBlocked);
}
