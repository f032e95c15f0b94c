using System;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What the command <c>restore</c> says of a copy whose day is that of <see cref="Stage"/>, long past by the command's clock.</summary>
    internal static class RestoredCopy
    {
        /// <summary>What nobody has charged since is found to be open, and that is all.</summary>
        internal static void IsSound((int Code, string Output, string Errors) run)
        {
            string[] found = [.. run.Output.Split('\n').Where(line => Regex.IsMatch(line, "^\\w+: [a-z-]+: "))];
            Assert.Equal((found.Length == 0 ? 0 : 1, ""), (run.Code, run.Errors));
            Assert.All(found, line => Assert.Contains(": open-for-long: ", line, StringComparison.Ordinal));
        }
    }
}
