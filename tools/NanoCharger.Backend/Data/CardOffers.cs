using System;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Data
{
    /// <summary>A card as far as a price depends on it.</summary>
    /// <param name="Digest">What it says, as <see cref="TokenDigest"/> writes it.</param>
    /// <param name="FromMs">Since when the account has it.</param>
    /// <param name="ToMs">Until when; null while nobody has said.</param>
    internal sealed record PricedCard(string Digest, long FromMs, long? ToMs);

    /// <summary>The price of one card: tables name the card by its number, price lists by its digest, for as long as its account has it.</summary>
    internal static class CardOffers
    {
        /// <summary>An offer as price lists have it.</summary>
        /// <param name="offer">As it is stored.</param>
        /// <param name="card">The card that it names; null where it names none, or one that is erased.</param>
        /// <returns>Null where its card is erased: nobody can come by it.</returns>
        internal static Offer? Of(Offer offer, PricedCard? card)
        {
            return offer.For.CardNumber is null ? offer
                : card is null ? null
                : new Offer(offer.Version, Audience.Card(card.Digest), Math.Max(offer.FromMs, card.FromMs)) { ToMs = card.ToMs };
        }
    }
}
