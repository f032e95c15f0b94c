using NanoCharger.Console.Pages;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows the faults, or clears those that are latched.</summary>
    internal sealed class FaultsCommand : Command
    {
        private readonly ICommands _commands;
        private readonly FaultsPage _page;

        internal FaultsCommand(ICommands commands, Guard guard, SettingsStore settings)
            : base("faults", "faults [clear]      what is wrong and what ever was; clears what is latched")
        {
            _commands = commands;
            _page = new FaultsPage(guard, settings);
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "nothing, or clear"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "faults clear"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "clear: a cause that is gone. What ends by itself keeps its waiting time"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            switch (rest)
            {
                case "":
                    _page.Start();
                    answer.Show(_page);
                    break;
                case "clear":
                    _commands.ClearFaults();
                    answer.Say("ok, what has its cause still present stays");
                    break;
                default:
                    answer.Say("faults: '" + rest + "' is not clear");
                    break;
            }
        }
    }
}
