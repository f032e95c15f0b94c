using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using NanoCharger.Bay;
using NanoCharger.Bench.Timings;

namespace NanoCharger.System.Tests.Scenarios
{
    /// <summary>Every scenario of tests/scenarios, each played once, side by side on all cores.</summary>
    public sealed class ScenarioRuns
    {
        private readonly Dictionary<string, Lazy<SoloRun>> _runs;

        /// <summary>Plays them all.</summary>
        public ScenarioRuns()
        {
            _runs = Names.ToDictionary(name => name, name => new Lazy<SoloRun>(() => Play(name)));
            Parallel.ForEach(_runs.Values, run =>
            {
                try
                {
                    _ = run.Value;
                }
                catch (Exception failed) when (failed is ScenarioException or IOException)
                {
                    // Told by the case that asks for it.
                }
            });
        }

        /// <summary>The folder of the scenario files.</summary>
        public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "scenarios"));

        /// <summary>Names of the scenarios, in alphabetical order.</summary>
        public static IReadOnlyList<string> Names { get; } =
            Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToArray();

        /// <summary>A scenario's run.</summary>
        /// <exception cref="ScenarioException">The file is wrong.</exception>
        public SoloRun Of(string name)
        {
            return _runs[name].Value;
        }

        /// <summary>A scenario's expected trace.</summary>
        public static Expectation ExpectationOf(string name)
        {
            return Expectation.Parse(File.ReadAllText(Path.Combine(Folder, name + ".expected")));
        }

        private static SoloRun Play(string name)
        {
            string file = Path.Combine(Folder, name + ".json");
            return SoloRun.Play(Scenario.Parse(File.ReadAllText(file), name + ".json"));
        }

        private static string Here([CallerFilePath] string path = "")
        {
            return path;
        }
    }
}
