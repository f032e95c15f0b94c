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
        internal override void Obey(string rest, IAnswer answer)
        {
            answer.Say(_commands.StartSelfTest() ?? "ok, the result follows");
        }
    }
}
