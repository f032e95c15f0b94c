using System;

namespace NanoCharger.Backend.Billing.Ledger
{
    /// <summary>A movement of money from one account to another: balanced by construction.</summary>
    public sealed record Leg
    {
        /// <param name="debit">The account that it is debited to.</param>
        /// <param name="credit">The account that it is credited to.</param>
        /// <param name="amountMinor">How much, minor units; above 0.</param>
        /// <exception cref="ArgumentException">The accounts are one, or one has no name.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The amount is not above 0.</exception>
        public Leg(string debit, string credit, long amountMinor)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(debit);
            ArgumentException.ThrowIfNullOrWhiteSpace(credit);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountMinor);
            if (debit == credit)
            {
                throw new ArgumentException($"{debit} cannot be debited and credited in one leg.", nameof(credit));
            }

            Debit = debit;
            Credit = credit;
            AmountMinor = amountMinor;
        }

        /// <summary>Code of the account that is debited.</summary>
        public string Debit { get; }

        /// <summary>Code of the account that is credited.</summary>
        public string Credit { get; }

        /// <summary>Minor units, above 0.</summary>
        public long AmountMinor { get; }

        /// <summary>The same back.</summary>
        public Leg Reversed => new(Credit, Debit, AmountMinor);
    }
}
