using System.Collections.Generic;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Web.Receipts;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>The page behind the label of a charger.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Where">House and address, in a line.</param>
    /// <param name="Now">What is now.</param>
    public sealed record GuestModel(Frame Frame, string Where, GuestNowModel Now);

    /// <summary>What a guest is told before he has the bay.</summary>
    /// <param name="Text">His language.</param>
    /// <param name="Token">What the form sends back.</param>
    /// <param name="Path">The page's own address.</param>
    /// <param name="Standing">Whether he may charge.</param>
    /// <param name="Sentence">The same in words, and what to do next.</param>
    public sealed record GuestNowModel(Language Text, string Token, string Path, GuestStanding Standing, string Sentence)
    {
        /// <summary>All prices, that of a kWh first; none where there are none for him.</summary>
        public IReadOnlyList<string> Prices { get; init; } = [];

        /// <summary>The version that they are of: it comes back with the form.</summary>
        public string Version { get; init; } = "";

        /// <summary>The caps that he may choose from; none where nothing costs anything.</summary>
        public IReadOnlyList<GuestCapChoice> Caps { get; init; } = [];

        /// <summary>He pays at the desk.</summary>
        public bool AtDesk { get; init; }

        /// <summary>He pays by card.</summary>
        public bool ByCard { get; init; }

        /// <summary>He pays, and so chooses a cap.</summary>
        public bool Pays => AtDesk || ByCard;

        /// <summary>What was wrong with what he sent; null: nothing.</summary>
        public string? Problem { get; init; }
    }

    /// <summary>A cap.</summary>
    /// <param name="Minor">Minor units.</param>
    /// <param name="Text">In words.</param>
    /// <param name="Buys">What it buys, in words.</param>
    public sealed record GuestCapChoice(long Minor, string Text, string Buys);

    /// <summary>A guest's own page.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Where">House and address, in a line.</param>
    /// <param name="Now">What is now.</param>
    public sealed record CheckoutModel(Frame Frame, string Where, CheckoutNowModel Now)
    {
        /// <summary>His receipt; null before his charge is settled.</summary>
        public ReceiptModel? Receipt { get; init; }
    }

    /// <summary>Where his checkout stands.</summary>
    /// <param name="Text">His language.</param>
    /// <param name="Token">What each button sends back.</param>
    /// <param name="Path">His own address.</param>
    /// <param name="State">The state.</param>
    /// <param name="Sentence">What that is, in words, and what to do next.</param>
    public sealed record CheckoutNowModel(Language Text, string Token, string Path, CheckoutState State, string Sentence)
    {
        /// <summary>All prices that he was told.</summary>
        public IReadOnlyList<string> Prices { get; init; } = [];

        /// <summary>His cap, in words; null where there is none.</summary>
        public string? Cap { get; init; }

        /// <summary>He pays at the desk.</summary>
        public bool AtDesk { get; init; }

        /// <summary>He pays by card.</summary>
        public bool ByCard { get; init; }

        /// <summary>What his bank holds, or what became of it; null where it was not asked.</summary>
        public string? Hold { get; init; }

        /// <summary>His money moves on by itself.</summary>
        public bool HoldMoves { get; init; }

        /// <summary>What he says at the desk; null where it is not asked.</summary>
        public string? Code { get; init; }

        /// <summary>Why he cannot go on just now; null where he can.</summary>
        public string? Against { get; init; }

        /// <summary>What the lamp blinks; null where it was not asked just now.</summary>
        public BlinkShown? Blink { get; init; }

        /// <summary>What flows, what he has had, what that costs, each with its name.</summary>
        public IReadOnlyList<(string Name, string Value)> Figures { get; init; } = [];

        /// <summary>Why it is slow, or why it ended; null where nothing is to be said.</summary>
        public string? Why { get; init; }

        /// <summary>The charger is asked to end the charge, or to begin none.</summary>
        public bool IsStopping { get; init; }

        /// <summary>Until when his address leads here; null while it is not over.</summary>
        public string? Until { get; init; }

        /// <summary>Where he may try once more; null where that makes no sense.</summary>
        public string? Again { get; init; }

        /// <summary>Something may still change by itself.</summary>
        public bool IsOpen => State is not (CheckoutState.Billed or CheckoutState.Over) || HoldMoves;
    }

    /// <summary>What the lamp blinks.</summary>
    /// <param name="Groups">Three groups of four, L long and S short.</param>
    /// <param name="Words">The same in words.</param>
    /// <param name="Said">What the charger says to it.</param>
    public sealed record BlinkShown(IReadOnlyList<string> Groups, string Words, string Said);
}
