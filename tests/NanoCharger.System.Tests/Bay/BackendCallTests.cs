using System;
using System.IO;
using System.Text;
using NanoCharger.Bay;
using NanoCharger.System.Tests.Brokers;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.Networking;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    public sealed class BackendCallTests
    {
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

        private static (BayResult Result, string Trace, string Received) Play(TestBroker broker)
        {
            using StringWriter trace = new StringWriter();
            StringBuilder received = new StringBuilder();
            ChargingBay bay = new ChargingBay(new BayOptions
            {
                Scenario = Scenario.Parse(Story, "test"),
                Firmware = FakeFirmware.Doing(firmware =>
                {
                    if (firmware.Turns == 10)
                    {
                        Connect(message => received.Append(message));
                    }
                }),
                BrokerHost = broker.Host,
                BrokerPort = broker.Port,
                Trace = trace,
            });
            return (bay.Run(), trace.ToString(), received.ToString());
        }

        private static void Connect(Action<string> received)
        {
            WifiNetworkHelper.ConnectDhcp("bay", "secret");
            MqttClient client = new MqttClient("broker.local") { ProtocolVersion = MqttProtocolVersion.Version_5 };
            client.MqttMsgPublishReceived += (_, e) => received(Encoding.UTF8.GetString(e.Message));
            client.Connect("NC-0001");
            client.Subscribe(["nanocharger/v1/NC-0001/dn"], [MqttQoSLevel.AtLeastOnce]);
        }
    }
}
