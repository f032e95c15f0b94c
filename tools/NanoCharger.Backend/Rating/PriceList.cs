using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Rating
{
    /// <summary>What one seller asks of whom since when, and every version that he ever put down.</summary>
    /// <param name="versions">All versions.</param>
    /// <param name="offers">Since when which of them is whose price.</param>
    public sealed class PriceList(IEnumerable<TariffVersion> versions, IEnumerable<Offer> offers)
    {
        private readonly Dictionary<string, TariffVersion> _versions = versions.ToDictionary(version => version.Id);
        private readonly ILookup<Audience, Offer> _offers = offers.OrderBy(offer => offer.FromMs).ToLookup(offer => offer.For);

        /// <summary>The version in force at a moment: the card's own, else that of residents or guests, else everyone's; of each the latest that had begun.</summary>
        /// <param name="who">Who charges.</param>
        /// <param name="ms">Unix milliseconds.</param>
        /// <returns>Null where nothing was offered by then.</returns>
        public TariffVersion? At(Customer who, long ms)
        {
            IEnumerable<Audience> audiences = [.. who.Token is { } token ? [Audience.Card(token)] : new List<Audience>(), who.FromAfar ? Audience.Guests : Audience.Residents, Audience.Everyone];
            return audiences.Select(audience => _offers[audience].LastOrDefault(offer => offer.FromMs <= ms && !(offer.ToMs <= ms))).FirstOrDefault(offer => offer is not null)?.Version;
        }

        /// <summary>The version that a signed tariff text names; null where there is none, or where it reads otherwise.</summary>
        public TariffVersion? Named(string line)
        {
            return TariffText.IdOf(line) is { } id && _versions.TryGetValue(id, out TariffVersion? version) && TariffText.Of(version) == line ? version : null;
        }
    }

    /// <summary>A version as somebody's price.</summary>
    /// <param name="Version">The version.</param>
    /// <param name="For">Whose price it is.</param>
    /// <param name="FromMs">Since when, Unix milliseconds.</param>
    public sealed record Offer(TariffVersion Version, Audience For, long FromMs)
    {
        /// <summary>Until when: a card's own price ends with the card; null where nothing ends it.</summary>
        public long? ToMs { get; init; }
    }

    /// <summary>Who charges, as far as a price depends on it.</summary>
    /// <param name="Token">The card or code; null where there is none.</param>
    /// <param name="FromAfar">The charge was started on a page.</param>
    public readonly record struct Customer(string? Token, bool FromAfar)
    {
        /// <summary>OCPP's and OCMF's type of an identification that the backend gave.</summary>
        public const string Central = "CENTRAL";
    }
}
