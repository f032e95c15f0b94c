using System.Linq;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Who sells where, as a bill names it: the house says it in which the station hung; where nobody has described the house the settings do.</summary>
    internal sealed record HouseTerms(string Seller, string Site)
    {
        /// <summary>Those of the house in which a charge ended.</summary>
        internal static HouseTerms Of(PlatformContext context, ChargeRow charge, BillingRules rules)
        {
            House? house = (from placed in context.Placements
                            join bay in context.Bays on placed.BayId equals bay.Id
                            join of in context.Houses on bay.HouseId equals of.Id
                            where placed.StationId == charge.StationId && placed.TenantId == charge.TenantId && placed.FromMs <= charge.LastCameMs
                            orderby placed.FromMs descending
                            select of).FirstOrDefault();
            string seller = house?.Seller is { Length: > 0 } named ? house.TaxNumber is { Length: > 0 } number ? $"{named}, {number}" : named : rules.Seller;
            return new HouseTerms(seller, house?.Address is { Length: > 0 } address ? $"{house.Name}, {address}" : rules.Site);
        }
    }
}
