using System.Collections.Generic;

namespace NanoCharger.Backend.Web.Places
{
    /// <summary>All houses.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Houses">Each.</param>
    public sealed record HousesModel(Frame Frame, IReadOnlyList<HouseLine> Houses);

    /// <summary>A house of the list.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Path">Its page.</param>
    /// <param name="Address">Where it is; null while nobody has said.</param>
    /// <param name="Bays">How many bays, in words.</param>
    public sealed record HouseLine(string Name, string Path, string? Address, string Bays);

    /// <summary>A house with its bays.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Path">Its page; what is typed goes there.</param>
    /// <param name="Entries">What is said of it.</param>
    public sealed record PlaceModel(Frame Frame, string Path, Entries Entries)
    {
        /// <summary>It is there already: else there is nothing of it but the form.</summary>
        public required bool IsThere { get; init; }

        /// <summary>Somebody has said what it is.</summary>
        public required bool IsDescribed { get; init; }

        /// <summary>Where is said what its chargers have together.</summary>
        public string? SupplyPath { get; init; }

        /// <summary>Its bays.</summary>
        public IReadOnlyList<BayLine> Bays { get; init; } = [];

        /// <summary>The bay of which something was typed that is wrong, by its number; "new"; null: none.</summary>
        public string? Wrong { get; init; }

        /// <summary>What was typed of that bay.</summary>
        public Entries BayEntries { get; init; } = Entries.Empty;
    }

    /// <summary>A bay of the list.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Station">What hangs there; null where nothing does.</param>
    public sealed record BayLine(string Number, string Name, string? Station);

    /// <summary>Another station.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Path">Where it is posted to.</param>
    /// <param name="Back">The house.</param>
    /// <param name="Entries">What was typed.</param>
    public sealed record AnotherStationModel(Frame Frame, string Path, string Back, Entries Entries);
}
