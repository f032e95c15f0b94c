using NanoCharger.Console.Commands;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The help of all commands, in the order of their table.</summary>
    internal sealed class HelpPage : IPage
    {
        private readonly CommandTable _commands;

        internal HelpPage(CommandTable commands)
        {
            _commands = commands;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            int left = index;
            for (int i = 0; i < _commands.Count; i++)
            {
                Command command = _commands[i];
                if (left < command.HelpLines)
                {
                    line.Put(command.HelpLine(left));
                    return true;
                }

                left -= command.HelpLines;
            }

            return false;
        }
    }
}
