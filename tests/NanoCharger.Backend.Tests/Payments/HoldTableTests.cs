using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    public sealed class HoldTableTests
    {
        /// <summary>Written down a second time, by hand: what is not here must not happen.</summary>
        private const string Allowed = """
            - Ask: Wanted None
            Wanted Opened: Open None
            Wanted Unused: Released None
            Open Held: Held None
            Open Gone: Released None
            Open Unused: LettingGo Release
            Open Foreign: GivingBack Refund
            Held Billed: Taking Capture
            Held NothingOwed: LettingGo Release
            Held Unused: LettingGo Release
            Held TooLate: LettingGo Release
            Held Gone: Released None
            Taking Taken: Captured PostTaken
            Taking Gone: Released None
            Taking TooLate: LettingGo Release
            Taking Foreign: GivingBack Refund
            LettingGo Gone: Released None
            LettingGo Foreign: GivingBack Refund
            Captured Credited: GivingBack Refund
            Captured Refunded: Refunded PostRefunded
            GivingBack Refunded: Refunded PostRefunded
            Captured Lost: Lost PostLost
            GivingBack Lost: Lost PostLost
            Lost Credited: Refunded PostRefunded
            Released Unpaid: Waived PostWaived
            Refunded Unpaid: Waived PostWaived
            Waived Credited: Released PostUnwaived
            Released Held: LettingGo Release
            Waived Held: LettingGo Release
            Released Foreign: GivingBack Refund
            Waived Foreign: GivingBack Refund
            Refunded Foreign: GivingBack Refund
            """;

        [Fact]
        public void A_hold_takes_the_steps_of_its_table_and_no_other()
        {
            List<string> taken = [];
            foreach (HoldState? state in Enum.GetValues<HoldState>().Cast<HoldState?>().Prepend(null))
            {
                foreach (HoldEvent what in Enum.GetValues<HoldEvent>())
                {
                    if (HoldTable.Step(state, what) is var (to, effect))
                    {
                        taken.Add($"{state?.ToString() ?? "-"} {what}: {to} {effect}");
                    }
                }
            }

            Assert.Equal(Allowed.Split('\n').Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
            Assert.Equal(taken.Count, HoldTable.Steps.Count);
        }

        /// <summary>Each state is reached, and each but the last ones is left.</summary>
        [Fact]
        public void No_hold_is_stranded()
        {
            Assert.All(Enum.GetValues<HoldState>(), state => Assert.Contains(HoldTable.Steps, step => step.To == state));
            Assert.All(Enum.GetValues<HoldState>(), state => Assert.Contains(HoldTable.Steps, step => step.From == state));
        }

        /// <summary>The README draws the same table.</summary>
        [Fact]
        public void The_readme_draws_every_step()
        {
            string drawn = File.ReadAllText(KeyCommandTests.Repository("tools/NanoCharger.Backend/Payments/README.md"));
            Assert.All(HoldTable.Steps, step => Assert.Contains($"| {step.From?.ToString() ?? "(none)"} | {step.Event} | {step.To} |", drawn, StringComparison.Ordinal));
            Assert.Equal(HoldTable.Steps.Count, drawn.Split('\n').Count(line => Enum.GetNames<HoldEvent>().Any(what => line.StartsWith("| ", StringComparison.Ordinal) && line.Split('|') is { Length: 6 } cells && cells[2].Trim() == what)));
        }
    }
}
