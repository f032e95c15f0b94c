using NanoCharger.Core.Text;

namespace NanoCharger.Core.Console
{
    /// <summary>The commands.</summary>
    internal sealed class HelpPage : IPage
    {
        private static readonly string[] Lines =
        {
            "help                this",
            "status              what the charger does now",
            "log [n]             the last n records of the session log (10)",
            "get [name]          all settings, or one with all there is to know about it",
            "set name [value]    changes a setting and stores it",
        };

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (index >= Lines.Length)
            {
                return false;
            }

            line.Put(Lines[index]);
            return true;
        }
    }
}
