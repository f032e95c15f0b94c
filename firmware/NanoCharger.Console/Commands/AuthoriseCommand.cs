using NanoCharger.Core.Charging;

namespace NanoCharger.Console.Commands
{
    /// <summary>Grants a token by the technician's own word.</summary>
    internal sealed class AuthoriseCommand : Command
    {
        private readonly ICommands _commands;
        private readonly Authorisation _authorisation;
        private readonly ChargerStatus _status;

        internal AuthoriseCommand(ICommands commands, Authorisation authorisation, ChargerStatus status)
            : base("authorise", "authorise token     as if a card that is accepted had been shown")
        {
            _commands = commands;
            _authorisation = authorisation;
            _status = status;
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "a token of 1..36 characters: letters, digits and *-_=:+|@."; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "authorise 04AABBCC"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "no transaction of another token; a vehicle that comes before auth.expiry is over"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            answer.Say(Authorise(rest));
        }

        private string Authorise(string token)
        {
            if (!TokenText.IsValid(token))
            {
                return "authorise: a token has 1..36 characters of letters, digits and *-_=:+|@.";
            }

            int refusals = _authorisation.Refusals;
            _commands.Authorise(token, GrantSource.Console);
            return _authorisation.Refusals != refusals ? "refused: " + _authorisation.Refusal
                : _authorisation.StopRequested ? "ok, the vehicle is asked to stop"
                : Flows(_status.NoCurrent) ? "ok, granted"
                : "ok, granted, but no current yet: " + NoCurrentText.Of(_status);
        }

        // What is the driver's to do, or comes by itself within a second, holds nothing back.
        private static bool Flows(NoCurrent why)
        {
            return why == NoCurrent.None || why == NoCurrent.NoVehicle || why >= NoCurrent.VehicleAsleep;
        }
    }
}
