namespace NanoCharger.Backend.Ingest
{
    /// <summary>What the house says, as far as an answer depends on it.</summary>
    /// <param name="Prices">Who pays what since when.</param>
    /// <param name="Market">What may have a price.</param>
    /// <param name="Cards">Who may charge, and who pays.</param>
    internal sealed record DeskRules(PriceLists Prices, Market Market, CardBook Cards);
}
