using System;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>What the house says, as far as an answer depends on it.</summary>
    /// <param name="Prices">Who pays what since when.</param>
    /// <param name="Market">What may have a price.</param>
    /// <param name="Accepts">Says whether a token may charge.</param>
    internal sealed record DeskRules(PriceLists Prices, Market Market, Func<string, bool> Accepts);
}
