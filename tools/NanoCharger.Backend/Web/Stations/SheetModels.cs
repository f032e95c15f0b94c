using System.Collections.Generic;
using NanoCharger.Backend.Web.Charts;
using NanoCharger.Backend.Web.Today;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>A station's sheet.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Path">Its address.</param>
    /// <param name="Place">Where it hangs.</param>
    /// <param name="Now">What lives.</param>
    public sealed record SheetModel(Frame Frame, string Path, string Place, SheetNowModel Now)
    {
        /// <summary>What is about money, keys and documents is shown.</summary>
        public bool Manages { get; init; }

        /// <summary>The transaction that is open may be ended.</summary>
        public bool IsCharging { get; init; }

        /// <summary>It is out of service.</summary>
        public bool IsAway { get; init; }

        /// <summary>The charts.</summary>
        public SheetCharts? Charts { get; init; }

        /// <summary>What is known of how it fares, each with its name.</summary>
        public IReadOnlyList<Figure> Health { get; init; } = [];

        /// <summary>When it was faulty, the newest first.</summary>
        public IReadOnlyList<SpellLine> Faults { get; init; } = [];

        /// <summary>When it was not heard, the newest first.</summary>
        public IReadOnlyList<SpellLine> Outages { get; init; } = [];

        /// <summary>What somebody should look at, the newest first.</summary>
        public IReadOnlyList<Incident> Incidents { get; init; } = [];

        /// <summary>Its keys, the newest first.</summary>
        public IReadOnlyList<KeyLine> Keys { get; init; } = [];

        /// <summary>What is typed at the console of another board.</summary>
        public ConsoleLines? Console { get; init; }

        /// <summary>Where it may be hung.</summary>
        public IReadOnlyList<BayOption> Bays { get; init; } = [];

        /// <summary>Its newest documents.</summary>
        public IReadOnlyList<DocumentLine> Documents { get; init; } = [];

        /// <summary>The form that was wrong; null: none.</summary>
        public string? Wrong { get; init; }

        /// <summary>What was typed into it.</summary>
        public Entries Typed { get; init; } = Entries.Empty;

        /// <summary>What stands in a form.</summary>
        public Entries Of(string form)
        {
            return form == Wrong ? Typed : Entries.Empty;
        }
    }

    /// <summary>What lives on a sheet.</summary>
    /// <param name="Text">The language.</param>
    /// <param name="Tile">What its bay is doing.</param>
    /// <param name="Live">The live values, each with its name.</param>
    /// <param name="Calls">What was wanted of it, the newest first.</param>
    public sealed record SheetNowModel(Language Text, BayTile Tile, IReadOnlyList<Figure> Live, IReadOnlyList<CallLine> Calls);

    /// <summary>The charts of a sheet.</summary>
    /// <param name="Power">Of a charge; null: there was none.</param>
    /// <param name="Energy">By day.</param>
    /// <param name="Revenue">By month; null where it is not shown.</param>
    public sealed record SheetCharts(PowerPage? Power, BarChart Energy, BarChart? Revenue);

    /// <summary>The power of a charge, and the way to others.</summary>
    /// <param name="Chart">The power.</param>
    public sealed record PowerPage(StepChart Chart)
    {
        /// <summary>The charge before it; null: there is none.</summary>
        public string? Earlier { get; init; }

        /// <summary>The one behind it; null: it is the last one.</summary>
        public string? Later { get; init; }

        /// <summary>The charge's own page; null where it has none, or it is not for who looks.</summary>
        public (string Name, string Path)? Charge { get; init; }
    }

    /// <summary>Something that was so for a time.</summary>
    /// <param name="Span">From when to when.</param>
    /// <param name="What">In a word.</param>
    /// <param name="Text">What it means, or what to do; null: nothing more.</param>
    /// <param name="Lasts">It is still so.</param>
    public sealed record SpellLine(string Span, string What, string? Text, bool Lasts = false);

    /// <summary>Something that was found or refused.</summary>
    /// <param name="At">When.</param>
    /// <param name="What">In a word.</param>
    /// <param name="Text">What exactly.</param>
    public sealed record Incident(string At, string What, string Text);

    /// <summary>A key.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Digest">SHA-256 of it, in groups.</param>
    /// <param name="Origin">How it came to be believed.</param>
    /// <param name="From">Since when it counts.</param>
    /// <param name="To">Until when; null: it counts on.</param>
    public sealed record KeyLine(int Number, string Digest, string Origin, string From, string? To);

    /// <summary>A bay.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Name">Its name, and what hangs there.</param>
    public sealed record BayOption(string Id, string Name);

    /// <summary>A call.</summary>
    /// <param name="At">When it was wanted.</param>
    /// <param name="What">What was wanted.</param>
    /// <param name="By">Who or what wanted it.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="Failed">It did not come to what was wanted.</param>
    public sealed record CallLine(string At, string What, string By, string Outcome, bool Failed);

    /// <summary>A signed document.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Path">Where it is to be had.</param>
    /// <param name="Kind">What it says.</param>
    /// <param name="At">When it was signed.</param>
    /// <param name="Register">The register that it says.</param>
    /// <param name="Transaction">Of what.</param>
    public sealed record DocumentLine(string Number, string Path, string Kind, string At, string Register, string Transaction);

    /// <summary>Documents.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Back">The station's sheet.</param>
    /// <param name="Lines">The documents of this page.</param>
    /// <param name="Earlier">Where earlier ones are; null: there are none.</param>
    public sealed record DocumentsModel(Frame Frame, string Back, IReadOnlyList<DocumentLine> Lines, string? Earlier);

    /// <summary>A label to print.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Back">The station's sheet.</param>
    /// <param name="Bay">The bay.</param>
    /// <param name="Address">Where its page is.</param>
    /// <param name="Picture">The same as a picture.</param>
    public sealed record LabelModel(Frame Frame, string Back, string Bay, string Address, QrPicture Picture)
    {
        /// <summary>It leads here from this machine alone.</summary>
        public bool IsHereAlone { get; init; }
    }
}
