using System.Collections.Generic;

namespace NanoCharger.Backend.Web.Money
{
    /// <summary>What became of the energy and of the money of a month, and how the books stand.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Month">Which month.</param>
    /// <param name="Uses">What became of the energy.</param>
    public sealed record MoneyModel(Frame Frame, MonthPager Month, IReadOnlyList<MoneyUse> Uses)
    {
        /// <summary>What was billed in each of the last twelve months.</summary>
        public required IReadOnlyList<MoneyMonth> Months { get; init; }

        /// <summary>The ledger's accounts.</summary>
        public required IReadOnlyList<MoneyAccount> Accounts { get; init; }

        /// <summary>What guests' cards have given in the month, and who has what of it; none where they gave nothing.</summary>
        public required IReadOnlyList<MoneyAccount> Cards { get; init; }

        /// <summary>How the manager's account with the card provider stands; null where none is needed.</summary>
        public MoneyPayee? Payee { get; init; }

        /// <summary>Whether debits and credits are the same, in each currency.</summary>
        public required bool Balances { get; init; }
    }

    /// <summary>A manager's account with the card provider.</summary>
    /// <param name="Sentence">How it stands.</param>
    /// <param name="Button">What he can do; null: nothing has to be done.</param>
    public sealed record MoneyPayee(string Sentence, string? Button);

    /// <summary>A use of energy.</summary>
    /// <param name="Name">What became of it.</param>
    /// <param name="Why">Why; null where nothing is to be said.</param>
    /// <param name="Energy">How much.</param>
    /// <param name="Charges">How many charges.</param>
    /// <param name="Money">What it costs; empty where nothing.</param>
    public sealed record MoneyUse(string Name, string? Why, string Energy, string Charges, string Money);

    /// <summary>A month.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Address">As an address has it.</param>
    /// <param name="Amount">What was billed, less what was taken back.</param>
    /// <param name="Share">Of the best month, per cent.</param>
    public sealed record MoneyMonth(string Name, string Address, string Amount, int Share);

    /// <summary>An account of the ledger.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Balance">How it stands.</param>
    public sealed record MoneyAccount(string Name, string Balance);
}
