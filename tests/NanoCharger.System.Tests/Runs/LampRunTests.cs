using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.System.Tests.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>A page's pattern on the lamp of the whole firmware, as somebody sees it who stands before the charger.</summary>
    public sealed class LampRunTests
    {
        private const double AskedAt = 30;
        private const double ShownSeconds = 20;
        private const double MostOffSeconds = 0.05;
        private const string Letters = "LSSLSLLSSSLL";

        [Theory]
        [InlineData("SSSSSSSSSSSS", false)]
        [InlineData("LLLLLLLLLLLL", false)]
        [InlineData("LSLSLSLSLSLS", true)]
        [InlineData(Letters, false)]
        [InlineData("SLLLSSLSLLLS", true)]
        public void Each_edge_lies_within_50_ms_of_where_the_pattern_says(string letters, bool plugged)
        {
            Run run = Play(letters, plugged ? """{ "at": 10, "plug": {} },""" : "");

            OnTime(run, letters, 0, 0);
            Assert.Equal(letters, run.Lamp.Pattern);
            Assert.All(run.Played.Events("lamp"), line => Assert.Equal(letters, line.GetProperty("pattern").GetString()));
            Assert.All(LampReader.ReadAll(run.Lamp.Edges), pattern => Assert.Equal(letters, pattern));
        }

        /// <summary>What falls into a stall comes at its end or not at all; behind it the lamp is where it would be without.</summary>
        [Theory]
        [InlineData(36.3, 1500)]
        [InlineData(34.05, 300)]
        [InlineData(31.1, 3000)]
        public void A_stall_shifts_nothing_that_lies_behind_it(double at, int millis)
        {
            Run run = Play(Letters, string.Create(CultureInfo.InvariantCulture, $$"""{ "at": {{at}}, "stallMs": {{millis}} },"""));

            OnTime(run, Letters, at, at + (millis / 1000.0));
            Assert.Equal(Letters, run.Lamp.Pattern);
        }

        [Theory]
        [InlineData(33.0)]
        [InlineData(35.77)]
        [InlineData(41.31)]
        public void A_fault_in_the_middle_is_shown_within_100_ms_and_stays(double at)
        {
            Run run = Play(Letters, string.Create(CultureInfo.InvariantCulture, $$"""{ "at": {{at}}, "input": { "emergencyStop": true } },"""), "\"terminals\": \"inputs\",");

            double found = Assert.Single(run.Played.Events("fault")).GetProperty("t").GetDouble();
            Assert.InRange(found - at, 0, 0.1);
            List<LampEdge> behind = run.Lamp.Edges.Where(edge => edge.Seconds > found + 0.1).ToList();
            Assert.InRange(behind[0].Seconds - found, 0.1, 0.1 + 0.25);
            Assert.InRange(behind[^1].Seconds, run.Answered + ShownSeconds, double.PositiveInfinity);
            Assert.All(behind.Zip(behind.Skip(1)), pair => Assert.InRange(pair.Second.Seconds - pair.First.Seconds, 0.15, 0.25));
        }

        [Fact]
        public void A_charge_that_begins_ends_it()
        {
            Run run = Play(Letters, """{ "at": 10, "plug": {} }, { "at": 33, "vehicle": "C" },""");

            double closed = Assert.Single(run.Played.ContactorTimes(closed: true));
            Assert.InRange(closed, 33.5, 36);
            List<LampEdge> behind = run.Lamp.Edges.Where(edge => edge.Seconds > closed + 0.1).ToList();
            Assert.InRange(behind[^1].Seconds, AskedAt + ShownSeconds, double.PositiveInfinity);
            Assert.All(behind.Zip(behind.Skip(1)), pair => Assert.InRange(pair.Second.Seconds - pair.First.Seconds, 0.45, 0.55));
            Assert.Empty(run.Played.Events("lamp"));
        }

        [Fact]
        public void A_restart_ends_it()
        {
            Run run = Play(Letters, """{ "at": 33, "power": "cut" }, { "at": 34, "power": "restore" },""");

            List<LampEdge> behind = run.Lamp.Edges.Where(edge => edge.Seconds > 35).ToList();
            Assert.NotEmpty(behind);
            Assert.All(behind.Zip(behind.Skip(1)).Where(pair => pair.First.Lit), pair => Assert.InRange(pair.Second.Seconds - pair.First.Seconds, 0.05, 0.15));
        }

        /// <summary>Lit and dark as the pattern says, but for 50 ms about each edge and for the time of a stall: one moment between call and answer, when it was accepted, explains all of it.</summary>
        private static void OnTime(Run run, string letters, double stalledFrom, double stalledTo)
        {
            List<double> wrong = [];
            for (double accepted = run.Asked; accepted < run.Answered; accepted += 0.005)
            {
                wrong.Add(FirstWrong(run.Lamp.Edges, LampStory.Edges(letters, accepted, ShownSeconds), accepted, at => at > stalledFrom && at < stalledTo + MostOffSeconds));
            }

            Assert.Contains(double.PositiveInfinity, wrong);
        }

        private static double FirstWrong(IReadOnlyList<LampEdge> seen, IReadOnlyList<LampEdge> meant, double accepted, Func<double, bool> stalled)
        {
            for (double at = accepted + MostOffSeconds; at < accepted + ShownSeconds - MostOffSeconds; at += 0.002)
            {
                bool settled = LitAt(meant, at - MostOffSeconds) == LitAt(meant, at) && LitAt(meant, at + MostOffSeconds) == LitAt(meant, at);
                if (settled && !stalled(at) && LitAt(seen, at) != LitAt(meant, at))
                {
                    return at;
                }
            }

            return double.PositiveInfinity;
        }

        private static bool LitAt(IReadOnlyList<LampEdge> edges, double at)
        {
            return edges.LastOrDefault(edge => edge.Seconds <= at).Lit;
        }

        private static Run Play(string letters, string more, string head = "")
        {
            string story = string.Create(CultureInfo.InvariantCulture, $$$$"""
                {
                  "name": "lamp", {{{{head}}}}
                  "until": 56,
                  "timeline": [
                    {{{{more}}}}
                    { "at": {{{{AskedAt}}}}, "command": { "action": "DataTransfer", "payload": { "vendorId": "nanoCharger", "messageId": "Blink", "data": { "pattern": "{{{{letters}}}}" } } } }
                  ]
                }
                """);
            using var trace = new StringWriter();
            using var run = new BenchRun(new BenchOptions { Scenario = Scenario.Parse(story, "test.json") }, trace);
            RunReport report = run.Play();
            var played = new Played(report.Summary, trace.ToString(), run.Records, run.Events);
            Assert.Empty(report.Violations);
            List<JsonElement> messages = played.Events("message").Where(line => line.GetProperty("action").GetString() == "DataTransfer").ToList();
            return new Run(played, run.Bay.Lamp, Time(messages, "call"), Time(messages, "result"));
        }

        private static double Time(List<JsonElement> messages, string kind)
        {
            return Assert.Single(messages, line => line.GetProperty("kind").GetString() == kind).GetProperty("t").GetDouble();
        }

        private sealed record Run(Played Played, LampWatch Lamp, double Asked, double Answered);
    }
}
