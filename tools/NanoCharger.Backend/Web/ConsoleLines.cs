using System.Globalization;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web
{
    /// <summary>What is typed at a charger's console for it to come here.</summary>
    /// <param name="Station">What it is to be called; null where nobody has said.</param>
    /// <param name="BrokerHost">Where the broker is.</param>
    /// <param name="BrokerPort">At which port.</param>
    /// <param name="IsOwnBroker">It is in this program, and listens on this machine alone.</param>
    public sealed record ConsoleLines(string? Station, string BrokerHost, string BrokerPort, bool IsOwnBroker)
    {
        /// <summary>Its door has locks: the charger needs a certificate. Without, it has to be told that it may talk in clear.</summary>
        public bool Locked { get; private init; }

        private const int UsualBrokerPort = 1883;

        /// <summary>The chargers' door of <c>tools/broker</c>; what stands in our settings is the workers'.</summary>
        private const int StationDoor = 8883;

        internal static ConsoleLines Of(Visit visit, string? station)
        {
            BackendSettings settings = visit.Get<IOptions<BackendSettings>>().Value;
            bool own = settings.Brokers.Count == 0;
            if (own && settings.Link.Folder.Length > 0)
            {
                // With locks chargers come in at ours, by a door of their own.
                return new ConsoleLines(station, settings.Link.Server, settings.BrokerPort.ToString(CultureInfo.InvariantCulture), IsOwnBroker: false) { Locked = true };
            }

            BrokerUrl broker = visit.Get<WebData>().Backend.Cells[0].Url;
            if (broker.Secured)
            {
                return new ConsoleLines(station, broker.Host, StationDoor.ToString(CultureInfo.InvariantCulture), IsOwnBroker: false) { Locked = true };
            }

            // No charger reaches ours: the port that it will be told is that of a broker still to come.
            return new ConsoleLines(station, broker.Host, (own ? UsualBrokerPort : broker.Port).ToString(CultureInfo.InvariantCulture), own);
        }
    }
}
