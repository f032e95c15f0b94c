using NanoCharger.Console.Pages;
using NanoCharger.Core.Settings;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows the settings, or all about one of them.</summary>
    internal sealed class GetCommand : Command
    {
        private readonly SettingsPage _page;

        internal GetCommand(SettingsPage page)
            : base("get", "get [name]          all settings, or one with all there is to know about it")
        {
            _page = page;
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "nothing, or the name of a setting"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "get maxAmps"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "nothing"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            SettingRow row = rest.Length == 0 ? null : SettingsTable.Find(rest);
            if (row == null && rest.Length > 0)
            {
                answer.Say(rest + ": there is no such setting; get lists them");
                return;
            }

            _page.Start(row);
            answer.Show(_page);
        }
    }
}
