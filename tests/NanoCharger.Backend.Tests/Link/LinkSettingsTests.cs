using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.Backend.Hosting;
using NanoCharger.Testing.Link;
using Xunit;

namespace NanoCharger.Backend.Tests.Link
{
    /// <summary>How brokers are come in at, by the settings.</summary>
    public sealed class LinkSettingsTests : IDisposable
    {
        private readonly LinkYard _yard = new();

        public void Dispose()
        {
            _yard.Dispose();
        }

        [Theory]
        [InlineData("mqtt://127.0.0.1", "127.0.0.1", 1883, false, true)]
        [InlineData("mqtt://[::1]:7", "::1", 7, false, true)]
        [InlineData("mqtt://LOCALHOST:7", "localhost", 7, false, true)]
        [InlineData("mqtts://broker.example.org", "broker.example.org", 8884, true, false)]
        [InlineData("mqtts://broker.example.org:9", "broker.example.org", 9, true, false)]
        public void An_address_says_where_and_whether_by_TLS(string text, string host, int port, bool secured, bool loopback)
        {
            Assert.True(BrokerUrl.TryParse(text, out BrokerUrl url));
            Assert.Equal((new BrokerUrl(host, port, secured), loopback), (url, url.IsLoopback));
        }

        [Theory]
        [InlineData("mqtts://user:secret@broker")]
        [InlineData("mqtts://broker/path")]
        [InlineData("ssl://broker")]
        public void What_is_no_address_is_none(string text)
        {
            Assert.False(BrokerUrl.TryParse(text, out _));
        }

        [Fact]
        public void Plain_leaves_this_machine_only_where_a_setting_says_so()
        {
            BackendSettings settings = new() { Brokers = ["mqtt://127.0.0.1:1", "mqtt://broker:1"] };
            Assert.StartsWith("Brokers: mqtt://broker:1 is not on this machine, and plain", Assert.Single(LinkCheck.Problems(settings)), StringComparison.Ordinal);
            settings.Link.Plain = true;
            Assert.Empty(LinkCheck.Problems(settings));
        }

        [Fact]
        public void A_file_that_cannot_be_used_is_named_with_the_reason_and_nothing_of_a_key()
        {
            BackendSettings settings = new() { Brokers = ["mqtts://broker"] };
            Assert.Equal("Link:Trust is empty, and mqtts://broker:8884 needs a file there", LinkCheck.Problems(settings).First());
            _yard.Worker("one").Dispose();
            _yard.Worker("two").Dispose();
            (settings.Link.Trust, settings.Link.Certificate, settings.Link.Key) = (At("servers/ca.pem"), At("workers/one.pem"), At("workers/one.key"));
            Assert.Empty(LinkCheck.Problems(settings));
            using ECDsa key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(At("workers/one.key")));

            settings.Link.Key = At("workers/none.key");
            Assert.Equal($"Link: {At("workers/none.key")}: there is no such file", Assert.Single(LinkCheck.Problems(settings)));
            settings.Link.Key = At("workers/two.key");
            string wrong = Assert.Single(LinkCheck.Problems(settings));
            Assert.StartsWith($"Link: {At("workers/two.key")}: ", wrong, StringComparison.Ordinal);
            Assert.DoesNotContain("-----", wrong, StringComparison.Ordinal);
            (settings.Link.Key, settings.Link.Trust) = (At("workers/one.key"), At("servers/serial"));
            Assert.Equal($"Link: {At("servers/serial")}: no certificate is in it", Assert.Single(LinkCheck.Problems(settings)));
        }

        /// <summary>What was renewed counts from the next connection on.</summary>
        [Fact]
        public void The_files_are_read_at_each_connection()
        {
            using X509Certificate2 first = _yard.Worker("one");
            LinkFiles files = new(At("servers/ca.pem"), At("workers/one.pem"), At("workers/one.key"), "broker");
            Assert.Equal(first.SerialNumber, files.Read().Certificate!.SerialNumber);
            using X509Certificate2 renewed = _yard.Worker("one");
            Assert.Equal((renewed.SerialNumber, true, "broker"), (files.Read().Certificate!.SerialNumber, files.Read().Certificate!.HasPrivateKey, files.Read().HostName));
        }

        [Fact]
        public void Its_own_broker_has_locks_by_a_folder_and_two_names()
        {
            BackendSettings settings = new() { Link = new LinkSettings { Folder = _yard.Folder } };
            Assert.StartsWith("Link: the broker of this process needs Server and Worker", Assert.Single(LinkCheck.Problems(settings)), StringComparison.Ordinal);
            (settings.Link.Server, settings.Link.Worker) = ("localhost", "one");
            Assert.StartsWith($"Link: {At("workers/one.pem")}: there is no such file", Assert.Single(LinkCheck.Problems(settings)), StringComparison.Ordinal);
            _yard.Worker("one").Dispose();
            Assert.Empty(LinkCheck.Problems(settings));
            settings.Link.Listen = "here";
            Assert.Equal("Link:Listen: here is no address", Assert.Single(LinkCheck.Problems(settings)));
        }

        [Fact]
        public void Who_signs_is_one_and_can()
        {
            BackendSettings settings = new() { Link = new LinkSettings { Authority = _yard.Folder, Forward = _yard.Folder } };
            Assert.Equal("Link: Authority and Forward: one of them signs", Assert.Single(LinkCheck.Problems(settings)));
            settings.Link.Forward = "";
            Assert.Empty(LinkCheck.Problems(settings));
            File.Delete(At("stations/ca.key"));
            Assert.StartsWith($"Link:Authority: {At("stations/ca.key")}: ", Assert.Single(LinkCheck.Problems(settings)), StringComparison.Ordinal);
            (settings.Link.Authority, settings.Link.Forward) = ("", At("nowhere"));
            Assert.Equal($"Link:Forward: {At("nowhere")}: there is no such folder", Assert.Single(LinkCheck.Problems(settings)));
        }

        private string At(string name)
        {
            return Path.Combine(_yard.Folder, name);
        }
    }
}
