namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>What goes again by GetLog has the document that it had, or does not go.</summary>
    [TestClass]
    public class SignedLogUploadTests : SignedOutboxStage
    {
        private const string Wish = "{\"requestId\":7,\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"mqtt\"}";

        [TestMethod]
        public void It_is_signed_anew_to_the_same_bytes()
        {
            Begin();
            string first = Tell(1, TransactionEventKind.Started, DocumentForm.Begin);
            string second = Tell(2, TransactionEventKind.Ended, DocumentForm.Receipt);
            GetLog();
            Assert.AreEqual(first, Deliver(1));
            Answer();
            Assert.AreEqual(second, Deliver(2));
            Answer();
            Step();
            Assert.Contains("\"sent\":2,\"skipped\":0", _link.Last);
        }

        [TestMethod]
        public void One_of_a_key_that_was_replaced_does_not_go_with_a_document_of_the_new_one()
        {
            Begin();
            Tell(1, TransactionEventKind.Started, DocumentForm.Begin);
            Tell(2, TransactionEventKind.Ended, DocumentForm.Receipt);
            GetLog();
            Step();
            Assert.AreEqual(1L, _signer.Sequence);
            FakeKey.Store(_flash);
            _keys.GoOnFrom(2);
            FinishWithoutRecords();
            Assert.Contains("\"Uploaded\"", _link.Last);
            Assert.Contains("\"sent\":0,\"skipped\":2", _link.Last);
        }

        [TestMethod]
        public void What_comes_to_be_owed_has_the_signer_at_once_even_without_a_way_to_the_backend()
        {
            Begin();
            Tell(1, TransactionEventKind.Started, DocumentForm.Begin);
            GetLog();
            Step();
            Assert.AreEqual(1L, _signer.Sequence);
            _link.Disconnect();
            Step();
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Step();
            Assert.AreEqual(2L, _signer.Sequence);
        }

        /// <summary>Both need the signer, and what was set aside is still to be answered for.</summary>
        [TestMethod]
        public void What_was_set_aside_goes_before_it_when_somebody_wants_it_again()
        {
            Begin();
            Record(TransactionEventKind.Started, DocumentForm.Begin);
            Accept();
            string first = Deliver(1);
            for (int i = 0; i < 3; i++)
            {
                _link.AnswerError();
                Step();
                _now += 60 * Second;
                Assert.AreEqual(i == 2 ? 1 : 0, _delivery.Aside.Count);
                Assert.IsTrue(i == 2 || Deliver(1) == first);
            }

            Step();
            _delivered = _link.Count;
            Answer();
            string second = Tell(2, TransactionEventKind.Ended, DocumentForm.Receipt);
            GetLog(",\"customData\":{\"vendorId\":\"nanoCharger\",\"oldestRecord\":2}");
            Assert.AreEqual(1, _delivery.Retry());
            Assert.AreEqual(first, Deliver(1));
            Answer();
            Assert.AreEqual(0, _delivery.Aside.Count);
            Assert.AreEqual(second, Deliver(2), "and then the run");
            Answer();
            Step();
            Assert.Contains("\"sent\":1,\"skipped\":0", _link.Last);
        }

        private static string Tell(long sequence, TransactionEventKind kind, DocumentForm form)
        {
            Record(kind, form);
            if (sequence == 1)
            {
                Accept();
            }

            string told = Deliver(sequence);
            Answer();
            return told;
        }

        private static void GetLog(string more = "")
        {
            _link.Arrive("[2,\"x1\",\"GetLog\"," + Wish + more + "}]");
            Step();
            Assert.Contains("\"LogStatusNotification\"", _link.Last);
            _delivered = _link.Count;
            Answer();
        }

        private static void FinishWithoutRecords()
        {
            int sent = _link.Count;
            for (int i = 0; i < 10 && _link.Count == sent; i++)
            {
                Step();
                _signer.Step(_now);
            }
        }
    }
}
