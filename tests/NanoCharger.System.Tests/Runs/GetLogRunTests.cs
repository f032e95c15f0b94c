using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoCharger.Bay;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>A backend that has lost what it had is given it again by the station's log (GetLog).</summary>
    public sealed class GetLogRunTests
    {
        private const string Emptied = """{ "at": 250, "backend": "emptied" }""";

        [Fact]
        public void All_that_the_log_holds_is_there_again_each_once()
        {
            Played lost = Play.Text(TwoCharges(Emptied, until: 300));
            Assert.Equal(4, lost.Summary.Violations.Count(broken => broken.Contains("was billed 0 times", StringComparison.Ordinal)));

            using TestBroker broker = TestBroker.Start();
            using var listener = new Eavesdropper(broker);
            Played played = Play.This(Scenario.Parse(TwoCharges(Emptied + "," + GetLog(260), until: 330), "test.json"), broker: broker.Address);

            Assert.Empty(played.Summary.Violations);
            Assert.Equal(2, played.Summary.Transactions.Count);
            Assert.All(played.Summary.Transactions, told => Assert.True(told.Delivered && told.SignatureValid == true && told.Cost > 0));
            string[] frames = listener.All().ToArray();
            string[] records = frames.Where(IsRecord).ToArray();
            Assert.Equal(8, records.Length);
            Assert.Equal(records[..4], records[4..]);
            JsonElement[] told = CallsOf(frames, "LogStatusNotification");
            Assert.Equal(["Uploading", "Uploaded"], told.Select(call => call[3].GetProperty("status").GetString()));
            Assert.Equal(4, told[1][3].GetProperty("customData").GetProperty("sent").GetInt32());
        }

        [Fact]
        public void From_the_wished_record_on_and_beside_a_car_that_charges()
        {
            Played played = Play.Text(TwoCharges(
                Emptied + "," + GetLog(260, """, "customData": { "vendorId": "nanoCharger", "oldestRecord": 3 }""")
                + """, { "at": 262, "plug": {} }, { "at": 262, "draw": "offered" }, { "at": 263, "vehicle": "C" }, { "at": 330, "unplug": true }""",
                until: 380));

            string[] missing = played.Summary.Violations.Where(broken => broken.Contains("was billed 0 times", StringComparison.Ordinal)).ToArray();
            Assert.Equal(2, missing.Length);
            Assert.Contains("record 1 (message 1-1)", missing[0]);
            Assert.Contains("record 2 (message 1-2)", missing[1]);
            Assert.Equal(3, played.ContactorTimes(closed: true).Count);
        }

        [Theory]
        [InlineData(262)]
        [InlineData(271)]
        [InlineData(280.5)]
        [InlineData(290)]
        [InlineData(299.7)]
        public void A_power_cut_amid_it_loses_nothing_and_the_backend_asks_again(double at)
        {
            string cut = FormattableString.Invariant($$""", { "at": {{at}}, "power": "cut" }, { "at": {{at + 3}}, "power": "restore" }""");
            Played played = Play.Text(TwoCharges(Emptied + "," + GetLog(260) + cut + "," + GetLog(320, id: 8), until: 390));

            Assert.True(played.Summary.Reproducible);
            Assert.Empty(played.Summary.Violations);
            Assert.Empty(played.Summary.Owed);
            Assert.All(played.Summary.Transactions, told => Assert.True(told.Delivered));
        }

        [OcppSchemaFact]
        public void Wish_answer_and_news_of_it_are_valid_OCPP_2_0_1()
        {
            using TestBroker broker = TestBroker.Start();
            using var listener = new Eavesdropper(broker);
            string other = """, { "at": 262, "command": { "action": "GetLog", "payload": { "requestId": 9, "logType": "SecurityLog", "log": { "remoteLocation": "mqtt" } } } }""";
            Play.This(Scenario.Parse(TwoCharges(GetLog(255) + "," + GetLog(256, id: 8) + other, until: 300), "test.json"), broker: broker.Address);

            string[] frames = listener.All().ToArray();
            string[] answers = frames.Where(frame => frame.StartsWith("[3,\"bay-", StringComparison.Ordinal)).Select(PayloadOfAnswer).ToArray();
            Assert.Equal(["Accepted", "AcceptedCanceled", "Rejected"], answers.Select(answer => JsonDocument.Parse(answer).RootElement.GetProperty("status").GetString()));
            Assert.All(answers, answer => Assert.Empty(OcppSchemas.Errors("GetLogResponse", answer)));
            JsonElement[] told = CallsOf(frames, "LogStatusNotification");
            Assert.Equal(["Uploading", "AcceptedCanceled", "Uploading", "Uploaded"], told.Select(call => call[3].GetProperty("status").GetString()));
            Assert.All(told, call => Assert.Empty(OcppSchemas.Errors("LogStatusNotificationRequest", call[3].GetRawText())));
            Assert.Empty(OcppSchemas.Errors("GetLogRequest", Wish(7, """, "customData": { "vendorId": "nanoCharger", "oldestRecord": 3 }""")));
        }

        private static string Wish(int id, string more)
        {
            return FormattableString.Invariant($$"""{ "requestId": {{id}}, "logType": "DiagnosticsLog", "log": { "remoteLocation": "mqtt" }{{more}} }""");
        }

        private static string GetLog(double at, string more = "", int id = 7)
        {
            return FormattableString.Invariant($$"""{ "at": {{at}}, "command": { "action": "GetLog", "payload": {{Wish(id, more)}} } }""");
        }

        private static string TwoCharges(string more, double until)
        {
            return Stories.OneCharge(30, 100, until).Replace(
                """{"at": 100, "unplug": true}""",
                """{"at": 100, "unplug": true}, {"at": 120, "plug": {"cableAmps": 32}}, {"at": 120, "draw": "offered"}, {"at": 130, "vehicle": "C"}, {"at": 200, "unplug": true},""" + more,
                StringComparison.Ordinal);
        }

        private static bool IsRecord(string frame)
        {
            return frame.Contains("\"TransactionEvent\"", StringComparison.Ordinal) && frame.Contains("signedMeterValue", StringComparison.Ordinal);
        }

        private static string PayloadOfAnswer(string frame)
        {
            return JsonDocument.Parse(frame).RootElement[2].GetRawText();
        }

        private static JsonElement[] CallsOf(IEnumerable<string> frames, string action)
        {
            return frames.Select(frame => JsonDocument.Parse(frame).RootElement).Where(frame => frame[0].GetInt32() == 2 && frame[2].GetString() == action).ToArray();
        }
    }
}
