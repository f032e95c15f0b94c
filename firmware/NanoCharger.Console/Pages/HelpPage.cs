using NanoCharger.Console.Commands;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The help of all commands, in the order of their table; or all about one.</summary>
    internal sealed class HelpPage : IPage
    {
        private const int TextColumn = 10;

        private readonly CommandTable _commands;
        private Command _one;

        internal HelpPage(CommandTable commands)
        {
            _commands = commands;
        }

        /// <summary>Chooses what to show: a command, or all of them for null.</summary>
        internal void Start(Command one)
        {
            _one = one;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (_one != null)
            {
                return TryWriteDetail(index, line);
            }

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

        private bool TryWriteDetail(int index, AsciiWriter line)
        {
            if (index < _one.HelpLines)
            {
                line.Put(_one.HelpLine(index));
                return true;
            }

            switch (index - _one.HelpLines)
            {
                case 0:
                    Put(line, "takes", _one.Takes);
                    return true;
                case 1:
                    Put(line, "example", _one.Example);
                    return true;
                case 2:
                    Put(line, "needs", _one.Needs);
                    return true;
                default:
                    return false;
            }
        }

        private static void Put(AsciiWriter line, string label, string text)
        {
            line.Put(label);
            line.PadTo(TextColumn);
            line.Put(text);
        }
    }
}
