using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NanoCharger.Bench;
using NanoCharger.Bench.Timings;
using Xunit;

namespace NanoCharger.System.Tests.Timings
{
    /// <summary>The table of timings itself.</summary>
    public sealed class TimingTableTests
    {
        [Fact]
        public void Every_row_has_the_test_of_its_name()
        {
            IEnumerable<string> tests = typeof(TimingTableTests).Assembly.GetTypes()
                .Where(type => type.Namespace == typeof(TimingTableTests).Namespace)
                .SelectMany(type => type.GetMethods())
                .Where(method => method.GetCustomAttribute<FactAttribute>() != null)
                .Select(method => method.Name);

            Assert.Empty(TimingTable.Rows.Select(row => row.Id).Except(tests));
            Assert.Equal(TimingTable.Rows.Count, TimingTable.Rows.Select(row => row.Id).Distinct().Count());
        }

        [Theory]
        [InlineData(0, 100, 55, true)]
        [InlineData(0, 100, 100.1, false)]
        [InlineData(6000, 6500, 5999, false)]
        [InlineData(5, double.PositiveInfinity, 5.1, true)]
        public void A_figure_beyond_its_limit_does_not_hold(double least, double most, double measured, bool holds)
        {
            TimingFigure figure = TimingTable.Measure(RowOf(least, most, measured), 1);

            Assert.Equal(holds, figure.Holds);
            Assert.Equal(!holds, TimingTable.Render([figure]).Contains("beyond", StringComparison.Ordinal));
        }

        [Fact]
        public void What_did_not_happen_does_not_hold()
        {
            TimingFigure figure = TimingTable.Measure(RowOf(0, 100, null), 1);

            Assert.False(figure.Holds);
            Assert.Contains("it did not happen", figure.Measured);
        }

        private static TimingRow RowOf(double least, double most, double? measured)
        {
            return new TimingRow("test", "a row", "a clause", "ms", least, most, TimingTable.FewSeeds, _ => "{\"until\": 1}", _ => measured);
        }
    }
}
