using System;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.System.Tests.Brokers;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>A broker with the locks of production, and who gives keys to them.</summary>
    internal interface IDoorBroker : IDisposable
    {
        /// <summary>The name in the broker's certificate.</summary>
        internal const string Name = "localhost";

        internal int StationPort { get; }

        internal int WorkerPort { get; }

        /// <summary>What signs the broker's certificate: whom chargers and workers believe.</summary>
        internal X509Certificate2 Root { get; }

        /// <summary>A charger's that was revoked.</summary>
        internal X509Certificate2 Revoked { get; }

        internal X509Certificate2 Station(string id);

        /// <summary>A charger whose certificate has these dates.</summary>
        internal X509Certificate2 Station(string id, DateTimeOffset from, DateTimeOffset to);

        /// <summary>A charger of somebody else's CA.</summary>
        internal X509Certificate2 Foreign(string id);

        internal X509Certificate2 Worker(string name);

        internal static IDoorBroker Start(BrokerKind kind)
        {
            return kind == BrokerKind.Embedded ? new LockedBroker() : new ProductionBroker();
        }
    }
}
