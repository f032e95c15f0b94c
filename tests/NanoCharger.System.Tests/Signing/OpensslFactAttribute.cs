using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>A fact that runs the command <c>openssl</c>; skipped, saying so, where there is none.</summary>
    public sealed class OpensslFactAttribute : FactAttribute
    {
        /// <summary>Looks for the command.</summary>
        public OpensslFactAttribute()
        {
            string path = Environment.GetEnvironmentVariable("PATH") ?? "";
            if (!path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "openssl"))))
            {
                Skip = "there is no command openssl on the PATH";
            }
        }
    }
}
