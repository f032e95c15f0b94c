using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Web.Prices
{
    /// <summary>A card as the page of prices names it: by its owner and what he calls it, never by what it says.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Account">Whose.</param>
    /// <param name="Name">In words.</param>
    /// <param name="Digest">What it says, as tables have it.</param>
    /// <param name="ToMs">Until when; null while nobody has said.</param>
    internal sealed record PriceCard(long Number, long Account, string Name, string Digest, long? ToMs)
    {
        /// <summary>All cards of a tenant whose owners may be seen.</summary>
        internal static async Task<IReadOnlyDictionary<long, PriceCard>> All(PlatformContext context, long tenant)
        {
            return (await context.Cards.Where(row => row.TenantId == tenant).Join(context.Residents, row => row.Account, owner => owner.Account, (row, owner) => new { row.Id, row.Account, row.Label, row.Digest, row.ToMs, owner.Name })
                .OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync()).ToDictionary(row => row.Id, row => new PriceCard(row.Id, row.Account, $"{row.Name}: {row.Label}", row.Digest, row.ToMs));
        }

        /// <summary>The card that a price is for, where it is one that still charges; null else.</summary>
        internal static PriceCard? Of(IReadOnlyDictionary<long, PriceCard> cards, Audience audience, long nowMs)
        {
            return audience.CardNumber is { } number && cards.TryGetValue(number, out PriceCard? card) && (card.ToMs is null || card.ToMs > nowMs) ? card : null;
        }
    }
}
