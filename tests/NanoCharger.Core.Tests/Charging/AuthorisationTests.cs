namespace NanoCharger.Core.Tests.Charging
{
    using NanoCharger.Core.Tests.Settings;
    using NanoCharger.Core.Charging;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>Who may charge, by whom, and for how long.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    [TestClass]
    public class AuthorisationTests
    {
        private const int Free = 0;
        private const int Backend = 1;
        private const int Local = 2;
        private const long Second = 1000000;

        // By the numbers of the enumerations.
        private static readonly string[] Modes = { "free", "backend", "local" };
        private static readonly string[] Policies = { "refuse", "list", "all" };
        private static LocalList _list;
        private static Authorisation _authorisation;
        private static long _now;
        private static bool _unseen;
        private static bool _plugged;
        private static bool _open;
        private static bool _online;

        [TestMethod]
        public void Free_grants_who_plugs_in_and_nobody_else()
        {
            Begin(Free, 0);
            Step(1);
            Assert.IsFalse(_authorisation.Granted);
            _plugged = true;
            Step(100);
            Assert.AreEqual((int)GrantSource.Free, (int)_authorisation.Source);
            Assert.IsNull(_authorisation.Token);
            _plugged = false;
            Step(1);
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        public void Free_does_not_begin_again_by_itself_after_a_stop()
        {
            Begin(Free, 0);
            _plugged = true;
            Step(1);
            _open = true;
            Step(1);
            _authorisation.RequestStop(GrantSource.Console);
            Assert.IsTrue(_authorisation.StopRequested);
            End();
            Step(1);
            Assert.IsFalse(_authorisation.Granted);
            _plugged = false;
            Step(1);
            _plugged = true;
            Step(1);
            Assert.IsTrue(_authorisation.Granted);
        }

        [TestMethod]
        public void A_grant_lapses_after_60_s_without_a_vehicle()
        {
            Begin(Local, 0);
            _list.Add("04AABB");
            Card("04aabb");
            Assert.IsTrue(_authorisation.Granted);
            Step(59);
            Assert.IsTrue(_authorisation.Granted);
            Step(1);
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        public void A_grant_lasts_as_long_as_its_transaction_and_no_longer()
        {
            Begin(Local, 0);
            _list.Add("04AABB");
            _plugged = true;
            Card("04AABB");
            _open = true;
            Step(100000);
            Assert.IsTrue(_authorisation.Granted);
            End();
            Step(1);
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        public void The_same_card_again_asks_for_the_end_and_another_is_refused()
        {
            Begin(Local, 0);
            _list.Add("04AABB");
            _list.Add("04CCDD");
            _plugged = true;
            Card("04AABB");
            _open = true;
            Step(10);
            Card("04CCDD");
            Assert.IsFalse(_authorisation.StopRequested);
            Assert.IsNotNull(_authorisation.Refusal);
            Card("04AABB");
            Assert.AreEqual((int)GrantSource.Card, (int)_authorisation.StopBy);
        }

        [TestMethod]
        public void A_card_that_is_held_to_the_reader_is_shown_once()
        {
            Begin(Local, 0);
            _list.Add("04AABB");
            _plugged = true;
            Card("04AABB");
            _open = true;
            for (int i = 0; i < 10; i++)
            {
                Step(1);
                Card("04AABB");
            }

            Assert.IsFalse(_authorisation.StopRequested);
        }

        [TestMethod]
        public void A_card_that_is_not_in_the_list_is_refused()
        {
            Begin(Local, 0);
            Card("04AABB");
            Assert.IsFalse(_authorisation.Granted);
            Assert.AreEqual("not in the list", _authorisation.Refusal);
            Assert.AreEqual(1, _authorisation.Refusals);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void The_backend_decides_about_a_card(bool accepted)
        {
            Begin(Backend, 0);
            Card("04AABB");
            Assert.AreEqual("04AABB", _authorisation.Pending);
            Assert.IsFalse(_authorisation.Granted);
            _authorisation.Answer("04CCDD", true, null, _now);
            Assert.IsFalse(_authorisation.Granted);
            _authorisation.Answer("04AABB", accepted, null, _now);
            Assert.AreEqual(accepted, _authorisation.Granted);
            Assert.IsNull(_authorisation.Pending);
        }

        [TestMethod]
        [DataRow(0, "04AABB", false)]
        [DataRow(1, "04AABB", true)]
        [DataRow(1, "04CCDD", false)]
        [DataRow(2, "04CCDD", true)]
        public void Offline_the_policy_decides(int policy, string card, bool granted)
        {
            Begin(Backend, policy);
            _list.Add("04AABB");
            _online = false;
            Card(card);
            Assert.AreEqual(granted, _authorisation.Granted);
        }

        [TestMethod]
        public void A_backend_that_does_not_answer_is_as_good_as_offline()
        {
            Begin(Backend, 2);
            Card("04AABB");
            Step(14);
            Assert.IsFalse(_authorisation.Granted);
            Step(1);
            Assert.IsTrue(_authorisation.Granted);
            _authorisation.Answer("04AABB", false, null, _now);
            Assert.IsTrue(_authorisation.Granted, "too late");
        }

        [TestMethod]
        public void Console_and_backend_grant_in_every_mode()
        {
            Begin(Local, 0);
            _authorisation.Present("DRIVER-1", GrantSource.Console, false, _now);
            Assert.AreEqual((int)GrantSource.Console, (int)_authorisation.Source);
            Assert.IsTrue(_authorisation.Remote.TryGrant(new RemoteStart { Token = "driver@example.org", Id = 7 }, _now));
            Assert.AreEqual("driver@example.org", _authorisation.Token);
            Assert.AreEqual(7, _authorisation.RemoteStartId);
        }

        [TestMethod]
        public void The_backend_cannot_grant_over_an_open_transaction()
        {
            Begin(Free, 0);
            _plugged = true;
            Step(1);
            _open = true;
            Step(1);
            Assert.IsFalse(_authorisation.Remote.TryGrant(new RemoteStart { Token = "DRIVER-1", Id = 7 }, _now));
            Assert.AreEqual((int)GrantSource.Free, (int)_authorisation.Source);
        }

        [TestMethod]
        public void What_is_no_token_is_refused()
        {
            Begin(Free, 0);
            _authorisation.Present("a b", GrantSource.Console, true, _now);
            _authorisation.Present(new string('1', 37), GrantSource.Console, true, _now);
            _authorisation.Present(null, GrantSource.Console, true, _now);
            Assert.AreEqual(3, _authorisation.Refusals);
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        public void After_a_power_loss_the_vehicle_that_is_still_there_goes_on()
        {
            Begin(Local, 0);
            _unseen = true;
            _authorisation.Memory.Resume("04AABB", GrantSource.Card, TokenType.BySource, null, _now);
            Step(1);
            _unseen = false;
            _plugged = true;
            Step(1);
            Step(600);
            Assert.AreEqual("04AABB", _authorisation.Token);
            _plugged = false;
            Step(1);
            Assert.IsFalse(_authorisation.Granted, "the next vehicle is another one");
        }

        [TestMethod]
        [DataRow("EU", "", false)]
        [DataRow("GB", "", true)]
        [DataRow("EU", "900", true)]
        [DataRow("GB", "0", false)]
        public void Whether_a_paid_charge_resumes_is_the_market_s_word_unless_somebody_has_set_it(string market, string seconds, bool resumed)
        {
            Begin(Local, 0);
            _authorisation.Configure(TestSettings.Of("auth.mode", "local", "market", market, "auth.resume", seconds));
            _unseen = true;
            _authorisation.Memory.Resume("04AABB", GrantSource.Card, TokenType.BySource, null, _now);
            Step(0);
            Assert.AreEqual(resumed, _authorisation.Granted, "not for one turn");
            _plugged = true;
            Step(1);
            Assert.AreEqual(resumed, _authorisation.Granted);
        }

        [TestMethod]
        public void A_resumed_grant_ends_at_the_first_sure_sight_of_an_empty_outlet()
        {
            Begin(Local, 0);
            _unseen = true;
            _authorisation.Memory.Resume("04AABB", GrantSource.Card, TokenType.BySource, null, _now);
            Step(1);
            Assert.IsTrue(_authorisation.Granted, "nothing was seen yet");
            _unseen = false;
            Step(0);
            Assert.IsFalse(_authorisation.Granted, "whoever plugs in next is somebody else");
        }

        [TestMethod]
        public void Who_was_stopped_before_a_restart_gets_nothing_for_free_before_the_outlet_was_empty()
        {
            Begin(Free, 0);
            _plugged = true;
            _open = true;
            Step(1);
            _authorisation.RequestStop(GrantSource.Console);
            byte[] piece = new byte[4];
            int length = _authorisation.Memory.Save(piece, 0);
            Begin(Free, 0);
            _authorisation.Memory.Load(piece, 0, length);
            Assert.AreEqual((int)GrantSource.Console, (int)_authorisation.Memory.TakeStop());
            _unseen = true;
            Step(1);
            _plugged = true;
            _unseen = false;
            Step(1);
            Assert.IsFalse(_authorisation.Granted, "stopped");
            Assert.IsFalse(_authorisation.StopRequested, "the next transaction is not stopped");
            _plugged = false;
            Step(1);
            _plugged = true;
            Step(1);
            Assert.IsTrue(_authorisation.Granted, "plugged in anew");
        }

        [TestMethod]
        public void After_a_power_loss_an_outlet_without_a_vehicle_is_free_again()
        {
            Begin(Local, 0);
            _authorisation.Memory.Resume("04AABB", GrantSource.Card, TokenType.BySource, null, _now);
            Step(5);
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        [DataRow(Free)]
        [DataRow(Backend)]
        [DataRow(Local)]
        public void Where_nobody_may_begin_everybody_is_told_why_at_once(int mode)
        {
            Begin(mode, 2);
            _list.Add("04AABB");
            _authorisation.Closed = "not today";
            _plugged = true;
            Step(1);
            Card("04AABB");
            Assert.AreEqual("not today", _authorisation.Refusal);
            Assert.IsNull(_authorisation.Pending);
            _authorisation.Present("04AABB", GrantSource.Console, true, _now);
            Assert.IsFalse(_authorisation.Remote.TryGrant(new RemoteStart { Token = "04AABB", Id = 7 }, _now));
            Assert.IsFalse(_authorisation.Granted);
            Assert.AreEqual(2, _authorisation.Refusals);
        }

        [TestMethod]
        public void A_card_that_waits_for_an_answer_is_refused_when_the_backend_turns_out_to_be_another_ones()
        {
            Begin(Backend, 2);
            Card("04AABB");
            _authorisation.Closed = "not today";
            _online = false;
            Step(0);
            Assert.AreEqual("not today", _authorisation.Refusal);
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        public void Where_nobody_may_begin_who_charges_goes_on_and_may_end_it()
        {
            Begin(Backend, 0);
            _authorisation.Present("04AABB", GrantSource.Console, true, _now);
            _plugged = true;
            _open = true;
            Step(1);
            _authorisation.Closed = "not today";
            Step(1);
            Assert.IsTrue(_authorisation.Granted);
            Card("04AABB");
            Assert.IsTrue(_authorisation.StopRequested);
        }

        private static void Begin(int mode, int policy)
        {
            _now = 0;
            _plugged = false;
            _unseen = false;
            _open = false;
            _online = true;
            _list = new LocalList(new FakeFlash());
            _authorisation = new Authorisation(_list);
            _authorisation.Configure(TestSettings.Of("auth.mode", Modes[mode], "auth.offline", Policies[policy], "auth.resume", "900"));
        }

        private static void Step(int seconds)
        {
            _now += seconds * Second;
            _authorisation.Turn(_plugged, !_plugged && !_unseen, _open, _online, _now);
        }

        private static void Card(string token)
        {
            _authorisation.Present(token, GrantSource.Card, _online, _now);
            Step(0);
        }

        private static void End()
        {
            _open = false;
            _authorisation.TransactionEnded(false);
        }
    }
}
