namespace NanoCharger.Backend.Commands
{
    /// <summary>What a house is.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Address">Where it is.</param>
    /// <param name="Zone">Its time zone.</param>
    /// <param name="Currency">What its prices are in.</param>
    /// <param name="Market">Whose law counts.</param>
    /// <param name="Seller">Who sells.</param>
    internal sealed record HouseFacts(string Name, string Address, string Zone, string Currency, string Market, string Seller)
    {
        /// <summary>The seller's tax number; empty where there is none.</summary>
        internal string TaxNumber { get; init; } = "";
    }
}
