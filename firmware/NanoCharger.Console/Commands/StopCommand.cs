using NanoCharger.Core.Charging;

namespace NanoCharger.Console.Commands
{
    /// <summary>Ends the transaction.</summary>
    internal sealed class StopCommand : Command
    {
        private readonly ICommands _commands;

        internal StopCommand(ICommands commands)
            : base("stop", "stop                ends the transaction, the vehicle is asked first")
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
            get { return "stop"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "an open transaction, or a grant that waits"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            bool open = _commands.Stop(GrantSource.Console);
            answer.Say(open ? "ok, the vehicle is asked to stop" : "no transaction is open, and no grant waits any more");
        }
    }
}
