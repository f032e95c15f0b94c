using System.IO;
using NanoCharger.Bay;
using NanoCharger.Bench;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>Plays a scenario as the bench does, with the trace in memory.</summary>
    public static class Play
    {
        /// <summary>Plays a built-in scenario.</summary>
        public static Played BuiltIn(string name, ulong? seed = null)
        {
            return This(Scenario.BuiltIn(name)!, seed);
        }

        /// <summary>Plays a scenario given as JSON.</summary>
        public static Played Text(string json, ulong? seed = null)
        {
            return This(Scenario.Parse(json, "test.json"), seed);
        }

        /// <summary>Plays a scenario.</summary>
        /// <param name="scenario">What to play.</param>
        /// <param name="seed">Another seed than the scenario's.</param>
        /// <param name="broker">Another broker than the embedded one.</param>
        public static Played This(Scenario scenario, ulong? seed = null, BrokerAddress? broker = null)
        {
            var trace = new StringWriter();
            using var run = new BenchRun(new BenchOptions { Scenario = scenario, Seed = seed, Broker = broker }, trace);
            RunReport report = run.Play();
            return new Played(report.Summary, trace.ToString(), run.Records, run.Events);
        }
    }
}
