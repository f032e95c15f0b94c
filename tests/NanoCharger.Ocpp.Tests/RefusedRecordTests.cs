namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What becomes of a record that the backend answers with an error: no bill is given up for a fault that is not its own.</summary>
    [TestClass]
    public class RefusedRecordTests : OutboxStage
    {
        private const string Violation = "PropertyConstraintViolation";

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
            _charger.Checkpoint(10);
            _charger.End(20, StoppedReason.EVDisconnected);
            Accept();
            for (int i = 0; i < 100; i++)
            {
                Error(code);
                Again("1-2", i == 0 ? 10 : i == 1 ? 60 : 300);
            }

            Assert.AreEqual(100, _delivery.Failures);
            Assert.AreEqual(0, _delivery.Aside.Count);
            Assert.AreEqual(3, _charger.Log.Owed);
            for (int sequence = 2; sequence <= 4; sequence++)
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
            _charger.Checkpoint(10);
            Accept();
            Error("InternalError");
            Again("1-2", 10);
            Error("InternalError");
            Accept();
            Assert.AreEqual("1-2", _link.LastId, "at once");
            Error("InternalError");
            Again("1-2", 300);
            Take();
            Assert.AreEqual("1-3", _link.LastId);
            Error("InternalError");
            Again("1-3", 10);
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
            Assert.AreEqual("1-2", _link.LastId);
        }

        [TestMethod]
        public void An_error_of_the_one_kind_between_two_of_the_other_does_not_count()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            Error(Violation);
            Again("1-2", 10);
            Error("InternalError");
            Again("1-2", 10);
            Error(Violation);
            Again("1-2", 60);
            Error("GenericError");
            Again("1-2", 60);
            Error("InternalError");
            Again("1-2", 300);
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
            _charger.Checkpoint(10);
            _clock.UtcMillis = 1700000000000;
            _clock.Quality = ClockQuality.Synchronised;
            Accept();
            SetAside("1-2", code);
            Assert.AreEqual(1, _delivery.Aside.Count);
            Assert.AreEqual(code + ": T5 is 'used'", ReasonOf(2));
            Assert.Contains(
                "\"SecurityEventNotification\",{\"type\":\"RecordSetAside\",\"timestamp\":\"2023-11-14T22:13:20Z\",\"techInfo\":\"reason " + code
                + ": T5 is 'used'; transaction NC-0001-2, seqNo 0, set aside in all 1\"}]",
                _link.Last);
            Take();
            Assert.AreEqual("1-3", _link.LastId);
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
            SetAside("1-2", Violation);
            _charger.Start();
            Open();
            Accept();
            Assert.Contains("set aside in all 1", _link.Last);
            Take();
            Assert.AreEqual("2-4", _link.LastId);
            Take();
            Accept();
            Assert.DoesNotContains("SecurityEvent", _link.Last);
        }

        [TestMethod]
        public void A_backend_in_trouble_is_told_later_and_one_that_does_not_know_the_message_never()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            SetAside("1-2", Violation);
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

        [TestMethod]
        public void A_retry_sends_what_is_set_aside_again_first_and_in_order_and_lets_it_go_when_it_is_taken()
        {
            Begin();
            _charger.Begin(0);
            _charger.Checkpoint(10);
            _charger.Checkpoint(20);
            Accept();
            SetAside("1-2", Violation);
            Take();
            SetAside("1-3", Violation);
            Take();
            Assert.AreEqual("1-4", _link.LastId);
            Error("InternalError");
            Assert.AreEqual(2, _delivery.Retry());
            Step(0);
            Assert.AreEqual("1-2", _link.LastId);
            Assert.AreEqual(2, _delivery.Aside.Count, "kept until it is answered for");
            Take();
            Assert.AreEqual(1, _delivery.Aside.Count);
            Assert.AreEqual("1-3", _link.LastId);
            Error("InternalError");
            Again("1-3", 10);
            Take();
            Assert.AreEqual(0, _delivery.Aside.Count);
            Assert.IsTrue(_flash.Content(AsideFile.FileName) == null);
            Assert.AreEqual("1-4", _link.LastId);
            Take();
            Assert.AreEqual(0, _charger.Log.Owed);
            Assert.AreEqual(0, _delivery.Retry());
        }

        [TestMethod]
        public void A_record_refused_anew_stays_aside_with_the_new_reason_and_the_next_goes()
        {
            Begin();
            _charger.Begin(0);
            _charger.Checkpoint(10);
            Accept();
            SetAside("1-2", Violation);
            Take();
            SetAside("1-3", Violation);
            Take();
            _delivery.Retry();
            Step(0);
            SetAside("1-2", "FormatViolation");
            Take();
            Assert.AreEqual("1-3", _link.LastId);
            Take();
            Assert.AreEqual(1, _delivery.Aside.Count);
            Assert.Contains("FormatViolation", ReasonOf(2));
            int sent = _link.Count;
            Step(60);
            Assert.AreEqual(sent, _link.Count);
        }

        [TestMethod]
        public void A_full_file_keeps_the_record_owed()
        {
            Begin();
            LogRecord other = new LogRecord();
            AsciiWriter reason = new AsciiWriter(20);
            _charger.Begin(0);
            for (int i = 0; i < AsideFile.MaxEntries; i++)
            {
                other.Sequence = 100 + i;
                Assert.IsTrue(_delivery.Aside.TryKeep(other, reason));
            }

            Accept();
            Error(Violation);
            Again("1-2", 10);
            Error(Violation);
            Again("1-2", 60);
            Error(Violation);
            Again("1-2", 300);
            Assert.AreEqual(1, _charger.Log.Owed);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void Loses_no_bill_whatever_operation_the_power_goes_at(int cut)
        {
            bool finished = false;
            int operation = 0;
            while (!finished)
            {
                operation++;
                Begin();
                _charger.Begin(0);
                _charger.Checkpoint(10);
                _charger.End(20, StoppedReason.EVDisconnected);
                _flash.Cut = (PowerCut)cut;
                _flash.CutAt = _flash.Operations + operation;
                finished = RunUntilCut();
                _flash.Restore();
                _charger.Start();
                Open();
                Accept();
                _delivery.Retry();
                string got = DeliverAll();
                string when = "cut at operation " + operation.ToString() + ": " + got;
                Assert.IsTrue(finished || got.IndexOf("1-2 ") >= 0, when);
                Assert.IsTrue(finished || got.IndexOf("1-3 ") >= 0 || operation > 5, when);
                Assert.AreEqual(0, _delivery.Aside.Count, when);
                Assert.AreEqual(0, _delivery.Aside.Damaged, when);
                Assert.AreEqual(0, _charger.Log.Owed, when);
            }

            Assert.IsTrue(operation > 5, "the script must store something");
        }

        // Two set aside, the last taken, the first refused anew.
        private static bool RunUntilCut()
        {
            try
            {
                Accept();
                SetAside("1-2", Violation);
                Take();
                SetAside("1-3", Violation);
                Take();
                Take();
                _delivery.Retry();
                Step(0);
                SetAside("1-2", "FormatViolation");
                Take();
                Take();
                return true;
            }
            catch (PowerCutException)
            {
                return false;
            }
        }

        private static string DeliverAll()
        {
            string got = string.Empty;
            for (int i = 0; i < 20; i++)
            {
                got += _link.LastId + " ";
                _link.Answer("{}");
                Step(0);
            }

            return got;
        }

        private static void Take()
        {
            _link.Answer("{}");
            Step(0);
            Step(0);
        }

        private static void TakeHeartbeats()
        {
            while (_link.Last.IndexOf("Heartbeat") >= 0)
            {
                int sent = _link.Count;
                Take();
                if (_link.Count == sent)
                {
                    return;
                }
            }
        }

        private static void Error(string code)
        {
            _link.AnswerError(code, "T5 is \\\"used\\\"");
            Step(0);
        }

        // The record goes again behind the pause and not before; heartbeats may go.
        private static void Again(string id, int seconds)
        {
            Step(seconds - 1);
            Assert.IsTrue(_link.Last.IndexOf("Heartbeat") >= 0 || _link.LastId == id);
            int sent = _link.Count;
            TakeHeartbeats();
            Assert.IsTrue(_link.Last.IndexOf("Heartbeat") >= 0 || _link.Count == sent, "the pause");
            Step(1);
            TakeHeartbeats();
            Assert.AreEqual(id, _link.LastId, "behind the pause");
        }

        private static void SetAside(string id, string code)
        {
            Assert.AreEqual(id, _link.LastId);
            Error(code);
            Again(id, 10);
            Error(code);
            Again(id, 60);
            Error(code);
        }

        private static string ReasonOf(long sequence)
        {
            AsciiWriter reason = new AsciiWriter(AsideFile.MaxReasonLength);
            Assert.IsTrue(_delivery.Aside.TryReadNext(sequence - 1, new LogRecord(), reason));
            return reason.ToString();
        }
    }
}
