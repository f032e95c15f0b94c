using System.Text.RegularExpressions;

namespace NanoCharger.Backend.Link
{
    /// <summary>The names that a certificate of the link may have: no sign that is one of MQTT's own, or of a path. The same as in <c>tools/broker/ca.sh</c>.</summary>
    internal static partial class LinkName
    {
        internal static bool IsSound(string name)
        {
            return Sound().IsMatch(name);
        }

        [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,47}\z")]
        private static partial Regex Sound();
    }
}
