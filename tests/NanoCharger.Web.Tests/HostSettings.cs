using System.IO;

namespace NanoCharger.Web.Tests
{
    /// <summary>A settings file of a test's own.</summary>
    internal static class HostSettings
    {
        /// <summary>Writes one, and says where it is.</summary>
        internal static string Write(string json)
        {
            string file = Path.GetTempFileName();
            File.WriteAllText(file, json);
            return file;
        }
    }
}
