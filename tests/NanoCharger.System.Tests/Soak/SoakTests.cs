using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Bench.Soak;
using NanoCharger.System.Tests.Runs;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Soak
{
    /// <summary>Random walks: the whole firmware against random vehicles, faults, stalls, power cuts and commands.</summary>
    public sealed class SoakTests(ITestOutputHelper output)
    {
        private const int Seeds = 50;
        private const double Minutes = 10;

        [Fact]
        public void All_invariants_hold_in_50_random_walks_of_10_minutes()
        {
            SoakReport report = new SoakRunner(new SoakOptions(1, Seeds, Minutes, null)).Run();
            output.WriteLine($"{report.Seeds} seeds in {report.RealSeconds:0.0} s: {report.Transactions} transactions, {report.DeliveredWh / 1000:0.0} kWh");
            Assert.True(
                report.Findings.Count == 0,
                string.Join("\n", report.Findings.Select(found => $"seed {found.Seed} at {found.Seconds:0.000} s, invariant {found.Invariant}: {found.What}\n  again: {found.Command}")));
            Assert.Equal(Seeds, report.Seeds);
            Assert.True(report.Transactions > Seeds, "a walk in which hardly anybody charges shows nothing");
        }

        [Fact]
        public void A_seed_writes_the_same_story_each_time_and_every_story_is_a_scenario_file()
        {
            Assert.Equal(SoakStory.Write(7, 3), SoakStory.Write(7, 3));
            Assert.NotEqual(SoakStory.Write(7, 3), SoakStory.Write(8, 3));
            for (ulong seed = 1_000; seed < 1_200; seed++)
            {
                Scenario scenario = Scenario.Parse(SoakStory.Write(seed, 10), "soak.json");
                Assert.Equal(seed, scenario.Seed);
                Assert.True(scenario.Timeline.Count > 80, $"seed {seed} has {scenario.Timeline.Count} entries only");
            }
        }

        /// <summary>What must survive a restart is only shown where it is drawn.</summary>
        [Fact]
        public void The_stories_play_what_must_survive_around_their_cuts()
        {
            List<string> stories = Enumerable.Range(1_000, 100).Select(seed => SoakStory.Write((ulong)seed, 10)).ToList();
            string[] wanted =
            [
                "acMilliamps", "dcMilliamps", "\"earth\": \"lost\"", "stuckOpen", "welded", "$transaction", "\"console\": \"stop\"", "unavailable", "Inoperative",
                "ChargingStationMaxProfile", "ChargingStationExternalConstraints", "TxDefaultProfile", "\"console\": \"limit", "failing", "\"stallMs\": 32000",
            ];
            Assert.All(wanted, word => Assert.True(stories.Count(story => story.Contains(word)) >= 5, word + " is hardly ever drawn"));
            List<Scenario> scenarios = stories.Select(story => Scenario.Parse(story, "soak.json")).ToList();
            Assert.True(scenarios.Count(HasSecondCut) >= 10, "a second cut in the recovery from the first is hardly ever drawn");
            Assert.True(scenarios.Count(LosesVehicleInCut) >= 5, "a vehicle that leaves while the mains is out is hardly ever drawn");
        }

        private static bool HasSecondCut(Scenario scenario)
        {
            List<TimedAction> power = scenario.Timeline.Where(action => action.Kind == ActionKind.Power).ToList();
            return power.Zip(power.Skip(1)).Any(pair => pair.First.Text == "restore" && pair.Second.AtSeconds - pair.First.AtSeconds < 8);
        }

        private static bool LosesVehicleInCut(Scenario scenario)
        {
            bool off = false;
            foreach (TimedAction action in scenario.Timeline)
            {
                off = action.Kind == ActionKind.Power ? action.Text == "cut" : off;
                if (off && action.Kind == ActionKind.Unplug)
                {
                    return true;
                }
            }

            return false;
        }

        [Fact]
        public void A_walk_played_again_gives_the_same_trace_to_the_last_byte()
        {
            Scenario scenario = Scenario.Parse(SoakStory.Write(5, 4), "soak.json");
            Assert.Equal(Play.This(scenario).Trace, Play.This(scenario).Trace);
        }

        [Fact]
        public void The_files_of_a_seed_are_written_and_its_scenario_replays_by_itself()
        {
            string folder = Directory.CreateTempSubdirectory("soak").FullName;
            try
            {
                new SoakRunner(new SoakOptions(5, 1, 2, folder)).Run();
                string trace = File.ReadAllText(Path.Combine(folder, "trace.jsonl"));
                Scenario scenario = Scenario.Parse(File.ReadAllText(Path.Combine(folder, "scenario.json")), "scenario.json");
                Assert.Equal(trace, Play.This(scenario).Trace);
                Assert.True(File.Exists(Path.Combine(folder, "summary.json")));
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }
}
