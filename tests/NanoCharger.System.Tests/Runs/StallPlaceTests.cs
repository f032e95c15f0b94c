using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Bay;
using NanoCharger.Bench.Timings;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>A stall at every place of a turn, the one between the reading of the chain and the pulse of the hold among them: what the chain opened in it stays open until the firmware knows.</summary>
    public sealed class StallPlaceTests
    {
        // A turn takes 34 ms with the contactor closed; half a millisecond is less than any two calls to the chain lie apart.
        private const int Places = 72;
        private const double StepSeconds = 0.0005;
        private const double StallAt = 10;

        [Fact]
        public void A_vehicle_swapped_in_a_stall_begins_a_transaction_of_its_own()
        {
            const string Swap = """{ "at": 10.5, "unplug": {} }, { "at": 11.5, "plug": {} }, { "at": 11.5, "vehicle": "C" }""";
            Parallel.For(0, Places, place =>
            {
                SoloRun run = Play(place, 2_000, Swap, until: 20);
                Assert.Empty(run.Summary.Violations);
                Assert.Equal(["closed", "open interlock unloaded", "closed"], Of(run, "contactor").Select(happened => happened.Short));
                Assert.InRange(Of(run, "contactor")[2].Seconds, 16.9, 18.5);
                TraceEvent end = Assert.Single(Of(run, "transaction"), happened => happened.Short.StartsWith("end", StringComparison.Ordinal));
                Assert.Equal("end EVDisconnected", end.Short);
                Assert.InRange(end.Seconds, 12, 12.6);
                Assert.Empty(Of(run, "fault"));
            });
        }

        [Fact]
        public void A_hold_that_lapsed_in_a_stall_is_told_before_anything_closes()
        {
            Parallel.For(0, Places, place =>
            {
                SoloRun run = Play(place, 5_000, """{ "at": 17, "console": "status" }""", until: 18);
                Assert.Empty(run.Summary.Violations);
                Assert.Equal(["closed", "open hold loaded"], Of(run, "contactor").Select(happened => happened.Short));
                Assert.Equal("6 set", Assert.Single(Of(run, "fault")).Short);
            });
        }

        private static SoloRun Play(int place, int stallMillis, string then, double until)
        {
            double at = StallAt + (place * StepSeconds);
            return SoloRun.Play(Scenario.Parse(string.Create(CultureInfo.InvariantCulture, $$"""
                {
                  "name": "stall", "until": {{until}},
                  "timeline": [{ "at": 2, "plug": {} }, { "at": 3, "vehicle": "C" }, { "at": {{at}}, "stallMs": {{stallMillis}} }, {{then}}]
                }
                """), "test.json"));
        }

        private static List<TraceEvent> Of(SoloRun run, string kind)
        {
            return run.Events.Where(happened => happened.Kind == kind).ToList();
        }
    }
}
