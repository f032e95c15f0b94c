using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace NanoCharger.Broker
{
    /// <summary>One of the two doors of a broker with locks, as in <c>tools/broker/mosquitto.conf</c>.</summary>
    /// <param name="Authority">The folder of the CA whose certificates open it.</param>
    /// <param name="Rights">What who comes in by it may say and hear.</param>
    /// <param name="MostConnections">How many may be in at a time; who comes then is not served.</param>
    /// <param name="OneForEachName">A name has one session, under that name. Otherwise several of a name have one each.</param>
    internal sealed record LinkDoor(string Authority, LinkRights Rights, int MostConnections, bool OneForEachName)
    {
        private const char Behind = '/';

        internal static readonly LinkDoor Stations = new("stations", LinkRights.OfStations, 2000, true);
        internal static readonly LinkDoor Workers = new("workers", LinkRights.OfWorkers, 64, false);

        /// <summary>The client identifier in place of the one that was said. No name has a slash: so no worker takes a station's session over, nor the other way round.</summary>
        internal string ClientId(string name, string said)
        {
            return OneForEachName ? name : name + Behind + said;
        }

        /// <summary>By which door a session came in, and under which name.</summary>
        internal static (LinkDoor Door, string Name) Of(string clientId)
        {
            int end = clientId.IndexOf(Behind);
            return end < 0 ? (Stations, clientId) : (Workers, clientId[..end]);
        }
    }

    /// <summary>Who is behind a connection, by his certificate.</summary>
    internal sealed record LinkGuest(LinkDoor Door, string Name, string Serial);

    /// <summary>What of the folder counts for one door: the CA and what it has revoked.</summary>
    internal sealed record LinkKeys(X509Certificate2 Authority, HashSet<string> Revoked);
}
