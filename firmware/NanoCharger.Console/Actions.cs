using NanoCharger.Core.Charging;

namespace NanoCharger.Console
{
    /// <summary>The commands that make the charger do something: each is answered in one line.</summary>
    internal sealed class Actions
    {
        private const int MostMilliamps = 80_000;

        private readonly ICommands _commands;
        private readonly Authorisation _authorisation;
        private readonly LocalList _list;

        internal Actions(ICommands commands, Authorisation authorisation, LocalList list)
        {
            _commands = commands;
            _authorisation = authorisation;
            _list = list;
        }

        /// <summary>Carries a command out.</summary>
        /// <param name="command">Its first word.</param>
        /// <param name="rest">What was typed behind it.</param>
        /// <returns>The answer; null when it is no command of these.</returns>
        internal string Obey(string command, string rest)
        {
            switch (command)
            {
                case "authorise":
                    return Authorise(rest);
                case "stop":
                    return _commands.Stop(GrantSource.Console) ? "ok, the vehicle is asked to stop" : "no transaction is open; a grant that waited is gone";
                case "limit":
                    return Limit(rest);
                case "available":
                    _commands.RequestAvailable(true, true);
                    return "ok, in service";
                case "unavailable":
                    _commands.RequestAvailable(false, true);
                    return "ok, out of service";
                case "selftest":
                    return _commands.StartSelfTest() ?? "ok, the result follows";
                default:
                    return null;
            }
        }

        /// <summary>Changes the station's own list: "add TOKEN" or "remove TOKEN".</summary>
        internal string ChangeList(string verb, string token)
        {
            string wrong = verb == "add" ? _list.Add(token) : _list.Remove(token);
            return wrong ?? "ok, tokens in the list: " + _list.Count.ToString();
        }

        /// <summary>Makes a new key.</summary>
        internal string GenerateKey(bool confirmed)
        {
            return _commands.GenerateKey(confirmed);
        }

        /// <summary>Clears what is latched and may be cleared.</summary>
        internal string ClearFaults()
        {
            _commands.ClearFaults();
            return "ok, what has its cause still present stays";
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
                : "ok, granted";
        }

        private string Limit(string rest)
        {
            if (rest == "off")
            {
                _commands.SetLimit(LimitSlot.Technician, OfferLimits.None);
                return "ok, no limit by the technician";
            }

            if (!Amount.TryThousandths(rest, 1, out int milliamps) || milliamps > MostMilliamps)
            {
                return "limit: '" + rest + "' is not off or 0..80 A, with one decimal at most";
            }

            _commands.SetLimit(LimitSlot.Technician, milliamps);
            return milliamps < 6_000 ? "ok, below 6 A nothing is offered" : "ok";
        }
    }
}
