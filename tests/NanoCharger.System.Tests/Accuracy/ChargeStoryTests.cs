using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Bench.Accuracy;
using Xunit;

namespace NanoCharger.System.Tests.Accuracy
{
    /// <summary>The random charges of the table of accuracy.</summary>
    public sealed class ChargeStoryTests
    {
        [Fact]
        public void Every_charge_is_a_scenario_of_20_minutes_in_which_much_happens()
        {
            for (ulong seed = 1; seed <= ChargeBench.Charges; seed++)
            {
                Scenario scenario = Scenario.Parse(ChargeStory.Write(seed), "charge");

                Assert.Equal(ChargeStory.Phases(seed), scenario.BoardPhases);
                Assert.InRange(scenario.Timeline.Count, 30, 200);
            }
        }

        [Fact]
        public void A_charge_is_billed_right_and_a_wrong_bill_is_told()
        {
            ChargeFigure figure = ChargeBench.Play(1);

            Assert.True(figure.Holds, figure.Line);
            Assert.False((figure with { WattHours = figure.WattHours * 1.006 }).Holds);
            Assert.False((figure with { Trouble = "an invariant" }).Holds);
        }
    }
}
