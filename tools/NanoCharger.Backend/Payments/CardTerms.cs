using System;

namespace NanoCharger.Backend.Payments
{
    /// <summary>Cards, as the settings have them: who takes them, and what whoever runs the platform keeps.</summary>
    /// <param name="Provider">Who takes them.</param>
    internal sealed record CardTerms(ICardProvider Provider)
    {
        private const decimal Percent = 100;

        /// <summary>Each manager has an account of his own with the provider, and the guests' money goes there; otherwise all of it stays with whoever runs the platform.</summary>
        internal bool ByAccounts { get; init; }

        /// <summary>The manager is who sells, on the guest's statement too.</summary>
        internal bool OnBehalf { get; init; }

        /// <summary>The country of managers' accounts.</summary>
        internal string Country { get; init; } = "DE";

        /// <summary>What whoever runs the platform keeps of what is taken, per cent.</summary>
        internal decimal FeePercent { get; init; }

        /// <summary>And as much besides, minor units.</summary>
        internal long FeeMinor { get; init; }

        /// <summary>What of an amount he keeps: half up, and never above it.</summary>
        internal long FeeOf(long takenMinor)
        {
            return Math.Min(takenMinor, (long)Math.Round(takenMinor * FeePercent / Percent, MidpointRounding.AwayFromZero) + FeeMinor);
        }
    }
}
