using System.Collections.Generic;
using NanoCharger.Backend.Web.Today;

namespace NanoCharger.Backend.Web.Own
{
    /// <summary>A resident's night.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Now">What lives.</param>
    /// <param name="Days">When he leaves, the next day first.</param>
    /// <param name="Entries">What stands in the fields, and what is wrong with it.</param>
    public sealed record TonightModel(Frame Frame, TonightNowModel Now, IReadOnlyList<TonightDay> Days, Entries Entries);

    /// <summary>A weekday of the plan.</summary>
    /// <param name="Number">1 Monday to 7 Sunday.</param>
    /// <param name="Name">Its name.</param>
    public sealed record TonightDay(int Number, string Name);

    /// <summary>What lives of it.</summary>
    /// <param name="Text">The language.</param>
    /// <param name="Problems">Why nothing of his charges; none where it does.</param>
    /// <param name="Bays">His bays, and wherever else he charges.</param>
    public sealed record TonightNowModel(Language Text, IReadOnlyList<string> Problems, IReadOnlyList<TonightBay> Bays);

    /// <summary>A bay of his night.</summary>
    /// <param name="Tile">What it is doing.</param>
    /// <param name="Words">What that means for him.</param>
    /// <param name="Cost">What his charge costs so far; null where none runs, or nothing can be said.</param>
    public sealed record TonightBay(BayTile Tile, string Words, string? Cost);
}
