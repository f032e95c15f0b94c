using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Guests;
using Xunit;

namespace NanoCharger.Backend.Tests.Guests
{
    public sealed class CheckoutTableTests
    {
        /// <summary>Written down a second time, by hand: what is not here must not happen.</summary>
        private const string Allowed = """
            - Begin: Checkout None
            Checkout Ask: Waiting None
            Checkout Go: Starting Start
            Checkout Withdraw: Over None
            Checkout Lapse: Over None
            Checkout Taken: Over None
            Checkout Gone: Over None
            Waiting Confirm: Starting Start
            Waiting Refuse: Over None
            Waiting Withdraw: Over None
            Waiting Lapse: Over None
            Waiting Taken: Over None
            Waiting Gone: Over None
            Checkout Pay: Paying Hold
            Paying Paid: Starting Start
            Paying Unpaid: Over None
            Paying Withdraw: Over None
            Paying Lapse: Over None
            Paying Taken: Over None
            Paying Gone: Over None
            Starting Begun: Charging None
            Starting Rejected: Over None
            Starting Withdraw: Starting TakeBack
            Starting Overdue: Starting TakeBack
            Starting Nothing: Over None
            Starting Gone: Over None
            Charging Stop: Charging Stop
            Charging Finished: Ended None
            Ended Begun: Charging None
            Ended Settled: Billed None
            Over Begun: Charging None
            """;

        [Fact]
        public void A_checkout_takes_the_steps_of_its_table_and_no_other()
        {
            List<string> taken = [];
            foreach (CheckoutState? state in Enum.GetValues<CheckoutState>().Cast<CheckoutState?>().Prepend(null))
            {
                foreach (CheckoutEvent what in Enum.GetValues<CheckoutEvent>())
                {
                    if (CheckoutTable.Step(state, what) is var (to, effect))
                    {
                        taken.Add($"{state?.ToString() ?? "-"} {what}: {to} {effect}");
                    }
                }
            }

            Assert.Equal(Allowed.Split('\n').Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
            Assert.Equal(taken.Count, CheckoutTable.Steps.Count);
        }

        /// <summary>The README draws the same table.</summary>
        [Fact]
        public void The_readme_draws_every_step()
        {
            string drawn = File.ReadAllText(KeyCommandTests.Repository("tools/NanoCharger.Backend/Guests/README.md"));
            Assert.All(CheckoutTable.Steps, step => Assert.Contains($"| {step.From?.ToString() ?? "(none)"} | {step.Event} | {step.To} |", drawn, StringComparison.Ordinal));
            Assert.Equal(CheckoutTable.Steps.Count, drawn.Split('\n').Count(line => Enum.GetNames<CheckoutEvent>().Any(what => line.Contains($" | {what} | ", StringComparison.Ordinal))));
        }
    }
}
