using System;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Guests.Ways
{
    /// <summary>The ways of houses, each behind <see cref="IGuestPayment"/>.</summary>
    internal static class GuestPayments
    {
        private static readonly FreePayment Free = new();
        private static readonly DeskPayment Desk = new();
        private static readonly CardPayment Card = new();

        internal static IGuestPayment Of(GuestWay way)
        {
            return way switch
            {
                GuestWay.Free => Free,
                GuestWay.Desk => Desk,
                GuestWay.Card => Card,
                _ => throw new ArgumentOutOfRangeException(nameof(way), way, "there is no payment"),
            };
        }
    }
}
