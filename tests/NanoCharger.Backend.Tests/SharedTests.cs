using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Broker;
using NanoCharger.Bench.Brokers;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Several workers take turns at the messages of the same stations, by what MQTT 5 has for it.</summary>
    public sealed class SharedTests : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private readonly string _folder = Directory.CreateTempSubdirectory("shared").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        /// <summary>The CONNECT (MQTT 5.0, 3.1), byte for byte: clean start, no session expiry, few messages at once.</summary>
        [Theory]
        [InlineData(false, 65_535)]
        [InlineData(true, 20)]
        public async Task A_worker_keeps_no_session_and_takes_few_messages_at_once(bool shared, int receiveMaximum)
        {
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            using PaymentBackend backend = new(new BackendOptions { Port = ((IPEndPoint)listener.LocalEndpoint).Port, Shared = shared });
            Task connecting = Assert.ThrowsAsync<BrokerException>(() => Task.Run(backend.Start));
            Dictionary<byte, int> properties = [];
            byte flags;
            using (TcpClient client = await listener.AcceptTcpClientAsync())
            {
                byte[] packet = new byte[512];
                int length = await client.GetStream().ReadAsync(packet);
                (flags, properties) = Read(packet.AsSpan(0, length));
            }

            await connecting;
            Assert.Equal(0b10, flags & 0b10);
            Assert.Equal(0, properties.GetValueOrDefault<byte, int>(0x11));
            Assert.Equal(receiveMaximum, properties.GetValueOrDefault<byte, int>(0x21, ushort.MaxValue));
        }

        [Fact]
        public void A_broker_without_shared_subscriptions_is_refused_in_one_line()
        {
            using EmbeddedBroker broker = EmbeddedBroker.Start(0);
            using PaymentBackend backend = new(new BackendOptions { Port = broker.Port, Shared = true });
            BrokerException refused = Assert.Throws<BrokerException>(backend.Start);
            Assert.Equal(BrokerFailure.Refused, refused.Failure);
            Assert.Equal($"The broker at 127.0.0.1:{broker.Port} has no shared subscriptions, by which several workers take turns.", refused.Message);
        }

        /// <summary>One station's calls, one after the other: each is answered once, now by this worker and now by that one, and what a station is both know.</summary>
        [WorkersFact]
        public async Task Two_workers_take_turns_at_one_stations_calls()
        {
            const int calls = 20;
            string given = PostgresServer.NewDatabase();
            (int port, MosquittoProcess broker) = Start();
            try
            {
                string[] options = ["--shared", "--database", given, "--broker", $"mqtt://127.0.0.1:{port}"];

                // Both find an empty database, and make one house of it.
                HostProcess[] workers = await HostProcess.ServeTwice(_folder, options);
                using HostProcess first = workers[0];
                using HostProcess second = workers[1];
                using BrokerClient station = new(new BrokerLogin("bay"));
                using SemaphoreSlim came = new(0);
                List<string> answers = [];
                station.MessageReceived += message =>
                {
                    answers.Add(Encoding.UTF8.GetString(message.Payload));
                    came.Release();
                };
                Assert.Equal(0, station.Connect("127.0.0.1", port, Patience));
                station.Subscribe("nanocharger/v1/bay/dn", 1, Patience);
                Assert.True(station.Publish(new BrokerMessage("nanocharger/v1/bay/state", Encoding.UTF8.GetBytes("here"), 1, Retain: true), Patience));
                for (int number = 0; number < calls; number++)
                {
                    byte[] frame = Encoding.UTF8.GetBytes(Said.Event("T1", number, "Updated", 5 + number));
                    Assert.True(station.Publish(new BrokerMessage("nanocharger/v1/bay/up", frame, 1, Retain: false), Patience));
                    Assert.True(await came.WaitAsync(Patience), $"call {number} is not answered");
                }

                long[] answered = await Task.WhenAll(first.Answered(), second.Answered());
                Assert.Equal(calls, answered.Sum());
                Assert.All(answered, one => Assert.InRange(one, 1, calls - 1));
                Assert.All(answers, one => Assert.Equal("""[3,"1-1",{}]""", one));
                foreach (HostProcess worker in workers)
                {
                    worker.Signal("TERM");
                    (int code, _, string errors) = worker.End();
                    Assert.Equal(0, code);
                    Assert.Contains("bay: state here", errors);
                }
            }
            finally
            {
                broker.Stop();
            }
        }

        private static (int Port, MosquittoProcess Broker) Start()
        {
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            listener.Stop();
            return (port, Mosquitto.Run(port));
        }

        /// <summary>The flags of a CONNECT, and those of its properties that are numbers (MQTT 5.0, 2.2.2.2).</summary>
        private static (byte Flags, Dictionary<byte, int> Properties) Read(ReadOnlySpan<byte> packet)
        {
            // Behind the fixed header and its length, which has two bytes here or one: protocol name, version, flags, keep-alive, length of the properties.
            int at = packet[1] > 127 ? 3 : 2;
            byte flags = packet[at + 7];
            int end = at + 11 + packet[at + 10];
            Dictionary<byte, int> properties = [];
            for (at += 11; at < end;)
            {
                byte property = packet[at++];
                int size = property is 0x11 or 0x27 ? 4 : property is 0x21 or 0x22 ? 2 : property is 0x17 or 0x19 ? 1 : throw new InvalidDataException($"property {property}");
                int value = 0;
                foreach (byte one in packet.Slice(at, size))
                {
                    value = (value << 8) | one;
                }

                properties[property] = value;
                at += size;
            }

            return (flags, properties);
        }
    }
}
