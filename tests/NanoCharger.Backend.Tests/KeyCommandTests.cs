using System;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Verification;
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
            (int code, string output, string errors) = WarmProgram.Run(Path.GetTempPath(), "key", "enroll", file, "--database", stage.Given);
            Assert.Equal((0, ""), (code, errors));
            Assert.Contains(maker.Key.Hex, output);
            KeyRow row = Assert.Single(stage.All<KeyRow>());
            Assert.Equal((maker.Key.Hex, KeyOrigin.Report), (row.PublicKey, row.Origin));
            Station station = Assert.Single(stage.All<Station>());
            Assert.Equal(("240AC4123456", 16_000L, 1), (station.Serial, station.RatedMilliamps, station.Phases));

            // 16 A on one phase at 253 V are 8.096 kWh in two hours.
            stage.Say(maker.Started("T1", 1));
            stage.Say(maker.Ended("T1", 2, Said.Begin, Said.Begin + 8_090_000));
            stage.Say(maker.Started("T2", 3, Said.Begin + 8_090_000));
            stage.Say(maker.Ended("T2", 4, Said.Begin + 8_090_000, Said.Begin + 16_290_000));
            Assert.Equal([("T1", true), ("T2", false)], stage.Transactions().Select(one => (one.Id, one.Cost is not null)));
            Assert.Equal(DocumentFindings.Beyond, Assert.Single(stage.All<FindingRow>()).Code);
        }

        /// <summary>What a report says is held against stations, keys and documents that are here.</summary>
        [Fact]
        public void A_report_of_another_board_is_refused_by_its_field()
        {
            using Stage stage = new(Stage.Sqlite);
            using DocumentMaker maker = new();
            using DocumentMaker other = new();
            stage.Register(other.Key, "elsewhere");
            stage.Register(maker.Key);
            Assert.Null(Against(stage, Report(maker)));
            Assert.Equal("publicKey: is that of station elsewhere: a board makes its own", Against(stage, Report(other)));

            string begin = maker.Sign(DocumentMaker.BeginPayload(1, Said.Begin).Replace("\"MS\":\"bay\"", "\"MS\":\"240AC4999999\"", StringComparison.Ordinal));
            Assert.StartsWith("[3,", stage.Say(Said.Event("T1", 0, "Started", Said.Begin, begin, maker.OcppKey)));
            Assert.Equal("serial: the documents under this key are of meter 240AC4999999", Against(stage, Report(maker)));
            Assert.Null(Against(stage, Report(maker).Replace("240AC4123456", "240AC4999999", StringComparison.Ordinal)));

            stage.Sql("UPDATE stations SET serial = '240AC4123456' WHERE name = 'elsewhere'");
            Assert.StartsWith("serial: board 240AC4123456 is station elsewhere", Against(stage, Report(maker)));
            stage.Sql("UPDATE stations SET serial = NULL WHERE name = 'elsewhere'; UPDATE stations SET serial = '240AC4777777' WHERE name = 'bay'; UPDATE keys SET origin = 1");
            Assert.Equal("serial: this key was reported of board 240AC4777777", Against(stage, Report(maker)));
        }

        private static string? Against(Stage stage, string report)
        {
            using PlatformContext context = stage.Database.Context();
            return ReportCheck.Problem(context, CommissioningReport.Read(Encoding.UTF8.GetBytes(report), Now, out _)!);
        }

        [Theory]
        [InlineData("\"serial\": \"240AC4123456\",", "", "serial: is missing")]
        [InlineData("\"240AC4123456\"", "7", "serial: must be a text")]
        [InlineData("\"maxAmps\": \"16\"", "\"maxAmps\": \"5\"", "settings.maxAmps: must be 6 to 80")]
        [InlineData("\"phases\": \"1\"", "\"phases\": \"2\"", "settings.phases: must be 1 or 3")]
        [InlineData("\"phases\": \"1\"", "\"phases\": \"1\", \"station.id\": \"yard\"", "settings.station.id: is yard, and the report is of bay")]
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
            return WarmProgram.Run(Path.GetTempPath(), ["key", .. arguments, "--database", stage.Given]);
        }

        /// <summary>The README's own example, with a key that there is.</summary>
        internal static string Report(DocumentMaker maker)
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
