namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What is set aside can be sent again, and no bill is lost on the way.</summary>
    [TestClass]
    public class RetryTests : RefusalStage
    {
        [TestMethod]
        public void A_retry_sends_what_is_set_aside_again_first_and_in_order_and_lets_it_go_when_it_is_taken()
        {
            Begin();
            _charger.Begin(0);
            _charger.End(10, StoppedReason.EVDisconnected);
            _charger.Begin(20);
            Accept();
            SetAside("1-1", Violation);
            Take();
            SetAside("1-2", Violation);
            Take();
            Assert.AreEqual("1-3", _link.LastId);
            Error("InternalError");
            Assert.AreEqual(2, _delivery.Retry());
            Step(0);
            Assert.AreEqual("1-1", _link.LastId);
            Assert.AreEqual(2, _delivery.Aside.Count, "kept until it is answered for");
            Take();
            Assert.AreEqual(1, _delivery.Aside.Count);
            Assert.AreEqual("1-2", _link.LastId);
            Error("InternalError");
            Again("1-2", 10);
            Take();
            Assert.AreEqual(0, _delivery.Aside.Count);
            Assert.IsTrue(_flash.Content(AsideFile.FileA) == null && _flash.Content(AsideFile.FileB) == null);
            Assert.AreEqual("1-3", _link.LastId);
            Take();
            Assert.AreEqual(0, _charger.Log.Owed);
            Assert.AreEqual(0, _delivery.Retry());
        }

        [TestMethod]
        public void A_record_refused_anew_stays_aside_with_the_new_reason_and_the_next_goes()
        {
            Begin();
            _charger.Begin(0);
            _charger.End(10, StoppedReason.EVDisconnected);
            Accept();
            SetAside("1-1", Violation);
            Take();
            SetAside("1-2", Violation);
            Take();
            _delivery.Retry();
            Step(0);
            SetAside("1-1", "FormatViolation");
            Take();
            Assert.AreEqual("1-2", _link.LastId);
            Take();
            Assert.AreEqual(1, _delivery.Aside.Count);
            Assert.Contains("FormatViolation", ReasonOf(1));
            int sent = _link.Count;
            Step(60);
            Assert.AreEqual(sent, _link.Count);
        }

        [TestMethod]
        public void A_full_file_keeps_the_record_owed()
        {
            Begin();
            LogRecord other = new LogRecord { Kind = LogRecordKind.Transaction };
            AsciiWriter reason = new AsciiWriter(20);
            _charger.Begin(0);
            for (int i = 0; i < AsideFile.MaxEntries; i++)
            {
                other.Sequence = 100 + i;
                Assert.IsTrue(_delivery.Aside.TryKeep(other, reason));
            }

            Accept();
            Error(Violation);
            Again("1-1", 10);
            Error(Violation);
            Again("1-1", 60);
            Error(Violation);
            Again("1-1", 300);
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
                _charger.End(10, StoppedReason.EVDisconnected);
                _charger.Begin(20);
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
                Assert.IsTrue(finished || got.IndexOf("1-1 ") >= 0, when);
                Assert.IsTrue(finished || got.IndexOf("1-2 ") >= 0 || operation >= 7, when + ", which is taken at the seventh");
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
                SetAside("1-1", Violation);
                Take();
                SetAside("1-2", Violation);
                Take();
                Take();
                _delivery.Retry();
                Step(0);
                SetAside("1-1", "FormatViolation");
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
    }
}
