namespace NanoCharger.Ocpp.Tests
{
    using System.Collections;
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Settings;
    using NanoCharger.Records.SessionLog;
    using nanoFramework.TestFramework;

    /// <summary>What goes again by GetLog takes nothing from what is owed, and nothing that happens to it changes the log.</summary>
    [TestClass]
    public class LogUploadTests : GetLogStage
    {
        [TestMethod]
        public void A_record_that_comes_to_be_owed_does_not_wait_for_the_answer_to_one_that_is_not()
        {
            BeginQuiet();
            Deliver(2);
            Ask(7);
            Take();
            Take();
            Assert.AreEqual("1-2", _link.LastId);
            _charger.Begin(100);
            Step(0);
            Assert.AreEqual("1-5", _link.LastId);
            _link.Arrive("[3,\"1-2\",{}]");
            Step(0);
            Assert.AreEqual(1, _charger.Log.Owed, "the late answer is to another call");
            ArrayList rest = TakeAll();
            Assert.AreEqual(5L, _charger.Log.Released);
            Assert.AreEqual(5, rest.Count, "1-5, then 1-2 again, 1-3, 1-4, and the end; 1-5 itself is none of the run's");
            Assert.Contains("[2,\"1-2\"", (string)rest[1]);
            Assert.Contains("\"sent\":4,\"skipped\":0,\"refused\":0", (string)rest[4]);
        }

        [TestMethod]
        public void A_card_does_not_wait_for_it()
        {
            BeginQuiet();
            Deliver(1);
            Ask(7);
            Take();
            Assert.AreEqual("1-1", _link.LastId);
            _authorisation.Present("04A1B2C3", GrantSource.Card, true, _now);
            Step(0);
            Assert.Contains("\"Authorize\"", _link.Last);
            _link.Answer("{\"idTokenInfo\":{\"status\":\"Accepted\"}}");
            Step(0);
            Assert.IsTrue(_authorisation.Granted);
            Assert.AreEqual("1-1", _link.LastId);
        }

        [TestMethod]
        public void A_record_that_the_backend_refuses_is_counted_and_nothing_becomes_of_it()
        {
            BeginQuiet();
            Deliver(2);
            int operations = _flash.Operations;
            Ask(7);
            Take();
            for (int record = 1; record <= 4; record++)
            {
                Assert.AreEqual("1-" + record.ToString(), _link.LastId);
                _link.AnswerError(record == 2 ? "PropertyConstraintViolation" : "FormatViolation");
                Step(0);
                Step(0);
            }

            Assert.Contains(End("Uploaded", 7, "\"nextRecord\":5,\"lastRecord\":4,\"sent\":0,\"skipped\":0,\"refused\":4"), _link.Last);
            Assert.AreEqual(operations, _flash.Operations);
            Assert.AreEqual(0, _delivery.Aside.Count);
            Assert.AreEqual(0, _delivery.Failures);
            Assert.AreEqual(4L, _charger.Log.Released);
        }

        [TestMethod]
        public void A_backend_in_trouble_is_given_10_s_and_60_s_and_then_asks_anew()
        {
            BeginQuiet();
            Deliver(2);
            int operations = _flash.Operations;
            Ask(7);
            Take();
            Take();
            Assert.AreEqual("1-2", _link.LastId);
            Trouble(10);
            Trouble(60);
            _link.AnswerError("InternalError");
            Step(0);
            Step(0);
            Assert.Contains(End("UploadFailure", 7, "\"nextRecord\":2,\"lastRecord\":4,\"sent\":1,\"skipped\":0,\"refused\":0"), _link.Last);
            Assert.AreEqual(1, TakeAll().Count);
            Assert.AreEqual(operations, _flash.Operations);

            Ask(8, From(2));
            Assert.AreEqual(5, TakeAll().Count);
            Assert.Contains("\"sent\":3,", _link.Last);
        }

        [TestMethod]
        public void It_goes_on_in_the_next_session_and_not_behind_5_minutes_without_one()
        {
            BeginQuiet();
            Deliver(2);
            Ask(7);
            Take();
            Take();
            Assert.AreEqual("1-2", _link.LastId);
            _link.Disconnect();
            Step(200);
            Accept();
            Step(0);
            Assert.AreEqual("1-2", _link.LastId);
            Take();
            Assert.AreEqual("1-3", _link.LastId);
            _link.Disconnect();
            Step(301);
            Accept();
            Step(0);
            Step(0);
            Assert.Contains(End("UploadFailure", 7, "\"nextRecord\":3,\"lastRecord\":4,\"sent\":2,\"skipped\":0,\"refused\":0"), _link.Last);
            Assert.AreEqual(1, TakeAll().Count);
        }

        [TestMethod]
        public void A_backend_that_leaves_it_unanswered_gets_the_same_again_after_30_s_and_is_given_up_behind_5_minutes()
        {
            BeginQuiet();
            Deliver(2);
            Ask(7);
            Take();
            string record = _link.Last;
            int sent = _link.Count;
            Step(29);
            Assert.AreEqual(sent, _link.Count);
            Step(1);
            Assert.AreEqual(sent + 1, _link.Count);
            Assert.AreEqual(record, _link.Last);
            Take();
            Assert.AreEqual("1-2", _link.LastId);
            for (int i = 0; i < 10; i++)
            {
                Step(31);
                Assert.AreEqual("1-2", _link.LastId);
            }

            _link.Answer("{}");
            Step(0);
            Assert.Contains(End("UploadFailure", 7, "\"nextRecord\":3,\"lastRecord\":4,\"sent\":2,\"skipped\":0,\"refused\":0"), _link.Last);
        }

        [TestMethod]
        public void In_a_new_session_it_waits_until_that_is_accepted()
        {
            BeginQuiet();
            Deliver(1);
            Ask(7);
            Take();
            Assert.AreEqual("1-1", _link.LastId);
            _link.Connect();
            Step(0);
            Assert.Contains("BootNotification", _link.Last);
            _link.Answer("{\"currentTime\":\"2026-11-22T13:22:04Z\",\"interval\":60,\"status\":\"Pending\"}");
            int sent = _link.Count;
            Step(1);
            Assert.AreEqual(sent, _link.Count);
        }

        [TestMethod]
        public void A_restart_ends_it()
        {
            BeginQuiet();
            Deliver(2);
            Ask(7);
            Take();
            Take();
            _charger.Start();
            Open();
            Accept();
            Assert.AreEqual(1, TakeAll().Count, "its BootNotification");
            Assert.AreEqual(4L, _charger.Log.Released);
            Ask(8);
            Assert.AreEqual(6, TakeAll().Count);
        }

        [TestMethod]
        public void What_is_overwritten_meanwhile_is_skipped_and_counted()
        {
            Begin();
            _charger.Charge(210);
            _charger.Release(420);
            Accept();
            Take();
            Assert.AreEqual(1L, _charger.Log.Room.FirstSequence);
            Assert.Contains("records/1-420", Ask(7));
            Take();
            Take();
            Assert.AreEqual("1-2", _link.LastId);

            // Sixteen records more than the last segments have room for take the place of the oldest.
            for (int i = 0; i < 15; i++)
            {
                _charger.Charge(1);
                _charger.Release(_charger.Log.LastSequence);
            }

            long first = _charger.Log.Room.FirstSequence;
            Assert.AreEqual(16L, first);
            Take();
            Assert.AreEqual("1-16", _link.LastId);
            ArrayList rest = TakeAll();
            Assert.Contains("\"nextRecord\":421,\"lastRecord\":420,\"sent\":407,\"skipped\":13,\"refused\":0", (string)rest[rest.Count - 1]);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(4)]
        public void A_damaged_one_is_skipped_and_counted(int number)
        {
            Begin();
            _charger.Charge(2);
            _charger.Release(4);
            _charger.Charge(1);
            _charger.Rest();
            _flash.Content("bill.1")[((number - 1) * LogRecord.Bytes) + 40] ^= 1;
            _charger.Start();
            Open();
            Accept();
            Ask(7);
            _link.Arrive("[3,\"1-5\",{}]");
            Step(0);
            ArrayList told = TakeAll();
            Assert.AreEqual(6, told.Count, "the last that is owed, the begin, three of four, the end");
            Assert.Contains("[2,\"1-6\"", (string)told[0]);
            Assert.Contains(number == 1 ? "[2,\"1-2\"" : "[2,\"1-1\"", (string)told[2]);
            Assert.Contains("\"nextRecord\":5,\"lastRecord\":4,\"sent\":3,\"skipped\":1,", (string)told[5]);
        }

        /// <summary>The log remembers 32 time bases: what an older one had dated would go with the date that it never had.</summary>
        [TestMethod]
        public void One_whose_dates_nobody_vouches_for_is_skipped_and_counted()
        {
            Begin();
            for (int boot = 0; boot < 33; boot++)
            {
                _charger.Start();
                _charger.Charge(1);
                _charger.Log.NoteTime(1000000, 1700000000000);
                _charger.Release(_charger.Log.LastSequence);
            }

            Open();
            Accept();
            Take();
            Ask(7, ",\"customData\":{\"vendorId\":\"nanoCharger\",\"oldestRecord\":1}");
            Take();
            Assert.Contains("-4\"", _link.Last.Substring(0, 12));
            ArrayList rest = TakeAll();
            Assert.Contains("\"sent\":64,\"skipped\":2,", (string)rest[rest.Count - 1]);
        }

        /// <summary>As with what is owed: who has lost the settings has lost the name under which it speaks.</summary>
        [TestMethod]
        public void Nothing_goes_while_the_settings_are_lost()
        {
            Begin();
            _charger.Charge(1);
            _charger.Release(2);
            _flash.Write(SettingsStore.SlotA, new byte[20], 20);
            Open();
            Accept();
            Take();
            Ask(7);
            Take();
            int sent = _link.Count;
            Step(5);
            Assert.AreEqual(sent, _link.Count);
            Assert.DoesNotContains("TransactionEvent", _link.Last);
        }

        private static void Trouble(int seconds)
        {
            _link.AnswerError("InternalError");
            Step(0);
            int sent = _link.Count;
            Step(seconds - 1);
            Assert.AreEqual(sent, _link.Count);
            Step(1);
            if (_link.Last.IndexOf("Heartbeat") >= 0)
            {
                Take();
            }

            Assert.AreEqual("1-2", _link.LastId);
        }
    }
}
