using System.Collections.Generic;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>One charge.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Line">What the list says of it.</param>
    public sealed record ChargeModel(Frame Frame, ChargeLine Line)
    {
        /// <summary>Its transactions.</summary>
        public required IReadOnlyList<ChargePart> Parts { get; init; }

        /// <summary>Of what the bill is made; none where none stands.</summary>
        public required IReadOnlyList<(string What, string Amount)> Lines { get; init; }

        /// <summary>What a guest's card has given; null where no card pays.</summary>
        public required ChargeCardModel? Card { get; init; }

        /// <summary>The prices that were told, as the station has signed them; null where no bill stands.</summary>
        public required string? Told { get; init; }

        /// <summary>Its power over time; null where nothing of it is signed.</summary>
        public required Charts.StepChart? Power { get; init; }

        /// <summary>What was checked of it, and with what to check it again.</summary>
        public required Receipts.ReceiptModel Check { get; init; }

        /// <summary>Its bills and credit notes.</summary>
        public required IReadOnlyList<ChargePaper> Papers { get; init; }

        /// <summary>What can be done with it.</summary>
        public required IReadOnlyList<ChargeStepForm> Steps { get; init; }

        /// <summary>What was typed, and what was wrong with it.</summary>
        public required Entries Entries { get; init; }
    }

    /// <summary>What a guest's card has given for a charge.</summary>
    /// <param name="Standing">How it stands.</param>
    /// <param name="Why">Why nothing was taken; null where something is, or the page says it otherwise.</param>
    /// <param name="Sums">What was taken, and who has what of it; none where nothing is taken.</param>
    public sealed record ChargeCardModel(string Standing, string? Why, IReadOnlyList<(string What, string Amount)> Sums);

    /// <summary>A transaction of a charge.</summary>
    /// <param name="Begin">When it began.</param>
    /// <param name="End">When it ended.</param>
    /// <param name="Energy">Its energy.</param>
    /// <param name="Registers">From which register to which.</param>
    /// <param name="Documents">The numbers of its documents.</param>
    /// <param name="Problem">Why something of it is not billed; null where all is.</param>
    public sealed record ChargePart(string Begin, string End, string Energy, string Registers, string Documents, string? Problem);

    /// <summary>A bill or a credit note.</summary>
    /// <param name="Name">Its name and number.</param>
    /// <param name="At">When it was issued.</param>
    /// <param name="Amount">Its amount.</param>
    /// <param name="Reason">Why; null where it is the first bill.</param>
    public sealed record ChargePaper(string Name, string At, string Amount, string? Reason);

    /// <summary>Something that can be done with a charge.</summary>
    /// <param name="Path">Where the form is posted to.</param>
    /// <param name="Title">What it does.</param>
    /// <param name="Why">What that means.</param>
    public sealed record ChargeStepForm(string Path, string Title, string Why);
}
