using System;
using System.Linq;
using System.Runtime.CompilerServices;
using NanoCharger.Bench.Timings;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Timings
{
    /// <summary>Holds a row of the table of timings against its limit.</summary>
    internal static class Timing
    {
        /// <summary>Seeds of the 100 ms rows in a test of its own; the whole table, at the end of tools/test.sh, plays more.</summary>
        private const int Seeds = 30;

        /// <summary>Plays the row that is named as the test and prints its figure.</summary>
        public static void Holds(ITestOutputHelper output, [CallerMemberName] string test = "")
        {
            TimingRow row = TimingTable.Rows.Single(candidate => candidate.Id == test);
            TimingFigure figure = TimingTable.Measure(row, Seeds);
            output.WriteLine(figure.ToString());
            global::System.Console.WriteLine(figure);
            Assert.True(figure.Holds, figure.ToString());
        }
    }
}
