using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Threading;
using NanoCharger.Emulation;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using NanoCharger.Mqtt;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>The link against a real broker, in virtual time.</summary>
    public sealed class Esp32LinkTests : IDisposable
    {
        private const string Topic = "nanocharger/v1/NC-0001";

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly TestBroker _broker = TestBroker.Start();
        private readonly BrokerClient _backend = new(new BrokerLogin("backend"));
        private readonly BlockingCollection<BrokerMessage> _heard = new();
        private readonly BareBoard _bare = new();

        public Esp32LinkTests()
        {
            _backend.MessageReceived += _heard.Add;
            _backend.Connect(_broker.Host, _broker.Port, Patience);
            _backend.Subscribe("nanocharger/#", 1, Patience);
            _bare.Radio.Broker = BrokerReach.Up(_broker.Host, _broker.Port);
        }

        public void Dispose()
        {
            _backend.Dispose();
            _broker.Dispose();
        }

        [Fact]
        public void It_tells_its_state_and_carries_messages_both_ways()
        {
            _bare.Run(() =>
            {
                Esp32Link link = Online();
                Assert.Equal(1, link.Session);
                Assert.Equal((Topic + "/state", "{\"state\":\"online\",\"boot\":7}"), Hear());

                byte[] hello = Encoding.ASCII.GetBytes("[2,\"7-1\"]...");
                Assert.True(link.TrySend(hello, 9));
                AwaitReal(() => _heard.Count > 0);
                Assert.Equal((Topic + "/up", "[2,\"7-1\"]"), Hear());

                byte[] buffer = new byte[link.MaxMessageBytes];
                int length = 0;
                Assert.Equal(0, link.TryReceive(buffer));
                _backend.Post(new BrokerMessage(Topic + "/dn", [.. "[3,\"7-1\",{}]"u8], 1, false));
                AwaitReal(() => (length = link.TryReceive(buffer)) > 0);
                Assert.Equal("[3,\"7-1\",{}]", Encoding.ASCII.GetString(buffer, 0, length));
            });
        }

        [Fact]
        public void Its_will_tells_that_the_power_went()
        {
            _bare.Run(() =>
            {
                Online();
                Hear();
                _bare.Machine.Schedule(_bare.Machine.NowNanos, _bare.Machine.CutPower);
                Stations.Sleep(100);
            });
            Assert.Equal((Topic + "/state", "{\"state\":\"offline\",\"boot\":7}"), Hear());
        }

        [Fact]
        public void A_session_that_broke_is_followed_by_another_with_a_new_number()
        {
            _bare.Run(() =>
            {
                Esp32Link link = Online();
                _bare.Radio.Broker = BrokerReach.Down;
                _bare.Radio.Cut();
                Assert.True(Await(() => link.State == LinkState.Joined, 120));
                byte[] message = new byte[] { 1 };
                Assert.False(link.TrySend(message, 1));
                _bare.Radio.Broker = BrokerReach.Up(_broker.Host, _broker.Port);
                Assert.True(Await(() => link.State == LinkState.Online, 600));
                Assert.Equal(2, link.Session);
            });
        }

        [Fact]
        public void With_no_broker_it_tries_for_ever_with_growing_pauses()
        {
            _bare.Radio.Broker = BrokerReach.Down;
            _bare.Run(() =>
            {
                Esp32Link link = Started();
                Stations.Sleep(60_000);
                int firstMinute = link.Record.Count(LinkCause.NoBroker);
                Stations.Sleep(4 * 3_600_000);
                int hours = link.Record.Count(LinkCause.NoBroker) - firstMinute;
                Assert.InRange(firstMinute, 4, 30);
                Assert.InRange(hours, 60, 150);
                Assert.Equal(LinkState.Joined, link.State);
                Assert.Equal(1, _bare.Radio.Lookups);
            });
        }

        [Fact]
        public void A_broker_that_never_answers_holds_up_the_link_only()
        {
            _bare.Radio.Broker = BrokerReach.Silent;
            _bare.Run(() =>
            {
                Esp32Link link = Started();
                Stations.Sleep(10_000);
                Esp32Clock clock = new();
                long before = clock.NowMicros;
                Stations.Sleep(1000);
                Assert.InRange(clock.NowMicros - before, 1_000_000, 1_020_000);
                Assert.Equal(LinkState.Joined, link.State);
                _bare.Radio.Broker = BrokerReach.Up(_broker.Host, _broker.Port);
                Assert.True(Await(() => link.State == LinkState.Online, 120));
            });
        }

        [Fact]
        public void Without_wifi_it_waits_offline_and_joins_when_it_comes()
        {
            _bare.Radio.WifiUp = false;
            _bare.Run(() =>
            {
                Esp32Link link = Started();
                Stations.Sleep(120_000);
                Assert.Equal(LinkState.Offline, link.State);
                _bare.Radio.WifiUp = true;
                Assert.True(Await(() => link.State == LinkState.Online, 120));
            });
        }

        [Fact]
        public void What_does_not_fit_is_dropped_and_counted()
        {
            _bare.Run(() =>
            {
                Esp32Link link = Online();
                for (int i = 0; i < 6; i++)
                {
                    _backend.Post(new BrokerMessage(Topic + "/dn", Encoding.ASCII.GetBytes("message " + i), 1, false));
                }

                AwaitReal(() => link.Dropped == 2);
                _backend.Post(new BrokerMessage(Topic + "/dn", new byte[link.MaxMessageBytes + 1], 1, false));
                AwaitReal(() => link.Dropped == 3);
                byte[] buffer = new byte[link.MaxMessageBytes];
                string[] kept = Enumerable.Range(0, 4).Select(_ => Encoding.ASCII.GetString(buffer, 0, link.TryReceive(buffer))).ToArray();
                Assert.Equal(new[] { "message 0", "message 1", "message 2", "message 3" }, kept);
                Assert.Equal(0, link.TryReceive(buffer));
            });
        }

        /// <summary>It would be done again in each session, long after whoever asked for it.</summary>
        [Fact]
        public void A_retained_message_is_dropped_and_counted()
        {
            _backend.Post(new BrokerMessage(Topic + "/dn", [.. "[2,\"1\",\"RequestStartTransaction\",{}]"u8], 1, true));
            Assert.True(_heard.TryTake(out _, Patience));
            _bare.Run(() =>
            {
                Esp32Link link = Online();
                AwaitReal(() => link.Dropped == 1);
                byte[] buffer = new byte[link.MaxMessageBytes];
                Assert.Equal(0, link.TryReceive(buffer));
                int length = 0;
                _backend.Post(new BrokerMessage(Topic + "/dn", [.. "[3,\"7-1\",{}]"u8], 1, false));
                AwaitReal(() => (length = link.TryReceive(buffer)) > 0);
                Assert.Equal("[3,\"7-1\",{}]", Encoding.ASCII.GetString(buffer, 0, length));
            });
        }

        [Fact]
        public void A_full_queue_and_a_long_message_are_refused_at_once()
        {
            _bare.Run(() =>
            {
                Esp32Link link = Online();
                byte[] message = new byte[5000];
                Assert.Equal(4, Enumerable.Range(0, 6).Count(_ => link.TrySend(message, 4096)));
                Assert.Throws<ArgumentException>(() => link.TrySend(message, 4097));
                Assert.Throws<ArgumentException>(() => link.TryReceive(new byte[4095]));
            });
        }

        [Fact]
        public void What_is_told_once_goes_at_QoS_0_behind_all_that_must_arrive_and_takes_no_place_from_it()
        {
            _bare.Run(() =>
            {
                Esp32Link link = Online();
                Hear();
                byte[] message = Encoding.ASCII.GetBytes("0");
                Assert.True(link.TryTell([.. "live"u8], 4));
                Assert.False(link.TryTell([.. "more"u8], 4));
                for (int i = 0; i < 4; i++)
                {
                    message[0] = (byte)('1' + i);
                    Assert.True(link.TrySend(message, 1));
                }

                AwaitReal(() => _heard.Count == 5);
                Assert.Equal(["1", "2", "3", "4"], Enumerable.Range(0, 4).Select(_ => Hear().Text));
                Assert.True(_heard.TryTake(out BrokerMessage? told, Patience));
                Assert.Equal((Topic + "/live", "live", 0, false), (told.Topic, Encoding.ASCII.GetString(told.Payload), told.Qos, told.Retain));
                Assert.Throws<ArgumentException>(() => link.TryTell(new byte[1025], 1025));
            });
        }

        [Fact]
        public void What_is_told_once_while_there_is_nobody_is_gone()
        {
            _bare.Run(() =>
            {
                Esp32Link link = Online();
                Assert.True(link.TryTell([.. "too late"u8], 8));
                _bare.Radio.Broker = BrokerReach.Down;
                _bare.Radio.Cut();
                Assert.True(Await(() => link.State == LinkState.Joined, 120));
                Assert.False(link.TryTell([.. "to nobody"u8], 9));
                _bare.Radio.Broker = BrokerReach.Up(_broker.Host, _broker.Port);
                Assert.True(Await(() => link.State == LinkState.Online, 600));
                Assert.True(link.TrySend([.. "next"u8], 4));
                AwaitReal(() => _heard.Any(message => message.Topic == Topic + "/up"));
                Assert.DoesNotContain(_heard, message => message.Topic == Topic + "/live");
            });
        }

        private static Esp32Link Started()
        {
            Esp32Link link = new();
            link.Start(Stations.Options());
            return link;
        }

        private static Esp32Link Online()
        {
            Esp32Link link = Started();
            Assert.True(Await(() => link.State == LinkState.Online, 60));
            return link;
        }

        private static bool Await(Func<bool> happened, int seconds)
        {
            for (int passed = 0; passed < seconds * 20 && !happened(); passed++)
            {
                Stations.Sleep(50);
            }

            return happened();
        }

        /// <summary>Waits for something that the real broker has a hand in: virtual time passes, real time too.</summary>
        private static void AwaitReal(Func<bool> happened)
        {
            DateTime giveUp = DateTime.UtcNow + Patience;
            while (!happened())
            {
                Assert.True(DateTime.UtcNow < giveUp, "the broker did not answer");
                Stations.Sleep(50);
                Thread.Sleep(1);
            }
        }

        private (string Topic, string Text) Hear()
        {
            Assert.True(_heard.TryTake(out BrokerMessage? message, Patience), "nothing heard");
            return (message.Topic, Encoding.UTF8.GetString(message.Payload));
        }
    }
}
