namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What is billed leaves signed, with its own document, and as the same bytes whenever it leaves again.</summary>
    [TestClass]
    public class SignedOutboxTests : SignedOutboxStage
    {
        [TestMethod]
        public void A_record_with_a_document_waits_for_its_signature()
        {
            Begin();
            Record(TransactionEventKind.Started, DocumentForm.Begin);
            Accept();
            for (int i = 0; !_signer.Ready; i++)
            {
                Assert.IsTrue(i < MostSteps, "never signed");
                Step();
                Assert.AreEqual(1, _link.Count, "only the BootNotification");
                _signer.Step(_now);
            }

            Step();
            Assert.AreEqual("1-1", _link.LastId);
            Assert.Contains(Data, _link.Last);
        }

        [TestMethod]
        public void It_carries_exactly_its_document_and_the_public_key()
        {
            Begin();
            Record(TransactionEventKind.Started, DocumentForm.Begin);
            long ended = Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Accept();
            Deliver(1);
            Answer();
            Deliver(2);
            LogRecord record = new LogRecord();
            Assert.IsTrue(_log.TryReadNext(ended - 1, record));
            AsciiWriter expected = new AsciiWriter(OcppMessages.MaxBytes);
            expected.Put(Data);
            byte[] document = Alone(record);
            Base64.Write(expected, document, 0, document.Length);
            expected.Put("\",\"signingMethod\":\"\",\"encodingMethod\":\"OCMF\",\"publicKey\":\"");
            expected.Put(_keys.PublicText, 0, _keys.PublicText.Length);
            expected.Put("\"}");
            Assert.Contains(expected.ToString(), _link.Last);
            Assert.Contains("\"eventType\":\"Ended\"", _link.Last);
        }

        /// <summary>What a reading between begin and end was taken for (OCPP 2.0.1, ReadingContextEnumType), and what made it.</summary>
        [TestMethod]
        [DataRow((int)DocumentForm.Periodic, (int)TriggerReason.MeterValuePeriodic, "Sample.Periodic", "MeterValuePeriodic")]
        [DataRow((int)DocumentForm.IdlePeriodic, (int)TriggerReason.MeterValuePeriodic, "Sample.Periodic", "MeterValuePeriodic")]
        [DataRow((int)DocumentForm.Stopped, (int)TriggerReason.ChargingStateChanged, "Interruption.Begin", "ChargingStateChanged")]
        [DataRow((int)DocumentForm.Resumed, (int)TriggerReason.ChargingStateChanged, "Interruption.End", "ChargingStateChanged")]
        [DataRow((int)DocumentForm.Boundary, (int)TriggerReason.MeterValueClock, "Sample.Clock", "MeterValueClock")]
        public void A_reading_between_begin_and_end_says_what_it_was_taken_for(int form, int trigger, string context, string reason)
        {
            Begin();
            Record(TransactionEventKind.Started, DocumentForm.Begin);
            Record(TransactionEventKind.Updated, (DocumentForm)form, (TriggerReason)trigger);
            Accept();
            Deliver(1);
            Answer();
            Deliver(2);
            Assert.Contains("\"eventType\":\"Updated\"", _link.Last);
            Assert.Contains("\"context\":\"" + context + "\"", _link.Last);
            Assert.Contains("\"triggerReason\":\"" + reason + "\"", _link.Last);
            Assert.Contains(Data, _link.Last);
        }

        [TestMethod]
        public void A_record_without_a_document_needs_none_and_does_not_wait()
        {
            Begin();
            Record(TransactionEventKind.Started, DocumentForm.Begin);
            Record(TransactionEventKind.Ended, DocumentForm.None);
            Accept();
            Deliver(1);
            Answer();
            Step();
            Assert.AreEqual("1-2", _link.LastId);
            Assert.DoesNotContains("signedMeterValue", _link.Last);
        }

        [TestMethod]
        public void The_next_document_is_made_ahead_without_a_way_to_the_backend()
        {
            Begin();
            Record(TransactionEventKind.Started, DocumentForm.None);
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            for (int i = 0; i < MostSteps && !_signer.Ready; i++)
            {
                Step();
                _signer.Step(_now);
            }

            Assert.IsTrue(_signer.Ready);
            Assert.AreEqual(2L, _signer.Sequence);
            Assert.AreEqual(0, _link.Count);
        }

        [TestMethod]
        public void It_is_the_same_bytes_after_silence_and_in_a_new_session()
        {
            Begin();
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Accept();
            string first = Deliver(1);
            for (int i = 0; i < MostSteps; i++)
            {
                // Meanwhile the next one is signed.
                Step();
                _signer.Step(_now);
            }

            _now += 30 * Second;
            Step();
            Assert.AreEqual(3, _link.Count);
            Assert.AreEqual(first, _link.Last);
            _link.Disconnect();
            Step();
            _link.Connect();
            Step();
            Assert.AreEqual(4, _link.Count);
            Assert.AreEqual(first, _link.Last);
        }

        [TestMethod]
        public void It_is_the_same_bytes_after_a_power_cut_before_and_after_it_was_sent()
        {
            Begin();
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Accept();
            string first = Deliver(1);
            for (int boot = 2; boot <= 3; boot++)
            {
                Open();
                Accept();
                Assert.AreEqual(first, Deliver(1), "boot " + boot.ToString());
            }
        }

        [TestMethod]
        public void It_is_the_same_bytes_after_a_refusal()
        {
            Begin();
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Accept();
            string first = Deliver(1);
            for (int i = 0; i < MostSteps; i++)
            {
                Step();
                _signer.Step(_now);
            }

            _link.AnswerError();
            Step();
            _now += 10 * Second;
            Assert.AreEqual(first, Deliver(1));
        }

        [TestMethod]
        public void Three_refusals_set_it_aside_and_the_next_has_its_own_document()
        {
            Begin();
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Accept();
            string first = Deliver(1);
            for (int i = 0; i < 2; i++)
            {
                _link.AnswerError();
                Step();
                _now += 60 * Second;
                Assert.AreEqual(first, Deliver(1));
                Assert.AreEqual(0, _delivery.Aside.Count);
            }

            _link.AnswerError();
            Step();
            Assert.AreEqual(1, _delivery.Aside.Count);
            Step();
            Assert.Contains("SecurityEventNotification", _link.Last);
            _delivered = _link.Count;
            Answer();
            string second = Deliver(2);
            Assert.AreEqual("1-2", _link.LastId);
            LogRecord record = new LogRecord();
            Assert.IsTrue(_delivery.Aside.TryReadNext(0, record, null));
            Assert.AreEqual(1L, record.Sequence);
            Assert.AreEqual(1L, record.Pagination);
            Assert.IsFalse(DataOf(first) == DataOf(second), "each has its own");
            Assert.IsTrue(_log.TryReadNext(1, record));
            byte[] document = Alone(record);
            AsciiWriter expected = new AsciiWriter(Base64.Length(document.Length) + 1);
            Base64.Write(expected, document, 0, document.Length);
            Assert.AreEqual(expected.ToString(), DataOf(second));
        }

        /// <summary>The backend does not know the key yet: a night of bills waits for its operator, and none is put aside.</summary>
        [TestMethod]
        public void A_signature_that_is_refused_waits_for_ever_and_keeps_its_place()
        {
            Begin();
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Accept();
            string first = Deliver(1);
            for (int i = 0; i < 10; i++)
            {
                _link.AnswerError("SecurityError");
                Step();
                _now += 300 * Second;
                Step();
                if (_link.Count > _delivered && _link.LastId != "1-1")
                {
                    // A heartbeat went first.
                    _delivered = _link.Count;
                    Answer();
                }

                Assert.AreEqual(first, _link.Count > _delivered ? _link.Last : Deliver(1));
                _delivered = _link.Count;
            }

            Assert.AreEqual(0, _delivery.Aside.Count);
            Assert.AreEqual(2, _log.Owed);
        }

        /// <summary>Of (r, s) and (r, n - s), which hold alike, only the lower is written: 32 bytes of it are enough, without a sign byte.</summary>
        [TestMethod]
        public void Of_two_signatures_the_lower_one_is_written()
        {
            Begin();
            LogRecord record = new LogRecord();
            for (int i = 0; i < 16; i++)
            {
                Assert.IsTrue(_log.TryReadNext(Record(TransactionEventKind.Ended, DocumentForm.Receipt) - 1, record));
                byte[] document = Alone(record);
                string text = Ascii.Text(document, 0, document.Length);
                string der = text.Substring(text.IndexOf("\"SD\":\"") + 6);
                int lengthOfR = (Digit(der[6]) * 16) + Digit(der[7]);
                int s = 8 + (2 * lengthOfR);
                int lengthOfS = (Digit(der[s + 2]) * 16) + Digit(der[s + 3]);
                Assert.IsTrue(lengthOfS < 32 || (lengthOfS == 32 && Digit(der[s + 4]) < 8), der);
            }
        }

        [TestMethod]
        public void While_nothing_can_be_signed_the_record_stays_owed_and_nothing_passes_it()
        {
            Begin();
            _hmac.Wrong = new byte[32];
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            Record(TransactionEventKind.Ended, DocumentForm.None);
            Accept();
            for (int i = 0; i < MostSteps; i++)
            {
                Step();
                _signer.Step(_now);
            }

            Assert.AreEqual(1, _link.Count, "only the BootNotification");
            Assert.AreEqual(2, _log.Owed);
            _hmac.Wrong = null;
            _now += 10 * Second;
            Deliver(1);
            Assert.Contains(Data, _link.Last);
        }
    }
}
