using System;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Demo
{
    /// <summary>A vehicle that stands at a charger.</summary>
    /// <param name="From">Plugged in and authorised.</param>
    /// <param name="To">Unplugged.</param>
    /// <param name="Card">By whose card, or the token of a page.</param>
    /// <param name="Tariff">The prices that were told.</param>
    internal sealed record DemoVisit(DateTime From, DateTime To, string Card, TariffVersion Tariff)
    {
        /// <summary>What the vehicle takes, mWh.</summary>
        internal required long MilliwattHours { get; init; }

        /// <summary>How fast, W.</summary>
        internal required int Watts { get; init; }

        /// <summary>Started on a page.</summary>
        internal bool FromAfar { get; init; }

        /// <summary>When the mains went, long before it is full; null: they did not.</summary>
        internal DateTime? Cut { get; init; }

        /// <summary>How long they stay away.</summary>
        internal static TimeSpan Blink { get; } = TimeSpan.FromMinutes(2);

        /// <summary>When the vehicle is full.</summary>
        internal DateTime Full => From + TimeSpan.FromHours(MilliwattHours / 1000.0 / Watts) + (Cut is null ? TimeSpan.Zero : Blink);

        /// <summary>The register then, beyond that at the begin.</summary>
        internal long Taken(DateTime at)
        {
            TimeSpan without = Cut is { } cut && at > cut ? (at - cut < Blink ? at - cut : Blink) : TimeSpan.Zero;
            return Math.Min(MilliwattHours, (long)((at - From - without).TotalHours * Watts * 1000)) / 10 * 10;
        }
    }
}
