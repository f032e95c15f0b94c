using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;
using NanoCharger.Broker;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>The backend between its brokers: a station is called where it was heard, and what its meter shows is there.</summary>
    public sealed class StationLinesTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

        [Fact]
        public async Task A_station_is_called_by_the_broker_by_which_it_was_heard_and_who_keeps_the_time_is_told_before()
        {
            using EmbeddedBroker first = EmbeddedBroker.Start(0);
            using EmbeddedBroker second = EmbeddedBroker.Start(0);
            ConcurrentQueue<string> order = new();
            using PaymentBackend backend = new(new BackendOptions
            {
                Port = first.Port,
                OtherBrokers = [new BrokerUrl("127.0.0.1", second.Port)],
                TimeProvider = new FakeTimeProvider(CallStage.Begin),
                Calling = (topic, frame) => order.Enqueue($"{topic} {Encoding.UTF8.GetString(frame)}"),
            });
            backend.Start();
            await backend.Engine.Write(context => KeyRegister.StationOf(context, "bay", 0, out _).Id > 0 ? context.SaveChanges() : 0);
            backend.Calls.Store("bay", StationWishes.Data("Blink", null, "test"));
            using BrokerClient elsewhere = new(new BrokerLogin("elsewhere"));
            using BrokerClient station = new(new BrokerLogin("bay"));
            using CountdownEvent came = new(2);
            bool astray = false;
            elsewhere.MessageReceived += _ => astray = true;
            station.MessageReceived += message =>
            {
                order.Enqueue("came " + Encoding.UTF8.GetString(message.Payload));
                came.Signal();
            };
            Connect(elsewhere, first);
            Connect(station, second);
            Assert.True(station.Publish(new BrokerMessage("nanocharger/v1/bay/up", Encoding.UTF8.GetBytes("""[2,"1","Heartbeat",{}]"""), 1, Retain: false), Patience));
            Assert.True(came.Wait(Patience));
            string[] seen = [.. order];
            Assert.StartsWith("nanocharger/v1/bay/dn [2,", seen[0]);
            Assert.Equal("came" + seen[0]["nanocharger/v1/bay/dn".Length..], seen[1]);
            Assert.StartsWith("came [3,\"1\",", seen[2]);
            Assert.False(astray);
        }

        [Fact]
        public void What_a_meter_shows_is_there_and_nowhere_in_the_database()
        {
            using EmbeddedBroker broker = EmbeddedBroker.Start(0);
            using PaymentBackend backend = new(new BackendOptions { Port = broker.Port });
            backend.Start();
            using BrokerClient station = new(new BrokerLogin("bay"));
            Connect(station, broker);
            byte[] body = Encoding.UTF8.GetBytes("""{"evseId":1,"meterValue":[{"timestamp":"2026-11-22T20:00:00Z","sampledValue":[{"value":7}]}]}""");
            Assert.True(station.Publish(new BrokerMessage("nanocharger/v1/bay/live", body, 0, Retain: false), Patience));
            Assert.True(SpinWait.SpinUntil(() => backend.LiveOf("bay") is not null, Patience));
            Assert.Equal(7m, Assert.Single(backend.LiveOf("bay")!.Values).Value);
            Assert.Null(backend.LiveOf("other"));
            using PlatformContext context = backend.Database.Context();
            Assert.Equal((0, 0, 0), (context.Stations.Count(), context.Events.Count(), context.Transactions.Count()));
        }

        private static void Connect(BrokerClient client, EmbeddedBroker broker)
        {
            Assert.Equal(0, client.Connect("127.0.0.1", broker.Port, Patience));
            client.Subscribe("nanocharger/v1/bay/dn", 1, Patience);
        }
    }
}
