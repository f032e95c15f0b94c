using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using NanoCharger.Mqtt;
using NanoCharger.Testing.Link;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>The MQTT client behind TLS: whom it believes, what it shows, and what it says when nothing comes of it.</summary>
    public sealed class BrokerTlsTests : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        private readonly LinkYard _yard = new();

        public void Dispose()
        {
            _yard.Dispose();
        }

        [Fact]
        public void A_broker_of_our_root_and_name_is_spoken_to_in_1_2_alone()
        {
            using X509Certificate2 server = _yard.Server();
            using TlsListener broker = new(server, SslProtocols.Tls12 | SslProtocols.Tls13);
            Assert.Equal(0, Connect(Of(), broker.Port));
            Assert.Equal(SslProtocols.Tls12, broker.Spoken);
            Assert.Equal(0, Connect(Of() with { AnyVersion = true }, broker.Port));
            Assert.Equal(SslProtocols.Tls13, broker.Spoken);
            using TlsListener newer = new(server, SslProtocols.Tls13);
            Fails(BrokerFailure.HandshakeRefused, "ended the handshake", Of(), newer.Port);
        }

        [Fact]
        public void A_certificate_of_another_root_is_refused_whatever_the_machine_trusts()
        {
            using LinkYard other = new();
            using X509Certificate2 server = other.Server();
            using TlsListener broker = new(server);
            Fails(BrokerFailure.CertificateUntrusted, "comes from nobody whom we trust", Of(), broker.Port);
            Fails(BrokerFailure.CertificateUntrusted, "comes from nobody whom we trust", Of() with { Trust = [] }, broker.Port);
        }

        [Fact]
        public void Another_name_is_refused_also_where_the_subject_says_the_right_one()
        {
            using X509Certificate2 server = _yard.Server("other.example.org");
            using TlsListener broker = new(server);
            Fails(BrokerFailure.CertificateName, "does not bear the name localhost", Of(), broker.Port);
            Assert.Equal(0, Connect(Of() with { HostName = "other.example.org" }, broker.Port));
            using X509Certificate2 nameless = _yard.Station(LinkYard.Name);
            using TlsListener station = new(nameless);
            Fails(BrokerFailure.CertificateUntrusted, "was not given for a server", Of() with { Trust = [X509CertificateLoader.LoadCertificateFromFile(_yard.Folder + "/stations/ca.pem")] }, station.Port);
        }

        /// <summary>A charger that is simulated lives in another year than the machine.</summary>
        [Fact]
        public void Dates_are_judged_by_the_callers_clock()
        {
            DateTimeOffset begin = new(2031, 3, 1, 12, 0, 0, TimeSpan.Zero);
            using LinkYard yard = new(begin);
            using X509Certificate2 server = yard.Server(from: begin, to: begin.AddDays(10));
            using TlsListener broker = new(server);
            BrokerTls tls = new(yard.Trust, LinkYard.Name);
            Assert.Equal(0, Connect(tls with { Now = () => begin.AddSeconds(1) }, broker.Port));
            Assert.Equal(0, Connect(tls with { Now = () => begin.AddDays(10).AddSeconds(-1) }, broker.Port));
            Fails(BrokerFailure.CertificateNotYetValid, "begins at 2031-03-01 12:00:00Z", tls with { Now = () => begin.AddSeconds(-1) }, broker.Port);
            Fails(BrokerFailure.CertificateExpired, "ended at 2031-03-11 12:00:00Z", tls with { Now = () => begin.AddDays(10).AddSeconds(1) }, broker.Port);
            Fails(BrokerFailure.CertificateNotYetValid, "our clock says", tls, broker.Port);
        }

        [Fact]
        public void Our_certificate_is_shown_with_what_stands_between_it_and_the_root()
        {
            using X509Certificate2 server = _yard.Server();
            using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using X509Certificate2 root = Authority("root", rootKey).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
            using ECDsa betweenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using X509Certificate2 between = Authority("between", betweenKey).Create(root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(8), [1]);
            using X509Certificate2 authority = between.CopyWithPrivateKey(betweenKey);
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using X509Certificate2 leaf = new CertificateRequest("CN=bay-1", key, HashAlgorithmName.SHA256).Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(7), [2]).CopyWithPrivateKey(key);
            string shown = "";
            using TlsListener broker = new(server, accepts: (certificate, chain) =>
            {
                shown = certificate?.Subject + " " + string.Join(" ", chain!.ChainPolicy.ExtraStore.Select(one => one.Subject));
                return true;
            });
            Assert.Equal(0, Connect(Of() with { Certificate = leaf, Chain = [between] }, broker.Port));
            Assert.StartsWith("CN=bay-1", shown, StringComparison.Ordinal);
            Assert.Contains("CN=between", shown, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void A_broker_that_refuses_our_certificate_is_told_as_that(bool anyVersion)
        {
            using X509Certificate2 server = _yard.Server();
            using X509Certificate2 station = _yard.Station("bay-1");
            using TlsListener broker = new(server, anyVersion ? SslProtocols.Tls13 : SslProtocols.Tls12, accepts: (_, _) => false);
            Fails(BrokerFailure.HandshakeRefused, "another certificate of us", Of() with { Certificate = station, AnyVersion = anyVersion }, broker.Port);
        }

        [Fact]
        public async Task What_speaks_no_TLS_or_nothing_at_all_is_told_as_that()
        {
            using TcpListener deaf = new(IPAddress.Loopback, 0);
            deaf.Start();
            int port = ((IPEndPoint)deaf.LocalEndpoint).Port;
            Task<TcpClient> came = deaf.AcceptTcpClientAsync();
            using BrokerClient waiting = new(new BrokerLogin("bay-1") { Tls = Of() });
            Assert.Equal(BrokerFailure.TimedOut, Assert.Throws<BrokerException>(() => waiting.Connect("127.0.0.1", port, TimeSpan.FromSeconds(1))).Failure);
            (await came).Dispose();
            came = deaf.AcceptTcpClientAsync();
            Task<Exception> refused = Task.Run(() => (Exception)Assert.Throws<BrokerException>(() => Connect(Of(), port)));
            using (TcpClient client = await came)
            {
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            }

            Assert.Equal(BrokerFailure.HandshakeRefused, ((BrokerException)await refused).Failure);
            deaf.Stop();
            Fails(BrokerFailure.Unreachable, "No broker at", Of(), port);
        }

        [LinkFact]
        public void Mosquitto_in_production_lets_in_who_has_a_good_certificate_and_says_no_to_others()
        {
            using ProductionBroker broker = new();
            BrokerTls tls = new([broker.Root], ProductionBroker.Name);
            using X509Certificate2 station = broker.Station("bay-1");
            Assert.Equal(0, Connect(tls with { Certificate = station }, broker.StationPort));
            Fails(BrokerFailure.HandshakeRefused, "another certificate of us", tls, broker.StationPort);
            Fails(BrokerFailure.HandshakeRefused, "another certificate of us", tls with { Certificate = broker.Revoked }, broker.StationPort);
            Fails(BrokerFailure.HandshakeRefused, "another certificate of us", tls with { Certificate = station }, broker.WorkerPort);
            Fails(BrokerFailure.CertificateName, "does not bear the name other.example.org", tls with { Certificate = station, HostName = "other.example.org" }, broker.StationPort);
            Fails(BrokerFailure.CertificateUntrusted, "comes from nobody", tls with { Certificate = station, Trust = _yard.Trust }, broker.StationPort);
        }

        private BrokerTls Of()
        {
            return new BrokerTls(_yard.Trust, LinkYard.Name);
        }

        private static CertificateRequest Authority(string name, ECDsa key)
        {
            CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            return request;
        }

        private static int Connect(BrokerTls tls, int port)
        {
            using BrokerClient client = new(new BrokerLogin("bay-1") { Tls = tls });
            return client.Connect("127.0.0.1", port, Patience);
        }

        private static void Fails(BrokerFailure kind, string says, BrokerTls tls, int port)
        {
            BrokerException problem = Assert.Throws<BrokerException>(() => Connect(tls, port));
            Assert.Equal((kind, true), (problem.Failure, problem.Message.Contains(says, StringComparison.Ordinal)));
        }
    }
}
