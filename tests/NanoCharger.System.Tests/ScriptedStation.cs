using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NanoCharger.Mqtt;
using NanoCharger.System.Tests.Brokers;

namespace NanoCharger.System.Tests
{
    /// <summary>A station that says what a test tells it to: OCPP-J frames over a real broker, without any firmware.</summary>
    public sealed class ScriptedStation : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly BrokerClient _client;
        private readonly BlockingCollection<string> _answers = new();
        private readonly string _name;
        private int _lastId;

        /// <summary>Connects and listens for answers; its will tells "offline".</summary>
        public ScriptedStation(TestBroker broker, string name)
        {
            _name = name;
            _client = new BrokerClient(new BrokerLogin(name) { Will = new BrokerMessage($"nanocharger/v1/{name}/state", [.. "offline"u8], 1, true) });
            _client.MessageReceived += message => _answers.Add(Encoding.UTF8.GetString(message.Payload));
            _client.Connect(broker.Host, broker.Port, Patience);
            _client.Subscribe($"nanocharger/v1/{name}/dn", 1, Patience);
        }

        /// <summary>Sends a frame as it is; when this returns the broker has it, and has passed it on to whom it will.</summary>
        public void Send(ReadOnlySpan<byte> frame)
        {
            Publish($"nanocharger/v1/{_name}/up", frame, retain: false);
        }

        /// <summary>Sends a frame as it is and returns the next answer.</summary>
        public string Ask(string frame)
        {
            Send(Encoding.UTF8.GetBytes(frame));
            return NextAnswer();
        }

        /// <summary>The next answer that has come or comes.</summary>
        public string NextAnswer()
        {
            return _answers.TryTake(out string? answer, Patience) ? answer : throw new TimeoutException("The backend does not answer.");
        }

        /// <summary>Makes a call and returns the payload of its result; a CALLERROR fails the test.</summary>
        public string Call(string action, string payload)
        {
            string id = $"test-{++_lastId}";
            using JsonDocument answer = JsonDocument.Parse(Ask($"[2,\"{id}\",\"{action}\",{payload}]"));
            if (answer.RootElement[0].GetInt32() != 3 || answer.RootElement[1].GetString() != id)
            {
                throw new InvalidOperationException("not the result of the call: " + answer.RootElement.GetRawText());
            }

            return answer.RootElement[2].GetRawText();
        }

        /// <summary>Publishes the station's retained state.</summary>
        public void Report(string state)
        {
            Publish($"nanocharger/v1/{_name}/state", Encoding.UTF8.GetBytes(state), retain: true);
        }

        /// <summary>Loses power: the broker publishes the will.</summary>
        public void LosePower()
        {
            _client.Drop();
        }

        /// <summary>Ends the connection.</summary>
        public void Dispose()
        {
            _client.Dispose();
        }

        /// <summary>A TransactionEvent with the register in Wh as our stations send it.</summary>
        public static string Event(string transaction, int sequence, string type, string timestamp, decimal registerWattHours)
        {
            string context = type switch
            {
                "Started" => "Transaction.Begin",
                "Ended" => "Transaction.End",
                _ => "Sample.Periodic",
            };
            string reason = type == "Ended" ? ",\"stoppedReason\":\"EVDisconnected\"" : "";
            string register = registerWattHours.ToString(CultureInfo.InvariantCulture);
            return $$$"""
                {"eventType":"{{{type}}}","timestamp":"{{{timestamp}}}","triggerReason":"ChargingStateChanged","seqNo":{{{sequence}}},
                "transactionInfo":{"transactionId":"{{{transaction}}}"{{{reason}}}},"evse":{"id":1,"connectorId":1},
                "meterValue":[{"timestamp":"{{{timestamp}}}","sampledValue":[{"value":{{{register}}},"context":"{{{context}}}",
                "measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}}]}]}
                """;
        }

        private void Publish(string topic, ReadOnlySpan<byte> payload, bool retain)
        {
            if (!_client.Publish(new BrokerMessage(topic, payload.ToArray(), 1, retain), Patience))
            {
                throw new TimeoutException("The broker does not acknowledge.");
            }
        }
    }
}
