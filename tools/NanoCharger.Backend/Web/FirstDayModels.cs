using System.Collections.Generic;

namespace NanoCharger.Backend.Web
{
    /// <summary>A step of the first day.</summary>
    /// <param name="Path">Where it is done; null where it cannot be come back to.</param>
    /// <param name="Title">Its name.</param>
    /// <param name="Done">It is done.</param>
    /// <param name="Here">One is at it.</param>
    public sealed record Step(string? Path, string Title, bool Done, bool Here);

    /// <summary>What a house is.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Steps">How far the first day is.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record HouseModel(Frame Frame, IReadOnlyList<Step> Steps, Entries Entries);

    /// <summary>The first price.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Steps">How far the first day is.</param>
    /// <param name="Currency">What it is in.</param>
    /// <param name="IsPriced">There is one already: this one would follow it.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record PriceModel(Frame Frame, IReadOnlyList<Step> Steps, string Currency, bool IsPriced, Entries Entries)
    {
        /// <summary>What is asked once of the price in the form; null where nothing is.</summary>
        public Prices.Doubt? Doubt { get; init; }
    }

    /// <summary>The first station.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Steps">How far the first day is.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record StationModel(Frame Frame, IReadOnlyList<Step> Steps, Entries Entries);

    /// <summary>What is left to do, at the charger.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Steps">How far the first day is.</param>
    /// <param name="Console">What is typed there.</param>
    public sealed record DoneModel(Frame Frame, IReadOnlyList<Step> Steps, ConsoleLines Console);
}
