using System.Collections.Generic;
using NanoCharger.Backend.Billing;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>The charges of a month.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Month">Which month.</param>
    /// <param name="Sums">What stands on top.</param>
    /// <param name="Lines">The charges.</param>
    public sealed record ChargesModel(Frame Frame, MonthPager Month, IReadOnlyList<ChargesSum> Sums, IReadOnlyList<ChargeLine> Lines)
    {
        /// <summary>What can be asked for, and is.</summary>
        public required IReadOnlyList<ChargesFilter> Filters { get; init; }

        /// <summary>The month as an address has it.</summary>
        public required string MonthName { get; init; }

        /// <summary>The rest of the address: what is asked for beside the month.</summary>
        public required string Asked { get; init; }
    }

    /// <summary>A sum.</summary>
    /// <param name="Name">Of what.</param>
    /// <param name="Value">How much.</param>
    /// <param name="Hint">What is to be said of it; null: nothing.</param>
    public sealed record ChargesSum(string Name, string Value, string? Hint);

    /// <summary>Something that can be asked for.</summary>
    /// <param name="Name">The parameter.</param>
    /// <param name="Label">What it is.</param>
    /// <param name="Chosen">What is chosen; empty: all.</param>
    /// <param name="Choices">What there is to choose, as it is written and as it is shown.</param>
    public sealed record ChargesFilter(string Name, string Label, string Chosen, IReadOnlyList<(string Value, string Text)> Choices);

    /// <summary>A charge in the list.</summary>
    public sealed record ChargeLine
    {
        /// <summary>Its number.</summary>
        public required long Number { get; init; }

        /// <summary>When it began.</summary>
        public required string Begin { get; init; }

        /// <summary>How long the vehicle stood there.</summary>
        public required string Lasted { get; init; }

        /// <summary>Where.</summary>
        public required string Bay { get; init; }

        /// <summary>Who pays.</summary>
        public required string Who { get; init; }

        /// <summary>What the card is called that it was charged by; empty where it is none of an account.</summary>
        public required string Card { get; init; }

        /// <summary>How much.</summary>
        public required string Energy { get; init; }

        /// <summary>What it costs; empty where it costs nothing.</summary>
        public required string Cost { get; init; }

        /// <summary>Its state.</summary>
        public required ChargeState State { get; init; }

        /// <summary>Its state in words.</summary>
        public required string StateText { get; init; }

        /// <summary>Why it is so; null where nothing is to be said.</summary>
        public string? Why { get; init; }

        /// <summary>The number of its bill; empty where it has none.</summary>
        public required string Bill { get; init; }

        /// <summary>What was verified.</summary>
        public required string Verified { get; init; }
    }
}
