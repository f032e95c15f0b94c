using System;
using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using NanoCharger.Emulation;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using NanoCharger.Mqtt;
using NanoCharger.System.Tests.Brokers;
using NanoCharger.System.Tests.Link;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>The link at a broker with locks: its own certificate, real TLS, in virtual time.</summary>
    public sealed class Esp32LinkTlsTests : IDisposable
    {
        private const string Station = "NC-0001";
        private const string Topic = "nanocharger/v1/" + Station;

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        private readonly BlockingCollection<BrokerMessage> _heard = [];
        private BareBoard _bare = new(utc: DateTimeOffset.UtcNow);
        private IDoorBroker _broker = null!;
        private BrokerClient _worker = null!;

        public void Dispose()
        {
            _worker?.Dispose();
            _broker?.Dispose();
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public void It_asks_for_leave_comes_in_by_its_certificate_and_carries_messages_both_ways(BrokerKind kind)
        {
            Open(kind);
            _bare.Run(() =>
            {
                Esp32Link link = Started(Options(_broker.Station(Station)));
                Assert.False(link.AllowHandshake());
                Stations.Sleep(30_000);
                Assert.True(link.WantsHandshake);
                Assert.Equal((LinkState.Joined, 0, 0), (link.State, link.Handshakes, _bare.Radio.Sessions));

                Assert.True(link.AllowHandshake());
                Stations.Sleep(30_000);
                Assert.False(link.AllowHandshake());
                Assert.Equal((LinkState.Online, 1, false), (link.State, link.Handshakes, link.WantsHandshake));
                Assert.Equal((Topic + "/state", "{\"state\":\"online\",\"boot\":7}"), Hear());
                Assert.True(link.TrySend([.. "[2,\"7-1\"]"u8], 9));
                AwaitReal(() => _heard.Count > 0);
                Assert.Equal((Topic + "/up", "[2,\"7-1\"]"), Hear());
                byte[] buffer = new byte[link.MaxMessageBytes];
                int length = 0;
                _worker.Post(new BrokerMessage(Topic + "/dn", [.. "[3,\"7-1\",{}]"u8], 1, false));
                AwaitReal(() => (length = link.TryReceive(buffer)) > 0);
                Assert.Equal("[3,\"7-1\",{}]", Encoding.ASCII.GetString(buffer, 0, length));
            });
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtProductionBroker]
        public void Who_has_no_right_key_gets_nothing_in_and_nothing_out_and_the_cause_is_named(BrokerKind kind)
        {
            Open(kind);
            using X509Certificate2 another = _broker.Station("NC-0002");
            using X509Certificate2 own = _broker.Station(Station);
            using X509Certificate2 foreign = _broker.Foreign(Station);
            using X509Certificate2 ended = _broker.Station(Station, DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-2));
            using X509Certificate2 early = _broker.Station(Station, DateTimeOffset.UtcNow.AddDays(2), DateTimeOffset.UtcNow.AddDays(9));
            (string What, LinkCause Cause, LinkOptions Options)[] table =
            [
                ("no certificate", LinkCause.CertificateRefused, Options(null)),
                ("another's name", LinkCause.WrongName, Options(another)),
                ("another's name, which the firmware does not read", kind == BrokerKind.Embedded ? LinkCause.NotSubscribed : LinkCause.None, Unread(another)),
                ("expired", LinkCause.CertificateRefused, Options(ended)),
                ("not yet valid", LinkCause.CertificateRefused, Options(early)),
                ("revoked", LinkCause.CertificateRefused, Unread(_broker.Revoked)),
                ("another CA's", LinkCause.CertificateRefused, Options(foreign)),
                ("a broker of another CA", LinkCause.BrokerUntrusted, Options(own, trust: foreign)),
                ("another host name", LinkCause.BrokerUntrusted, Options(own, host: "broker.example")),
                ("plain TCP", LinkCause.NoBroker, Plain()),
                ("no CA, and plain not allowed", LinkCause.PlainForbidden, Forbidden()),
            ];
            foreach ((string what, LinkCause cause, LinkOptions options) in table)
            {
                _bare = new BareBoard(utc: DateTimeOffset.UtcNow);
                _bare.Radio.Broker = BrokerReach.Up("localhost", _broker.StationPort);
                _bare.Run(() =>
                {
                    Esp32Link link = Started(options);
                    Allow(link, 60);
                    Assert.Equal((what, cause), (what, link.Record.Last));
                    if (cause == LinkCause.None)
                    {
                        // mosquitto grants the foreign topic, and then keeps from it all that is said there.
                        Assert.True(link.TrySend([.. "[2]"u8], 3));
                        Stations.Sleep(5_000);
                        return;
                    }

                    Assert.Equal((what, LinkState.Joined), (what, link.State));
                    Assert.True(link.Record.Count(cause) > 0);
                });
            }

            Thread.Sleep(300);
            Assert.Empty(_heard);
        }

        /// <summary>The broker's certificate is good by every other clock.</summary>
        [Theory]
        [InlineData(-3)]
        [InlineData(30)]
        public void The_dates_of_the_brokers_certificate_are_judged_by_the_stations_clock(int years)
        {
            Open(BrokerKind.Embedded);
            _bare = new BareBoard(utc: DateTimeOffset.UtcNow.AddYears(years));
            _bare.Radio.Broker = BrokerReach.Up("localhost", _broker.StationPort);
            _bare.Run(() =>
            {
                Esp32Link link = Started(Options(_broker.Station(Station)));
                Allow(link, 60);
                Assert.Equal((LinkState.Joined, LinkCause.BrokerUntrusted, -0x2700), (link.State, link.Record.Last, link.Record.Code));
            });
        }

        /// <summary>A look-up stops every thread, and one that fails for 5 s: a client is made once. And its Close still closes, whatever ended before.</summary>
        [Fact]
        public void One_client_serves_many_sessions_and_still_closes_the_last_of_them()
        {
            Open(BrokerKind.Embedded);
            BrokerReach up = _bare.Radio.Broker;
            _bare.Run(() =>
            {
                LinkOptions options = Options(_broker.Station(Station));
                Esp32Link link = Started(options);
                for (int i = 0; i < 4; i++)
                {
                    Assert.True(AllowUntil(link, LinkState.Online, 900));
                    _bare.Radio.Broker = BrokerReach.Down;
                    _bare.Radio.Cut();
                    Assert.True(AllowUntil(link, LinkState.Joined, 60));
                    Allow(link, 60);
                    _bare.Radio.Broker = up;
                }

                Assert.True(AllowUntil(link, LinkState.Online, 900));
                Assert.Equal((5, 1), (link.Session, _bare.Radio.Lookups));
                Assert.True(link.Record.Count(LinkCause.NoBroker) > 0);
                int ended = 0;
                _bare.Radio.Left = () => ended++;
                link.Change(options);
                Assert.True(AllowUntil(link, LinkState.Joined, 60));
                Stations.Sleep(1_000);
                Assert.Equal((1, LinkCause.Changed), (ended, link.Record.Last));
                Assert.True(AllowUntil(link, LinkState.Online, 60));
                Assert.Equal(2, _bare.Radio.Lookups);
            });
        }

        [Fact]
        public void Other_certificates_are_used_from_the_next_session_on()
        {
            Open(BrokerKind.Embedded);
            _bare.Run(() =>
            {
                Esp32Link link = Started(Unread(_broker.Revoked));
                Allow(link, 300);
                Assert.Equal(LinkCause.CertificateRefused, link.Record.Last);
                link.Change(Options(_broker.Station(Station)));
                Assert.True(AllowUntil(link, LinkState.Online, 10));
            });
        }

        /// <summary>As when the chip's memory runs out in the middle: the thread is gone without a word.</summary>
        [Fact]
        public void A_dead_thread_is_noticed_and_started_anew()
        {
            Open(BrokerKind.Embedded);
            _bare.Run(() =>
            {
                LinkOptions options = Options(_broker.Station(Station));
                Esp32Link link = Started(options);
                Assert.True(AllowUntil(link, LinkState.Online, 60));
                _bare.Radio.Left = () => throw new OutOfMemoryException();
                link.Change(options);
                Stations.Sleep(5_000);
                _bare.Radio.Left = null;
                Assert.Equal(0, link.Record.Count(LinkCause.ThreadDied));
                int handshakes = link.Handshakes;
                link.Watch();
                Assert.Equal((1, handshakes + 1), (link.Record.Count(LinkCause.ThreadDied), link.Handshakes));
                Assert.True(AllowUntil(link, LinkState.Online, 60));
                link.Watch();
                Assert.Equal(1, link.Record.Count(LinkCause.ThreadDied));
            });
        }

        private void Open(BrokerKind kind)
        {
            _broker = IDoorBroker.Start(kind);
            _bare.Radio.Broker = BrokerReach.Up("localhost", _broker.StationPort);
            _worker = new BrokerClient(new BrokerLogin("worker") { Tls = new BrokerTls([_broker.Root], IDoorBroker.Name) { Certificate = _broker.Worker("worker") } });
            _worker.MessageReceived += _heard.Add;
            Assert.Equal(0, _worker.Connect("localhost", _broker.WorkerPort, Patience));
            foreach (string part in (string[])["up", "state", "live"])
            {
                _worker.Subscribe("nanocharger/v1/+/" + part, 1, Patience);
            }
        }

        private LinkOptions Options(X509Certificate2? own, X509Certificate2? trust = null, string host = "localhost")
        {
            LinkOptions options = Stations.Options();
            options.BrokerHost = host;
            options.BrokerPort = _broker.StationPort;
            options.Identity = Identities.Of(trust ?? _broker.Root, own);
            return options;
        }

        private LinkOptions Unread(X509Certificate2 own)
        {
            LinkOptions options = Options(own);
            options.Identity.Name = null;
            return options;
        }

        private static LinkOptions Plain()
        {
            return Stations.Options();
        }

        private static LinkOptions Forbidden()
        {
            LinkOptions options = Stations.Options();
            options.PlainAllowed = false;
            return options;
        }

        private static Esp32Link Started(LinkOptions options)
        {
            Esp32Link link = new();
            link.Start(options);
            return link;
        }

        private static void Allow(Esp32Link link, int seconds)
        {
            for (int i = 0; i < 10 * seconds; i++)
            {
                link.AllowHandshake();
                Stations.Sleep(100);
            }
        }

        private static bool AllowUntil(Esp32Link link, LinkState state, int seconds)
        {
            for (int i = 0; i < 10 * seconds && link.State != state; i++)
            {
                link.AllowHandshake();
                Stations.Sleep(100);
            }

            return link.State == state;
        }

        private static void AwaitReal(Func<bool> condition)
        {
            Assert.True(SpinWait.SpinUntil(() =>
            {
                Stations.Sleep(100);
                Thread.Sleep(2);
                return condition();
            }, Patience));
        }

        private (string Topic, string Text) Hear()
        {
            Assert.True(_heard.TryTake(out BrokerMessage? message, Patience));
            return (message.Topic, Encoding.ASCII.GetString(message.Payload));
        }
    }
}
