namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Settings;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>How a record of the log becomes a TransactionEvent, and when it is let go.</summary>
    [TestClass]
    public class RecordDeliveryTests : OutboxStage
    {
        [TestMethod]
        public void Sends_a_record_as_a_TransactionEvent_and_releases_it_on_the_result_only()
        {
            Begin();
            _charger.Log.Offline = true;
            _charger.Begin(1234567);
            Accept();
            Assert.AreEqual(
                "[2,\"1-1\",\"TransactionEvent\",{\"eventType\":\"Started\",\"timestamp\":\"2023-11-14T22:13:20Z\","
                + "\"triggerReason\":\"MeterValuePeriodic\","
                + "\"seqNo\":0,\"offline\":true,\"transactionInfo\":{\"transactionId\":\"NC-0001-1\",\"chargingState\":\"Charging\"},"
                + "\"evse\":{\"id\":1,\"connectorId\":1},"
                + "\"meterValue\":[{\"timestamp\":\"2023-11-14T22:13:20Z\",\"sampledValue\":[{\"value\":1234.567,"
                + "\"context\":\"Transaction.Begin\",\"measurand\":\"Energy.Active.Import.Register\",\"unitOfMeasure\":{\"unit\":\"Wh\"}}]}]}]",
                _link.Last);
            Assert.AreEqual(1, _charger.Log.Owed);
            _link.Answer("{}");
            Step(0);
            Assert.AreEqual(0, _charger.Log.Owed);
            Assert.AreEqual(1L, _charger.Log.Released);
        }

        /// <summary>With the settings the station's name is lost, and a bill under another one would be nobody's: it waits.</summary>
        [TestMethod]
        public void Sends_no_record_while_the_settings_are_lost()
        {
            Begin();
            _flash.Write(SettingsStore.SlotA, new byte[20], 20);
            Open();
            _charger.Begin(1234567);
            Accept();
            Step(600);
            for (int i = 0; i < _link.Count; i++)
            {
                Assert.DoesNotContains("TransactionEvent", _link.Sent(i));
            }

            Assert.AreEqual(1, _charger.Log.Owed);
        }

        [TestMethod]
        public void Reads_nothing_again_and_again_behind_which_there_is_only_damage()
        {
            Begin();
            _charger.Charge(1);
            _charger.Rest();
            _flash.Content("bill.1")[LogRecord.Bytes + 40] ^= 1;
            _charger.Start();
            Open();
            Step(0);
            Step(0);
            int read = _flash.BytesRead;
            Step(0);
            Step(0);
            Assert.AreEqual(read, _flash.BytesRead);
        }

        [TestMethod]
        public void Sends_records_in_order_and_one_at_a_time()
        {
            Begin();
            _charger.Begin(0);
            _charger.End(10, StoppedReason.EVDisconnected);
            _charger.Begin(20);
            _charger.End(30, StoppedReason.Remote);
            Accept();
            for (int sequence = 1; sequence <= 4; sequence++)
            {
                Step(1);
                Assert.AreEqual("1-" + sequence.ToString(), _link.LastId);
                Assert.AreEqual(sequence + 1, _link.Count);
                _link.Answer("{}");
                Step(0);
            }

            Assert.AreEqual(0, _charger.Log.Owed);
            Assert.Contains("\"stoppedReason\":\"Remote\"", _link.Last);
        }

        [TestMethod]
        public void A_change_of_the_calibration_is_never_sent_and_holds_nothing_back()
        {
            Begin();
            _charger.Begin(0);
            for (int i = 1; i <= 12; i++)
            {
                _charger.Calibrate(i);
            }

            _charger.End(20, StoppedReason.EVDisconnected);
            _charger.Calibrate(13);
            Accept();
            Step(1);
            Assert.AreEqual("1-1", _link.LastId);
            _link.Answer("{}");
            for (int i = 0; i < 4; i++)
            {
                Step(1);
                Assert.DoesNotContains("gain", _link.Last);
            }

            Assert.AreEqual("1-2", _link.LastId);
            Assert.AreEqual(1, _charger.Log.Owed);
            _link.Answer("{}");
            Step(1);
            Assert.AreEqual(0, _charger.Log.Owed);
            Assert.AreEqual(2L, _charger.Log.Released);
            int sent = _link.Count;
            Step(1);
            Step(1);
            Assert.AreEqual(sent, _link.Count);
        }

        [TestMethod]
        public void A_record_keeps_its_id_after_a_reboot()
        {
            Begin();
            _charger.Begin(0);
            _charger.Start();
            Open();
            Accept();
            Assert.AreEqual("1-1", _link.LastId);
            _link.Answer("{}");
            Step(0);
            Assert.AreEqual("2-2", _link.LastId, "the end of the cut transaction");
        }

        [TestMethod]
        public void Sets_a_record_aside_after_three_refusals_and_goes_on()
        {
            Begin();
            _charger.Begin(0);
            _charger.End(10, StoppedReason.EVDisconnected);
            Accept();
            Refuse(9, 1);
            Refuse(59, 1);
            Assert.AreEqual("1-1", _link.LastId);
            _link.AnswerError();
            Step(0);
            Assert.AreEqual(1, _delivery.Aside.Count);
            Assert.Contains("SecurityEventNotification", _link.Last);
            _link.Answer("{}");
            Step(0);
            Assert.AreEqual("1-2", _link.LastId);
        }

        [TestMethod]
        public void A_record_refused_by_the_flash_is_sent_again_and_not_lost()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            _flash.Worn = true;
            _link.Answer("{}");
            Step(0);
            Assert.AreEqual(1, _charger.Log.Owed);
            _flash.Worn = false;
            Step(300);
            Assert.AreEqual("1-1", _link.LastId);
        }

        [TestMethod]
        public void Keeps_a_refused_record_once_when_the_power_goes_before_its_release()
        {
            Begin();
            _charger.Begin(0);
            RefuseThrice();
            Assert.AreEqual(AsideFile.HeaderBytes + AsideFile.EntryBytes, AsideBytes());
            _charger.Start();
            Open();
            RefuseThrice();
            Assert.AreEqual(AsideFile.HeaderBytes + AsideFile.EntryBytes, AsideBytes());
            Assert.AreEqual(1L, _charger.Log.Released);
        }

        [TestMethod]
        public void Dates_a_record_from_before_the_clock_was_set()
        {
            Begin();
            RecordWithoutClock();
            _clock.UtcMillis = 1795353724000;
            _clock.Quality = ClockQuality.Synchronised;
            _now = 100 * Second;
            _clock.NowMicros = _now;
            Accept();
            Assert.Contains("\"timestamp\":\"2026-11-22T13:20:34Z\"", _link.Last);
            Assert.DoesNotContains("customData", _link.Last);

            // And it leaves with the same bytes in whatever boot.
            string left = _link.Last;
            _charger.Start();
            Open();
            _clock.NowMicros = 0;
            Accept();
            Assert.AreEqual(left, _link.Last);
        }

        [TestMethod]
        public void Says_that_a_date_is_unknown_when_it_can_no_longer_be_known()
        {
            Begin();
            RecordWithoutClock();
            _charger.Start();
            Open();
            _clock.UtcMillis = 1795353724000;
            _clock.Quality = ClockQuality.Synchronised;
            Accept();
            Assert.Contains("\"customData\":{\"vendorId\":\"nanoCharger\",\"clock\":\"U\"}}]", _link.Last);
        }

        [TestMethod]
        public void A_transaction_of_a_card_names_it_and_the_backend_may_withdraw_it()
        {
            Begin();
            _authorisation.Present("DRIVER-1", GrantSource.Console, true, _now);
            TransactionEvent told = new TransactionEvent
            {
                Event = TransactionEventKind.Started,
                Trigger = TriggerReason.RemoteStart,
                State = ChargingState.Charging,
                Token = "DRIVER-1",
                Source = GrantSource.Backend,
                RemoteStartId = 7,
            };
            _charger.Log.Record(told);
            Accept();
            Assert.Contains("\"remoteStartId\":7}", _link.Last);
            Assert.Contains("\"idToken\":{\"idToken\":\"DRIVER-1\",\"type\":\"Central\"}", _link.Last);
            _link.Answer("{\"idTokenInfo\":{\"status\":\"Invalid\"}}");
            Step(0);
            Assert.IsFalse(_authorisation.Granted);
            Assert.AreEqual(0, _charger.Log.Owed);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("[3,\"1-1\"]")]
        [DataRow("[3,\"1-1\",{}")]
        [DataRow("[3,\"1-1\",{}]]")]
        [DataRow("[3,\"1-11\",{}]")]
        [DataRow("[3,\"1-\",{}]")]
        [DataRow("[5,\"1-1\",{}]")]
        [DataRow("[3,\"1-1\",[]]")]
        [DataRow("{\"3\":\"1-1\"}")]
        public void Nothing_but_the_answer_itself_releases_a_record(string message)
        {
            Begin();
            _charger.Begin(0);
            Accept();
            Assert.AreEqual("1-1", _link.LastId);
            _link.Arrive(message);
            Step(0);
            Assert.AreEqual(1, _charger.Log.Owed);
        }

        private static void Refuse(int silentSeconds, int moreSeconds)
        {
            int before = _link.Count;
            _link.AnswerError();
            Step(0);
            Step(silentSeconds);
            Assert.AreEqual(before, _link.Count, "the pause");
            Step(moreSeconds);
            Assert.AreEqual(before + 1, _link.Count, "behind the pause");
        }

        /// <summary>The first time the power goes after the record is kept and before it is released.</summary>
        private static void RefuseThrice()
        {
            Accept();
            if (_link.Last.IndexOf("SecurityEventNotification") >= 0)
            {
                _link.Answer("{}");
                Step(0);
            }

            Refuse(9, 1);
            Refuse(59, 1);
            _flash.CutAt = AsideBytes() == 0 ? _flash.Operations + 2 : 0;
            _link.AnswerError();
            try
            {
                Step(0);
            }
            catch (PowerCutException)
            {
                _flash.Restore();
            }
        }

        // One of the two names, or both.
        private static int AsideBytes()
        {
            byte[] a = _flash.Content(AsideFile.FileA);
            byte[] b = _flash.Content(AsideFile.FileB);
            return (a == null ? 0 : a.Length) + (b == null ? 0 : b.Length);
        }

        private static void RecordWithoutClock()
        {
            TransactionEvent told = new TransactionEvent
            {
                Event = TransactionEventKind.Started,
                Trigger = TriggerReason.CablePluggedIn,
                State = ChargingState.EVConnected,
                Micros = 10 * Second,
                UtcMillis = 10000,
                Quality = ClockQuality.Unknown,
            };
            _charger.Log.Record(told);
        }
    }
}
