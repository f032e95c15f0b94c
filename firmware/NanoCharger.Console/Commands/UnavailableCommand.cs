using NanoCharger.Core.Charging;

namespace NanoCharger.Console.Commands
{
    /// <summary>Takes the outlet out of service at once.</summary>
    internal sealed class UnavailableCommand : Command
    {
        private readonly ICommands _commands;

        internal UnavailableCommand(ICommands commands)
            : base("unavailable", "unavailable         out of service, the vehicle is asked to stop first")
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
            get { return "unavailable"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "nothing; an open transaction ends, and it holds over restarts until available"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            _commands.RequestAvailable(false, true);
            answer.Say("ok, out of service");
        }
    }
}
