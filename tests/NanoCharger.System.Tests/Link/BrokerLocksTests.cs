using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Broker;
using NanoCharger.Mqtt;
using NanoCharger.Testing.Link;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>What of a certificate, a list and a packet keeps somebody out of the embedded broker with locks.</summary>
    public sealed class BrokerLocksTests : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        private readonly LinkYard _yard = new();
        private readonly ConcurrentQueue<string> _log = [];
        private EmbeddedBroker? _broker;

        public void Dispose()
        {
            _broker?.Dispose();
            _yard.Dispose();
        }

        [Fact]
        public async Task Each_door_has_a_list_of_its_own_of_what_was_revoked()
        {
            using X509Certificate2 revoked = _yard.Worker("one");
            _yard.Revoke(revoked);
            await Open();
            Assert.Equal(BrokerFailure.HandshakeRefused, Refusal(revoked, _broker!.WorkerPort));
            using X509Certificate2 other = _yard.Worker("two");
            using BrokerClient client = In(other, _broker.WorkerPort);
            Assert.True(client.IsConnected);
        }

        /// <summary>Or whoever may write there takes somebody off it.</summary>
        [Theory]
        [InlineData("stations")]
        [InlineData("workers")]
        public async Task A_list_that_another_has_signed_opens_nothing(string door)
        {
            using LinkYard other = new();
            string list = Path.Combine(door, "revoked.pem");
            File.Copy(Path.Combine(other.Folder, list), Path.Combine(_yard.Folder, list), overwrite: true);
            InvalidDataException problem = await Assert.ThrowsAsync<InvalidDataException>(Open);
            Assert.Equal(Path.Combine(_yard.Folder, door, "revoked.pem") + ": the list is not signed by this CA", problem.Message);
        }

        [Fact]
        public async Task Whoever_shows_no_certificate_is_told_of()
        {
            await Open();
            Refusal(null, _broker!.Port);
            Assert.True(SpinWait.SpinUntil(() => _log.Contains("somebody at the door of the stations shows no certificate"), Patience));
        }

        [Fact]
        public async Task A_certificate_for_a_server_lets_nobody_in()
        {
            await Open();
            using X509Certificate2 server = _yard.StationsServer("bay-1");
            Assert.Equal(BrokerFailure.HandshakeRefused, Refusal(server, _broker!.Port));
        }

        /// <summary>It would stand in the place of a name in the table of rights.</summary>
        [Theory]
        [InlineData("\"+\"")]
        [InlineData("\"#\"")]
        [InlineData("bay-1/up")]
        [InlineData("bay-1,CN=bay-2")]
        [InlineData("-bay")]
        public async Task A_name_that_is_none_for_a_topic_does_not_come_in(string name)
        {
            await Open();
            using X509Certificate2 certificate = _yard.Station(name);
            Assert.Equal(BrokerFailure.HandshakeRefused, Refusal(certificate, _broker!.Port));
        }

        [Fact]
        public async Task A_packet_that_is_too_long_ends_the_session_behind_the_door_too()
        {
            await Open();
            using X509Certificate2 certificate = _yard.Station("bay-1");
            using BrokerClient station = In(certificate, _broker!.Port);
            Assert.True(station.Publish(new BrokerMessage("nanocharger/v1/bay-1/up", new byte[60_000], 1, false), Patience));
            Assert.False(station.Publish(new BrokerMessage("nanocharger/v1/bay-1/up", new byte[66_000], 1, false), Patience));
            Assert.True(SpinWait.SpinUntil(() => !station.IsConnected, Patience));
        }

        [Theory]
        [InlineData("nanocharger/v1/#/up")]
        [InlineData("nanocharger/v1/#")]
        [InlineData("nanocharger/v1/+/#")]
        public void A_worker_hears_no_more_than_its_table_says(string filter)
        {
            Assert.False(LinkRights.OfWorkers.MayRead("one", filter));
        }

        private async Task Open()
        {
            _yard.Server().Dispose();
            IPEndPoint any = new(IPAddress.Loopback, 0);
            _broker = await EmbeddedBroker.StartAsync(any, any, new BrokerLocks(_yard.Folder, LinkYard.Name) { Log = _log.Enqueue });
        }

        private BrokerFailure Refusal(X509Certificate2? certificate, int port)
        {
            return Assert.Throws<BrokerException>(() => In(certificate, port).Dispose()).Failure;
        }

        private BrokerClient In(X509Certificate2? certificate, int port)
        {
            BrokerClient client = new(new BrokerLogin("somebody") { Tls = new BrokerTls(_yard.Trust, LinkYard.Name) { Certificate = certificate } });
            Assert.Equal(0, client.Connect("127.0.0.1", port, Patience));
            return client;
        }
    }
}
