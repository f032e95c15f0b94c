using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using NanoCharger.Backend;
using Xunit;

namespace NanoCharger.System.Tests.Payments
{
    /// <summary>What the payment backend answers, and what it refuses: calls, frames, what is no frame.</summary>
    public sealed class FrameTests : IDisposable
    {
        private readonly BackendStage _stage = new();

        public void Dispose()
        {
            _stage.Dispose();
        }

        [Theory]
        [InlineData("""[2,"a","Reset",{}]""", "a", "NotImplemented")]
        [InlineData("""[2,"a","Heartbeat"]""", "a", "FormatViolation")]
        [InlineData("""[2,"a","Heartbeat",{},1]""", "a", "FormatViolation")]
        [InlineData("""[2,"a",7,{}]""", "a", "FormatViolation")]
        [InlineData("""[2,"a","Heartbeat",[]]""", "a", "FormatViolation")]
        [InlineData("""["2","a","Heartbeat",{}]""", "a", "FormatViolation")]
        [InlineData("""[9,"a","Heartbeat",{}]""", "a", "MessageTypeNotSupported")]
        [InlineData("""[2,"a","StatusNotification",{}]""", "a", "OccurrenceConstraintViolation")]
        [InlineData("""[2,"a","BootNotification",{"reason":"PowerUp","chargingStation":{"model":1}}]""", "a", "TypeConstraintViolation")]
        [InlineData("""[2,"a","TransactionEvent",{"eventType":"Paused"}]""", "a", "PropertyConstraintViolation")]
        [InlineData("""[2,"a","TransactionEvent",{"eventType":"\ud800"}]""", "a", "PropertyConstraintViolation")]
        public void A_faulty_call_is_answered_with_what_is_wrong(string frame, string id, string code)
        {
            string answer = _stage.Station.Ask(frame);
            Assert.StartsWith($"[4,\"{id}\",\"{code}\",\"", answer);
            Assert.EndsWith(",{}]", answer);
            _stage.Station.Call("Heartbeat", "{}");
            Assert.Equal(1, _stage.Backend.RefusedCalls);
        }

        [Theory]
        [InlineData("\"seqNo\":0", "\"seqNo\":-1", "PropertyConstraintViolation")]
        [InlineData("\"seqNo\":0", "\"seqNo\":0.5", "TypeConstraintViolation")]
        [InlineData("\"seqNo\":0,", "", "OccurrenceConstraintViolation")]
        [InlineData("\"T1\"", "\"\"", "PropertyConstraintViolation")]
        [InlineData("\"T1\"", "\"1234567890123456789012345678901234567\"", "PropertyConstraintViolation")]
        [InlineData("18:00:00Z", "18:00:00", "PropertyConstraintViolation")]
        [InlineData("18:00:00Z", "25:00:00Z", "PropertyConstraintViolation")]
        [InlineData("1234.567", "-1", "PropertyConstraintViolation")]
        [InlineData("1234.567", "1e400", "PropertyConstraintViolation")]
        [InlineData("1234.567", "\"1\"", "TypeConstraintViolation")]
        [InlineData("\"Wh\"", "\"Wh\",\"multiplier\":10", "PropertyConstraintViolation")]
        [InlineData("\"Wh\"", "\"V\"", "PropertyConstraintViolation")]
        [InlineData("[{\"timestamp\"", "[1,{\"timestamp\"", "TypeConstraintViolation")]
        public void A_faulty_event_is_refused_and_stores_nothing(string sound, string faulty, string code)
        {
            string payload = ScriptedStation.Event("T1", 0, "Started", BackendStage.At1800, 1234.567m).Replace(sound, faulty, StringComparison.Ordinal);
            Assert.StartsWith($"[4,\"1-1\",\"{code}\",", _stage.Station.Ask($"[2,\"1-1\",\"TransactionEvent\",{payload}]"));
            Assert.Empty(_stage.Backend.Transactions());
        }

        [Fact]
        public void Frames_without_an_id_are_counted_and_leave_no_trace()
        {
            string[] frames =
            [
                "", "{}", "[", "[]", "[2]", """[2,5,"Heartbeat",{}]""", """[2,"","Heartbeat",{}]""", """[2,"a","B",{"x":1,"x":2}]""",
            ];
            foreach (string frame in frames)
            {
                _stage.Station.Send(Encoding.UTF8.GetBytes(frame));
            }

            _stage.Station.Send([(byte)'[', 0xff, 0xfe]);
            _stage.Station.Send(new byte[65_000]);
            _stage.Station.Call("Heartbeat", "{}");
            Assert.Equal(frames.Length + 2, _stage.Backend.MalformedFrames);
        }

        [Fact]
        public void Ten_thousand_damaged_frames_do_not_stop_it()
        {
            const int seed = 20261122;
            Random random = new(seed);
            byte[] sound = Encoding.UTF8.GetBytes($"[2,\"1-1\",\"TransactionEvent\",{BackendStage.Charge("T1")[0].Payload}]");
            for (int number = 0; number < 10_000; number++)
            {
                byte[] damaged = sound[..random.Next(sound.Length / 2, sound.Length + 1)];
                for (int fault = random.Next(1, 4); fault > 0; fault--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                _stage.Station.Send(damaged);
            }

            _stage.Station.Send("[2,\"last\",\"Heartbeat\",{}]"u8);
            string answer;
            do
            {
                answer = _stage.Station.NextAnswer();
            }
            while (!answer.StartsWith("[3,\"last\"", StringComparison.Ordinal));
            Assert.True(_stage.Backend.MalformedFrames > 5_000, $"seed {seed}: {_stage.Backend.MalformedFrames} malformed");
        }

        [OcppSchemaFact]
        public void All_answers_are_valid_by_the_schemas()
        {
            (string Action, string Payload)[] calls =
            [
                ("BootNotification", """{"reason":"PowerUp","chargingStation":{"model":"nanoCharger","vendorName":"house"}}"""),
                ("Heartbeat", "{}"),
                ("Authorize", """{"idToken":{"idToken":"04AABB","type":"ISO14443"}}"""),
                ("StatusNotification", Status),
                ("SecurityEventNotification", SetAside),
                .. BackendStage.Charge("T1").Select(part => ("TransactionEvent", part.Payload)),
            ];
            foreach ((string action, string payload) in calls)
            {
                Assert.Empty(OcppSchemas.Errors(action + "Request", payload));
                Assert.Empty(OcppSchemas.Errors(action + "Response", _stage.Station.Call(action, payload)));
            }

            Assert.NotEmpty(OcppSchemas.Errors("HeartbeatResponse", "{}"));
        }

        [Fact]
        public void Boot_and_heartbeat_are_answered_with_the_given_clock()
        {
            string boot = _stage.Station.Call(
                "BootNotification", """{"reason":"PowerUp","chargingStation":{"model":"nanoCharger","vendorName":"house"}}""");
            Assert.Equal("""{"currentTime":"2026-11-22T17:00:00.000Z","interval":300,"status":"Accepted"}""", boot);
            Assert.Equal("""{"currentTime":"2026-11-22T17:00:00.000Z"}""", _stage.Station.Call("Heartbeat", "{}"));
            Assert.Equal("{}", _stage.Station.Call("StatusNotification", Status));
        }

        [Fact]
        public void A_record_that_a_station_set_aside_is_told_to_the_log()
        {
            Assert.Equal("{}", _stage.Station.Call("SecurityEventNotification", SetAside));
            Assert.Contains(_stage.Log, line => line.Contains("security event RecordSetAside: reason FormatViolation", StringComparison.Ordinal));
        }

        [Theory]
        [InlineData("04AABB", """{"idTokenInfo":{"status":"Accepted","personalMessage":{"format":"ASCII","content":"night 0.39 EUR/kWh 0.50 start 0.02 a min + 19 % tax"}}}""")]
        [InlineData("DEADBEEF", """{"idTokenInfo":{"status":"Unknown"}}""")]
        public void A_token_is_judged_by_the_options_and_told_the_price(string token, string expected)
        {
            string answer = _stage.Station.Call("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}""");
            Assert.Equal(expected, answer.Replace("\\u002B", "+", StringComparison.Ordinal));
        }

        [Fact]
        public void A_station_that_loses_power_is_seen_offline()
        {
            _stage.Station.Report("online");
            _stage.WaitForLog("bay: state online");
            Assert.Equal("online", _stage.Backend.StationState("bay"));
            _stage.Station.LosePower();
            _stage.WaitForLog("bay: state offline");
            Assert.Equal("offline", _stage.Backend.StationState("bay"));
        }

        // As the firmware's tests have it.
        private static string SetAside =>
            $$$"""{"type":"RecordSetAside","timestamp":"{{{BackendStage.At1800}}}","techInfo":"reason FormatViolation: T5 is 'used'; transaction NC-0001-2, seqNo 0, set aside in all 1","customData":{"vendorId":"nanoCharger","clock":"U"}}""";

        private static string Status =>
            $$"""{"timestamp":"{{BackendStage.At1800}}","connectorStatus":"Available","evseId":1,"connectorId":1}""";
    }
}
