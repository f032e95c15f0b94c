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

        /// <summary>A machine with the SDK alone, and a user who may install nothing.</summary>
        [Fact]
        public void Neither_a_broker_of_the_machine_nor_a_package_is_asked_for()
        {
            foreach (string command in (string[])["mosquitto", "mosquitto_sub", "dpkg-query", "apt-get", "ldconfig"])
            {
                _shell.Command(command, "echo asked: " + command + "; exit 1");
            }

            _shell.Command("id", "echo 1000");
            _shell.Command("dotnet", """case $1 in --version) ;; build) ;; *) echo "bench" ;; esac""");

            (int code, IReadOnlyList<string> lines) = Run();

            Assert.Equal(0, code);
            Assert.Equal("bench", lines[^1]);
            Assert.DoesNotContain(lines, line => line.Contains("asked", StringComparison.Ordinal) || line.Contains("Missing", StringComparison.Ordinal));
        }

        private (int Code, IReadOnlyList<string> Lines) Run(params string[] arguments)
        {
            return _shell.Run("exec " + Path.Combine(Shell.Tools, "run.sh") + " \"$@\"", arguments);
        }
    }
}
