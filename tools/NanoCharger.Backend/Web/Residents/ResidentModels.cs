using System.Collections.Generic;

namespace NanoCharger.Backend.Web.Residents
{
    /// <summary>Who lives here and pays.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Residents">They.</param>
    /// <param name="Leaving">Who is to be erased, and when: account and day.</param>
    /// <param name="Entries">The form for another one.</param>
    public sealed record ResidentsModel(Frame Frame, IReadOnlyList<ResidentLine> Residents, IReadOnlyList<string> Leaving, Entries Entries);

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

        /// <summary>Name and address, as they are: what the form to change them begins with.</summary>
        public required Entries About { get; init; }

        /// <summary>The languages that there are: code and name.</summary>
        public required IReadOnlyList<(string Code, string Name)> Languages { get; init; }

        /// <summary>Why nothing of his charges; null where it does.</summary>
        public required string? Blocked { get; init; }

        /// <summary>He is blocked.</summary>
        public required bool IsBlocked { get; init; }

        /// <summary>The bays that he has.</summary>
        public required IReadOnlyList<string> Bays { get; init; }

        /// <summary>Since when he lives here no more; null while he does, or never did.</summary>
        public required string? MovedOut { get; init; }

        /// <summary>Bays that nobody has.</summary>
        public required IReadOnlyList<(long Number, string Name)> Free { get; init; }

        /// <summary>His cards.</summary>
        public required IReadOnlyList<ResidentCard> Cards { get; init; }

        /// <summary>Who else may pay for a card.</summary>
        public required IReadOnlyList<(long Account, string Name)> Payers { get; init; }

        /// <summary>What he was billed, and what is to come.</summary>
        public required ResidentBills Bills { get; init; }

        /// <summary>Who signs in for him.</summary>
        public required ResidentSignIn SignIn { get; init; }

        /// <summary>What was typed, and what was wrong.</summary>
        public required Entries Entries { get; init; }
    }

    /// <summary>A card.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Label">What people call it.</param>
    /// <param name="State">How it stands, in words.</param>
    /// <param name="IsOver">It charges for this account no more.</param>
    /// <param name="IsBlocked">It is blocked.</param>
    public sealed record ResidentCard(long Number, string Label, string State, bool IsOver, bool IsBlocked);

    /// <summary>The bills of an account.</summary>
    /// <param name="Sum">What they come to in all, in words.</param>
    /// <param name="Open">What is still to be billed; null where nothing is.</param>
    /// <param name="Lines">The last of them.</param>
    public sealed record ResidentBills(string Sum, string? Open, IReadOnlyList<ResidentBill> Lines);

    /// <summary>A bill or a credit note.</summary>
    /// <param name="Charge">Its charge.</param>
    /// <param name="What">Its number, in words.</param>
    /// <param name="At">When it was issued.</param>
    /// <param name="Amount">What it comes to.</param>
    public sealed record ResidentBill(long Charge, string What, string At, string Amount);

    /// <summary>The sign-in of an account.</summary>
    /// <param name="Mail">Of whom; null: nobody's.</param>
    /// <param name="Invited">Who is invited, and until when; null: nobody.</param>
    public sealed record ResidentSignIn(string? Mail, string? Invited)
    {
        /// <summary>The link of who was just invited: it is here and nowhere else.</summary>
        public string? Link { get; init; }

        /// <summary>It leads here from this machine alone.</summary>
        public bool IsHereAlone { get; init; }

        /// <summary>To whom it goes, in words.</summary>
        public string? To { get; init; }
    }

    /// <summary>Somebody is to be erased: what becomes of what, before it is done.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Account">The number of his account.</param>
    /// <param name="Entries">What was wrong.</param>
    public sealed record EraseModel(Frame Frame, long Account, Entries Entries)
    {
        /// <summary>What has to be done before; null where nothing has.</summary>
        public required string? Against { get; init; }

        /// <summary>When the law keeps his bills no longer; null where it keeps none.</summary>
        public required string? On { get; init; }

        /// <summary>How many years the law keeps bills.</summary>
        public required int Years { get; init; }

        /// <summary>What becomes of the sign-in; null where nobody signs in.</summary>
        public required string? SignIn { get; init; }
    }
}
