using NanoCharger.Fakes;
using NanoCharger.Link.Handshakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Link.Tests
{
    [TestClass]
    public class HandshakeDeskTests
    {
        private const long Second = 1_000_000;
        private const long Turn = 32_000;

        private static FakeFlash _flash;
        private static ScriptedLink _link;
        private static HandshakeDesk _desk;
        private static string _told;
        private static long _now;

        private static void Begin()
        {
            _flash = new FakeFlash();
            _now = Second;
            Start();
        }

        [TestMethod]
        public void One_that_is_not_wanted_is_not_allowed()
        {
            Begin();
            Look(false);
            Assert.AreEqual(0, _link.Allowed);
        }

        [TestMethod]
        public void The_first_is_allowed_at_once_though_a_vehicle_charges()
        {
            Begin();
            _link.WantsHandshake = true;
            Look(true);
            Assert.AreEqual(1, _link.Allowed);
            Assert.IsFalse(_desk.Pauses);
        }

        [TestMethod]
        public void It_is_noted_before_it_begins_and_where_the_flash_takes_no_note_the_charger_goes_on()
        {
            Begin();
            _link.WantsHandshake = true;
            _flash.Worn = true;
            Look(true);
            Assert.IsNotNull(_told);
            Until(59 * Second, true);
            Assert.IsNull(_told);
            Assert.AreEqual(0, _link.Allowed);
            _flash.Worn = false;
            Until(2 * Second, true);
            Assert.AreEqual(1, _link.Allowed);
        }

        [TestMethod]
        public void A_pause_ends_where_the_flash_takes_no_note()
        {
            Begin();
            Shake(5 * Second, true);
            _now += 61 * Second;
            _link.WantsHandshake = true;
            Look(true);
            Assert.IsTrue(_desk.Pauses);
            _flash.Worn = true;
            Look(false);
            Assert.IsFalse(_desk.Pauses);
            Until(58 * Second, false);
            Assert.IsFalse(_desk.Pauses);
            Assert.AreEqual(1, _link.Allowed);
        }

        [TestMethod]
        public void A_flash_that_fails_behind_a_handshake_leaves_the_ration_and_the_charger_as_they_should_be()
        {
            Begin();
            _link.WantsHandshake = true;
            Look(true);
            _now += 5 * Second;
            _link.Handshakes++;
            _flash.Worn = true;
            Look(true);
            Assert.AreEqual(1, _desk.Step);
            Assert.AreEqual(60, _desk.WaitSeconds);
            Start();
            Assert.AreEqual(1, _desk.Step);
            Assert.AreEqual(300, _desk.WaitSeconds);
        }

        /// <summary>Options that were changed while the note was written: what would never end is not waited for, and leaves no note.</summary>
        [TestMethod]
        public void Leave_that_comes_too_late_is_given_again_when_it_is_wanted_again()
        {
            Begin();
            _link.WantsHandshake = true;
            _link.StopsWanting = true;
            Look(false);
            Assert.AreEqual(0, _link.Allowed);
            Start();
            Assert.AreEqual(0, _desk.Step);
            _link.WantsHandshake = true;
            _link.StopsWanting = true;
            Look(false);
            _link.StopsWanting = false;
            _link.WantsHandshake = true;
            Look(false);
            Assert.AreEqual(1, _link.Allowed);
        }

        [TestMethod]
        public void One_within_the_hold_leaves_no_ration()
        {
            Begin();
            Shake(3 * Second, true);
            Assert.AreEqual(0, _desk.Step);
            _link.WantsHandshake = true;
            Look(true);
            Assert.AreEqual(2, _link.Allowed);
        }

        [TestMethod]
        public void After_one_that_outlasted_the_hold_the_next_comes_after_60_s_in_a_pause()
        {
            Begin();
            Shake(5 * Second, true);
            Assert.AreEqual(1, _desk.Step);
            Assert.AreEqual(1, _desk.Outlasted);
            _link.WantsHandshake = true;
            Until(59 * Second, true);
            Assert.IsFalse(_desk.Pauses);
            Until(2 * Second, true);
            Assert.IsTrue(_desk.Pauses);
            Assert.AreEqual(1, _link.Allowed);
            Look(false);
            Assert.AreEqual(2, _link.Allowed);
            Assert.IsTrue(_desk.Pauses);
            _now += 20 * Second;
            _link.Handshakes++;
            Look(false);
            Assert.IsFalse(_desk.Pauses);
            Assert.AreEqual(2, _desk.Step);
        }

        [TestMethod]
        public void One_within_the_hold_ends_the_ration_and_leaves_no_note()
        {
            Begin();
            Shake(5 * Second, true);
            _now += 61 * Second;
            _link.WantsHandshake = true;
            Look(false);
            Look(false);
            _now += Second;
            _link.Handshakes++;
            Look(false);
            Assert.AreEqual(0, _desk.Step);
            Start();
            Assert.AreEqual(0, _desk.Step);
            Assert.AreEqual(0, _desk.WaitSeconds);
        }

        [TestMethod]
        public void With_the_contactor_open_nothing_closes_before_it_is_over()
        {
            Begin();
            Shake(5 * Second, true);
            _now += 61 * Second;
            _link.WantsHandshake = true;
            Look(false);
            Assert.IsTrue(_desk.Pauses);
            Assert.AreEqual(1, _link.Allowed);
            Look(false);
            Assert.AreEqual(2, _link.Allowed);
        }

        [TestMethod]
        public void Without_planned_pauses_it_waits_for_the_contactor()
        {
            Begin();
            _desk.MayPause = false;
            Shake(5 * Second, true);
            _now += 61 * Second;
            _link.WantsHandshake = true;
            Until(600 * Second, true);
            Assert.IsFalse(_desk.Pauses);
            Look(false);
            Look(false);
            Assert.AreEqual(2, _link.Allowed);
        }

        [TestMethod]
        public void A_pause_that_opens_nothing_is_given_up_and_comes_again_in_its_time()
        {
            Begin();
            Shake(5 * Second, true);
            _now += 61 * Second;
            _link.WantsHandshake = true;
            Until(13 * Second, true);
            Assert.IsFalse(_desk.Pauses);
            Until(50 * Second, true);
            Assert.IsFalse(_desk.Pauses);
            Until(12 * Second, true);
            Assert.IsTrue(_desk.Pauses);
        }

        [TestMethod]
        public void A_link_that_wants_no_more_ends_the_pause()
        {
            Begin();
            Shake(5 * Second, true);
            _now += 61 * Second;
            _link.WantsHandshake = true;
            Look(true);
            Assert.IsTrue(_desk.Pauses);
            _link.WantsHandshake = false;
            Look(true);
            Assert.IsFalse(_desk.Pauses);
        }

        [TestMethod]
        [DataRow(1, 300)]
        [DataRow(2, 300)]
        [DataRow(3, 900)]
        [DataRow(4, 3600)]
        [DataRow(7, 3600)]
        public void A_start_that_finds_the_note_charges_first_and_takes_the_next_step(int resets, int seconds)
        {
            Begin();
            for (int i = 0; i < resets; i++)
            {
                _link.WantsHandshake = true;
                Until(3700 * Second, false);
                Assert.IsTrue(_link.Allowed > 0);
                Start();
            }

            Assert.AreEqual(resets < 4 ? resets : 4, _desk.Step);
            Assert.AreEqual(seconds * Second, _desk.NotBeforeMicros - _now);
        }

        [TestMethod]
        public void A_start_keeps_the_step_and_a_second_one_does_not_count_the_note_again()
        {
            Begin();
            _link.WantsHandshake = true;
            Look(false);
            Start();
            Start();
            Assert.AreEqual(1, _desk.Step);
            Assert.AreEqual(60 * Second, _desk.NotBeforeMicros - _now);
        }

        private static void Start()
        {
            _link = new ScriptedLink();
            _desk = new HandshakeDesk(_flash, _link);
            _desk.Load(_now);
        }

        private static void Look(bool closed)
        {
            _now += Turn;
            _told = _desk.Turn(closed, _now);
        }

        private static void Until(long micros, bool closed)
        {
            for (long left = micros; left > 0; left -= Second)
            {
                _now += Second - Turn;
                Look(closed);
            }
        }

        private static void Shake(long micros, bool closed)
        {
            _link.WantsHandshake = true;
            Look(closed);
            _now += micros;
            _link.Handshakes++;
            Look(closed);
        }
    }
}
