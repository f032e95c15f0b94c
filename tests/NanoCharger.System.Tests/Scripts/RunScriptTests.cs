using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace NanoCharger.System.Tests.Scripts
{
    /// <summary>tools/run.sh with a build and a bench that cost nothing.</summary>
    public sealed class RunScriptTests : IDisposable
    {
        private readonly Shell _shell = new Shell();

        public void Dispose()
        {
            _shell.Dispose();
        }

        [Fact]
        public void A_build_is_told_on_the_error_output_and_the_rest_is_the_benchs()
        {
            _shell.Command("dotnet", """case $1 in --version) ;; build) echo "  NanoCharger.Core -> here" ;; *) shift; echo "bench $*" ;; esac""");

            (int code, IReadOnlyList<string> lines) = Run("--seed", "7");

            Assert.Equal(0, code);
            Assert.StartsWith("Building ", lines[0]);
            Assert.StartsWith("Built in ", lines[1]);
            Assert.Equal("bench --seed 7", lines[2]);
            Assert.Equal(3, lines.Count);
        }

        [Fact]
        public void A_build_that_fails_says_why_and_starts_nothing()
        {
            _shell.Command("dotnet", """case $1 in --version) ;; build) echo "error CS0001"; exit 1 ;; *) echo bench ;; esac""");

            (int code, IReadOnlyList<string> lines) = Run();

            Assert.Equal(1, code);
            Assert.Contains("error CS0001", lines);
            Assert.DoesNotContain("bench", lines);
        }

        [Fact]
        public void The_standard_output_is_the_benchs_alone()
        {
            _shell.Command("dotnet", """case $1 in --version) ;; build) echo "  NanoCharger.Core -> here" ;; *) echo bench ;; esac""");

            (_, IReadOnlyList<string> lines) = _shell.Run("exec " + Script + " 2>/dev/null");

            Assert.Equal(["bench"], lines);
        }

        /// <summary>The shell's clock runs fast here: 5 s pass with each look at the build, which ends at the third.</summary>
        [Fact]
        public void A_build_that_takes_its_time_says_every_10_s_how_far_it_is()
        {
            _shell.Command("dotnet", """
                case $1 in
                    --version) ;;
                    build) printf '  NanoCharger.Text -> here\n  NanoCharger.Core -> there\n'; until [ -e over ]; do sleep 0.05; done ;;
                    *) echo bench ;;
                esac
                """);
            const string Clock = """sleep() { command sleep 0.2; SECONDS=$((SECONDS + 5)); looks=$((${looks:-0} + 1)); [ "$looks" -lt 3 ] || touch over; }""";

            (int code, IReadOnlyList<string> lines) = _shell.Run(Clock + "\nsource " + Script);

            Assert.Equal(0, code);
            Assert.Matches("^  [0-9]+ s: 2 projects built, last NanoCharger.Core$", lines[1]);
        }

        [Fact]
        public void A_signal_ends_the_build_and_starts_nothing()
        {
            _shell.Command("dotnet", """case $1 in --version) ;; build) echo $$ > building; kill -TERM $PPID; exec sleep 60 ;; *) echo bench ;; esac""");

            const string Survives = "for i in {1..50}; do kill -0 $(cat building) 2>/dev/null || exit $code; sleep 0.1; done; echo 'it builds on'";

            (int code, IReadOnlyList<string> lines) = _shell.Run("bash " + Script + "; code=$?; " + Survives);

            Assert.Equal(130, code);
            Assert.StartsWith("Building ", Assert.Single(lines));
        }

        private static string Script { get; } = Path.Combine(Shell.Tools, "run.sh");

        private (int Code, IReadOnlyList<string> Lines) Run(params string[] arguments)
        {
            return _shell.Run("exec " + Script + " \"$@\"", arguments);
        }
    }
}
