using System.Linq;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Who sells where, as a bill names it: the house says it in which the station hung; where nobody has described the house the settings do.</summary>
    internal sealed record HouseTerms(string Seller, string Site)
    {
        /// <summary>Those of the house in which a charge ended.</summary>
        /// <param name="context">Where it is read.</param>
        /// <param name="charge">The charge.</param>
        /// <param name="seller">Who sells where the house does not say it.</param>
        /// <param name="site">Where that is.</param>
        internal static HouseTerms Of(PlatformContext context, ChargeRow charge, string seller, string site)
        {
            House? house = (from placed in context.Placements
                            join bay in context.Bays on placed.BayId equals bay.Id
                            join of in context.Houses on bay.HouseId equals of.Id
                            where placed.StationId == charge.StationId && placed.TenantId == charge.TenantId && placed.FromMs <= charge.LastCameMs
                            orderby placed.FromMs descending
                            select of).FirstOrDefault();
            string sells = house?.Seller is { Length: > 0 } named ? house.TaxNumber is { Length: > 0 } number ? $"{named}, {number}" : named : seller;
            return new HouseTerms(sells, house?.Address is { Length: > 0 } address ? $"{house.Name}, {address}" : site);
        }
    }
}
