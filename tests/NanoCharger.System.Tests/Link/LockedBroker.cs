using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.Broker;
using NanoCharger.Testing.Link;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>The embedded broker with locks, on free ports of the loopback address, and a CA in this process.</summary>
    internal sealed class LockedBroker : IDoorBroker
    {
        private readonly EmbeddedBroker _broker;

        /// <param name="now">The clock by which it judges dates, and around whose moment its certificates are good; null: the machine's.</param>
        internal LockedBroker(Func<DateTimeOffset>? now = null)
        {
            Yard = new LinkYard(now?.Invoke());
            Yard.Server().Dispose();
            Revoked = Yard.Station("revoked");
            Yard.Revoke(Revoked);
            BrokerLocks locks = new(Yard.Folder, LinkYard.Name) { Now = now, Log = Log.Enqueue };
            _broker = EmbeddedBroker.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, 0), locks).GetAwaiter().GetResult();
        }

        /// <summary>Who gives its keys.</summary>
        internal LinkYard Yard { get; }

        /// <summary>What it has told.</summary>
        internal ConcurrentQueue<string> Log { get; } = [];

        public int StationPort => _broker.Port;

        public int WorkerPort => _broker.WorkerPort;

        public X509Certificate2 Root => Yard.Trust.Single();

        public X509Certificate2 Revoked { get; }

        public X509Certificate2 Station(string id)
        {
            return Yard.Station(id);
        }

        public X509Certificate2 Station(string id, DateTimeOffset from, DateTimeOffset to)
        {
            return Yard.Station(id, from, to);
        }

        public X509Certificate2 Foreign(string id)
        {
            return Yard.Foreign(id);
        }

        public X509Certificate2 Worker(string name)
        {
            return Yard.Worker(name);
        }

        public void Dispose()
        {
            _broker.Dispose();
            Revoked.Dispose();
            Yard.Dispose();
        }
    }
}
