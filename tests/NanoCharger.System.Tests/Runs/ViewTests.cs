using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Bay;
using NanoCharger.Bench;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>What a watcher is told of a run, and that the cars of the stories that come with the bay are worth watching.</summary>
    public sealed class ViewTests
    {
        [Fact]
        public void The_view_shows_end_transaction_price_faults_and_events()
        {
            const string Lost = """{"at": 130, "earth": "lost"},""";
            (Dictionary<string, string> rows, RunReport report) = Watch(Stories.OneCharge(readyAt: 40, unplugAt: 139, until: 140, more: Lost));

            Assert.StartsWith("0.00:02:20 of 0.00:02:20", rows["virtual time"]);
            Assert.Equal("on", rows["supply"]);
            Assert.Equal("online", rows["link"]);
            Assert.Contains("##..##..##..", rows["lamp"]);
            Assert.StartsWith("1 ", rows["transaction"]);
            Assert.Equal("protective earth lost", rows["faults"]);
            Assert.Contains("transaction 1: begin, ", rows["events"]);
            Assert.Contains("contactor closed", rows["events"]);
            Assert.Contains("earth lost: there", rows["events"]);
            Assert.Matches(@"^0\.00:02:10  contactor opened", rows["events"].Split('\n').First(line => line.Contains("opened")));
            Assert.Empty(report.Violations);
        }

        [Fact]
        public void The_price_so_far_is_that_of_the_receipt_in_the_end()
        {
            (Dictionary<string, string> rows, RunReport report) = Watch(Stories.OneCharge(readyAt: 40, unplugAt: 1800, until: 1830));

            decimal cost = report.Summary.Transactions[0].Cost!.Value;
            string[] words = rows["price so far"].Split(' ');
            Assert.Equal("EUR", words[1]);
            Assert.InRange(decimal.Parse(words[0], global::System.Globalization.CultureInfo.InvariantCulture), cost - 0.03m, cost + 0.03m);
            Assert.Contains(" ended at 0.00:30:00, ", rows["transaction"]);
        }

        [Fact]
        public void While_it_is_open_a_transaction_has_its_time_and_its_price()
        {
            (Dictionary<string, string> rows, _) = Watch(Stories.OneCharge(readyAt: 40, unplugAt: 1801, until: 1801));

            Assert.StartsWith("1 for 0.00:29:", rows["transaction"]);
            Assert.InRange(decimal.Parse(rows["price so far"].Split(' ')[0], global::System.Globalization.CultureInfo.InvariantCulture), 2m, 4m);
        }

        [Theory]
        [InlineData("short")]
        [InlineData("overnight")]
        [InlineData("destination")]
        public void The_car_of_a_built_in_story_draws_no_more_than_it_is_offered(string name)
        {
            Scenario scenario = Scenario.BuiltIn(name)!;
            scenario.Settings = [new ScenarioSetting("maxAmps", "7", 1)];
            Played played = Play.This(scenario);

            Assert.Empty(played.Summary.Violations);
            Assert.Empty(played.Events("fault"));
            Assert.InRange(played.Events("meter").Max(line => Most(line.GetProperty("amps"))), 6.5, 7.3);
        }

        private static double Most(JsonElement amps)
        {
            return amps.ValueKind == JsonValueKind.Array ? amps.EnumerateArray().Max(phase => phase.GetDouble()) : amps.GetDouble();
        }

        private static (Dictionary<string, string> Rows, RunReport Report) Watch(string story)
        {
            using var trace = new StringWriter();
            using var news = new RunNews(trace);
            using var run = new BenchRun(new BenchOptions { Scenario = Scenario.Parse(story, "test.json") }, news);
            RunReport report = run.Play();
            var rows = new Dictionary<string, string>();
            string key = "";
            foreach ((string what, string now) in LiveView.Rows(run, news))
            {
                key = what.Length > 0 ? what : key;
                rows[key] = rows.TryGetValue(key, out string? before) ? before + "\n" + now : now;
            }

            return (rows, report);
        }
    }
}
