using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.Web;
using NanoCharger.Backend.Web.Charts;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Charts are pictures of numbers: the numbers make the picture, and nothing else does.</summary>
    public sealed class ChartTests
    {
        private const long Hour = 3_600_000;

        /// <summary>2026-11-22T18:00:00Z, when the documents of the maker begin.</summary>
        private const long Evening = 1_795_370_400_000;

        /// <summary>A register, mWh.</summary>
        private const long Said = 41_000_000;

        [Fact]
        public void Bars_stand_side_by_side_and_the_most_reaches_the_top()
        {
            BarChart chart = Chart(0, 50, 100, 1);
            Assert.Equal([0, 100, 200, 3], chart.Bars.Select(bar => bar.Height));
            Assert.All(chart.Bars, bar => Assert.Equal(BarChart.Height, bar.Y + bar.Height));
            Assert.Equal([30, 330, 630, 930], chart.Bars.Select(bar => bar.X));
            Assert.All(chart.Bars.Zip(chart.Bars.Skip(1)), pair => Assert.True(pair.First.X + pair.First.Width < pair.Second.X));
            Assert.Equal(100, chart.Most!.Value);
        }

        [Fact]
        public void Nothing_draws_nothing()
        {
            Assert.Null(Chart(0, 0).Most);
            Assert.Equal([0, 0], Chart(0, 0).Bars.Select(bar => bar.Height));
            Assert.Empty(Chart().Bars);
            Assert.Null(Chart().Most);
            Assert.Equal("", StepChart.Stair([]));
        }

        [Fact]
        public void A_month_in_which_more_was_taken_back_than_billed_has_no_bar_upwards()
        {
            Assert.Equal([0, 200], Chart(-500, 100).Bars.Select(bar => bar.Height));
        }

        [Fact]
        public void The_largest_sums_have_bars()
        {
            Assert.Equal([200, 200], Chart(long.MaxValue, long.MaxValue).Bars.Select(bar => bar.Height));
        }

        [Fact]
        public void Power_is_energy_by_time_between_two_readings()
        {
            IReadOnlyList<PowerStep> steps = PowerStep.Between([new(0, 0), new(Hour, 11_000_000), new(3 * Hour, 13_000_000)]);
            Assert.Equal([new PowerStep(0, Hour, 11_000), new PowerStep(Hour, 3 * Hour, 1_000)], steps);
            Assert.Equal("M0 200H0V0H400H400V182H1200V200z", StepChart.Stair(steps));
        }

        [Fact]
        public void Readings_of_one_moment_and_a_register_that_goes_back_make_no_step()
        {
            Assert.Equal([new PowerStep(0, Hour, 1_000)], PowerStep.Between([new(0, 0), new(Hour, 1_000_000), new(Hour, 1_000_000), new(2 * Hour, 500_000)]));
        }

        /// <summary>Two transactions, before a power cut and behind it: what lies between the end of one and the begin of the other is no reading of either.</summary>
        [Fact]
        public void The_curve_of_a_charge_has_no_step_over_a_cut()
        {
            StepChart chart = PowerCurve.Of(Languages.All["en"], "power", [[new(0, 0), new(Hour, 1_000_000)], [new(2 * Hour, 1_500_000), new(3 * Hour, 3_500_000)]], static ms => $"{ms / Hour}");
            Assert.Equal([1_000L, 2_000L], chart.Values.Select(value => value.Value));
            Assert.Equal(("0", "3"), chart.Ends);
        }

        /// <summary>A reading that two documents repeat counts once, and one of no known time is nowhere.</summary>
        [Fact]
        public void What_was_signed_by_a_clock_that_was_never_set_is_no_point_of_the_curve()
        {
            using DocumentMaker maker = new();
            string lost = maker.Between(8, Said, "1970-01-01T00:00:10,000+0000 U");
            Assert.Equal(
                [(Evening, Said), (Evening + Hour, Said + 1_000_000)],
                PowerCurve.Signed([maker.Begin(7, Said), maker.Begin(7, Said), lost, maker.Between(9, Said + 1_000_000)]).Select(reading => (reading.AtMs, reading.Mwh)));
        }

        /// <summary>A charge of two transactions: in the cut between them nothing is known to have flowed.</summary>
        [Fact]
        public void Between_two_steps_that_do_not_meet_the_stair_stands_on_the_ground()
        {
            Assert.Equal("M0 200H0V0H400V200H800V0H1200V200z", StepChart.Stair([new PowerStep(0, Hour, 5_000), new PowerStep(2 * Hour, 3 * Hour, 5_000)]));
        }

        private static BarChart Chart(params long[] values)
        {
            return BarChart.Of("t", ("a", "b"), [.. values.Select(value => new ChartValue("l", value, "v"))]);
        }
    }
}
