using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Protocol;
using NanoCharger.Backend;
using NanoCharger.Mqtt;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Backend and mosquitto with the locks of production, and the CA's script beside them: a certificate's whole way.</summary>
    public sealed class SignedLinkTests : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly ProductionBroker _broker = new();
        private readonly ConcurrentQueue<string> _called = [];

        public void Dispose()
        {
            _broker.Dispose();
        }

        [LinkFact]
        public void What_the_backend_signs_opens_the_door_and_the_script_lists_and_revokes_it()
        {
            using PaymentBackend backend = Backend();
            using X509Certificate2 first = _broker.Station("bay-1");
            using BrokerClient station = Client(first);
            BlockingCollection<string> heard = [];
            station.MessageReceived += message => heard.Add(Encoding.UTF8.GetString(message.Payload));
            station.Subscribe("nanocharger/v1/bay-1/dn", 1, Patience);
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Assert.True(station.Publish(Ask("bay-1", key), Patience));
            Assert.Equal("""[3,"s",{"status":"Accepted"}]""", Next(heard));
            using JsonDocument call = JsonDocument.Parse(Next(heard));
            using X509Certificate2 signed = X509Certificate2.CreateFromPem(call.RootElement[3].GetProperty("certificateChain").GetString()).CopyWithPrivateKey(key);

            Client(signed).Dispose();
            Assert.Equal(2, _broker.Ca("list").Split("CN=bay-1").Length - 1);
            _broker.Station("bay-2").Dispose();
            _broker.Ca("revoke", "station", "bay-1");
            _broker.ListsHaveChanged();
            Assert.Equal(BrokerFailure.HandshakeRefused, Assert.Throws<BrokerException>(() => Client(signed)).Failure);
            Assert.Equal(2, _broker.Ca("list").Split("R\t").Length - 2);
        }

        /// <summary>A start that was meant for the evening starts nothing in the morning.</summary>
        [LinkFact]
        public async Task A_command_that_has_waited_for_more_than_20_s_does_not_arrive()
        {
            using PaymentBackend backend = Backend();
            using X509Certificate2 late = _broker.Station("bay-1");
            using X509Certificate2 early = _broker.Station("bay-2");
            await AskAndGo("bay-1", late);
            await AskAndGo("bay-2", early);
            Assert.True(SpinWait.SpinUntil(() => _called.Count == 2, Patience));
            backend.Stop();
            BlockingCollection<string> inTime = await Back("bay-2", early);
            Assert.Contains("CertificateSigned", Next(inTime), StringComparison.Ordinal);
            await Task.Delay(TimeSpan.FromSeconds(22));
            BlockingCollection<string> tooLate = await Back("bay-1", late);
            Assert.False(tooLate.TryTake(out string? came, TimeSpan.FromSeconds(2)), came);
        }

        private PaymentBackend Backend()
        {
            using ECDsa meter = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            StationKey key = StationKey.Read(meter.ExportSubjectPublicKeyInfoPem(), out string? problem) ?? throw new InvalidOperationException(problem);
            X509Certificate2 worker = _broker.Worker("one");
            PaymentBackend backend = new(new BackendOptions
            {
                Port = _broker.WorkerPort,
                Secured = true,
                Tls = () => new BrokerTls([_broker.Root], IDoorBroker.Name) { Certificate = worker },
                SignFolder = _broker.Folder,
                Keys = new Dictionary<string, StationKey> { ["bay-1"] = key, ["bay-2"] = key },
                Calling = (topic, frame) => _called.Enqueue(topic),
            });
            backend.Start();
            return backend;
        }

        private BrokerClient Client(X509Certificate2 certificate)
        {
            BrokerClient client = new(new BrokerLogin("bay-1") { Tls = new BrokerTls([_broker.Root], IDoorBroker.Name) { Certificate = certificate } });
            try
            {
                Assert.Equal(0, client.Connect("127.0.0.1", _broker.StationPort, Patience));
                return client;
            }
            catch
            {
                client.Dispose();
                throw;
            }
        }

        /// <summary>Asks, hears the answer, and is away before it is called; its session waits at the broker.</summary>
        private async Task AskAndGo(string id, X509Certificate2 certificate)
        {
            using IMqttClient station = new MqttClientFactory().CreateMqttClient();
            BlockingCollection<string> heard = Listen(station);
            await station.ConnectAsync(Options(certificate));
            await station.SubscribeAsync($"nanocharger/v1/{id}/dn", MqttQualityOfServiceLevel.AtLeastOnce);
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            BrokerMessage asked = Ask(id, key);
            await station.PublishAsync(new MqttApplicationMessage { Topic = asked.Topic, PayloadSegment = asked.Payload, QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce });
            Assert.Equal("""[3,"s",{"status":"Accepted"}]""", Next(heard));
            await station.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = 3600 });
        }

        private async Task<BlockingCollection<string>> Back(string id, X509Certificate2 certificate)
        {
            IMqttClient station = new MqttClientFactory().CreateMqttClient();
            BlockingCollection<string> heard = Listen(station);
            MqttClientConnectResult answer = await station.ConnectAsync(Options(certificate));
            Assert.True(answer.IsSessionPresent, id);
            return heard;
        }

        private MqttClientOptions Options(X509Certificate2 certificate)
        {
            return new MqttClientOptionsBuilder().WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithTcpServer("127.0.0.1", _broker.StationPort)
                .WithCleanStart(false).WithSessionExpiryInterval(3600)
                .WithTlsOptions(with => with.UseTls().WithSslProtocols(SslProtocols.Tls12).WithTargetHost(IDoorBroker.Name).WithTrustChain([_broker.Root]).WithRevocationMode(X509RevocationMode.NoCheck).WithClientCertificates([certificate])).Build();
        }

        private static BlockingCollection<string> Listen(IMqttClient client)
        {
            BlockingCollection<string> heard = [];
            client.ApplicationMessageReceivedAsync += message =>
            {
                heard.Add(message.ApplicationMessage.ConvertPayloadToString());
                return Task.CompletedTask;
            };
            return heard;
        }

        private static BrokerMessage Ask(string id, ECDsa key)
        {
            string request = new CertificateRequest("CN=" + id, key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
            string payload = JsonSerializer.Serialize(new { csr = request, certificateType = "ChargingStationCertificate" });
            return new BrokerMessage($"nanocharger/v1/{id}/up", Encoding.UTF8.GetBytes($"[2,\"s\",\"SignCertificate\",{payload}]"), 1, false);
        }

        private static string Next(BlockingCollection<string> heard)
        {
            return heard.TryTake(out string? text, Patience) ? text : throw new TimeoutException("nothing is heard");
        }
    }
}
