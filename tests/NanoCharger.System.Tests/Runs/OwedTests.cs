using System.IO;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>A run that ends before the backend has every record says so, and is no success unless its scenario means it.</summary>
    public sealed class OwedTests
    {
        private const string Away = """{ "at": 55, "backend": "down" },""";

        [Fact]
        public void Records_that_are_owed_at_the_end_are_in_the_summary()
        {
            string owed = Assert.Single(Play.Text(Stories.OneCharge(readyAt: 30, unplugAt: 60, until: 80, more: Away)).Summary.Owed);
            Assert.EndsWith("Ended of NC-0001-1", owed);
            Assert.Empty(Play.Text(Stories.OneCharge(readyAt: 30, unplugAt: 60, until: 80)).Summary.Owed);
        }

        [Theory]
        [InlineData("", Away, 1, "WARNING owed: record ")]
        [InlineData("\"owed\": \"none\",", Away, 1, "WARNING owed: record ")]
        [InlineData("\"owed\": \"allowed\",", Away, 0, "\nowed: record ")]
        [InlineData("", "", 0, "all invariants hold")]
        public void They_are_told_and_decide_the_exit_code(string head, string more, int expected, string told)
        {
            string folder = Directory.CreateTempSubdirectory("bench").FullName;
            try
            {
                string file = Path.Combine(folder, "story.json");
                File.WriteAllText(file, Stories.OneCharge(readyAt: 30, unplugAt: 60, until: 80, more: more, head: head));

                (int code, string output, string error) = BenchCommand.Run("--headless", "--scenario", file, "--out", Path.Combine(folder, "out"));

                Assert.Equal((expected, ""), (code, error));
                Assert.Contains(told, output);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }
}
