using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Guests
{
    /// <summary>What a guest was told, and has chosen.</summary>
    /// <param name="Tenant">Whose house it is.</param>
    /// <param name="Station">The charger.</param>
    /// <param name="StationName">Its id at the broker.</param>
    /// <param name="Bay">The bay.</param>
    /// <param name="Way">How the house takes guests.</param>
    /// <param name="Tariff">The prices that he was told.</param>
    /// <param name="Secret">SHA-256 of the secret in his address.</param>
    internal sealed record NewCheckout(long Tenant, long Station, string StationName, long Bay, GuestWay Way, TariffVersion Tariff, string Secret)
    {
        /// <summary>The most that he wants to spend, minor units; null where nothing costs anything.</summary>
        internal long? CapMinor { get; init; }

        /// <summary>The row of it.</summary>
        internal CheckoutRow Row(long nowMs)
        {
            return new CheckoutRow
            {
                TenantId = Tenant,
                StationId = Station,
                BayId = Bay,
                Way = Way,
                TariffId = Tariff.Id,
                CapMinor = CapMinor,
                MostWattHours = CapMinor is { } cap ? GuestCap.WattHours(Tariff, cap) : null,
                Secret = Secret,
                State = nameof(CheckoutState.Checkout),
                MadeMs = nowMs,
                StateMs = nowMs,
                UntilMs = CheckoutTimes.Until(CheckoutState.Checkout, nowMs),
            };
        }
    }
}
