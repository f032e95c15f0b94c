using System;

namespace NanoCharger.Bay
{
    /// <summary>A scenario that cannot be played. The message is one line: <c>file:line: what</c>.</summary>
    public sealed class ScenarioException : Exception
    {
        /// <summary>Says what is wrong, and where.</summary>
        /// <param name="source">Name of the file.</param>
        /// <param name="line">Line in it, from 1.</param>
        /// <param name="what">The unknown key, the impossible value, or the error in the JSON.</param>
        public ScenarioException(string source, int line, string what)
            : base(source + ":" + line.ToString(System.Globalization.CultureInfo.InvariantCulture) + ": " + what)
        {
        }
    }
}
