using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Billing;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    public sealed class ChargeTableTests
    {
        /// <summary>Written down a second time, by hand: what is not here must not happen.</summary>
        private const string Allowed = """
            - Cut: Open None
            - Ended: rating Settle
            Open Cut: Open None
            Open Ended: rating Settle
            Open LetGo: rating Settle
            Billed Credit: Credited CreditNote
            Credited Rebill: rating Settle
            Waived Rebill: rating Settle
            Free Rebill: rating Settle
            """;

        [Fact]
        public void A_charge_takes_the_steps_of_its_table_and_no_other()
        {
            List<string> taken = [];
            foreach (ChargeState? state in Enum.GetValues<ChargeState>().Cast<ChargeState?>().Prepend(null))
            {
                foreach (ChargeEvent what in Enum.GetValues<ChargeEvent>())
                {
                    if (ChargeTable.Step(state, what) is var (to, effect))
                    {
                        taken.Add($"{state?.ToString() ?? "-"} {what}: {to?.ToString() ?? "rating"} {effect}");
                    }
                }
            }

            Assert.Equal(Allowed.Split('\n').Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
            Assert.Equal(taken.Count, ChargeTable.Steps.Count);
        }
    }
}
