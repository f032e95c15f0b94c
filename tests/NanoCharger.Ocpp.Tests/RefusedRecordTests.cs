namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Hal;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What becomes of a record that the backend answers with an error: no bill is given up for a fault that is not its own.</summary>
    [TestClass]
    public class RefusedRecordTests : RefusalStage
    {
        [TestMethod]
        [DataRow("InternalError")]
        [DataRow("GenericError")]
        [DataRow("NotImplemented")]
        [DataRow("NotSupported")]
        [DataRow("SecurityError")]
        [DataRow("RpcFrameworkError")]
        [DataRow("MessageTypeNotSupported")]
        [DataRow("SomethingOfTomorrow")]
        public void A_fault_of_the_backend_is_waited_for_however_often_and_all_is_billed_in_order(string code)
        {
            Begin();
            _charger.Begin(0);
            _charger.End(10, StoppedReason.EVDisconnected);
            _charger.Begin(20);
            Accept();
            for (int i = 0; i < 100; i++)
            {
                Error(code);
                Again("1-1", i == 0 ? 10 : i == 1 ? 60 : 300);
            }

            Assert.AreEqual(100, _delivery.Failures);
            Assert.AreEqual(0, _delivery.Aside.Count);
            Assert.AreEqual(3, _charger.Log.Owed);
            for (int sequence = 1; sequence <= 3; sequence++)
            {
                Assert.AreEqual("1-" + sequence.ToString(), _link.LastId);
                Take();
            }

            Assert.AreEqual(0, _charger.Log.Owed);
            Assert.AreEqual(0, _delivery.Failures);
        }

        [TestMethod]
        public void A_new_session_tries_at_once_and_only_a_taken_record_makes_the_pauses_short_again()
        {
            Begin();
            _charger.Begin(0);
            _charger.End(10, StoppedReason.EVDisconnected);
            Accept();
            Error("InternalError");
            Again("1-1", 10);
            Error("InternalError");
            Accept();
            Assert.AreEqual("1-1", _link.LastId, "at once");
            Error("InternalError");
            Again("1-1", 300);
            Take();
            Assert.AreEqual("1-2", _link.LastId);
            Error("InternalError");
            Again("1-2", 10);
        }

        [TestMethod]
        public void A_new_session_does_not_hurry_the_three_tries()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            Error(Violation);
            int sent = _link.Count;
            Accept();
            Assert.AreEqual(sent + 1, _link.Count, "BootNotification only");
            Step(10);
            Assert.AreEqual("1-1", _link.LastId);
        }

        [TestMethod]
        public void An_error_of_the_one_kind_between_two_of_the_other_does_not_count()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            Error(Violation);
            Again("1-1", 10);
            Error("InternalError");
            Again("1-1", 10);
            Error(Violation);
            Again("1-1", 60);
            Error("GenericError");
            Again("1-1", 60);
            Error("InternalError");
            Again("1-1", 300);
            Assert.AreEqual(0, _delivery.Aside.Count);
            Error(Violation);
            Assert.AreEqual(1, _delivery.Aside.Count);
        }

        [TestMethod]
        [DataRow("FormatViolation")]
        [DataRow("FormationViolation")]
        [DataRow("PropertyConstraintViolation")]
        [DataRow("OccurrenceConstraintViolation")]
        [DataRow("OccurenceConstraintViolation")]
        [DataRow("TypeConstraintViolation")]
        [DataRow("ProtocolError")]
        public void A_record_that_is_wrong_itself_is_set_aside_with_the_reason_and_the_backend_is_told_once(string code)
        {
            Begin();
            _charger.Begin(0);
            _charger.End(10, StoppedReason.EVDisconnected);
            _clock.UtcMillis = 1700000000000;
            _clock.Quality = ClockQuality.Synchronised;
            Accept();
            SetAside("1-1", code);
            Assert.AreEqual(1, _delivery.Aside.Count);
            Assert.AreEqual(code + ": T5 is 'used'", ReasonOf(1));
            Assert.Contains(
                "\"SecurityEventNotification\",{\"type\":\"RecordSetAside\",\"timestamp\":\"2023-11-14T22:13:20Z\",\"techInfo\":\"reason " + code
                + ": T5 is 'used'; transaction NC-0001-1, seqNo 0, set aside in all 1\"}]",
                _link.Last);
            Take();
            Assert.AreEqual("1-2", _link.LastId);
            Take();
            int sent = _link.Count;
            Step(60);
            Assert.AreEqual(sent, _link.Count, "told once");
            Assert.AreEqual(0, _charger.Log.Owed);
        }

        [TestMethod]
        public void What_is_set_aside_is_told_once_more_after_a_start()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            SetAside("1-1", Violation);
            _charger.Start();
            Open();
            Accept();
            Assert.Contains("set aside in all 1", _link.Last);
            Take();
            Assert.AreEqual("2-2", _link.LastId);
            Take();
            Accept();
            Assert.DoesNotContains("SecurityEvent", _link.Last);
        }

        [TestMethod]
        public void One_that_the_power_left_in_the_file_and_in_the_log_leaves_both_when_it_is_answered_for()
        {
            Begin();
            _charger.Begin(0);
            LogRecord record = new LogRecord();
            Assert.IsTrue(_charger.Log.TryReadNext(0, record));
            Assert.IsTrue(_delivery.Aside.TryKeep(record, new AsciiWriter(1)));
            _charger.Start();
            Open();
            Accept();
            Assert.Contains("set aside in all 1", _link.Last);
            Take();
            Assert.AreEqual("1-1", _link.LastId);
            Take();
            Assert.AreEqual(0, _delivery.Aside.Count);
            Assert.AreEqual("2-2", _link.LastId);
        }

        [TestMethod]
        public void A_backend_in_trouble_is_told_later_and_one_that_does_not_know_the_message_never()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            SetAside("1-1", Violation);
            Error("InternalError");
            int sent = _link.Count;
            Step(299);
            Assert.IsTrue(_link.Count == sent || _link.Last.IndexOf("SecurityEvent") < 0);
            TakeHeartbeats();
            Step(1);
            Assert.Contains("SecurityEvent", _link.Last);
            Error("NotImplemented");
            sent = _link.Count;
            Step(60);
            Assert.AreEqual(sent, _link.Count);
        }
    }
}
