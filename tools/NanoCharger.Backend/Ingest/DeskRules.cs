using System;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>What the house says, as far as an answer depends on it.</summary>
    /// <param name="Tariff">The tariff for a transaction that is not known yet.</param>
    /// <param name="Market">What may have a price.</param>
    /// <param name="Accepts">Says whether a token may charge.</param>
    internal sealed record DeskRules(TariffVersion Tariff, Market Market, Func<string, bool> Accepts);
}
