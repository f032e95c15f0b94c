using System.Collections.Generic;

namespace NanoCharger.Backend.Web.Prices
{
    /// <summary>What costs what since when, and another price.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Offers">Prices in force and to come, then those before.</param>
    /// <param name="Entries">The form for another one.</param>
    public sealed record PricesModel(Frame Frame, IReadOnlyList<PriceOffer> Offers, Entries Entries)
    {
        /// <summary>For whom a price can be.</summary>
        public required IReadOnlyList<(string Value, string Text)> Audiences { get; init; }

        /// <summary>What a price is in.</summary>
        public required string Currency { get; init; }

        /// <summary>How each house takes guests.</summary>
        public required IReadOnlyList<HouseGuests> Guests { get; init; }

        /// <summary>What the price in the form would cost; null where nobody asked.</summary>
        public PricePreview? Preview { get; init; }

        /// <summary>What is asked once of the price in the form; null where nothing is.</summary>
        public Doubt? Doubt { get; init; }
    }

    /// <summary>A price that is out of the usual.</summary>
    /// <param name="Mark">What the tick says, so that it is none for another price.</param>
    /// <param name="Text">What is asked.</param>
    public sealed record Doubt(string Mark, string Text)
    {
        /// <summary>The name of the tick.</summary>
        internal const string Field = "sure";

        /// <summary>Whether a form has no answer to it.</summary>
        internal bool IsOpen(Form form)
        {
            return form.Line(Field) != Mark;
        }
    }

    /// <summary>How a house takes guests.</summary>
    /// <param name="House">Its name.</param>
    /// <param name="Path">Where another way is posted to.</param>
    /// <param name="Way">The way.</param>
    /// <param name="Ways">All ways, each with its words.</param>
    public sealed record HouseGuests(string House, string Path, string Way, IReadOnlyList<(string Value, string Text)> Ways);

    /// <summary>A version as somebody's price.</summary>
    public sealed record PriceOffer
    {
        /// <summary>Its id.</summary>
        public required string Id { get; init; }

        /// <summary>For whom.</summary>
        public required string For { get; init; }

        /// <summary>Since when.</summary>
        public required string From { get; init; }

        /// <summary>How it stands: in force, to come, over.</summary>
        public required string State { get; init; }

        /// <summary>It is in force.</summary>
        public required bool InForce { get; init; }

        /// <summary>Its prices, the one of energy first.</summary>
        public required IReadOnlyList<string> Prices { get; init; }

        /// <summary>Its day, where the hours have different prices.</summary>
        public required IReadOnlyList<PriceSpan> Day { get; init; }
    }

    /// <summary>Hours of a day at one price.</summary>
    /// <param name="From">The first minute of the day.</param>
    /// <param name="Minutes">How many.</param>
    /// <param name="Level">0 the lowest price, 1 any other.</param>
    /// <param name="Text">In words.</param>
    public sealed record PriceSpan(int From, int Minutes, int Level, string Text);

    /// <summary>What a price would cost.</summary>
    /// <param name="Line">As it is told at the station.</param>
    /// <param name="Example">A night's charge by it.</param>
    /// <param name="ExampleNow">The same by the price in force; null where there is none.</param>
    /// <param name="Month">Last month's charges by it; null where there were none.</param>
    /// <param name="MonthNow">What they cost.</param>
    public sealed record PricePreview(string Line, string Example, string? ExampleNow, string? Month, string? MonthNow);
}
