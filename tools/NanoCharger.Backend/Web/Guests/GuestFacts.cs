using NanoCharger.Backend.Data;
using NanoCharger.Backend.Web.Today;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>What is known of a bay, as far as a guest depends on it; and what follows. Nothing else decides whether somebody is asked to pay.</summary>
    /// <param name="Way">How its house takes guests.</param>
    /// <param name="HasPrice">There is a price that could be told him.</param>
    /// <param name="HasKey">Its station signs by a key that is known: what it delivers can be billed.</param>
    /// <param name="State">What the bay is doing.</param>
    internal sealed record GuestFacts(GuestWay Way, bool HasPrice, bool HasKey, BayState State)
    {
        /// <summary>Somebody's start was granted there, and has begun nothing yet.</summary>
        internal bool IsGranted { get; init; }

        /// <summary>He can pay as the house wants it: who takes cards answers.</summary>
        internal bool CanPay { get; init; } = true;

        /// <summary>Another guest has the bay.</summary>
        internal bool IsOthers { get; init; }

        /// <summary>Whether he may charge, and if not why.</summary>
        internal GuestStanding Standing => Way == GuestWay.None ? GuestStanding.ResidentsOnly
            : State is BayState.New or BayState.Silent or BayState.Bare ? GuestStanding.Silent
            : State == BayState.Faulty ? GuestStanding.Faulty
            : State == BayState.Unavailable || !HasKey ? GuestStanding.Unavailable
            : !HasPrice ? GuestStanding.NoPrice
            : State is BayState.Charging or BayState.Paused or BayState.Full ? GuestStanding.Charging
            : IsOthers ? GuestStanding.Paying
            : IsGranted ? GuestStanding.Charging
            : !CanPay ? GuestStanding.NoCards
            : State == BayState.Free ? GuestStanding.NoCar
            : GuestStanding.Welcome;
    }
}
