using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Guests
{
    /// <summary>Which prices a guest is told.</summary>
    internal static class GuestPrice
    {
        private const string Euro = "EUR";

        /// <summary>In a house that takes guests for nothing its own version, in which nothing has a price: the charger signs its name, and the books call the charge free. Else the guests'.</summary>
        /// <returns>Null where there is none that could be told.</returns>
        internal static TariffVersion? Of(PlatformContext context, House house, long nowMs)
        {
            if (house.Guests == GuestWay.Free)
            {
                string currency = house.Currency ?? Euro;
                TariffVersion free = new() { Id = "guests-free-" + currency, Currency = currency, LeastWattHours = 0 };

                // Where somebody has put prices down under its name, nothing is told as free.
                return context.Tariffs.AsNoTracking().FirstOrDefault(row => row.TenantId == house.TenantId && row.Id == free.Id) is { } known && TariffRegister.Read(known)?.ToJson() != free.ToJson() ? null : free;
            }

            return TariffRegister.ListOf(context, house.TenantId).At(new Customer(null, FromAfar: true), nowMs) is { IsUnpriced: false } version ? version : null;
        }
    }
}
