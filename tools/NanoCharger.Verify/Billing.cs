using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Verify
{
    /// <summary>What may be billed by a document.</summary>
    /// <param name="EnergyProblem">Why its energy may not be billed; null where it may.</param>
    /// <param name="TimeProblem">Why its time may not be billed; null where it may.</param>
    public sealed record Billing(string? EnergyProblem, string? TimeProblem)
    {
        /// <summary>The energy between begin and end may be billed.</summary>
        public bool Energy => EnergyProblem is null;

        /// <summary>The time between begin and end may be billed.</summary>
        public bool Time => TimeProblem is null;

        /// <summary>Why not all may be, each reason once; none where all may.</summary>
        public IReadOnlyList<string> Reasons => new[] { EnergyProblem, TimeProblem }.OfType<string>().Distinct().ToList();

        /// <summary>Nothing may be billed.</summary>
        internal static Billing Nothing(string why)
        {
            return new Billing(why, why);
        }

        /// <summary>A line for people.</summary>
        public override string ToString()
        {
            string what = Energy ? Time ? "energy and time" : "energy, no time" : Time ? "time, no energy" : "nothing";
            return Reasons.Count == 0 ? what : what + ": " + string.Join("; ", Reasons);
        }
    }
}
