using NanoCharger.Core.Charging;

namespace NanoCharger.Console.Commands
{
    /// <summary>Starts the self-test of the safety chain.</summary>
    internal sealed class SelfTestCommand : Command
    {
        private readonly ICommands _commands;

        internal SelfTestCommand(ICommands commands)
            : base("selftest", "selftest            tests the safety chain, without a vehicle")
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
            get { return "selftest"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "an empty outlet in service, and 10 s; the result follows by itself"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            answer.Say(_commands.StartSelfTest() ?? "ok, the result follows");
        }
    }
}
