using NanoCharger.Console.Pages;

namespace NanoCharger.Console.Commands
{
    /// <summary>Tells the commands.</summary>
    internal sealed class HelpCommand : Command
    {
        private readonly HelpPage _page;

        internal HelpCommand(CommandTable commands)
            : base("help", "help                this")
        {
            _page = new HelpPage(commands);
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            answer.Show(_page);
        }
    }
}
