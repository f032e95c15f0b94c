using NanoCharger.Core.Charging;

namespace NanoCharger.Console.Commands
{
    /// <summary>Sets the technician's limit of the offer.</summary>
    internal sealed class LimitCommand : Command
    {
        private const int Decimals = 1;
        private const int LeastOfferMilliamps = 6_000;
        private const int MostMilliamps = 80_000;

        private readonly ICommands _commands;

        internal LimitCommand(ICommands commands)
            : base("limit", "limit n [A]|off     offers n A at most; 0 disables until off")
        {
            _commands = commands;
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "0..80 A, one decimal at most, with the unit or without; or off"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "limit 16 A"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "nothing; it stands, over restarts too, until limit off"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            answer.Say(Limit(rest));
        }

        private string Limit(string amount)
        {
            if (amount == "off")
            {
                _commands.SetLimit(LimitSlot.Technician, OfferLimits.None);
                return "ok, no limit by the technician";
            }

            string wrong = Quantity.Take(amount, "A", out string number, out string behind);
            if (wrong != null)
            {
                return "limit: " + wrong;
            }

            if (behind.Length > 0 || !Amount.TryThousandths(number, Decimals, out int milliamps) || milliamps > MostMilliamps)
            {
                return "limit: '" + amount + "' is not off or 0..80 A, with one decimal at most";
            }

            _commands.SetLimit(LimitSlot.Technician, milliamps);
            return milliamps < LeastOfferMilliamps ? "ok, below 6 A nothing is offered" : "ok";
        }
    }
}
