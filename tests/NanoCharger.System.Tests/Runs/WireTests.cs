using System;
using System.Linq;
using System.Text.Json;
using NanoCharger.Bay;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>What a stranger at the broker sees.</summary>
    public sealed class WireTests
    {
        [OcppSchemaFact]
        public void Every_message_of_a_charge_is_valid_OCPP_2_0_1()
        {
            JsonElement[] calls = CallsOf(Scenario.BuiltIn("short")!);

            Assert.Contains(calls, call => call[2].GetString() == "TransactionEvent");
            foreach (JsonElement call in calls)
            {
                Assert.Empty(OcppSchemas.Errors(call[2].GetString() + "Request", call[3].GetRawText()));
            }
        }

        [Fact]
        public void Transaction_events_come_in_order_and_what_is_billed_with_the_ids_of_its_log_records()
        {
            JsonElement[] events = CallsOf(Scenario.BuiltIn("short")!).Where(call => call[2].GetString() == "TransactionEvent").ToArray();

            Assert.Equal(Enumerable.Range(0, events.Length), events.Select(call => call[3].GetProperty("seqNo").GetInt32()));
            Assert.Equal("Started", events[0][3].GetProperty("eventType").GetString());
            Assert.Equal("Ended", events[^1][3].GetProperty("eventType").GetString());
            Assert.All([events[0], events[^1]], call => Assert.True(IsSigned(call)));
            Assert.All(events, call => Assert.Matches(IsSigned(call) ? "^[0-9]+-[0-9]+$" : "^[0-9]+[.][0-9]+$", call[1].GetString()!));
            Assert.Single(events[1..^1], IsSigned);
        }

        private static bool IsSigned(JsonElement call)
        {
            return call[3].GetProperty("meterValue")[0].GetProperty("sampledValue")[0].TryGetProperty("signedMeterValue", out _);
        }

        /// <summary>It has no name yet: it speaks under its board's number.</summary>
        [Fact]
        public void A_raw_unit_tells_the_backend_what_is_missing()
        {
            JsonElement[] calls = CallsOf(Scenario.Parse("{ \"until\": 20, \"unit\": \"raw\", \"timeline\": [] }", "raw"));

            Assert.Matches("^[0-9A-F]{12}$", calls.Single(call => call[2].GetString() == "BootNotification")[3].GetProperty("chargingStation").GetProperty("serialNumber").GetString()!);
            JsonElement status = calls.Single(call => call[2].GetString() == "StatusNotification")[3];
            Assert.Equal("Unavailable", status.GetProperty("connectorStatus").GetString());
            Assert.Equal(
                "sells nothing before: station.id, maxAmps, cable.amps, market, calibration, self-test",
                status.GetProperty("customData").GetProperty("notCommissioned").GetString());
        }

        private static JsonElement[] CallsOf(Scenario scenario)
        {
            using TestBroker broker = TestBroker.Start();
            using var listener = new Eavesdropper(broker);
            Play.This(scenario, broker: broker.Address);
            return listener.All().Select(text => JsonDocument.Parse(text).RootElement).Where(frame => frame[0].GetInt32() == 2).ToArray();
        }
    }
}
