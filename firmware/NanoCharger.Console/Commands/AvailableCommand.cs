using NanoCharger.Core.Charging;

namespace NanoCharger.Console.Commands
{
    /// <summary>Puts the outlet back in service.</summary>
    internal sealed class AvailableCommand : Command
    {
        private readonly ICommands _commands;

        internal AvailableCommand(ICommands commands)
            : base("available", "available           back in service")
        {
            _commands = commands;
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "nothing"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "available"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "nothing"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            _commands.RequestAvailable(true, true);
            answer.Say("ok, in service");
        }
    }
}
