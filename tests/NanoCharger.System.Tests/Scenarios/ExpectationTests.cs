using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bench;
using NanoCharger.Bench.Timings;
using Xunit;

namespace NanoCharger.System.Tests.Scenarios
{
    /// <summary>The matcher of expected traces itself.</summary>
    public sealed class ExpectationTests
    {
        private const string Run = """
            20.1 duty 53.33
            25.6 contactor closed
            40.0 duty 26.67
            60.05 contactor open interlock unloaded
            61.0 fault 2 set
            """;

        [Theory]
        [InlineData("25..26 contactor closed\n60..60.1 contactor open firmware|interlock", null)]
        [InlineData("25..26 contactor closed\n+34.4..+34.5 contactor open * unloaded", null)]
        [InlineData("25..26 contactor closed\n+34.5..+35 contactor open", "instead: 60.050 contactor open interlock unloaded")]
        [InlineData("25..26 contactor closed\n60..60.1 contactor open firmware", "instead: 60.050 contactor open interlock unloaded")]
        [InlineData("25..26 contactor closed", "not expected: 60.050 contactor open interlock unloaded")]
        [InlineData("60..60.1 contactor open", "instead: 25.600 contactor closed")]
        [InlineData("25..26 contactor closed\n60..61 contactor open\n0..99 no fault", "instead: 61.000 fault 2 set")]
        [InlineData("25..26 contactor closed\n60..61 contactor open\n0..60 no fault", null)]
        [InlineData("25..26 contactor closed\n60..61 contactor open\n1 times fault 2 set", null)]
        [InlineData("25..26 contactor closed\n60..61 contactor open\n0 times fault", "instead: 1 times")]
        [InlineData("39..41 duty 26.67\n20..21 duty 53.33", "no further duty")]
        public void Names_the_first_line_that_differs(string expected, string? difference)
        {
            string? found = Expectation.Parse(expected).Difference(Of(Run));

            if (difference == null)
            {
                Assert.Null(found);
            }
            else
            {
                Assert.Contains(difference, found);
            }
        }

        [Fact]
        public void Refuses_duty_values_that_a_vehicle_cannot_follow_but_no_steps_to_X1()
        {
            Assert.Null(Expectation.Parse("").Difference(Of("20.0 duty 53.33\n21.0 duty 100.00\n22.0 duty 26.67\n27.0 duty 10.00")));
            Assert.Contains("two duty values", Expectation.Parse("").Difference(Of("20.0 duty 53.33\n24.9 duty 26.67")));
        }

        [Theory]
        [InlineData("contactor closed")]
        [InlineData("25 contactor closed")]
        [InlineData("25..+26 contactor closed")]
        [InlineData("25..26")]
        public void Refuses_a_line_without_a_range_of_times(string line)
        {
            Assert.Throws<FormatException>(() => Expectation.Parse(line));
        }

        private static SoloRun Of(string text)
        {
            List<TraceEvent> events = text.Split('\n').Select(line => line.Trim().Split(' ', 3))
                .Select(words => new TraceEvent(double.Parse(words[0], global::System.Globalization.CultureInfo.InvariantCulture), words[1], words[2], 0))
                .ToList();
            return new SoloRun(events, new RunSummary("test", 1, 100, 0, true, [], [], [], [], []));
        }
    }
}
