using NanoCharger.Core.Charging;

namespace NanoCharger.Console.Commands
{
    /// <summary>Starts the charger anew, in good order.</summary>
    internal sealed class RebootCommand : Command
    {
        private readonly IRestart _restart;

        internal RebootCommand(IRestart restart)
            : base("reboot", "reboot [CONFIRM]    starts anew, in order; CONFIRM ends an open transaction")
        {
            _restart = restart;
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "nothing, or CONFIRM while a transaction is open"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "reboot"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "some seconds: the vehicle is asked to stop by the pilot, all is stored, then it starts anew. Settings that are pending come into force"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            bool confirmed = rest == "CONFIRM";
            answer.Say("reboot: " + (rest.Length == 0 || confirmed ? _restart.Request(confirmed, GrantSource.Console) : "'" + rest + "' is not CONFIRM, nothing done"));
        }
    }
}
