namespace NanoCharger.Console.Commands
{
    /// <summary>Takes a typed line apart.</summary>
    internal static class Words
    {
        /// <summary>The first word; empty when there is none.</summary>
        internal static string First(string text)
        {
            int blank = text.IndexOf(' ');
            return blank < 0 ? text : text.Substring(0, blank);
        }

        /// <summary>What stands behind the first word, without blanks around it; empty when there is nothing.</summary>
        internal static string Behind(string text)
        {
            int blank = text.IndexOf(' ');
            return blank < 0 ? "" : text.Substring(blank + 1).Trim();
        }
    }
}
