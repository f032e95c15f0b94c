using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Data
{
    /// <summary>Puts tariff versions down, and says since when they are whose price. Nothing that stands is changed.</summary>
    internal static class TariffRegister
    {
        /// <summary>Puts a version down for a tenant; the same one again is nothing.</summary>
        /// <returns>The rows that were added.</returns>
        /// <exception cref="InvalidDataException">Another version has its id.</exception>
        internal static int Put(PlatformContext context, long tenant, TariffVersion version, long nowMs)
        {
            if (version.IsUnpriced)
            {
                throw Refusal.Because("refused.price-id-kept", version.Id);
            }

            string text = version.ToJson();
            if (context.Tariffs.AsNoTracking().FirstOrDefault(row => row.TenantId == tenant && row.Id == version.Id) is { } known)
            {
                return known.Text == text ? 0
                    : throw Refusal.Because("refused.price-id-taken", version.Id);
            }

            context.Tariffs.Add(new TariffRow { TenantId = tenant, Id = version.Id, Text = text, Hash = SHA256.HashData(Encoding.UTF8.GetBytes(text)), AddedMs = nowMs });
            return context.SaveChanges();
        }

        /// <summary>The version of a row; null where it is not what was put down, or cannot be read.</summary>
        internal static TariffVersion? Read(TariffRow row)
        {
            return Read(row.Id, row.Text, row.Hash);
        }

        /// <inheritdoc cref="Read(TariffRow)"/>
        internal static TariffVersion? Read(string id, string text, byte[] hash)
        {
            try
            {
                return SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan().SequenceEqual(hash) && TransactionRows.TariffOf(text) is var version && version.Id == id ? version : null;
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }

        /// <summary>A tenant's versions and offers; an offer of what was edited is one of <see cref="TariffVersion.Unpriced"/>.</summary>
        internal static PriceList ListOf(PlatformContext context, long tenant)
        {
            Dictionary<string, TariffVersion> versions = context.Tariffs.AsNoTracking().Where(row => row.TenantId == tenant).AsEnumerable()
                .Select(Read).OfType<TariffVersion>().ToDictionary(version => version.Id);
            Dictionary<long, PricedCard> cards = context.Cards.AsNoTracking().Where(row => row.TenantId == tenant).ToDictionary(row => row.Id, row => new PricedCard(row.Digest, row.FromMs, row.ToMs));
            return new PriceList(versions.Values, context.Offers.AsNoTracking().Where(row => row.TenantId == tenant).AsEnumerable()
                .Select(row => Audience.Parse(row.Audience) is { } audience ? CardOffers.Of(new Offer(versions.GetValueOrDefault(row.TariffId, TariffVersion.Unpriced), audience, row.FromMs), cards.GetValueOrDefault(audience.CardNumber ?? 0)) : null).OfType<Offer>());
        }

        /// <summary>Makes a version somebody's price since a moment.</summary>
        /// <returns>The rows that were added.</returns>
        /// <exception cref="InvalidDataException">That moment has a price already.</exception>
        internal static int Offer(PlatformContext context, long tenant, string version, Audience audience, (long From, long Now) at)
        {
            string who = audience.ToString();
            if (context.Offers.AsNoTracking().Any(row => row.TenantId == tenant && row.Audience == who && row.FromMs == at.From))
            {
                throw Refusal.Because("refused.price-taken", Words(audience));
            }

            context.Offers.Add(new OfferRow { TenantId = tenant, Audience = who, FromMs = at.From, TariffId = version, AddedMs = at.Now });
            return context.SaveChanges();
        }

        /// <summary>Makes the settings' version everyone's price: of a tenant who has none, always; of the first tenant from now on, where it was never his. What was said since by hand stays.</summary>
        /// <returns>The rows that were added.</returns>
        /// <exception cref="InvalidDataException">Another version of the first tenant has its id.</exception>
        internal static int Ensure(PlatformContext context, long tenant, TariffVersion version, long nowMs)
        {
            if (context is PostgresPlatform && context.Database.CurrentTransaction is not null)
            {
                // Several workers may start at once: the second waits here, and finds what the first has said.
                context.Database.ExecuteSqlRaw("LOCK TABLE offers IN SHARE ROW EXCLUSIVE MODE");
            }

            string everyone = Audience.Everyone.ToString();
            bool any = context.Offers.Any(row => row.TenantId == tenant && row.Audience == everyone);
            if (any && context.Tenants.Any(row => row.Id < tenant))
            {
                return 0;
            }

            int rows = Put(context, tenant, version, nowMs);
            return context.Offers.Any(row => row.TenantId == tenant && row.Audience == everyone && row.TariffId == version.Id) ? rows
                : rows + Offer(context, tenant, version.Id, Audience.Everyone, (any ? nowMs : 0, nowMs));
        }

        /// <summary>For whom, without saying by which card.</summary>
        internal static Phrase Words(Audience audience)
        {
            return new Phrase(audience == Audience.Everyone ? "trail.everyone" : audience == Audience.Residents ? "trail.residents" : audience == Audience.Guests ? "trail.guests" : "trail.card-alone");
        }
    }
}
