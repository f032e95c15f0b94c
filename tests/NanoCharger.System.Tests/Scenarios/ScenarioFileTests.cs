using System;
using System.IO;
using System.Linq;
using NanoCharger.Bench.Timings;
using Xunit;
using Xunit.Sdk;

namespace NanoCharger.System.Tests.Scenarios
{
    /// <summary>Each situation of tests/scenarios against its expected trace, with the whole firmware in the bay.</summary>
    public sealed class ScenarioFileTests : IClassFixture<ScenarioRuns>
    {
        private static readonly string[] ShownKinds = ["contactor", "duty", "fault", "transaction", "power", "pilot"];

        private readonly ScenarioRuns _runs;

        /// <summary>Takes the runs that all cases share.</summary>
        public ScenarioFileTests(ScenarioRuns runs)
        {
            _runs = runs;
        }

        /// <summary>Names of the scenarios.</summary>
        public static TheoryData<string> All
        {
            get { return new TheoryData<string>(ScenarioRuns.Names); }
        }

        [Theory]
        [MemberData(nameof(All))]
        public void Goes_as_expected(string scenario)
        {
            SoloRun run = _runs.Of(scenario);
            string? difference = ScenarioRuns.ExpectationOf(scenario).Difference(run);
            if (difference != null)
            {
                throw new XunitException($"{scenario}: {difference}\nthe trace in short:\n{Short(run)}");
            }
        }

        [Fact]
        public void Every_file_is_of_a_pair()
        {
            string[] expected = Directory.GetFiles(ScenarioRuns.Folder, "*.expected")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal)
                .ToArray();

            Assert.Equal(ScenarioRuns.Names, expected);
        }

        private static string Short(SoloRun run)
        {
            return string.Join("\n", run.Events.Where(happened => ShownKinds.Contains(happened.Kind)).Select(happened => "  " + happened)
                .Concat(run.Summary.Violations.Select(violation => "  violation " + violation)));
        }
    }
}
