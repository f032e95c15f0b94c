using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NanoCharger.Broker;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.System.Tests.Brokers
{
    /// <summary>What the embedded broker does not let in.</summary>
    public sealed class EmbeddedBrokerTests
    {
        private const string Topic = "t";
        private const int Limit = 64 * 1024;

        // In front of the payload: the topic with its length, the packet's id, no properties.
        private const int HeadOfPublish = 2 + 1 + 2 + 1;

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        [Fact]
        public void A_packet_of_64_KiB_passes_and_one_byte_more_ends_the_connection()
        {
            using EmbeddedBroker broker = EmbeddedBroker.Start();
            using BrokerClient client = new(new BrokerLogin("client"));
            List<string> lost = [];
            client.Lost += lost.Add;
            Assert.Equal(0, client.Connect(broker.Host, broker.Port, Patience));

            Assert.True(client.Publish(new BrokerMessage(Topic, new byte[Limit - HeadOfPublish], 1, false), Patience));
            Assert.True(client.IsConnected);
            Assert.False(client.Publish(new BrokerMessage(Topic, new byte[Limit + 1 - HeadOfPublish], 1, false), Patience));
            Assert.False(client.IsConnected);

            using BrokerClient other = new(new BrokerLogin("other"));
            Assert.Equal(0, other.Connect(broker.Host, broker.Port, Patience));
        }

        /// <summary>256 MB are announced, and not one of them is waited for.</summary>
        [Fact]
        public async Task A_length_alone_ends_the_connection()
        {
            using EmbeddedBroker broker = EmbeddedBroker.Start();
            Assert.Equal(0, await AnswerTo(broker, [0x10, 0xFF, 0xFF, 0xFF, 0x7F]));
        }

        [Fact]
        public async Task A_length_that_does_not_end_ends_the_connection()
        {
            using EmbeddedBroker broker = EmbeddedBroker.Start();
            Assert.Equal(0, await AnswerTo(broker, [0x10, 0x80, 0x80, 0x80, 0x80, 0x01]));
        }

        [Theory]
        [InlineData("0.0.0.0")]
        [InlineData("192.0.2.1")]
        [InlineData("::")]
        public async Task Beyond_loopback_it_does_not_listen(string address)
        {
            InvalidDataException refusal = await Assert.ThrowsAsync<InvalidDataException>(
                () => EmbeddedBroker.StartAsync(new IPEndPoint(IPAddress.Parse(address), 0)));
            Assert.Equal($"without locks the embedded broker listens on loopback only, not on {address}", refusal.Message);
        }

        [Fact]
        public async Task A_port_that_is_taken_is_told()
        {
            using EmbeddedBroker first = EmbeddedBroker.Start();
            IOException refusal = await Assert.ThrowsAsync<IOException>(() => EmbeddedBroker.StartAsync(new IPEndPoint(IPAddress.Loopback, first.Port)));
            Assert.Contains(first.Port.ToString(global::System.Globalization.CultureInfo.InvariantCulture), refusal.Message, StringComparison.Ordinal);
        }

        /// <summary>How many bytes come back before the connection ends.</summary>
        private static async Task<int> AnswerTo(EmbeddedBroker broker, byte[] sent)
        {
            using TcpClient client = new();
            await client.ConnectAsync(broker.Host, broker.Port);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(sent);
            try
            {
                return await stream.ReadAsync(new byte[16]).AsTask().WaitAsync(Patience);
            }
            catch (IOException)
            {
                // A reset ends it too.
                return 0;
            }
        }
    }
}
