using System.IO;
using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Core.Settings;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>What the settings call secret stands in no file and no transcript.</summary>
    public sealed class SecretTests
    {
        private const string Secret = "hunter2hunter2";

        private const string Story = """
            {
              "until": 20,
              "timeline": [
                { "at": 5, "console": "set wifi.passphrase hunter2hunter2" },
                { "at": 10, "console": "get wifi.passphrase" },
                { "at": 12, "console": "sett wifi.passphrase hunter2hunter2" }
              ]
            }
            """;

        [Fact]
        public void A_passphrase_that_is_typed_stands_neither_in_the_trace_nor_in_the_summary()
        {
            Played played = Play.Text(Story);

            Assert.DoesNotContain(Secret, played.Trace);
            Assert.DoesNotContain(Secret, played.Summary.ToJson());
            string[] lines = played.Events("console").Select(line => line.GetProperty("line").GetString()!).ToArray();
            Assert.Contains("< set wifi.passphrase **************", lines);
            Assert.Contains(lines, line => line.StartsWith("ok", global::System.StringComparison.Ordinal));
            Assert.Contains(lines, line => line.Contains("(set)"));
            Assert.Empty(played.Summary.Violations);
        }

        [Fact]
        public void The_console_shows_stars_for_it()
        {
            string folder = Directory.CreateTempSubdirectory("bench").FullName;
            try
            {
                string file = Path.Combine(folder, "story.json");
                File.WriteAllText(file, Story);

                (int code, string output, string error) = BenchCommand.Run("--console", "--speed", "max", "--scenario", file, "--out", Path.Combine(folder, "out"));

                Assert.Equal((0, ""), (code, error));
                Assert.Contains("set wifi.passphrase *", output);
                Assert.DoesNotContain(Secret, output);
                Assert.All(Directory.GetFiles(Path.Combine(folder, "out")), written => Assert.DoesNotContain(Secret, File.ReadAllText(written)));
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        [Theory]
        [InlineData("> set wifi.passphrase a b", "> set wifi.passphrase ***")]
        [InlineData("> set wifi.passphrasx\b \be secret", "> set wifi.passphrasx\b \be ******")]
        [InlineData("> set  WIFI.passphrase secret", "> set  WIFI.passphrase ******")]
        [InlineData("wifi.passphrase (set)", "wifi.passphrase (set)")]
        [InlineData("> set wifi.name house", "> set wifi.name house")]
        public void All_behind_a_secrets_name_is_hidden_and_nothing_else(string line, string shown)
        {
            Assert.Equal(shown, new SecretMask(StoredSettings.Secrets).Whole(line));
        }

        [Fact]
        public void Every_setting_that_is_a_secret_is_hidden()
        {
            Assert.Equal(
                Enumerable.Range(0, SettingsTable.Count).Select(number => SettingsTable.Row((SettingId)number)).Where(row => row.Kind == SettingKind.Secret).Select(row => row.Name),
                StoredSettings.Secrets);
            Assert.NotEmpty(StoredSettings.Secrets);
        }
    }
}
