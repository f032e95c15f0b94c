using System.Collections.Generic;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>The front page of whoever sees to stations.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Open">Steps of the first day that are not done.</param>
    /// <param name="Now">What lives.</param>
    public sealed record TodayModel(Frame Frame, IReadOnlyList<Step> Open, TodayNowModel Now)
    {
        /// <summary>Where another station is taken in; null where that is not for who looks, or the first is not there.</summary>
        public string? AddPath { get; init; }

        /// <summary>Where houses and bays are changed; null where that is not for who looks.</summary>
        public string? HousesPath { get; init; }
    }

    /// <summary>What is now.</summary>
    /// <param name="Text">The language.</param>
    /// <param name="Token">What each button sends back.</param>
    /// <param name="Needs">What somebody has to do.</param>
    /// <param name="Houses">The houses with their bays.</param>
    public sealed record TodayNowModel(Language Text, string Token, IReadOnlyList<Need> Needs, IReadOnlyList<HouseToday> Houses);

    /// <summary>A house.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Facts">Today's figures, each with its name.</param>
    /// <param name="Bays">Its bays.</param>
    public sealed record HouseToday(string Name, IReadOnlyList<Figure> Facts, IReadOnlyList<BayTile> Bays)
    {
        /// <summary>Where is said what its chargers have together; null where that is not for who looks.</summary>
        public string? SupplyPath { get; init; }

        /// <summary>That was said already.</summary>
        public bool IsSupplied { get; init; }

        /// <summary>Where cards were refused today, and how often.</summary>
        public IReadOnlyList<Help> RefusedCards { get; init; } = [];
    }

    /// <summary>A figure.</summary>
    /// <param name="Name">Of what.</param>
    /// <param name="Value">As it is written.</param>
    public sealed record Figure(string Name, string Value);

    /// <summary>A bay.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Path">Its station's sheet; null where none hangs there.</param>
    /// <param name="State">What it is doing.</param>
    /// <param name="Word">The same in words.</param>
    public sealed record BayTile(string Name, string? Path, BayState State, string Word)
    {
        /// <summary>Since when; null where nobody knows.</summary>
        public string? Since { get; init; }

        /// <summary>What it draws.</summary>
        public string? Power { get; init; }

        /// <summary>What the charge has had.</summary>
        public string? Energy { get; init; }

        /// <summary>Why it is slow.</summary>
        public string? Why { get; init; }
    }

    /// <summary>Something that somebody has to do.</summary>
    /// <param name="Of">Of what.</param>
    /// <param name="Why">In plain words.</param>
    /// <param name="Help">What helps.</param>
    /// <param name="Look">Where it is looked at, where the button does something else; null: nowhere.</param>
    public sealed record Need(string Of, string Why, Help Help, string? Look = null)
    {
        /// <summary>The other answer, where there are two; null where there is one.</summary>
        public Help? Else { get; init; }
    }

    /// <summary>The one button that helps.</summary>
    /// <param name="Label">What it does.</param>
    /// <param name="Path">Where it goes, or is posted to.</param>
    /// <param name="Fields">What it posts; null: it is a link.</param>
    public sealed record Help(string Label, string Path, IReadOnlyList<Figure>? Fields = null);

    /// <summary>What the chargers of a house have together.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Path">Where it is posted to.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record SupplyModel(Frame Frame, string Path, Entries Entries);

    /// <summary>A transaction that waits for a word.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Facts">What is known of it.</param>
    /// <param name="Findings">Why it is held.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record HeldModel(Frame Frame, IReadOnlyList<Figure> Facts, IReadOnlyList<string> Findings, Entries Entries);
}
