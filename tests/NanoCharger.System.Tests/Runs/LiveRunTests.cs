using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using NanoCharger.Bay;
using NanoCharger.Mqtt;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>What flows is told on a topic of its own while it flows, and is nobody's debt.</summary>
    public sealed class LiveRunTests
    {
        private const string Down = """{ "at": 75, "broker": "down" }, { "at": 110, "broker": "up" },""";

        [Fact]
        public void Every_10_s_while_the_car_is_supplied_and_once_more_when_that_ends()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 30, unplugAt: 95, until: 140));

            double closed = Assert.Single(played.ContactorTimes(closed: true));
            double open = Assert.Single(played.ContactorTimes(closed: false));
            double[] told = Told(played);
            Assert.Equal((int)((open - closed) / 10.0) + 1, told.Length);
            Assert.InRange(told[0] - closed, 10, 10.5);
            Assert.All(told.Zip(told.Skip(1)).SkipLast(1), pair => Assert.InRange(pair.Second - pair.First, 10, 10.3));
            Assert.InRange(told[^1] - open, 0, 0.5);
            Assert.Empty(played.Summary.Violations);
        }

        [Fact]
        public void Nothing_while_the_broker_is_away_and_nothing_of_it_later()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 30, unplugAt: 400, until: 440, more: Down));

            double[] told = Told(played);
            double back = played.Events("link").Where(line => line.GetProperty("state").GetString() == "online").Last().GetProperty("t").GetDouble();

            // Pauses between attempts are drawn: up to 128 s by then.
            Assert.InRange(back, 110, 380);
            Assert.DoesNotContain(told, at => at > 75 && at < back);
            Assert.All(told.Zip(told.Skip(1)).SkipLast(1), pair => Assert.True(pair.Second - pair.First > 9.9));
            Assert.Contains(told, at => at > back && at < back + 3);
            Assert.Empty(played.Summary.Violations);
        }

        [Fact]
        public void Nothing_from_a_station_that_the_backend_has_not_accepted()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 30, unplugAt: 95, until: 140, head: "\"owed\": \"allowed\",", more: """{ "at": 0, "backend": "down" },"""));

            Assert.NotEmpty(played.ContactorTimes(closed: true));
            Assert.Empty(Told(played));
        }

        [OcppSchemaFact]
        public void Each_is_the_body_of_a_valid_MeterValuesRequest_at_QoS_0_and_the_last_has_no_power()
        {
            using TestBroker broker = TestBroker.Start();
            var heard = new List<BrokerMessage>();
            using BrokerClient client = Listen(broker, heard);
            string three = "\"mains\": { \"phases\": 3 },";
            Play.This(Scenario.Parse(Stories.OneCharge(readyAt: 30, unplugAt: 95, until: 140, head: three), "test.json"), broker: broker.Address);
            Assert.True(client.Publish(new BrokerMessage("nanocharger/v1/end/live", [], 1, false), TimeSpan.FromSeconds(10)));
            Assert.True(SpinWait.SpinUntil(() => Has(heard, "nanocharger/v1/end/live"), TimeSpan.FromSeconds(10)));

            List<BrokerMessage> live = heard.FindAll(message => message.Topic == "nanocharger/v1/NC-0001/live");
            Assert.True(live.Count > 5);
            Assert.All(live, message => Assert.Equal((0, false), (message.Qos, message.Retain)));
            Assert.All(live, message => Assert.Empty(OcppSchemas.Errors("MeterValuesRequest", Text(message))));
            Assert.InRange(Value(live[^2], "Power.Active.Import"), 20_000, 23_000);
            Assert.InRange(Value(live[^2], "Current.Import"), 30, 33);
            Assert.Equal(3, Samples(live[0]).Count(sample => sample.GetProperty("measurand").GetString() == "Current.Import"));
            Assert.Equal(0, Value(live[^1], "Power.Active.Import"));
            Assert.Equal(0, Value(live[^1], "Current.Import"));
            Assert.True(Value(live[^1], "Energy.Active.Import.Register") > Value(live[0], "Energy.Active.Import.Register"));
        }

        [MosquittoFact]
        public void A_seed_gives_the_same_trace_at_the_embedded_broker_and_at_a_mosquitto()
        {
            Scenario scenario = Scenario.Parse(Stories.OneCharge(readyAt: 30, unplugAt: 160, until: 200, more: Down), "test.json");
            using TestBroker mosquitto = TestBroker.Start(BrokerKind.Mosquitto);
            foreach (ulong seed in (ulong[])[1, 2])
            {
                Played embedded = Play.This(scenario, seed);
                Played real = Play.This(scenario, seed, mosquitto.Address);

                Assert.NotEmpty(Told(embedded));
                Assert.True(embedded.Summary.Reproducible && real.Summary.Reproducible);
                Assert.Equal(real.Trace, embedded.Trace);
            }
        }

        private static double[] Told(Played played)
        {
            return played.Events("message").Where(line => line.GetProperty("action").GetString() == "live").Select(line => line.GetProperty("t").GetDouble()).ToArray();
        }

        private static bool Has(List<BrokerMessage> heard, string topic)
        {
            lock (heard)
            {
                return heard.Exists(message => message.Topic == topic);
            }
        }

        private static string Text(BrokerMessage message)
        {
            return Encoding.UTF8.GetString(message.Payload);
        }

        private static IEnumerable<JsonElement> Samples(BrokerMessage message)
        {
            return JsonDocument.Parse(Text(message)).RootElement.GetProperty("meterValue")[0].GetProperty("sampledValue").EnumerateArray();
        }

        private static double Value(BrokerMessage message, string measurand)
        {
            return Samples(message).First(sample => sample.GetProperty("measurand").GetString() == measurand).GetProperty("value").GetDouble();
        }

        private static BrokerClient Listen(TestBroker broker, List<BrokerMessage> heard)
        {
            BrokerClient client = new(new BrokerLogin("looker-on"));
            client.MessageReceived += message =>
            {
                lock (heard)
                {
                    heard.Add(message);
                }
            };
            Assert.Equal(0, client.Connect(broker.Host, broker.Port, TimeSpan.FromSeconds(10)));
            client.Subscribe("nanocharger/v1/+/live", 1, TimeSpan.FromSeconds(10));
            return client;
        }
    }
}
