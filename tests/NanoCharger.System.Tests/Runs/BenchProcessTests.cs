using System;
using System.IO;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>The bench as a command: exit codes, one line for bad input.</summary>
    public sealed class BenchProcessTests
    {
        [Theory]
        [InlineData("{\n\"until\": 60,\n\"tmeline\": []\n}", ":3: ", "tmeline")]
        [InlineData("{\n\"until\": 60,\n\"timeline\": [\n{\"at\": -5, \"unplug\": true}\n]\n}", ":4: ", "-5")]
        [InlineData("{\n\"until\": 60,\n\"timeline\": [\n}", ":4: ", "JSON")]
        [InlineData("{\n\"until\": 60,\n\"settings\": {\n\"maxAmps\": 5}\n}", ":4: ", "maxAmps")]
        [InlineData("{\n\"until\": 60,\n\"settings\": {\n\"maxAmp\": 16}\n}", ":4: ", "maxAmp")]
        public void A_wrong_scenario_exits_2_with_one_line_that_says_what_and_where(string text, string where, string what)
        {
            string folder = Directory.CreateTempSubdirectory("bench").FullName;
            try
            {
                string file = Path.Combine(folder, "wrong.json");
                File.WriteAllText(file, text);

                (int code, string output, string error) = BenchCommand.Run("--headless", "--scenario", file, "--out", Path.Combine(folder, "out"));

                Assert.Equal(2, code);
                Assert.Empty(output);
                string line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
                Assert.Contains("wrong.json" + where, line);
                Assert.Contains(what, line);
                Assert.False(Directory.Exists(Path.Combine(folder, "out")));
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        [Theory]
        [InlineData("--scenario", "nosuch")]
        [InlineData("--speed", "fast")]
        [InlineData("--broker", "http://x")]
        [InlineData("--nosuch", "1")]
        public void A_wrong_option_exits_2_and_names_it(string option, string value)
        {
            (int code, _, string error) = BenchCommand.Run(option, value);

            Assert.Equal(2, code);
            Assert.Contains(option, error);
        }
    }
}
