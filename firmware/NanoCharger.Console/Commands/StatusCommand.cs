using NanoCharger.Console.Pages;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows what the charger does now.</summary>
    internal sealed class StatusCommand : Command
    {
        private readonly StatusPage _page;

        internal StatusCommand(ChargerStatus status, RecordLog log, Delivery delivery)
            : base("status", "status              what the charger does now")
        {
            _page = new StatusPage(status, log, delivery);
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            answer.Show(_page);
        }
    }
}
