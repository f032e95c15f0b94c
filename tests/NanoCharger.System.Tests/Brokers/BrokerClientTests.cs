using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.System.Tests.Brokers
{
    /// <summary>The MQTT client at both brokers: what holds at the one holds at the other.</summary>
    public sealed class BrokerClientTests : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly BrokerClient _listener = new(new BrokerLogin("listener"));
        private readonly BlockingCollection<BrokerMessage> _heard = new();
        private TestBroker? _broker;

        public void Dispose()
        {
            _listener.Dispose();
            _broker?.Dispose();
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void A_message_arrives_whole_and_is_acknowledged(BrokerKind kind)
        {
            Open(kind);
            using BrokerClient speaker = Connected("speaker");
            byte[] payload = new byte[60_000];
            new Random(1).NextBytes(payload);
            Assert.True(speaker.Publish(new BrokerMessage("heard/ä/long", payload, 1, false), Patience));

            BrokerMessage message = Next();
            Assert.Equal("heard/ä/long", message.Topic);
            Assert.Equal(payload, message.Payload);
            Assert.Equal(1, message.Qos);
            Assert.False(message.Retain);
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void Messages_keep_their_order_from_a_handler_too(BrokerKind kind)
        {
            const int count = 500;
            Open(kind);
            using BrokerClient echo = Connected("echo");
            echo.MessageReceived += message => echo.Post(new BrokerMessage("heard/echo", message.Payload, 1, false));
            echo.Subscribe("said", 1, Patience);
            using BrokerClient speaker = Connected("speaker");
            for (int number = 0; number < count; number++)
            {
                _ = speaker.Post(new BrokerMessage("said", BitConverter.GetBytes(number), 1, false));
            }

            Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(_ => BitConverter.ToInt32(Next().Payload)));
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void Dropping_publishes_the_will_and_is_no_news_to_who_dropped(BrokerKind kind)
        {
            Open(kind);
            using BrokerClient station = Connected("station", "gone");
            bool told = false;
            station.Lost += _ => told = true;
            station.Drop();
            Assert.False(station.IsConnected);
            Assert.Equal("gone", Encoding.UTF8.GetString(Next().Payload));
            Assert.False(station.Publish(new BrokerMessage("heard/x", [], 1, false), Patience));
            Assert.False(told);
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void An_orderly_end_sends_what_was_posted_and_no_will(BrokerKind kind)
        {
            Open(kind);
            using BrokerClient station = Connected("station", "gone");
            bool told = false;
            station.Lost += _ => told = true;
            _ = station.Post(new BrokerMessage("heard/last", [.. "last words"u8], 0, false));
            station.Disconnect();
            Assert.Equal("last words", Encoding.UTF8.GetString(Next().Payload));

            Assert.True(_listener.Publish(new BrokerMessage("heard/after", [.. "after"u8], 1, false), Patience));
            Assert.Equal("heard/after", Next().Topic);
            Assert.False(told);
        }

        /// <summary>Who has closed a database behind it must not be asked for it by a message that was still on its way.</summary>
        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void The_message_at_hand_is_over_and_no_other_comes_when_the_end_returns(BrokerKind kind)
        {
            Open(kind);
            EndAmidWork(client => client.Disconnect());
            EndAmidWork(client => client.Drop());
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void A_retained_message_is_marked_for_those_who_come_later(BrokerKind kind)
        {
            Open(kind);
            Assert.True(_listener.Publish(new BrokerMessage("heard/kept", [.. "state"u8], 1, true), Patience));
            Assert.False(Next().Retain);
            _listener.Subscribe("heard/kept", 1, Patience);
            Assert.True(Next().Retain);
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void A_second_client_of_the_same_name_takes_the_place_of_the_first(BrokerKind kind)
        {
            Open(kind);
            using ManualResetEventSlim gone = new();
            _listener.Lost += _ => gone.Set();
            using BrokerClient second = Connected("listener");
            Assert.True(gone.Wait(Patience));
            Assert.False(_listener.IsConnected);
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void The_broker_returns_on_its_port_and_empty(BrokerKind kind)
        {
            Open(kind);
            Assert.True(_listener.Publish(new BrokerMessage("heard/kept", [.. "state"u8], 1, true), Patience));
            using ManualResetEventSlim gone = new();
            _listener.Lost += _ => gone.Set();
            _broker!.Stop();
            Assert.True(gone.Wait(Patience));
            Assert.Equal(BrokerFailure.Unreachable, Assert.Throws<BrokerException>(() => Connected("early")).Failure);

            _broker.Restart();
            using BrokerClient again = Connected("listener");
            BlockingCollection<BrokerMessage> heard = new();
            again.MessageReceived += heard.Add;
            again.Subscribe("heard/#", 1, Patience);
            Assert.True(again.Publish(new BrokerMessage("heard/new", [], 1, false), Patience));
            Assert.True(heard.TryTake(out BrokerMessage? first, Patience));
            Assert.Equal("heard/new", first.Topic);
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void Brokers_of_one_process_do_not_hear_each_other(BrokerKind kind)
        {
            Open(kind);
            using TestBroker other = TestBroker.Start(kind);
            using BrokerClient stranger = new(new BrokerLogin("listener"));
            Assert.Equal(0, stranger.Connect(other.Host, other.Port, Patience));
            Assert.True(stranger.Publish(new BrokerMessage("heard/elsewhere", [], 1, true), Patience));
            Assert.True(_listener.Publish(new BrokerMessage("heard/here", [], 1, false), Patience));
            Assert.Equal("heard/here", Next().Topic);
            Assert.True(_listener.IsConnected);
        }

        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void Who_is_replaced_leaves_his_will_before_the_other_is_let_in(BrokerKind kind)
        {
            Open(kind);
            using BrokerClient first = Connected("station", "gone");
            using BrokerClient second = Connected("station");
            Assert.True(second.Publish(new BrokerMessage("heard/back", [], 1, false), Patience));
            Assert.Equal("heard/will", Next().Topic);
            Assert.Equal("heard/back", Next().Topic);
        }

        /// <summary>As a station does after a power cut: in virtual time that is seconds, in real time none.</summary>
        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void Who_drops_and_comes_back_at_once_is_served(BrokerKind kind)
        {
            Open(kind);
            for (int number = 0; number < 200; number++)
            {
                using BrokerClient station = Connected("station");
                using ManualResetEventSlim heard = new();
                station.MessageReceived += _ => heard.Set();
                station.Subscribe("station/dn", 1, Patience);
                Assert.True(_listener.Publish(new BrokerMessage("station/dn", [], 1, false), Patience));
                Assert.True(heard.Wait(Patience), $"connection {number} heard nothing");
                station.Drop();
            }
        }

        /// <summary>The embedded broker ends the speaker's connection; a mosquitto, which would pass on 256 MB, keeps it to itself.</summary>
        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void What_is_longer_than_64_KiB_reaches_nobody(BrokerKind kind)
        {
            Open(kind);
            using BrokerClient loud = Connected("loud");
            loud.Publish(new BrokerMessage("heard/long", new byte[100_000], 1, false), Patience);
            Assert.True(_listener.Publish(new BrokerMessage("heard/after", [], 1, false), Patience));
            Assert.Equal("heard/after", Next().Topic);
        }

        /// <summary>Callers wait while they hold threads of the pool that the answers come from; it must not run dry.</summary>
        [Fact]
        public void The_pool_has_threads_to_spare_at_once()
        {
            ThreadPool.GetMinThreads(out int workers, out _);
            Assert.InRange(workers, 32, int.MaxValue);
        }

        [Fact]
        public void A_peer_that_accepts_and_says_nothing_is_given_up_in_time()
        {
            using TcpListener silent = new(IPAddress.Loopback, 0);
            silent.Start();
            BrokerException failure = Assert.Throws<BrokerException>(
                () => _listener.Connect("127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, TimeSpan.FromMilliseconds(200)));
            Assert.Equal(BrokerFailure.TimedOut, failure.Failure);
        }

        [Fact]
        public void A_name_without_an_address_is_told_from_a_host_without_a_broker()
        {
            BrokerException failure = Assert.Throws<BrokerException>(() => _listener.Connect("nobody.invalid", 1883, Patience));
            Assert.Equal(BrokerFailure.Unresolved, failure.Failure);
            Assert.Contains("nobody.invalid", failure.Message, StringComparison.Ordinal);
        }

        private void EndAmidWork(Action<BrokerClient> end)
        {
            using BrokerClient slow = Connected("slow");
            using ManualResetEventSlim begun = new();
            int begins = 0;
            int ends = 0;
            slow.MessageReceived += _ =>
            {
                Interlocked.Increment(ref begins);
                begun.Set();
                Thread.Sleep(50);
                Interlocked.Increment(ref ends);
            };
            slow.Subscribe("work", 1, Patience);
            for (int number = 0; number < 20; number++)
            {
                Assert.True(_listener.Publish(new BrokerMessage("work", [], 1, false), Patience));
            }

            Assert.True(begun.Wait(Patience));
            end(slow);
            int begunThen = Volatile.Read(ref begins);
            Assert.Equal(begunThen, Volatile.Read(ref ends));
            Thread.Sleep(200);
            Assert.Equal(begunThen, Volatile.Read(ref begins));
        }

        private void Open(BrokerKind kind)
        {
            _broker = TestBroker.Start(kind);
            _listener.MessageReceived += _heard.Add;
            Assert.Equal(0, _listener.Connect(_broker.Host, _broker.Port, Patience));
            _listener.Subscribe("heard/#", 1, Patience);
        }

        private BrokerClient Connected(string name, string? lastWords = null)
        {
            BrokerClient client = new(new BrokerLogin(name)
            {
                Will = lastWords is null ? null : new BrokerMessage("heard/will", Encoding.UTF8.GetBytes(lastWords), 1, false),
                KeepAliveSeconds = 30,
            });
            Assert.Equal(0, client.Connect(_broker!.Host, _broker.Port, Patience));
            return client;
        }

        private BrokerMessage Next()
        {
            return _heard.TryTake(out BrokerMessage? message, Patience) ? message : throw new TimeoutException("No message came.");
        }
    }
}
