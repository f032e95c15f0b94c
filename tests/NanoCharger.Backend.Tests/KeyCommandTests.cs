using System;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Keys by hand and by a commissioning report.</summary>
    public sealed class KeyCommandTests
    {
        private const long Now = 1_795_600_000_000;

        [Fact]
        public void A_key_is_added_listed_and_ended()
        {
            using Stage stage = new(Stage.Sqlite);
            AssertLifeOfAKey(stage);
        }

        [Theory]
        [OnPostgres]
        public void On_a_server_too(string database)
        {
            using Stage stage = new(database);
            AssertLifeOfAKey(stage);
        }

        [Fact]
        public void The_readme_has_a_report_that_enrolls()
        {
            using Stage stage = new(Stage.Sqlite);
            using DocumentMaker maker = new();
            string file = stage.Given + ".report.json";
            File.WriteAllText(file, Report(maker));
            (int code, string output, string errors) = HostProcess.Run(Path.GetTempPath(), "key", "enroll", file, "--database", stage.Given);
            Assert.Equal((0, ""), (code, errors));
            Assert.Contains(maker.Key.Hex, output);
            KeyRow row = Assert.Single(stage.All<KeyRow>());
            Assert.Equal((maker.Key.Hex, KeyOrigin.Report), (row.PublicKey, row.Origin));
            stage.Say(maker.Started("T1", 1));
            Assert.Equal(1, Assert.Single(stage.All<DocumentRow>()).Number);
        }

        [Theory]
        [InlineData("\"serial\": \"NC-000123\",", "", "serial: is missing")]
        [InlineData("\"NC-000123\"", "7", "serial: must be a text")]
        [InlineData("\"station\": \"bay\"", "\"station\": \"bay/1\"", "station: must be 1 to 20")]
        [InlineData("\"firmware\": \"1.0.0\"", "\"firmware\": \"\"", "firmware: must be")]
        [InlineData("\"maxAmps\": \"16\"", "\"maxAmps\": 16", "settings.maxAmps: must be a text")]
        [InlineData("\"passed\": true", "\"passed\": false", "tests[0].passed: self-test was not passed")]
        [InlineData("\"date\": \"2026-11-22T17:00:00Z\"", "\"date\": \"yesterday\"", "calibration.date: must be a time")]
        [InlineData("\"date\": \"2026-11-22T18:00:00Z\"", "\"date\": \"2099-11-22T18:00:00Z\"", "date: is in the future")]
        [InlineData("\"form\": ", "\"colour\": \"red\", \"form\": ", "colour: is no field of a report")]
        [InlineData("nanocharger-commissioning-1", "nanocharger-commissioning-2", "form: must be")]
        [InlineData("\"publicKey\": \"", "\"publicKey\": \"00", "publicKey: ")]
        [InlineData("{\n  \"form\"", "{{\n  \"form\"", "it is no JSON")]
        [InlineData("\"form\": ", "\"serial\": \"twice\", \"form\": ", "it is no JSON")]
        public void A_report_that_is_wrong_is_refused_by_its_field(string from, string to, string problem)
        {
            using DocumentMaker maker = new();
            string odd = Report(maker).Replace(from, to, StringComparison.Ordinal);
            Assert.Null(CommissioningReport.Read(Encoding.UTF8.GetBytes(odd), Now, out string? told));
            Assert.StartsWith(problem, told);
        }

        private static void AssertLifeOfAKey(Stage stage)
        {
            using DocumentMaker first = new();
            using DocumentMaker second = new();
            Assert.Equal(0, Key(stage, "add", "bay", first.Key.Pem).Code);
            Assert.Equal(0, Key(stage, "add", "bay", second.Key.Hex, "--from", "2026-11-22T19:00:00Z", "--to", "2027-01-01").Code);
            Assert.Equal(
                $"bay 1 {first.Key.Hex} always until 2026-11-22T19:00:00Z hand\nbay 2 {second.Key.Hex} from 2026-11-22T19:00:00Z until 2027-01-01T00:00:00Z hand\n",
                Key(stage, "list").Output);
            stage.Say(second.Started("T1", 1));
            Assert.Single(stage.All<DocumentRow>());

            Assert.Equal(0, Key(stage, "end", "bay", "2", "--to", "2026-11-22T19:30:00Z").Code);
            Assert.Contains("SecurityError", stage.Say(second.Ended("T1", 2)));
            (int code, _, string errors) = Key(stage, "end", "bay", "3");
            Assert.Equal((2, "nanocharger-backend: station bay has no key 3\n"), (code, errors));
            Assert.Equal(2, Key(stage, "add", "bay", "nonsense").Code);
            Assert.Equal(2, Key(stage, "add", "bay/2", first.Key.Hex).Code);
        }

        private static (int Code, string Output, string Errors) Key(Stage stage, params string[] arguments)
        {
            return HostProcess.Run(Path.GetTempPath(), ["key", .. arguments, "--database", stage.Given]);
        }

        /// <summary>The README's own example, with a key that there is.</summary>
        private static string Report(DocumentMaker maker)
        {
            string readme = File.ReadAllText(Repository("tools/NanoCharger.Backend/README.md"));
            int from = readme.IndexOf("{\n  \"form\"", StringComparison.Ordinal);
            string example = readme[from..readme.IndexOf("\n```", from, StringComparison.Ordinal)];
            int key = example.IndexOf("3059", StringComparison.Ordinal);
            return example.Replace(example[key..example.IndexOf('"', key)], maker.Key.Hex, StringComparison.Ordinal);
        }

        internal static string Repository(string path)
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "nanoCharger.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return Path.Combine(folder, path);
        }
    }
}
