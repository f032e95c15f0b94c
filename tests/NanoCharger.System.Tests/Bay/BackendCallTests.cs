using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using NanoCharger.Bay;
using NanoCharger.Mqtt;
using NanoCharger.System.Tests.Brokers;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.Networking;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    public sealed class BackendCallTests
    {
        private const string Down = "nanocharger/v1/NC-0001/dn";

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private const string Story = """
            { "until": 6, "timeline": [
                { "at": 4, "command": { "action": "GetVariables", "payload": { "n": 1 } } },
                { "at": 5, "broker": "down" },
                { "at": 5.5, "command": { "action": "Reset" } }
            ] }
            """;

        [Fact]
        public void A_call_from_the_scenario_reaches_the_firmware_after_a_seeded_time_and_is_lost_without_a_session()
        {
            using TestBroker broker = TestBroker.Start();
            (BayResult result, string trace, string received) = Play(broker);
            Assert.Equal("[2,\"bay-1\",\"GetVariables\",{\"n\":1}]", received);
            Assert.Contains("\"direction\":\"down\",\"kind\":\"call\",\"action\":\"GetVariables\",\"id\":\"bay-1\"}", trace);
            Assert.DoesNotContain("Reset", trace);
            Assert.True(result.Reproducible);
            Assert.Equal(trace, Play(broker).Trace);
        }

        [Fact]
        public void What_a_timer_of_the_backend_calls_for_reaches_the_firmware_after_a_seeded_time()
        {
            using TestBroker broker = TestBroker.Start();
            (BayResult result, string trace, string received) = Ring(broker, announced: true);
            Assert.Equal("[2,\"b-1\",\"Reset\",{}][2,\"b-2\",\"Reset\",{}]", received);
            Assert.True(result.Reproducible);
            Assert.Equal(trace, Ring(broker, announced: true).Trace);
            double[] at = Arrivals(trace);
            Assert.InRange(at[0], 3.02, 3.2);
            Assert.InRange(at[1], 4.52, 4.7);
        }

        [Fact]
        public void A_call_that_nobody_in_the_run_has_made_arrives_and_marks_the_run()
        {
            using TestBroker broker = TestBroker.Start();
            (BayResult result, _, string received) = Ring(broker, announced: false);
            Assert.StartsWith("[2,\"b-1\",\"Reset\",{}]", received);
            Assert.False(result.Reproducible);
        }

        [Fact]
        public void What_the_backend_calls_for_because_of_a_message_reaches_the_firmware_after_a_seeded_time()
        {
            using TestBroker broker = TestBroker.Start();
            (BayResult result, string trace, string received) = Answer(broker);
            Assert.Contains("[2,\"b-1\",\"Reset\",{}]", received);
            Assert.Contains("[3,\"1\",{}]", received);
            Assert.True(result.Reproducible);
            Assert.Equal(trace, Answer(broker).Trace);
        }

        /// <summary>A backend that calls 3 s after the start, and 1.5 s after that.</summary>
        private static (BayResult Result, string Trace, string Received) Ring(TestBroker broker, bool announced)
        {
            using BrokerClient backend = Connect(broker);
            ChargingBay? bay = null;
            int calls = 0;
            void Call(object? state)
            {
                calls++;
                Post(announced ? bay : null, backend, $"[2,\"b-{calls}\",\"Reset\",{{}}]");
            }

            bay = Bay(broker, out StringWriter trace, out StringBuilder received);
            using ITimer timer = bay.Clock.CreateTimer(Call, null, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1.5));
            using ITimer never = bay.Clock.CreateTimer(Call, null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
            never.Dispose();
            return (bay.Run(), trace.ToString(), received.ToString());
        }

        /// <summary>A backend that answers a call with one of its own, and then with the answer.</summary>
        private static (BayResult Result, string Trace, string Received) Answer(TestBroker broker)
        {
            using BrokerClient backend = Connect(broker);
            ChargingBay? bay = null;
            backend.MessageReceived += _ => ThreadPool.QueueUserWorkItem(_ =>
            {
                Post(bay, backend, "[2,\"b-1\",\"Reset\",{}]");
                Post(null, backend, "[3,\"1\",{}]");
            });
            backend.Subscribe("nanocharger/v1/NC-0001/up", 1, Patience);
            bay = Bay(broker, out StringWriter trace, out StringBuilder received, "[2,\"1\",\"Heartbeat\",{}]");
            return (bay.Run(), trace.ToString(), received.ToString());
        }

        private static BrokerClient Connect(TestBroker broker)
        {
            BrokerClient backend = new BrokerClient(new BrokerLogin("backend-" + Guid.NewGuid().ToString("N")));
            backend.Connect(broker.Host, broker.Port, Patience);
            return backend;
        }

        private static void Post(ChargingBay? announcedTo, BrokerClient backend, string frame)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(frame);
            announcedTo?.Announce(Down, bytes);
            backend.Publish(new BrokerMessage(Down, bytes, 1, false), Patience);
        }

        private static double[] Arrivals(string trace)
        {
            return trace.Split('\n').Where(line => line.Contains("\"action\":\"Reset\"", StringComparison.Ordinal))
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("t").GetDouble()).ToArray();
        }

        private static (BayResult Result, string Trace, string Received) Play(TestBroker broker)
        {
            ChargingBay bay = Bay(broker, out StringWriter trace, out StringBuilder received, story: Story);
            return (bay.Run(), trace.ToString(), received.ToString());
        }

        private static ChargingBay Bay(TestBroker broker, out StringWriter trace, out StringBuilder received, string? call = null, string story = "{ \"until\": 6, \"timeline\": [] }")
        {
            trace = new StringWriter();
            StringBuilder heard = new StringBuilder();
            received = heard;
            return new ChargingBay(new BayOptions
            {
                Scenario = Scenario.Parse(story, "test"),
                Firmware = FakeFirmware.Doing(firmware =>
                {
                    if (firmware.Turns == 10)
                    {
                        Connect(message => heard.Append(message), call);
                    }
                }),
                BrokerHost = broker.Host,
                BrokerPort = broker.Port,
                Trace = trace,
            });
        }

        private static void Connect(Action<string> received, string? call)
        {
            WifiNetworkHelper.ConnectDhcp("bay", "secret");
            MqttClient client = new MqttClient("broker.local") { ProtocolVersion = MqttProtocolVersion.Version_5 };
            client.MqttMsgPublishReceived += (_, e) => received(Encoding.UTF8.GetString(e.Message));
            client.Connect("NC-0001");
            client.Subscribe(["nanocharger/v1/NC-0001/dn"], [MqttQoSLevel.AtLeastOnce]);
            if (call is not null)
            {
                client.Publish("nanocharger/v1/NC-0001/up", Encoding.UTF8.GetBytes(call), null, new ArrayList(), MqttQoSLevel.AtLeastOnce, false);
            }
        }
    }
}
