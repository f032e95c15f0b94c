using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoCharger.Bay;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>Who charges, and what the backend may command: card reader, firmware, broker and backend together.</summary>
    public sealed class AuthorisationRunTests
    {
        private const string AskBackend = "\"settings\": {\"auth.mode\": \"backend\"},";
        private const string Start = "{\"action\": \"RequestStartTransaction\", \"payload\": {\"remoteStartId\": 7, \"idToken\": {\"idToken\": \"DRIVER-1\", \"type\": \"Central\"}}}";
        private const string Stop = "{\"action\": \"RequestStopTransaction\", \"payload\": {\"transactionId\": \"NC-0001-1\"}}";

        [Fact]
        public void A_card_that_the_backend_accepts_charges_and_ends_it_again()
        {
            Played played = Charge("{\"at\": 80, \"token\": \"04AABBCC\"}, {\"at\": 150, \"token\": \"04AABBCC\"},", AskBackend);

            Assert.Empty(played.Summary.Violations);
            Assert.InRange(Assert.Single(played.ContactorTimes(closed: true)), 80.0, 84.0);
            Assert.InRange(Assert.Single(played.ContactorTimes(closed: false)), 150.0, 157.5);
            Assert.Equal("Local", Assert.Single(played.Summary.Transactions).StoppedReason);
            Assert.All(played.Records.Values.Where(record => record.Transaction != 0), record => Assert.Equal("04AABBCC", record.Token));
        }

        [Fact]
        public void A_card_that_the_backend_refuses_does_not_charge()
        {
            Played played = Charge("{\"at\": 80, \"token\": \"DEADBEEF\"},", AskBackend);

            Assert.Empty(played.Summary.Violations);
            Assert.Empty(played.ContactorTimes(closed: true));
            Assert.Empty(played.Summary.Transactions);
            Assert.Contains(played.Events("message"), line => line.GetProperty("action").GetString() == "Authorize");
        }

        [Fact]
        public void Nobody_charges_without_a_card()
        {
            Assert.Empty(Charge("", AskBackend).ContactorTimes(closed: true));
        }

        [Theory]
        [InlineData("refuse", "04AABBCC", false)]
        [InlineData("list", "04AABBCC", true)]
        [InlineData("list", "04DDEEFF", false)]
        [InlineData("all", "04DDEEFF", true)]
        public void Without_the_backend_the_policy_decides(string policy, string card, bool charges)
        {
            Played played = Charge(
                "{\"at\": 50, \"console\": \"token add 04AABBCC\"}, {\"at\": 60, \"broker\": \"down\"}, {\"at\": 80, \"token\": \"" + card + "\"},",
                "\"settings\": {\"auth.mode\": \"backend\", \"auth.offline\": \"" + policy + "\"},");

            Assert.Empty(played.Summary.Violations);
            Assert.Equal(charges ? 1 : 0, played.ContactorTimes(closed: true).Count);
        }

        [Fact]
        public void The_backend_starts_and_stops_a_transaction()
        {
            Played played = Charge("{\"at\": 80, \"command\": " + Start + "}, {\"at\": 150, \"command\": " + Stop + "},", AskBackend);

            Assert.Empty(played.Summary.Violations);
            Assert.InRange(Assert.Single(played.ContactorTimes(closed: true)), 80.0, 84.0);
            Assert.InRange(Assert.Single(played.ContactorTimes(closed: false)), 150.0, 157.5);
            Assert.Equal("Remote", Assert.Single(played.Summary.Transactions).StoppedReason);
            Assert.Equal(7, played.Records[1].RemoteStartId);
            Assert.Equal(TriggerReason.RemoteStart, played.Records[1].Trigger);
        }

        /// <summary>The words of the request stand in the begin's document; the backend's answer to the begin goes before them from then on.</summary>
        [Fact]
        public void A_remote_start_carries_its_price_into_begin_and_receipt()
        {
            string told = Start.Replace("\"remoteStartId\": 7", "\"remoteStartId\": 7, \"customData\": {\"vendorId\": \"nanoCharger\", \"tariff\": \"as agreed\"}");
            Played played = Charge("{\"at\": 80, \"command\": " + told + "}, {\"at\": 150, \"command\": " + Stop + "},", AskBackend);

            Assert.Empty(played.Summary.Violations);
            Assert.Equal("as agreed", played.Records[1].Tariff);
            LogRecord end = played.Records.Values.Single(record => record.Event == TransactionEventKind.Ended);
            Assert.Contains("EUR/kWh", end.Tariff);
            Assert.NotNull(Assert.Single(played.Summary.Transactions).Cost);
        }

        [Theory]
        [InlineData("pending", "free")]
        [InlineData("pending", "backend")]
        [InlineData("rejected", "free")]
        [InlineData("rejected", "backend")]
        public void A_station_that_the_backend_does_not_accept_sells_nothing_until_it_does(string answer, string mode)
        {
            string more = "{\"at\": 80, \"token\": \"04AABBCC\"}, {\"at\": 85, \"console\": \"authorise 04DDEEFF\"}, {\"at\": 95, \"power\": \"cut\"}, {\"at\": 96, \"wifi\": \"down\"},"
                + " {\"at\": 100, \"power\": \"restore\"}, {\"at\": 120, \"token\": \"04AABBCC\"}, {\"at\": 130, \"backend\": \"up\"}, {\"at\": 131, \"wifi\": \"up\"}, {\"at\": 280, \"token\": \"04AABBCC\"},";
            string text = Stories.OneCharge(readyAt: 40, unplugAt: 380, until: 400, more: "{\"at\": 60, \"broker\": \"up\"}," + more,
                head: "\"settings\": {\"auth.mode\": \"" + mode + "\", \"auth.offline\": \"all\", \"delay.max\": 0},")
                .Replace("\"timeline\": [", "\"timeline\": [{\"at\": 0, \"backend\": \"" + answer + "\"},");
            Played played = Play.Text(text);

            Assert.Empty(played.Summary.Violations);
            Assert.InRange(Assert.Single(played.ContactorTimes(closed: true)), mode == "free" ? 131.0 : 280.0, 330.0);
            Assert.Contains(played.Events("console"), line => line.GetProperty("line").GetString() == "refused: the backend has not accepted this station");
        }

        [Fact]
        public void A_charging_profile_reaches_the_pilot_within_10_s()
        {
            Played played = Charge("{\"at\": 100, \"command\": " + Stories.Profile("10") + "},", "");

            Assert.Empty(played.Summary.Violations);
            JsonElement duty = played.Events("duty").First(line => line.GetProperty("t").GetDouble() >= 100);
            Assert.InRange(duty.GetProperty("t").GetDouble(), 100.0, 110.0);
            Assert.Equal(10.0, duty.GetProperty("amps").GetDouble(), 1);
        }

        [OcppSchemaFact]
        public void Every_answer_to_a_command_is_valid_OCPP_2_0_1()
        {
            string[] commands = [Start, Stories.Profile("10"), Stories.Profile("-1"), "{\"action\": \"ClearChargingProfile\", \"payload\": {}}", Stop, Start,
                "{\"action\": \"ChangeAvailability\", \"payload\": {\"operationalStatus\": \"Inoperative\"}}", "{\"action\": \"GetReport\", \"payload\": {}}",
                "{\"action\": \"TriggerMessage\", \"payload\": {\"requestedMessage\": \"Heartbeat\"}}", "{\"action\": \"TriggerMessage\", \"payload\": {\"requestedMessage\": \"BootNotification\"}}",
                "{\"action\": \"GetVariables\", \"payload\": {\"getVariableData\": [" + Variable("maxAmps") + "," + Variable("wifi.passphrase") + "," + Variable("none") + "]}}",
                "{\"action\": \"SetVariables\", \"payload\": {\"setVariableData\": [" + Variable("maxAmps", "16") + "," + Variable("maxAmps", "160") + "]}}",
                "{\"action\": \"GetBaseReport\", \"payload\": {\"requestId\": 1, \"reportBase\": \"FullInventory\"}}", "{\"action\": \"Reset\", \"payload\": {\"type\": \"OnIdle\"}}"];
            string more = string.Concat(commands.Select((command, i) => "{\"at\": " + (80 + (8 * i)) + ", \"command\": " + command + "}, "));
            using TestBroker broker = TestBroker.Start();
            using var listener = new Eavesdropper(broker);
            Play.This(Scenario.Parse(Story(more, AskBackend), "test.json"), broker: broker.Address);
            IReadOnlyList<string> seen = listener.All();

            JsonElement[] answers = seen.Select(text => JsonDocument.Parse(text).RootElement)
                .Where(frame => frame[1].GetString()!.StartsWith("bay-", global::System.StringComparison.Ordinal)).ToArray();
            Assert.Equal([3, 3, 4, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3], answers.Select(frame => frame[0].GetInt32()));
            foreach (JsonElement answer in answers.Where(frame => frame[0].GetInt32() == 3))
            {
                string command = commands[int.Parse(answer[1].GetString()![4..], global::System.Globalization.CultureInfo.InvariantCulture) - 1];
                string action = JsonDocument.Parse(command).RootElement.GetProperty("action").GetString()!;
                Assert.Empty(OcppSchemas.Errors(action + "Response", answer[2].GetRawText()));
            }

            Assert.Equal("PropertyConstraintViolation", answers[2][2].GetString());
            Assert.Equal("NotImplemented", answers[7][2].GetString());
            JsonElement[] reports = seen.Select(text => JsonDocument.Parse(text).RootElement)
                .Where(frame => frame[0].GetInt32() == 2 && frame[2].GetString() == "NotifyReport").Select(frame => frame[3]).ToArray();
            Assert.All(reports, report => Assert.Empty(OcppSchemas.Errors("NotifyReportRequest", report.GetRawText())));
            Assert.Equal(Enumerable.Range(0, reports.Length), reports.Select(report => report.GetProperty("seqNo").GetInt32()));
            Assert.Equal(reports[..^1].Select(_ => true).Append(false), reports.Select(report => report.GetProperty("tbc").GetBoolean()));
        }

        private static string Variable(string name, string? value = null)
        {
            return "{" + (value is null ? "" : "\"attributeValue\": \"" + value + "\", ") + "\"component\": {\"name\": \"NanoCharger\"}, \"variable\": {\"name\": \"" + name + "\"}}";
        }

        private static Played Charge(string more, string head)
        {
            return Play.Text(Story(more, head));
        }

        private static string Story(string more, string head)
        {
            return Stories.OneCharge(readyAt: 40, unplugAt: 180, until: 200, more: more, head: head);
        }
    }
}
