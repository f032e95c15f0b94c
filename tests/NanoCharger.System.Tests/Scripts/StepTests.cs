using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NanoCharger.System.Tests.Scripts
{
    /// <summary>How tools/test.sh counts, and what it says, with steps that cost nothing.</summary>
    public sealed class StepTests : IDisposable
    {
        // What dotnet test leaves: 5 tests, of which one failed and one was skipped.
        private const string Leaves = """
            while [ "$1" != --results-directory ]; do shift; done
            cat > "$2/Some.Tests.trx" <<'TRX'
            <UnitTestResult testName="Works" outcome="Passed" />
            <UnitTestResult testName="Breaks" outcome="Failed">
            <Message>expected 1 &lt; 2</Message>
            <Counters total="5" executed="4" passed="3" failed="1" error="0" timeout="0" aborted="0" />
            TRX
            exit 1
            """;

        private readonly Shell _shell = new Shell();

        public void Dispose()
        {
            _shell.Dispose();
        }

        [Fact]
        public void What_the_limit_kept_from_running_is_not_run_and_no_failure()
        {
            // The shell's clock is put forward: a loaded machine may take its time for the first step.
            (int code, IReadOnlyList<string> lines) = Steps(60, 3, "step good true", "SECONDS=59", "step slow sleep 60", "step never true");

            Assert.Equal(3, code);
            Assert.Equal("0 passed, 0 failed", lines[^1]);
            Assert.Equal("not run, the limit of 1:00 was reached: slow (stopped), never", lines[^2]);
            string kept = lines[^3]["All output is kept in ".Length..];
            Assert.True(File.Exists(Path.Combine(kept, "slow.log")), "what the stopped step said");
            Directory.Delete(kept, recursive: true);
        }

        /// <summary>A test that hangs must not take the rest of the run with it.</summary>
        [Fact]
        public void A_test_that_hangs_is_ended_and_named()
        {
            _shell.Command("dotnet", """
                while [ $# -gt 0 ]; do [ "$1" != --blame-hang-timeout ] || { echo "running when the crash occurred: Hangs, after $2"; exit 1; }; shift; done
                sleep 60
                """);
            (int code, IReadOnlyList<string> lines) = Steps(60, 1, "step_tests Some.Tests some.csproj");

            Assert.Equal(1, code);
            Assert.Contains("        running when the crash occurred: Hangs, after 6m", lines);
        }

        [Fact]
        public void A_failure_counts_beside_what_is_not_run()
        {
            (int code, IReadOnlyList<string> lines) = Steps(60, 3, "step build false", "skip_the_rest 'the build failed'", "step_tests Some.Tests some.csproj", "step timings true");

            Assert.Equal(1, code);
            Assert.Equal("0 passed, 1 failed", lines[^1]);
            Assert.Contains("FAILED  build", lines);
            Assert.Contains("not run, the build failed: Some.Tests, timings", lines);
        }

        [Fact]
        public void What_is_well_says_nothing_and_what_fails_says_what_it_said()
        {
            (_, IReadOnlyList<string> lines) = Steps(60, 2, "step good echo noise", "step bad bash -c 'echo trouble; false'");

            Assert.DoesNotContain("noise", lines);
            Assert.Contains("        trouble", lines);
        }

        [Fact]
        public void All_is_shown_on_demand()
        {
            (int code, IReadOnlyList<string> lines) = Steps(60, 1, "verbose=verbose", "step good echo noise");

            Assert.Equal(0, code);
            Assert.Contains("noise", lines);
        }

        [Fact]
        public void One_plain_line_for_each_step_says_where_it_is()
        {
            (int code, IReadOnlyList<string> lines) = Steps(60, 2, "step first true", "step second true");

            Assert.Equal(0, code);
            Assert.Equal(["[1/2] first; 0 passed, 0 failed", "[2/2] second; 0 passed, 0 failed", "0 passed, 0 failed"], lines.Select(WithoutTime));
        }

        [Fact]
        public void Tests_are_summed_and_those_that_failed_are_named()
        {
            _shell.Command("dotnet", Leaves);
            (int code, IReadOnlyList<string> lines) = Steps(60, 1, "step_tests Some.Tests some.csproj");

            Assert.Equal(1, code);
            Assert.Equal("3 passed, 1 failed, 1 skipped", lines[^1]);
            Assert.Contains("FAILED  Breaks: expected 1 < 2", lines);
        }

        [Theory]
        [InlineData("exit 0")]
        [InlineData("exit 134")]
        public void A_test_host_that_leaves_no_result_is_one_failure(string dotnet)
        {
            _shell.Command("dotnet", dotnet);
            (int code, IReadOnlyList<string> lines) = Steps(60, 1, "step_tests Some.Tests some.csproj");

            Assert.Equal(1, code);
            Assert.Equal("0 passed, 1 failed", lines[^1]);
        }

        [Fact]
        public void A_signal_leaves_what_has_not_ended_as_not_run()
        {
            (int code, IReadOnlyList<string> lines) = Steps(60, 2, "step stopping bash -c 'kill -TERM '$$'; sleep 60'", "step never true");

            Assert.Equal(130, code);
            Assert.Equal("0 passed, 0 failed", lines[^1]);
            Assert.Equal("not run, stopped by a signal: stopping (stopped), never", lines[^2]);
        }

        [Theory]
        [InlineData("--limit")]
        [InlineData("--limit", "0")]
        [InlineData("--limit", "soon")]
        [InlineData("--quiet")]
        public void A_wrong_option_exits_2_with_one_line(params string[] arguments)
        {
            (int code, IReadOnlyList<string> lines) = _shell.Run("exec " + Path.Combine(Shell.Tools, "test.sh") + " \"$@\"", arguments);

            Assert.Equal(2, code);
            Assert.Contains(arguments[0], Assert.Single(lines));
        }

        private (int Code, IReadOnlyList<string> Lines) Steps(int seconds, int total, params string[] steps)
        {
            string[] script = ["set -euo pipefail", "source " + Path.Combine(Shell.Tools, "steps.sh"), $"begin_steps {seconds} {total}", .. steps];
            return _shell.Run(string.Join('\n', script));
        }

        private static string WithoutTime(string line)
        {
            string[] words = line.Split(' ');
            return string.Join(' ', words.Where(word => !word.Contains(':')));
        }
    }
}
