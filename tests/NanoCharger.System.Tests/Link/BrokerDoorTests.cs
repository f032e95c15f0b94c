using System;
using System.Collections.Concurrent;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Who comes in at a broker with the locks of production, mosquitto or the embedded one, and what he may say and hear there.</summary>
    public sealed class BrokerDoorTests : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        private IDoorBroker _broker = null!;

        public void Dispose()
        {
            _broker?.Dispose();
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public async Task A_charger_says_what_is_its_own_and_hears_what_is_said_to_it(BrokerKind kind)
        {
            _broker = IDoorBroker.Start(kind);
            using IMqttClient worker = await In(_broker.Worker("one"), _broker.WorkerPort);
            BlockingCollection<string> heard = await Hears(worker, "nanocharger/v1/+/up", "nanocharger/v1/+/state", "nanocharger/v1/+/live");
            using IMqttClient station = await In(_broker.Station("bay-1"), _broker.StationPort, clientId: "whatever");
            BlockingCollection<string> told = await Hears(station, "nanocharger/v1/bay-1/dn");
            foreach (string part in (string[])["up", "state", "live"])
            {
                Assert.True(await Says(station, "nanocharger/v1/bay-1/" + part));
                Assert.Equal("nanocharger/v1/bay-1/" + part, Next(heard));
            }

            Assert.True(await Says(worker, "nanocharger/v1/bay-1/dn"));
            Assert.Equal("nanocharger/v1/bay-1/dn", Next(told));
        }

        /// <summary>Nothing of another's, nothing to everybody, and no command: neither said nor heard.</summary>
        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public async Task A_charger_neither_speaks_for_another_nor_hears_him(BrokerKind kind)
        {
            _broker = IDoorBroker.Start(kind);
            using IMqttClient worker = await In(_broker.Worker("one"), _broker.WorkerPort);
            BlockingCollection<string> heard = await Hears(worker, "nanocharger/v1/+/up", "nanocharger/v1/+/state", "nanocharger/v1/+/live");
            using IMqttClient station = await In(_broker.Station("bay-1"), _broker.StationPort);
            BlockingCollection<string> told = await Hears(station, "nanocharger/v1/bay-1/dn", "nanocharger/v1/+/dn", "nanocharger/v1/+/up", "#", "$SYS/#", "$share/nanocharger/nanocharger/v1/+/up");
            foreach (string topic in (string[])["nanocharger/v1/bay-2/up", "nanocharger/v1/bay-2/state", "nanocharger/v1/bay-2/live", "nanocharger/v1/bay-2/dn", "nanocharger/v1/bay-1/dn", "nanocharger/v1/bay-1/up/more", "other"])
            {
                Assert.False(await Says(station, topic), topic);
            }

            using IMqttClient other = await In(_broker.Station("bay-2"), _broker.StationPort);
            Assert.True(await Says(other, "nanocharger/v1/bay-2/up"));
            Assert.True(await Says(worker, "nanocharger/v1/bay-2/dn"));
            Assert.True(await Says(worker, "nanocharger/v1/bay-1/dn"));
            Assert.Equal("nanocharger/v1/bay-2/up", Next(heard));
            Assert.Equal("nanocharger/v1/bay-1/dn", Next(told));
            Assert.False(heard.TryTake(out _, TimeSpan.FromMilliseconds(300)));
            Assert.All(told, topic => Assert.Equal("nanocharger/v1/bay-1/dn", topic));
        }

        /// <summary>Under another's client id it would take his session over, with all that waits for him: its own name is put in its place.</summary>
        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public async Task Nobody_takes_the_session_of_another_over_by_saying_his_name(BrokerKind kind)
        {
            _broker = IDoorBroker.Start(kind);
            using IMqttClient one = await In(_broker.Station("bay-1"), _broker.StationPort, clientId: "bay-1");
            using IMqttClient two = await In(_broker.Station("bay-2"), _broker.StationPort, clientId: "bay-1");
            Assert.True(await Says(two, "nanocharger/v1/bay-2/up"));
            Assert.True(await Says(one, "nanocharger/v1/bay-1/up"));
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public async Task Whoever_has_no_good_certificate_is_not_let_in(BrokerKind kind)
        {
            _broker = IDoorBroker.Start(kind);
            DateTimeOffset now = DateTimeOffset.UtcNow;
            await Out("none", null, _broker.StationPort);
            await Out("of another CA", _broker.Foreign("bay-1"), _broker.StationPort);
            await Out("expired", _broker.Station("bay-1", now.AddDays(-9), now.AddDays(-1)), _broker.StationPort);
            await Out("not yet valid", _broker.Station("bay-1", now.AddDays(1), now.AddDays(9)), _broker.StationPort);
            await Out("revoked", _broker.Revoked, _broker.StationPort);
            await Out("a worker at the chargers' door", _broker.Worker("one"), _broker.StationPort);
            await Out("a charger at the workers' door", _broker.Station("bay-1"), _broker.WorkerPort);
            await Out("a charger of another CA at the workers' door", _broker.Foreign("one"), _broker.WorkerPort);
            await Out("in clear", null, _broker.StationPort, tls: false);
        }

        /// <summary>A broker of another name, or of another CA, is not spoken to.</summary>
        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public async Task A_charger_does_not_speak_to_another_broker(BrokerKind kind)
        {
            _broker = IDoorBroker.Start(kind);
            X509Certificate2 station = _broker.Station("bay-1");
            await Assert.ThrowsAsync<MqttCommunicationException>(() => In(station, _broker.StationPort, host: "other.example.org"));
            using X509Certificate2 foreign = _broker.Foreign("root");
            await Assert.ThrowsAsync<MqttCommunicationException>(() => In(station, _broker.StationPort, root: foreign));
            using IMqttClient right = await In(station, _broker.StationPort);
            Assert.True(right.IsConnected);
        }

        /// <summary>To be answered at all is to be in, whatever may be said then.</summary>
        private async Task Out(string who, X509Certificate2? certificate, int port, bool tls = true)
        {
            try
            {
                (await In(certificate, port, tls: tls)).Dispose();
            }
            catch (Exception problem) when (problem is MqttCommunicationException or AuthenticationException or OperationCanceledException)
            {
                return;
            }

            Assert.Fail(who);
        }

        private async Task<IMqttClient> In(X509Certificate2? certificate, int port, string? clientId = null, bool tls = true, string host = IDoorBroker.Name, X509Certificate2? root = null)
        {
            IMqttClient client = new MqttClientFactory().CreateMqttClient();
            MqttClientOptionsBuilder options = new MqttClientOptionsBuilder().WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500)
                .WithTcpServer("127.0.0.1", port).WithClientId(clientId ?? Guid.NewGuid().ToString("N")).WithTimeout(Patience);
            if (tls)
            {
                options.WithTlsOptions(with => with.UseTls().WithSslProtocols(SslProtocols.Tls12).WithTargetHost(host).WithTrustChain([root ?? _broker.Root])
                    .WithRevocationMode(X509RevocationMode.NoCheck).WithClientCertificates(certificate is null ? [] : [certificate]));
            }

            using CancellationTokenSource limit = new(Patience);
            MqttClientConnectResult answer = await client.ConnectAsync(options.Build(), limit.Token);
            return answer.ResultCode == MqttClientConnectResultCode.Success ? client : throw new AuthenticationException(answer.ResultCode.ToString());
        }

        private static async Task<BlockingCollection<string>> Hears(IMqttClient client, params string[] topics)
        {
            BlockingCollection<string> heard = [];
            client.ApplicationMessageReceivedAsync += message =>
            {
                heard.Add(message.ApplicationMessage.Topic);
                return Task.CompletedTask;
            };
            foreach (string topic in topics)
            {
                // mosquitto grants what is not to be heard, and delivers nothing of it; the embedded broker says no.
                await client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtLeastOnce);
            }

            return heard;
        }

        private static async Task<bool> Says(IMqttClient client, string topic)
        {
            MqttClientPublishResult result = await client.PublishAsync(new MqttApplicationMessage { Topic = topic, PayloadSegment = Encoding.ASCII.GetBytes("x"), QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce });
            return result.ReasonCode is MqttClientPublishReasonCode.Success or MqttClientPublishReasonCode.NoMatchingSubscribers;
        }

        private static string Next(BlockingCollection<string> heard)
        {
            return heard.TryTake(out string? topic, Patience) ? topic : throw new TimeoutException("nothing is heard");
        }
    }
}
