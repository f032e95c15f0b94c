using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using NanoCharger.Mosquitto;
using Xunit;

namespace NanoCharger.System.Tests
{
    /// <summary>The MQTT client and the private broker, against each other.</summary>
    public sealed class MosquittoTests : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly PrivateBroker _broker = PrivateBroker.Start();
        private readonly MosquittoClient _listener = new("listener");
        private readonly BlockingCollection<MosquittoMessage> _heard = new();

        public MosquittoTests()
        {
            _listener.MessageReceived += _heard.Add;
            Connect(_listener);
            _listener.Subscribe("heard/#", 1, Patience);
        }

        public void Dispose()
        {
            _listener.Dispose();
            _broker.Dispose();
        }

        [Fact]
        public void A_message_arrives_whole_and_is_acknowledged()
        {
            using MosquittoClient speaker = new("speaker");
            BlockingCollection<int> acknowledged = new();
            speaker.Published += acknowledged.Add;
            Connect(speaker);
            byte[] payload = new byte[100_000];
            new Random(1).NextBytes(payload);
            int id = speaker.Publish("heard/ä/long", payload, 1, false);

            MosquittoMessage message = Next();
            Assert.Equal("heard/ä/long", message.Topic);
            Assert.Equal(payload, message.Payload);
            Assert.Equal(1, message.Qos);
            Assert.False(message.Retain);
            Assert.True(acknowledged.TryTake(out int first, Patience));
            Assert.Equal(id, first);
        }

        [Fact]
        public void Messages_keep_their_order_from_a_handler_too()
        {
            const int count = 2_000;
            using MosquittoClient echo = new("echo");
            echo.MessageReceived += message => echo.Publish("heard/echo", message.Payload, 1, false);
            Connect(echo);
            echo.Subscribe("said", 1, Patience);
            using MosquittoClient speaker = new("speaker");
            Connect(speaker);
            for (int number = 0; number < count; number++)
            {
                speaker.Publish("said", BitConverter.GetBytes(number), 1, false);
            }

            for (int number = 0; number < count; number++)
            {
                Assert.Equal(number, BitConverter.ToInt32(Next().Payload));
            }
        }

        [Fact]
        public void Dropping_publishes_the_will_and_the_client_may_connect_again()
        {
            using MosquittoClient station = new("station");
            BlockingCollection<int> ends = new();
            station.Disconnected += ends.Add;
            station.SetWill("heard/will", "gone"u8, 1, false);
            Connect(station);
            station.Drop();
            Assert.False(station.IsConnected);
            Assert.Equal("gone", Encoding.UTF8.GetString(Next().Payload));
            Assert.True(ends.TryTake(out int reason, Patience));
            Assert.NotEqual(0, reason);
            Assert.Equal(
                MosquittoFailure.NotConnected, Assert.Throws<MosquittoException>(() => station.Publish("heard/x", [], 1, false)).Failure);

            Connect(station);
            Assert.True(station.IsConnected);
        }

        [Fact]
        public void An_orderly_end_sends_what_is_queued_and_no_will()
        {
            using MosquittoClient station = new("station");
            BlockingCollection<int> ends = new();
            station.Disconnected += ends.Add;
            station.SetWill("heard/will", "gone"u8, 1, false);
            Connect(station);
            station.Publish("heard/last", "last words"u8, 0, false);
            station.Disconnect();
            Assert.True(ends.TryTake(out int reason, Patience));
            Assert.Equal(0, reason);
            Assert.Equal("last words", Encoding.UTF8.GetString(Next().Payload));

            _listener.Publish("heard/after", "after"u8, 1, false);
            Assert.Equal("heard/after", Next().Topic);
        }

        [Fact]
        public void A_retained_message_is_marked_for_those_who_come_later()
        {
            _listener.Publish("heard/kept", "state"u8, 1, true);
            Assert.False(Next().Retain);
            _listener.Subscribe("heard/kept", 1, Patience);
            Assert.True(Next().Retain);
        }

        [Fact]
        public void A_second_client_of_the_same_name_takes_the_place_of_the_first()
        {
            using ManualResetEventSlim gone = new();
            _listener.Disconnected += _ => gone.Set();
            using MosquittoClient second = new("listener");
            Connect(second);
            Assert.True(gone.Wait(Patience));
            Assert.False(_listener.IsConnected);
        }

        [Fact]
        public void The_broker_returns_on_its_port_and_empty()
        {
            _listener.Publish("heard/kept", "state"u8, 1, true);
            Next();
            using ManualResetEventSlim gone = new();
            _listener.Disconnected += _ => gone.Set();
            int port = _broker.Port;
            _broker.Stop();
            Assert.True(gone.Wait(Patience));
            Assert.Equal(MosquittoFailure.Unreachable, Assert.Throws<MosquittoException>(() => Connect(_listener)).Failure);

            _broker.Restart();
            Assert.Equal(port, _broker.Port);
            Connect(_listener);
            _listener.Subscribe("heard/#", 1, Patience);
            _listener.Publish("heard/new", "new"u8, 1, false);
            Assert.Equal("heard/new", Next().Topic);
        }

        [Fact]
        public void A_peer_that_accepts_and_says_nothing_is_given_up_in_time()
        {
            using TcpListener silent = new(IPAddress.Loopback, 0);
            silent.Start();
            using MosquittoClient client = new("patient");
            MosquittoException failure = Assert.Throws<MosquittoException>(
                () => client.Connect("127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, 30, TimeSpan.FromMilliseconds(200)));
            Assert.Equal(MosquittoFailure.TimedOut, failure.Failure);
            Connect(client);
        }

        [Fact]
        public void Brokers_of_one_process_do_not_hear_each_other()
        {
            using PrivateBroker other = PrivateBroker.Start();
            Assert.NotEqual(other.Port, _broker.Port);
            using MosquittoClient stranger = new("listener");
            stranger.Connect(other.Host, other.Port, 30, Patience);
            stranger.Publish("heard/elsewhere", "x"u8, 1, true);
            _listener.Publish("heard/here", "y"u8, 1, false);
            Assert.Equal("heard/here", Next().Topic);
            Assert.True(_listener.IsConnected);
        }

        private void Connect(MosquittoClient client)
        {
            Assert.Equal(0, client.Connect(_broker.Host, _broker.Port, 30, Patience));
        }

        private MosquittoMessage Next()
        {
            return _heard.TryTake(out MosquittoMessage? message, Patience) ? message : throw new TimeoutException("No message came.");
        }
    }
}
