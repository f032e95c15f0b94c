using NanoCharger.Console.Pages;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows what the charger does now.</summary>
    internal sealed class StatusCommand : Command
    {
        private readonly StatusPage _page;

        internal StatusCommand(ChargerStatus status, RecordLog log, Delivery delivery, PendingSettings pending)
            : base("status", "status              what the charger does now")
        {
            _page = new StatusPage(status, log, delivery, pending);
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "nothing"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "status"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "nothing"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            _page.Start();
            answer.Show(_page);
        }
    }
}
