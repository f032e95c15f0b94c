using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NanoCharger.Backend;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>The charger of a run hangs in a demo house: its backend bills it, its pages show it, by the bay's clock.</summary>
    public sealed class HouseRunTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("house").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [Fact]
        public async Task The_house_bills_the_charger_of_the_run_and_shows_it_to_its_manager()
        {
            using StringWriter trace = new();
            using RunNews news = new(trace);
            using BenchRun run = new(new BenchOptions { Scenario = Scenario.Parse(Stories.OneCharge(readyAt: 40, unplugAt: 1800, until: 1830), "test.json"), House = Path.Combine(_folder, BenchHouse.FileName) }, news);
            RunReport report = await Task.Run(run.Play);

            Assert.Empty(report.Violations);
            Assert.Empty(report.Summary.Owed);
            Receipt receipt = Assert.Single(report.Receipts.Values);
            Assert.Contains("Lindenhof eG", receipt.ToText(), StringComparison.Ordinal);
            Assert.Contains("0.39 EUR/kWh", receipt.ToText(), StringComparison.Ordinal);
            Dictionary<string, string> rows = LiveView.Rows(run, news).Where(row => row.What.Length > 0).DistinctBy(row => row.What).ToDictionary();
            Assert.Equal(run.Backends.House!.Address, rows["pages"]);
            Assert.Equal("-", rows["price so far"]);
            string today = await SignIn(rows["pages"], rows["sign in as"].Split(", "));
            Assert.Contains("NC-0001", today, StringComparison.Ordinal);
            Assert.Contains("Bay 12", today, StringComparison.Ordinal);
        }

        [Fact]
        public void The_pages_stay_until_ctrl_C_and_the_run_has_ended_well()
        {
            string story = Path.Combine(_folder, "story.json");
            File.WriteAllText(story, """{ "until": 5, "timeline": [] }""");
            string folder = Path.Combine(_folder, "out");
            using BenchCommand bench = BenchCommand.Start("--pages", "--speed", "max", "--scenario", story, "--out", folder);
            bench.WaitUntilItSays("until Ctrl-C");
            bench.Signal(BenchCommand.Interrupt);
            (int code, string output, string error) = bench.End();

            Assert.Equal(0, code);
            Assert.Matches(@"The pages stay at http://127\.0\.0\.1:\d+ \(sign in as manager@lindenhof\.example, [a-z]+-[a-z]+-[a-z]+-\d{3}\)", output);
            Assert.All(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("demo: ", line, StringComparison.Ordinal));
            Assert.True(File.Exists(Path.Combine(folder, BenchHouse.FileName)));
        }

        [Fact]
        public void A_story_in_which_the_backend_loses_its_database_has_no_house()
        {
            string story = Path.Combine(_folder, "story.json");
            File.WriteAllText(story, """{ "name": "loss", "until": 5, "timeline": [{ "at": 1, "backend": "emptied" }] }""");
            (int code, _, string error) = BenchCommand.Run("--pages", "--scenario", story, "--out", Path.Combine(_folder, "out"));
            Assert.Equal((2, "--pages: the scenario loss has the backend lose its database, which the house's does not"), (code, error.Trim()));
        }

        private static async Task<string> SignIn(string address, string[] who)
        {
            using HttpClient client = new(new HttpClientHandler { UseCookies = true }) { BaseAddress = new Uri(address) };
            string form = await client.GetStringAsync("/sign-in");
            string token = Regex.Match(form, "name=\"token\" value=\"([^\"]+)\"").Groups[1].Value;
            using FormUrlEncodedContent fields = new(new Dictionary<string, string> { ["token"] = token, ["mail"] = who[0], ["password"] = who[1] });
            using HttpResponseMessage answer = await client.PostAsync("/sign-in", fields);
            return await client.GetStringAsync("/today");
        }
    }
}
