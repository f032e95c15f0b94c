using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Broker;
using NanoCharger.Mqtt;
using NanoCharger.System.Tests.Brokers;
using NanoCharger.Testing.Link;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>What holds for those who are in at a broker with locks: wills, what is kept, floods, limits, and the end of who is revoked.</summary>
    public sealed class LinkRightsTests : IDisposable
    {
        private const int NotAuthorized = 0x87;

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        private readonly List<BrokerClient> _clients = [];
        private IDoorBroker _broker = null!;

        public void Dispose()
        {
            _clients.ForEach(client => client.Dispose());
            _broker?.Dispose();
        }

        /// <summary>A will is said when its client has gone: nobody may be told by it what he could not say himself.</summary>
        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public void A_will_has_the_rights_of_who_left_it(BrokerKind kind)
        {
            _broker = IDoorBroker.Start(kind);
            BlockingCollection<BrokerMessage> heard = Listening();
            Station("bay-1", will: "nanocharger/v1/bay-1/state").Drop();
            Assert.Equal("nanocharger/v1/bay-1/state", Next(heard).Topic);
            Station("bay-1", will: "nanocharger/v1/bay-2/state").Drop();
            Assert.True(Station("bay-3").Publish(Message("nanocharger/v1/bay-3/up"), Patience));
            Assert.Equal("nanocharger/v1/bay-3/up", Next(heard).Topic);
            Assert.False(heard.TryTake(out _, TimeSpan.FromMilliseconds(300)));
            Assert.Equal(["nanocharger/v1/bay-1/state"], Kept());
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public void What_is_anothers_is_not_kept_either(BrokerKind kind)
        {
            _broker = IDoorBroker.Start(kind);
            BrokerClient station = Station("bay-1");
            Assert.False(station.Publish(Message("nanocharger/v1/bay-2/state", retain: true), Patience));
            Assert.True(station.Publish(Message("nanocharger/v1/bay-1/state", retain: true), Patience));
            Assert.Equal(["nanocharger/v1/bay-1/state"], Kept());
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public async Task A_flood_of_what_is_allowed_does_not_tear_the_session(BrokerKind kind)
        {
            const int count = 3000;
            _broker = IDoorBroker.Start(kind);
            BlockingCollection<BrokerMessage> heard = Listening();
            BrokerClient station = Station("bay-1");
            string? lost = null;
            station.Lost += reason => lost = reason;
            bool[] posted = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => station.Post(new BrokerMessage("nanocharger/v1/bay-1/up", new byte[500], 1, false)))).WaitAsync(Patience);
            Assert.All(posted, Assert.True);
            Assert.Equal((true, null), (station.IsConnected, lost));
            Assert.True(station.Publish(Message("nanocharger/v1/bay-1/up", text: "last"), Patience));
            while (Encoding.ASCII.GetString(Next(heard).Payload) != "last")
            {
            }
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public void Sixty_four_workers_are_in_and_no_more(BrokerKind kind)
        {
            _broker = IDoorBroker.Start(kind);
            using X509Certificate2 certificate = _broker.Worker("one");
            for (int number = 1; number <= 64; number++)
            {
                Client(certificate, _broker.WorkerPort, "w" + number);
            }

            Assert.Throws<BrokerException>(() => Client(certificate, _broker.WorkerPort, "w65"));
            _clients[0].Disconnect();
            Assert.True(SpinWait.SpinUntil(() => Comes(certificate), Patience));
        }

        [Fact]
        public void The_embedded_broker_says_no_to_a_foreign_subscription_and_to_a_command_that_is_to_be_kept()
        {
            _broker = new LockedBroker();
            BrokerClient station = Station("bay-1");
            foreach (string filter in (string[])["#", "nanocharger/v1/#", "nanocharger/v1/+/dn", "nanocharger/v1/bay-2/dn", "nanocharger/v1/bay-1/up", "nanocharger/v1/bay-1/#", "nanocharger/v1/+/up"])
            {
                BrokerException refusal = Assert.Throws<BrokerException>(() => station.Subscribe(filter, 1, Patience));
                Assert.Contains($"(reason {NotAuthorized})", refusal.Message, StringComparison.Ordinal);
            }

            BlockingCollection<BrokerMessage> told = [];
            station.MessageReceived += told.Add;
            station.Subscribe("nanocharger/v1/bay-1/dn", 1, Patience);
            BrokerClient worker = Worker();
            Assert.Contains($"(reason {NotAuthorized})", Assert.Throws<BrokerException>(() => worker.Subscribe("nanocharger/v1/+/dn", 1, Patience)).Message, StringComparison.Ordinal);
            Assert.False(worker.Publish(Message("nanocharger/v1/bay-1/dn", retain: true, text: "kept"), Patience));
            Assert.True(worker.Publish(Message("nanocharger/v1/bay-1/dn", text: "said"), Patience));
            Assert.Equal("said", Encoding.ASCII.GetString(Next(told).Payload));
            Assert.Empty(told);
        }

        /// <summary>Within 60 s at most: it reads the list every 15 s.</summary>
        [Fact]
        public void At_the_embedded_broker_a_session_ends_when_its_certificate_is_revoked()
        {
            LockedBroker broker = new();
            _broker = broker;
            using X509Certificate2 certificate = _broker.Station("bay-1");
            BrokerClient revoked = Client(certificate, _broker.StationPort, "bay-1");
            BrokerClient other = Station("bay-2");
            Stopwatch since = Stopwatch.StartNew();
            broker.Yard.Revoke(certificate);
            Assert.True(SpinWait.SpinUntil(() => !revoked.IsConnected, TimeSpan.FromSeconds(60)));
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(30), since.Elapsed.ToString());
            Assert.True(other.IsConnected);
            Assert.Equal(BrokerFailure.HandshakeRefused, Assert.Throws<BrokerException>(() => Client(certificate, _broker.StationPort, "bay-1")).Failure);
            Assert.Contains(broker.Log, line => line.StartsWith("the session of bay-1 ends", StringComparison.Ordinal));
        }

        /// <summary>mosquitto reads its lists anew, but leaves sessions alone; the script that follows a change of a list takes the session over. The others stay.</summary>
        [LinkFact]
        public void At_mosquitto_a_session_ends_when_its_certificate_is_revoked_and_the_others_stay()
        {
            ProductionBroker broker = new();
            _broker = broker;
            broker.ListsHaveChanged();
            using X509Certificate2 certificate = _broker.Station("bay-1");
            BrokerClient revoked = Client(certificate, _broker.StationPort, "bay-1");
            BrokerClient other = Station("bay-2");
            broker.Ca("revoke", "station", "bay-1");
            Assert.Equal("bay-1: its session is ended", broker.ListsHaveChanged().Trim());
            Assert.True(SpinWait.SpinUntil(() => !revoked.IsConnected, Patience));
            Assert.True(other.IsConnected);
            Assert.Equal(BrokerFailure.HandshakeRefused, Assert.Throws<BrokerException>(() => Client(certificate, _broker.StationPort, "bay-1")).Failure);
            Assert.True(Station("bay-1").IsConnected);
            Assert.Equal("", broker.ListsHaveChanged());
            Assert.False(broker.WantsRestart);
            global::System.IO.File.Delete(global::System.IO.Path.Combine(broker.Folder, "stations/ca.key"));
            broker.ListsHaveChanged();
            Assert.True(broker.WantsRestart);
        }

        [LinkFact]
        public void At_mosquitto_a_session_that_cannot_be_ended_keeps_no_other_from_its_end()
        {
            ProductionBroker broker = new();
            _broker = broker;
            using X509Certificate2 certificate = _broker.Station("bay-1");
            BrokerClient revoked = Client(certificate, _broker.StationPort, "bay-1");

            // So long a name no certificate bears.
            string index = global::System.IO.Path.Combine(broker.Folder, "stations/index");
            global::System.IO.File.AppendAllText(index, $"R\t300101000000Z\t260101000000Z\t0A\tunknown\t/CN={new string('A', 65)}\n");
            broker.Ca("revoke", "station", "bay-1");
            Assert.Contains("could not be taken over", Assert.ThrowsAny<Exception>(() => broker.ListsHaveChanged()).Message, StringComparison.Ordinal);
            Assert.True(SpinWait.SpinUntil(() => !revoked.IsConnected, Patience));
        }

        [Theory]
        [InlineData("servers/localhost.key", null)]
        [InlineData("servers/localhost.pem", "no certificate")]
        [InlineData("stations/revoked.pem", null)]
        [InlineData("workers/revoked.pem", "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n")]
        [InlineData("stations/ca.pem", "")]
        public async Task Locks_that_do_not_close_are_told_with_the_file(string file, string? text)
        {
            using LinkYard yard = new();
            yard.Server().Dispose();
            string path = global::System.IO.Path.Combine(yard.Folder, file);
            if (text is null)
            {
                global::System.IO.File.Delete(path);
            }
            else
            {
                global::System.IO.File.WriteAllText(path, text);
            }

            IPEndPoint any = new(IPAddress.Loopback, 0);
            global::System.IO.InvalidDataException problem = await Assert.ThrowsAsync<global::System.IO.InvalidDataException>(() => EmbeddedBroker.StartAsync(any, any, new BrokerLocks(yard.Folder, LinkYard.Name)));
            Assert.StartsWith(path + ": ", problem.Message, StringComparison.Ordinal);
        }

        private bool Comes(X509Certificate2 certificate)
        {
            try
            {
                Client(certificate, _broker.WorkerPort, "again");
                return true;
            }
            catch (BrokerException)
            {
                return false;
            }
        }

        /// <summary>The topics of what the broker keeps.</summary>
        private string[] Kept()
        {
            BlockingCollection<BrokerMessage> kept = Listening();
            Assert.True(Station("last").Publish(Message("nanocharger/v1/last/up"), Patience));
            List<string> topics = [];
            for (BrokerMessage next = Next(kept); next.Topic != "nanocharger/v1/last/up"; next = Next(kept))
            {
                topics.Add(next.Topic);
            }

            return [.. topics];
        }

        private BlockingCollection<BrokerMessage> Listening()
        {
            BlockingCollection<BrokerMessage> heard = [];
            BrokerClient worker = Worker();
            worker.MessageReceived += heard.Add;
            foreach (string part in (string[])["up", "state", "live"])
            {
                worker.Subscribe($"nanocharger/v1/+/{part}", 1, Patience);
            }

            return heard;
        }

        private BrokerClient Worker()
        {
            return Client(_broker.Worker("one"), _broker.WorkerPort, Guid.NewGuid().ToString("N"));
        }

        private BrokerClient Station(string id, string? will = null)
        {
            return Client(_broker.Station(id), _broker.StationPort, id, will);
        }

        private BrokerClient Client(X509Certificate2 certificate, int port, string id, string? will = null)
        {
            BrokerClient client = new(new BrokerLogin(id)
            {
                Tls = new BrokerTls([_broker.Root], IDoorBroker.Name) { Certificate = certificate },
                Will = will is null ? null : Message(will, retain: true, text: "gone"),
            });
            _clients.Add(client);
            Assert.Equal(0, client.Connect("127.0.0.1", port, Patience));
            return client;
        }

        private static BrokerMessage Message(string topic, bool retain = false, string text = "x")
        {
            return new BrokerMessage(topic, Encoding.ASCII.GetBytes(text), 1, retain);
        }

        private static BrokerMessage Next(BlockingCollection<BrokerMessage> heard)
        {
            return heard.TryTake(out BrokerMessage? message, Patience) ? message : throw new TimeoutException("nothing is heard");
        }
    }
}
