using NanoCharger.Console.Pages;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows what is owed to the backend and what it has refused for good; has the latter sent again.</summary>
    internal sealed class OutboxCommand : Command
    {
        private readonly ICommands _commands;
        private readonly OutboxPage _page;

        internal OutboxCommand(ICommands commands, RecordLog log, Delivery delivery, ChargerStatus status)
            : base(
                "outbox",
                "outbox              records owed to the backend, and those it refused for good",
                "outbox retry        sends the refused ones again")
        {
            _commands = commands;
            _page = new OutboxPage(log, delivery, status);
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "nothing, or retry"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "outbox retry"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "retry: records that are set aside"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            if (rest == "retry")
            {
                int records = _commands.RetrySetAside();
                answer.Say(records == 0 ? "outbox: nothing is set aside" : "ok, records that are sent again: " + records.ToString());
            }
            else if (rest.Length > 0)
            {
                answer.Say("outbox: nothing behind it, or retry");
            }
            else
            {
                _page.Start();
                answer.Show(_page);
            }
        }
    }
}
