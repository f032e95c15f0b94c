using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>One clock for everything of stations and money: whoever drives it drives all of it.</summary>
    public sealed class ClockTests
    {
        private static readonly string[] Systems = ["DateTime.UtcNow", "DateTime.Now", "DateTimeOffset.UtcNow", "DateTimeOffset.Now", "Stopwatch", "Thread.Sleep", "new Timer(", "TimeProvider.System"];

        /// <summary>Commands are run by hand, at the time of who runs them; the host says which clock there is; everything else is given one.</summary>
        [Fact]
        public void Nothing_of_stations_or_money_reads_the_systems_clock()
        {
            string root = KeyCommandTests.Repository("tools/NanoCharger.Backend");
            List<string> found = [];
            foreach (string file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
            {
                string name = Path.GetRelativePath(root, file);
                if (name.Split(Path.DirectorySeparatorChar)[0] is "obj" or "bin" or "Commands")
                {
                    continue;
                }

                string text = File.ReadAllText(file);
                found.AddRange(Systems.Where(system => text.Contains(system, StringComparison.Ordinal)).Select(system => $"{name}: {system}"));
                found.AddRange(text.Split('\n').Where(line => line.Contains("Task.Delay(", StringComparison.Ordinal) && !line.Contains("lock", StringComparison.Ordinal)).Select(line => $"{name}: {line.Trim()}"));
            }

            Assert.Equal(["BackendOptions.cs: TimeProvider.System", "Hosting/ServeCommand.cs: TimeProvider.System"], found.Order(StringComparer.Ordinal));
        }
    }
}
