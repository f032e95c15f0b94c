using NanoCharger.Console.Pages;

namespace NanoCharger.Console.Commands
{
    /// <summary>All commands, in the order of the help page.</summary>
    internal sealed class CommandTable
    {
        private readonly Command[] _rows;

        /// <summary>Makes the commands.</summary>
        /// <param name="parts">What they show and act on.</param>
        /// <exception cref="System.ArgumentException">A part is missing.</exception>
        internal CommandTable(ConsoleParts parts)
        {
            parts.Check();
            PendingSettings pending = new PendingSettings(parts.Settings);
            SettingsPage settingsPage = new SettingsPage(parts.Settings, pending);
            _rows = new Command[]
            {
                new HelpCommand(this, settingsPage),
                new StatusCommand(parts.Status, parts.Log, parts.Delivery, pending),
                new LogCommand(parts.Commands, parts.Log, parts.Delivery),
                new OutboxCommand(parts.Commands, parts.Log, parts.Delivery, parts.Status),
                new LinkCommand(parts),
                new GetCommand(settingsPage),
                new SetCommand(parts.SettingsDesk, pending),
                new AuthoriseCommand(parts.Commands, parts.Authorisation, parts.Status),
                new StopCommand(parts.Commands),
                new LimitCommand(parts.Commands),
                new AvailableCommand(parts.Commands),
                new UnavailableCommand(parts.Commands),
                new FaultsCommand(parts.Commands, parts.Guard, parts.Settings),
                new TokenCommand(parts.Tokens),
                new SelfTestCommand(parts.Commands),
                new KeyCommand(parts.Commands, parts.Keys),
                new CertCommand(parts.Certificates, parts.Status),
                new CalibrateCommand(parts.Commands, parts.Calibration, parts.CalibrationStore),
                new RebootCommand(parts.Restart),
            };
        }

        /// <summary>How many there are.</summary>
        internal int Count
        {
            get { return _rows.Length; }
        }

        /// <summary>A command, index 0 to <see cref="Count"/> - 1.</summary>
        internal Command this[int index]
        {
            get { return _rows[index]; }
        }

        /// <summary>The command of this name, null when there is none.</summary>
        internal Command Find(string name)
        {
            for (int i = 0; i < _rows.Length; i++)
            {
                if (_rows[i].Name == name)
                {
                    return _rows[i];
                }
            }

            return null;
        }
    }
}
