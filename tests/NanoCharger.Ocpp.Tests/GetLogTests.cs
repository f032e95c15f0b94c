namespace NanoCharger.Ocpp.Tests
{
    using System.Collections;
    using nanoFramework.TestFramework;

    /// <summary>What GetLog asks for, and what it answers (OCPP 2.0.1, N01).</summary>
    [TestClass]
    public class GetLogTests : GetLogStage
    {
        [TestMethod]
        public void What_was_answered_for_goes_again_byte_for_byte_the_oldest_first()
        {
            BeginQuiet();
            ArrayList frames = Deliver(2);
            int operations = _flash.Operations;
            Assert.AreEqual("{\"status\":\"Accepted\",\"filename\":\"records/1-4\"}", Ask(7));
            ArrayList again = TakeAll();
            Assert.AreEqual(6, again.Count);
            Assert.Contains(Uploading + "7,\"customData\":{\"vendorId\":\"nanoCharger\",\"nextRecord\":1,\"lastRecord\":4,\"sent\":0,\"skipped\":0,\"refused\":0}}]", (string)again[0]);
            for (int i = 0; i < 4; i++)
            {
                Assert.AreEqual((string)frames[i], (string)again[i + 1]);
            }

            Assert.Contains(End("Uploaded", 7, "\"nextRecord\":5,\"lastRecord\":4,\"sent\":4,\"skipped\":0,\"refused\":0"), (string)again[5]);
            Assert.AreEqual(operations, _flash.Operations, "it writes nothing");
            Assert.AreEqual(4L, _charger.Log.Released);
            Assert.AreEqual(0, _charger.Log.Owed);
        }

        [TestMethod]
        public void From_the_wished_record_on()
        {
            BeginQuiet();
            ArrayList frames = Deliver(2);
            Assert.AreEqual("{\"status\":\"Accepted\",\"filename\":\"records/3-4\"}", Ask(7, From(3)));
            ArrayList again = TakeAll();
            Assert.AreEqual(4, again.Count);
            Assert.AreEqual((string)frames[2], (string)again[1]);
        }

        /// <summary>All readings of this log are of 2023-11-14T22:13:20Z.</summary>
        [TestMethod]
        [DataRow("\"oldestTimestamp\":\"2023-11-14T22:13:20Z\"", 2)]
        [DataRow("\"oldestTimestamp\":\"2023-11-14T22:13:21Z\"", 0)]
        [DataRow("\"latestTimestamp\":\"2023-11-15T00:13:20.000+02:00\"", 2)]
        [DataRow("\"latestTimestamp\":\"2023-11-14T22:13:19Z\"", 0)]
        public void Between_the_wished_dates(string wish, int records)
        {
            BeginQuiet();
            Deliver(1);
            Result("GetLog", "{\"requestId\":7,\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"mqtt\"," + wish + "}}");
            Assert.AreEqual(records + 2, TakeAll().Count);
            Assert.Contains("\"sent\":" + records.ToString() + ",\"skipped\":0,", _link.Last);
        }

        [TestMethod]
        public void Of_an_empty_log_there_is_no_file_and_the_end_follows_the_begin()
        {
            BeginQuiet();
            Assert.AreEqual("{\"status\":\"Accepted\"}", Ask(7));
            ArrayList told = TakeAll();
            Assert.AreEqual(2, told.Count);
            Assert.Contains("\"Uploaded\"", (string)told[1]);
        }

        [TestMethod]
        public void Of_a_log_that_owes_it_has_only_what_was_answered_for()
        {
            BeginQuiet();
            Deliver(1);
            _charger.Begin(50);
            Step(0);
            Assert.AreEqual("1-3", _link.LastId);
            int sent = _link.Count;
            Assert.AreEqual("{\"status\":\"Accepted\",\"filename\":\"records/1-2\"}", Ask(7));
            Assert.AreEqual(sent + 1, _link.Count, "and waits until the backend has answered for the rest");
            _link.Arrive("[3,\"1-3\",{}]");
            Step(0);
            Assert.Contains(Uploading + "7", _link.Last);
            Assert.AreEqual(4, TakeAll().Count);
        }

        [TestMethod]
        [DataRow("\"logType\":\"SecurityLog\",\"log\":{\"remoteLocation\":\"mqtt\"}", "UnsupportedParam", "logType")]
        [DataRow("\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"ftp://there\"}", "InvalidURL", "log.remoteLocation")]
        [DataRow("\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"mqtt\",\"oldestTimestamp\":\"2026-01-02T00:00:00Z\",\"latestTimestamp\":\"2026-01-01T00:00:00Z\"}", "InvalidValue", "log.latestTimestamp")]
        public void What_it_cannot_do_is_rejected_by_name(string wish, string code, string named)
        {
            BeginQuiet();
            Deliver(1);
            int sent = _link.Count;
            string answer = Result("GetLog", "{\"requestId\":7," + wish + "}");
            Assert.Contains("{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"" + code + "\",\"additionalInfo\":\"" + named + ": ", answer);
            Step(1);
            Assert.AreEqual(sent + 1, _link.Count, "and nothing follows");
        }

        [TestMethod]
        [DataRow("{\"requestId\":7,\"logType\":\"DiagnosticsLog\",\"log\":{}}", "OccurrenceConstraintViolation", "log.remoteLocation: missing")]
        [DataRow("{\"requestId\":7,\"log\":{\"remoteLocation\":\"mqtt\"}}", "OccurrenceConstraintViolation", "logType: missing")]
        [DataRow("{\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"mqtt\"}}", "OccurrenceConstraintViolation", "requestId: missing")]
        [DataRow("{\"requestId\":7,\"logType\":\"Log\",\"log\":{\"remoteLocation\":\"mqtt\"}}", "PropertyConstraintViolation", "logType")]
        [DataRow("{\"requestId\":7,\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"mqtt\",\"oldestTimestamp\":\"yesterday\"}}", "PropertyConstraintViolation", "log.oldestTimestamp: no date")]
        [DataRow("{\"requestId\":7,\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"mqtt\",\"latestTimestamp\":5}}", "TypeConstraintViolation", "log.latestTimestamp")]
        [DataRow("{\"requestId\":7,\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"mqtt\"},\"customData\":{\"vendorId\":\"nanoCharger\",\"oldestRecord\":0}}", "PropertyConstraintViolation", "customData.oldestRecord")]
        [DataRow("{\"requestId\":7,\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"mqtt\"},\"since\":1}", "FormatViolation", "since")]
        public void A_faulty_wish_is_answered_with_what_is_wrong_and_begins_nothing(string wish, string code, string named)
        {
            BeginQuiet();
            Deliver(1);
            int sent = _link.Count;
            string answer = Call("GetLog", wish);
            Assert.Contains("[4,\"x1\",\"" + code + "\",\"", answer);
            Assert.Contains(named, answer);
            Step(1);
            Assert.AreEqual(sent + 1, _link.Count);
        }

        [TestMethod]
        public void The_note_of_another_vendor_names_no_record_of_ours()
        {
            BeginQuiet();
            Deliver(1);
            Assert.Contains("records/1-2", Ask(7, ",\"retries\":2,\"retryInterval\":5,\"customData\":{\"vendorId\":\"other\",\"oldestRecord\":2}"));
        }

        [TestMethod]
        public void The_same_wish_again_is_the_same_run_and_another_one_takes_its_place()
        {
            BeginQuiet();
            ArrayList frames = Deliver(2);
            Ask(7);
            Take();
            Take();
            Assert.AreEqual("1-2", _link.LastId);
            int sent = _link.Count;
            Assert.AreEqual("{\"status\":\"Accepted\",\"filename\":\"records/1-4\"}", Ask(7));
            Step(1);
            Assert.AreEqual(sent + 1, _link.Count, "it goes on where it was");
            Assert.AreEqual("{\"status\":\"AcceptedCanceled\",\"filename\":\"records/1-4\"}", Ask(8));
            Assert.Contains("\"LogStatusNotification\",{\"status\":\"AcceptedCanceled\",\"requestId\":7}]", _link.Last);
            _link.Arrive("[3,\"1-2\",{}]");
            ArrayList again = TakeAll();
            Assert.AreEqual(7, again.Count);
            Assert.Contains(Uploading + "8", (string)again[1]);
            Assert.AreEqual((string)frames[0], (string)again[2], "from the begin");
            Assert.Contains("\"sent\":4,", (string)again[6]);
        }

        [TestMethod]
        public void Who_is_not_accepted_sends_nothing_and_says_so()
        {
            Begin();
            Connect("Pending");
            Assert.Contains("\"reasonCode\":\"CSNotAccepted\"", Ask(7));
        }

        [TestMethod]
        public void A_trigger_tells_how_it_stands()
        {
            const string Trigger = "{\"requestedMessage\":\"LogStatusNotification\"}";
            BeginQuiet();
            Deliver(1);
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("TriggerMessage", Trigger));
            Assert.Contains("\"LogStatusNotification\",{\"status\":\"Idle\"}]", _link.Last);
            Take();
            Ask(7);
            Take();
            Assert.AreEqual("1-1", _link.LastId);
            Result("TriggerMessage", Trigger);
            _link.Arrive("[3,\"1-1\",{}]");
            Step(0);
            Assert.Contains(Uploading + "7,\"customData\":{\"vendorId\":\"nanoCharger\",\"nextRecord\":2,", _link.Last);
            TakeAll();
            Result("TriggerMessage", Trigger);
            Assert.Contains("\"LogStatusNotification\",{\"status\":\"Idle\"}]", _link.Last);
        }
    }
}
