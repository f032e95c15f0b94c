using System;
using System.IO;
using NanoCharger.Bench;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>How the bench ends: by signals, and where it cannot write or reach what it was told to.</summary>
    public sealed class BenchEndTests : IDisposable
    {
        private const string Brief = """{ "until": 5, "timeline": [] }""";
        private const string Slow = """{ "until": 3600, "timeline": [] }""";

        private readonly string _folder = Directory.CreateTempSubdirectory("bench").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, true);
        }

        [Theory]
        [InlineData(BenchCommand.Interrupt, 1)]
        [InlineData(BenchCommand.Interrupt, 2)]
        [InlineData(BenchCommand.Interrupt, 5)]
        [InlineData(BenchCommand.Terminate, 1)]
        [InlineData(BenchCommand.Terminate, 2)]
        [InlineData(BenchCommand.Terminate, 5)]
        public void Signals_end_it_with_130_however_many_come(int signal, int times)
        {
            using BenchCommand bench = BenchCommand.Start("--headless", "--speed", "1", "--scenario", Story(Slow), "--out", Path.Combine(_folder, "out"));
            bench.WaitUntilItSpeaks();
            for (int i = 0; i < times; i++)
            {
                bench.Signal(signal);
            }

            (int code, _, string error) = bench.End();

            Assert.Equal(130, code);
            Assert.Empty(error);
        }

        [Fact]
        public void An_out_folder_that_is_a_file_exits_2_with_one_line()
        {
            string file = Path.Combine(_folder, "taken");
            File.WriteAllText(file, "mine");

            Refused("--out", "is a file", "--headless", "--scenario", Story(Brief), "--out", file);

            Assert.Equal("mine", File.ReadAllText(file));
        }

        [Theory]
        [InlineData("/proc/nowhere/out")]
        [InlineData("")]
        public void An_out_folder_that_cannot_be_written_exits_2_with_one_line(string folder)
        {
            Refused("--out", "cannot be written", "--headless", "--scenario", Story(Brief), "--out", folder);
        }

        /// <summary>Found out with the first receipt it would be too late.</summary>
        [Theory]
        [InlineData("taken")]
        [InlineData("taken/receipts")]
        public void The_backend_exits_2_with_one_line_where_its_out_folder_cannot_be_written(string name)
        {
            File.WriteAllText(Path.Combine(_folder, "taken"), "mine");
            string tariff = Repository.File("tools/NanoCharger.Backend/tariff.example.json");

            (int code, string output, string error) = BenchCommand.Backend(
                "serve", "--tariff", tariff, "--database", Path.Combine(_folder, "backend.db"), "--broker", "mqtt://127.0.0.1:1", "--out", Path.Combine(_folder, name));

            Assert.Equal((2, ""), (code, output));
            Assert.StartsWith("nanocharger-backend: the settings are not valid: Out: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
            Assert.False(File.Exists(Path.Combine(_folder, "backend.db")));
        }

        [Fact]
        public void An_out_folder_whose_trace_cannot_be_written_exits_2_with_one_line()
        {
            string folder = Path.Combine(_folder, "out");
            Directory.CreateDirectory(Path.Combine(folder, "trace.jsonl"));

            Refused("--out", "trace.jsonl", "--headless", "--scenario", Story(Brief), "--out", folder);
        }

        [Fact]
        public void Two_runs_do_not_write_into_one_folder()
        {
            string folder = Path.Combine(_folder, "out");
            using (OutFolder? held = OutFolder.Take(folder, out _))
            {
                Assert.NotNull(held);
                Refused("--out", "in use by another run", "--headless", "--scenario", Story(Brief), "--out", folder);
                Refused("--out", "in use by another run", "soak", "--seeds", "1", "--minutes", "1", "--out", folder);
            }

            Assert.Equal(0, BenchCommand.Run("--headless", "--scenario", Story(Brief), "--out", folder).Code);
        }

        [Fact]
        public void A_run_that_was_killed_leaves_its_folder_free()
        {
            string folder = Path.Combine(_folder, "out");
            using (BenchCommand bench = BenchCommand.Start("--headless", "--speed", "1", "--scenario", Story(Slow), "--out", folder))
            {
                bench.WaitUntilItSpeaks();
                Assert.Null(OutFolder.Take(folder, out _));
                bench.Signal(BenchCommand.Kill);
                bench.End();
            }

            using OutFolder? free = OutFolder.Take(folder, out string? error);
            Assert.Null(error);
        }

        [Theory]
        [InlineData("foo.invalid", "foo.invalid:1883")]
        [InlineData("mqtt://127.0.0.1:1", "127.0.0.1:1")]
        [InlineData("127.0.0.1:99999", "127.0.0.1:99999")]
        [InlineData("127.0.0.1:0", "127.0.0.1:0")]
        [InlineData("mqtt://somebody@127.0.0.1:1", "somebody@")]
        [InlineData("mqtt://127.0.0.1:1/house", "/house")]
        [InlineData("[::1]:1", "::1:1")]
        [InlineData("a\u001b[2Jb", "a\\u001b[2Jb")]
        public void A_broker_out_of_reach_exits_2_with_one_line(string broker, string named)
        {
            Refused("--broker", named, "--headless", "--scenario", Story(Brief), "--broker", broker, "--out", Path.Combine(_folder, "out"));

            Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
        }

        [Theory]
        [InlineData("powercut", "--json")]
        [InlineData("timings", "--write")]
        [InlineData("accuracy", "--write")]
        public void A_file_that_cannot_be_written_is_told_before_anything_is_measured(string command, string option)
        {
            Refused(option, "/proc/nowhere/file", command, option, "/proc/nowhere/file");
        }

        private static void Refused(string option, string what, params string[] arguments)
        {
            (int code, string output, string error) = BenchCommand.Run(arguments);

            Assert.Equal(2, code);
            Assert.Empty(output);
            string line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.StartsWith(option + ":", line);
            Assert.Contains(what, line);
        }

        private string Story(string text)
        {
            string file = Path.Combine(_folder, "story.json");
            File.WriteAllText(file, text);
            return file;
        }
    }
}
