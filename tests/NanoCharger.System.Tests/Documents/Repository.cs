using System.IO;
using System.Runtime.CompilerServices;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>Files of this repository as they were when the tests were built.</summary>
    internal static class Repository
    {
        /// <summary>The path of a file.</summary>
        /// <param name="name">Its path inside the repository.</param>
        public static string File(string name)
        {
            return Path.Combine(Root(), name);
        }

        private static string Root([CallerFilePath] string here = "")
        {
            return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
        }
    }
}
