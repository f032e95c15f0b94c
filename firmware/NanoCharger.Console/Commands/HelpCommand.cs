using NanoCharger.Console.Pages;
using NanoCharger.Core.Settings;

namespace NanoCharger.Console.Commands
{
    /// <summary>Tells the commands.</summary>
    internal sealed class HelpCommand : Command
    {
        private readonly CommandTable _commands;
        private readonly HelpPage _page;
        private readonly SettingsPage _settingsPage;

        internal HelpCommand(CommandTable commands, SettingsPage settingsPage)
            : base("help", "help [name]         this, or all about a command or a setting")
        {
            _commands = commands;
            _page = new HelpPage(commands);
            _settingsPage = settingsPage;
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "nothing, or the name of a command or of a setting"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "help limit"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "nothing"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            // "help log show" is about log.
            string name = Words.First(rest);
            Command command = _commands.Find(name);
            SettingRow row = SettingsTable.Find(name);
            if (name.Length == 0 || command != null)
            {
                _page.Start(command);
                answer.Show(_page);
            }
            else if (row != null)
            {
                _settingsPage.Start(row);
                answer.Show(_settingsPage);
            }
            else
            {
                answer.Say("help: there is no command or setting " + name + "; help and get list them");
            }
        }
    }
}
