using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using NanoCharger.Emulation;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using NanoCharger.Mqtt;
using NanoCharger.System.Tests.Brokers;
using NanoCharger.System.Tests.Link;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>The link's connection is cut at each byte of a message, and all through a handshake: it comes back, and what is sent again arrives.</summary>
    public sealed class ProxyLinkTests(ITestOutputHelper output) : IDisposable
    {
        private const string Station = "NC-0001";
        private const string Topic = "nanocharger/v1/" + Station + "/up";
        private const string Before = "[2,\"7-999\"]";

        /// <summary>Each byte of a message, but not each one of the handshake's many.</summary>
        private const int HandshakeStep = 7;

        /// <summary>A session that has lasted a minute makes the pauses between attempts short again.</summary>
        private const int GoodSessionMillis = 61_000;

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        private readonly BlockingCollection<string> _heard = [];
        private readonly BareBoard _bare = new(utc: DateTimeOffset.UtcNow);
        private BrokerClient? _backend;

        public void Dispose()
        {
            _backend?.Dispose();
        }

        [Fact]
        public void A_message_cut_at_any_byte_is_sent_again_and_arrives()
        {
            using TestBroker broker = TestBroker.Start();
            Listen(broker.Port, null);
            (long opening, int packet) = Measure(broker.Port);
            Assert.True(_heard.TryTake(out _, Patience));
            using FaultyProxy proxy = new(broker.Port, tls: false, session => WirePlan.Cut(WireWay.Up, opening + packet + session));
            Route(proxy);
            _bare.Run(() =>
            {
                Esp32Link link = new();
                link.Start(Stations.Options());
                Assert.True(Await(() => link.State == LinkState.Online, 900));
                Send(link, Before);
                for (int cutAt = 0; cutAt < packet; cutAt++)
                {
                    Stations.Sleep(GoodSessionMillis);
                    string message = $"[2,\"7-{cutAt:000}\"]";
                    Assert.True(link.TrySend(Encoding.ASCII.GetBytes(message), message.Length));
                    Assert.True(Await(() => link.State == LinkState.Joined, 10), $"nothing is noticed of the cut at byte {cutAt}");
                    Assert.True(Await(() => link.State == LinkState.Online, 900), $"no session after the cut at byte {cutAt}");
                    Assert.Equal(cutAt + 2, link.Session);
                    Send(link, message);
                }
            });
            Assert.Equal(packet, proxy.Done[WireHarmKind.Cut]);
            output.WriteLine($"{packet} cuts in a packet of {packet} bytes behind {opening}");
        }

        [Fact]
        public void A_handshake_cut_anywhere_is_followed_by_one_that_is_whole()
        {
            using LockedBroker broker = new();
            Listen(broker.WorkerPort, new BrokerTls([broker.Root], IDoorBroker.Name) { Certificate = broker.Worker("worker") });
            List<WirePlan> cuts = [];
            using FaultyProxy proxy = new(broker.StationPort, tls: true, connection => connection % 2 == 1 ? cuts[connection / 2] : WirePlan.Honest);
            Route(proxy);
            LinkOptions options = Stations.Options();
            options.BrokerHost = "localhost";
            options.Identity = Identities.Of(broker.Root, broker.Station(Station));
            _bare.Run(() =>
            {
                Esp32Link link = new();
                link.Start(options);
                Assert.True(Await(() => link.State == LinkState.Online, 900, link));
                cuts.AddRange(Places(WireWay.Up, proxy).Concat(Places(WireWay.Down, proxy)));
                for (int i = 0; i < cuts.Count; i++)
                {
                    Stations.Sleep(GoodSessionMillis);
                    _bare.Radio.Cut();
                    Assert.True(Await(() => link.State == LinkState.Joined, 60, link));
                    Assert.True(Await(() => link.State == LinkState.Online, 900, link), $"no session after the cut at byte {cuts[i].AtByte} {cuts[i].Way}");
                    Assert.Equal((i + 2, 2 * i + 3), (link.Session, proxy.Connections));
                    Send(link, $"[2,\"7-{i}\"]");
                }
            });
            Assert.Equal(cuts.Count, proxy.Done[WireHarmKind.Cut]);
            output.WriteLine($"{cuts.Count} cuts");
        }

        /// <summary>What is kept back is not awaited in real time, for which there are 10 s each; and a message whose acknowledgement is swallowed holds up no other.</summary>
        [Theory]
        [InlineData(WireHarmKind.Acknowledgement, 10)]
        [InlineData(WireHarmKind.MessageUp, 0)]
        public void Nobody_waits_for_what_is_kept_back(WireHarmKind kind, int arrive)
        {
            using TestBroker broker = TestBroker.Start();
            Listen(broker.Port, null);
            using FaultyProxy proxy = new(broker.Port, tls: false, _ => WirePlan.Keep(kind, new Chance(1), share: 1));
            Route(proxy);
            Stopwatch watch = Stopwatch.StartNew();
            _bare.Run(() =>
            {
                Esp32Link link = new();
                link.Start(Stations.Options());
                Assert.True(Await(() => link.State == LinkState.Online, 60));
                for (int i = 0; i < 10; i++)
                {
                    Assert.True(link.TrySend([.. "[2]"u8], 3));
                    Stations.Sleep(1_000);
                }

                Assert.Equal((1, LinkState.Online), (link.Session, link.State));
            });
            Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
            Assert.Equal(11, proxy.Done[kind]);
            Assert.Equal(arrive, _heard.Count);
        }

        [Fact]
        public void A_session_that_falls_silent_is_left_by_the_unanswered_ping_and_followed_by_another()
        {
            using TestBroker broker = TestBroker.Start();
            Listen(broker.Port, null);
            (long opening, int packet) = Measure(broker.Port);
            Assert.True(_heard.TryTake(out _, Patience));
            using FaultyProxy proxy = new(broker.Port, tls: false, session => session == 0 ? WirePlan.Silence(WireWay.Up, opening + (packet / 2)) : WirePlan.Honest);
            Route(proxy);
            _bare.Run(() =>
            {
                Esp32Link link = new();
                link.Start(Stations.Options());
                Assert.True(Await(() => link.State == LinkState.Online, 60));
                Assert.True(link.TrySend(Encoding.ASCII.GetBytes(Before), Before.Length));
                Assert.False(Await(() => link.State == LinkState.Joined, 25));
                Assert.True(Await(() => link.State == LinkState.Joined, 60));
                Assert.True(Await(() => link.State == LinkState.Online, 60));
                Send(link, Before);
            });
        }

        /// <summary>The bytes up to a session that stands, and those of a message in it.</summary>
        private static (long Opening, int Packet) Measure(int brokerPort)
        {
            using FaultyProxy honest = new(brokerPort, tls: false, _ => WirePlan.Honest);
            BareBoard bare = new();
            bare.Radio.Broker = BrokerReach.Up("127.0.0.1", honest.Port);
            long opening = 0;
            bare.Run(() =>
            {
                Esp32Link link = new();
                link.Start(Stations.Options());
                Assert.True(Await(() => link.State == LinkState.Online, 60));
                opening = honest.Passed(WireWay.Up);
                Assert.True(link.TrySend(Encoding.ASCII.GetBytes(Before), Before.Length));
                Stations.Sleep(1_000);
            });
            return (opening, (int)(honest.Passed(WireWay.Up) - opening));
        }

        private static IEnumerable<WirePlan> Places(WireWay way, FaultyProxy proxy)
        {
            long bytes = proxy.HandshakeBytes(way);
            Assert.InRange(bytes, 500, 5_000);
            for (long at = 0; at < bytes; at += HandshakeStep)
            {
                yield return WirePlan.Cut(way, at);
            }
        }

        private static bool Await(Func<bool> condition, int seconds, Esp32Link? leave = null)
        {
            for (int i = 0; i < 10 * seconds && !condition(); i++)
            {
                leave?.AllowHandshake();
                Stations.Sleep(100);
            }

            return condition();
        }

        private void Listen(int port, BrokerTls? tls)
        {
            _backend = new BrokerClient(new BrokerLogin("worker") { Tls = tls });
            _backend.MessageReceived += message => _heard.Add(Encoding.ASCII.GetString(message.Payload));
            Assert.Equal(0, _backend.Connect(tls is null ? "127.0.0.1" : "localhost", port, Patience));
            _backend.Subscribe(tls is null ? Topic : "nanocharger/v1/+/up", 1, Patience);
        }

        private void Route(FaultyProxy proxy)
        {
            _bare.Radio.Broker = BrokerReach.Up("localhost", proxy.Port);
            _bare.Radio.Wire = proxy;
        }

        /// <summary>Sends it in a session that stands, and sees it arrive, and nothing else.</summary>
        private void Send(Esp32Link link, string message)
        {
            Assert.True(link.TrySend(Encoding.ASCII.GetBytes(message), message.Length));
            Stations.Sleep(500);
            Assert.True(_heard.TryTake(out string? heard, Patience));
            Assert.Equal(message, heard);
        }
    }
}
