using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Link;
using NanoCharger.Broker;
using NanoCharger.Mqtt;
using NanoCharger.Testing.Link;
using Xunit;

namespace NanoCharger.Backend.Tests.Link
{
    /// <summary>A link that is revoked: in the CA, in the database, at the broker.</summary>
    public sealed class RevokeLinkTests : IDisposable
    {
        private const string Heartbeat = """[2,"h","Heartbeat",{}]""";

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private readonly string _folder = Directory.CreateTempSubdirectory("revoke").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [Theory]
        [InlineData("00F1", "F1")]
        [InlineData("7A01", "7A01")]
        public void A_list_names_what_was_revoked_whatever_its_first_digit_is(string serial, string listed)
        {
            using LinkYard yard = new();
            File.WriteAllText(Path.Combine(yard.Folder, "stations/serial"), serial + "\n");
            LinkAuthority authority = new(yard.Folder);
            string pem = LinkStage.Request();
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(authority.Signed(LinkRequest.Read("bay", pem, out _)!, pem, 1, DateTimeOffset.UtcNow));
            Assert.Equal(0, authority.Revoke("bay-2", DateTimeOffset.UtcNow));
            Assert.Equal(1, authority.Revoke("bay", DateTimeOffset.UtcNow));
            Assert.Equal(0, authority.Revoke("bay", DateTimeOffset.UtcNow));
            Assert.Equal(listed, File.ReadAllText(Path.Combine(yard.Folder, "stations/index")).Split('\t')[3]);
            CertificateRevocationListBuilder list = CertificateRevocationListBuilder.LoadPem(File.ReadAllText(Path.Combine(yard.Folder, "stations/revoked.pem")), out System.Numerics.BigInteger number);
            Assert.True(list.RemoveEntry(certificate.SerialNumberBytes.Span));
            Assert.Equal(4, number);
        }

        /// <summary>By the program and its command, at its own broker with locks: the session ends, nothing is taken, and what was done stands in the trail.</summary>
        [Fact]
        public async Task A_station_whose_link_is_revoked_is_out_until_it_is_admitted_with_a_new_certificate()
        {
            using LinkYard yard = new();
            yard.Server().Dispose();
            yard.Worker("one").Dispose();
            File.WriteAllText(Path.Combine(_folder, "appsettings.json"), $$"""{"NanoCharger":{"Link":{"Folder":"{{yard.Folder}}","Authority":"{{yard.Folder}}","Server":"localhost","Worker":"one"} } }""");
            using HostProcess host = await HostProcess.Serve(_folder, "--keys-on-first-sight");
            using X509Certificate2 first = yard.Station("bay");
            using BrokerClient station = Connected(first, yard, host.BrokerPort);
            Assert.StartsWith("[3,", await Answer(station, Said.Event("T1", 0, "Started", 5)), StringComparison.Ordinal);
            Assert.Equal("""[3,"s",{"status":"Accepted"}]""", await Answer(station, Sign(LinkStage.Request())));
            TaskCompletionSource<string> signed = Next(station);
            Assert.Contains("CertificateSigned", await signed.Task.WaitAsync(Patience), StringComparison.Ordinal);

            (int code, string said, _) = WarmProgram.Run(_folder, "station", "revoke-link", "bay");
            Assert.Equal((0, "nothing is taken of bay any more, and 1 of its certificates are revoked\n"), (code, said));
            Assert.Equal(2, WarmProgram.Run(_folder, "station", "revoke-link", "odd").Code);

            // The first certificate was not made by the CA's book, so the broker lets its session go on: the backend takes nothing of it.
            Assert.True(SpinWait.SpinUntil(() => !Answer(station, Heartbeat).Wait(TimeSpan.FromSeconds(3)), Patience));
            Assert.Equal((0, "what comes of bay is taken again, as soon as it has a certificate that counts\n"), (WarmProgram.Run(_folder, "station", "admit-link", "bay") is var admitted ? (admitted.Code, admitted.Output) : default));
            Assert.True(SpinWait.SpinUntil(() => Answer(station, Heartbeat).Wait(TimeSpan.FromSeconds(3)), Patience));
            host.Signal("TERM");
            Assert.Equal(0, host.End().Code);
            using PlatformDatabase database = PlatformDatabase.Open(Path.Combine(_folder, "nanocharger.db"));
            using PlatformContext context = database.Context();
            Assert.Equal(["change.link-asked", "change.link-signed", "change.link-revoked", "change.link-admitted"], context.Changes.OrderBy(row => row.Id).Select(row => row.Kind).Where(kind => kind.StartsWith("change.link")).ToArray());
        }

        /// <summary>Also what a station is and what its meter shows; and after a restart.</summary>
        [Fact]
        public async Task Nothing_is_taken_of_a_revoked_station_from_the_first_moment_on()
        {
            string file = Path.Combine(_folder, "house.db");
            using EmbeddedBroker broker = EmbeddedBroker.Start();
            BackendOptions options = new() { Port = broker.Port, DatabasePath = file };
            using (PaymentBackend before = new(options))
            {
                await before.Engine.Write(context => KeyRegister.StationOf(context, "bay", 0, out _) is { } made ? (made.LinkRevokedMs = 1) is not null ? context.SaveChanges() : 0 : 0);
            }

            using PaymentBackend backend = new(options);
            backend.Start();
            using StationLine station = new(broker.Port);
            using StationLine other = new(broker.Port, "other");
            Task<string> silence = station.Say(Heartbeat);
            Assert.StartsWith("[3,", await other.Say(Heartbeat), StringComparison.Ordinal);
            using BrokerClient talker = new(new BrokerLogin("talker"));
            Assert.Equal(0, talker.Connect("127.0.0.1", broker.Port, Patience));
            Assert.True(talker.Publish(new BrokerMessage("nanocharger/v1/bay/state", [.. "online"u8], 1, false), Patience));
            Assert.True(talker.Publish(new BrokerMessage("nanocharger/v1/other/state", [.. "online"u8], 1, false), Patience));
            Assert.True(SpinWait.SpinUntil(() => backend.StationState("other") is not null, Patience));
            Assert.Null(backend.StationState("bay"));
            Assert.False(silence.IsCompleted);
        }

        private static string Sign(string request)
        {
            string payload = JsonSerializer.Serialize(new { csr = request, certificateType = LinkDesk.StationType });
            return $"[2,\"s\",\"SignCertificate\",{payload}]";
        }

        private static BrokerClient Connected(X509Certificate2 certificate, LinkYard yard, int port)
        {
            BrokerClient client = new(new BrokerLogin("bay") { Tls = new BrokerTls(yard.Trust, LinkYard.Name) { Certificate = certificate } });
            Assert.Equal(0, client.Connect("127.0.0.1", port, Patience));
            client.Subscribe("nanocharger/v1/bay/dn", 1, Patience);
            return client;
        }

        private static async Task<string> Answer(BrokerClient client, string frame)
        {
            TaskCompletionSource<string> next = Next(client);
            Assert.True(client.Publish(new BrokerMessage("nanocharger/v1/bay/up", Encoding.UTF8.GetBytes(frame), 1, Retain: false), Patience));
            return await next.Task;
        }

        private static TaskCompletionSource<string> Next(BrokerClient client)
        {
            TaskCompletionSource<string> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            client.MessageReceived += message => next.TrySetResult(Encoding.UTF8.GetString(message.Payload));
            return next;
        }
    }
}
