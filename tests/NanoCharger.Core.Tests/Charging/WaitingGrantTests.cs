using NanoCharger.Core.Charging;
using NanoCharger.Core.Tests.Settings;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>A grant between its being given and its transaction: for how long it waits, who may take it back, and what a restart does to it.</summary>
    [TestClass]
    public sealed class WaitingGrantTests
    {
        private const long Second = 1_000_000;
        private const int Hour = 3_600;

        private static LocalList _list;
        private static Authorisation _authorisation;
        private static long _now;
        private static bool _plugged;
        private static bool _unseen;
        private static bool _open;

        /// <summary>A vehicle that sleeps until its departure time charges then: the plug is what has to hurry.</summary>
        [TestMethod]
        public void A_grant_waits_60_s_for_a_plug_and_12_hours_for_the_wish_of_a_plugged_vehicle()
        {
            Begin("900");
            Give();
            Step(59);
            _plugged = true;
            Step(1);
            Step((12 * Hour) - 1);
            Assert.IsTrue(_authorisation.Granted, "a second before 12 h");
            Step(1);
            Assert.IsFalse(_authorisation.Granted, "12 h");

            Give();
            _plugged = false;
            Step(1);
            Give();
            Step(60);
            Assert.IsFalse(_authorisation.Granted, "nobody has plugged in");
        }

        [TestMethod]
        public void A_waiting_grant_ends_when_its_vehicle_is_unplugged()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            Give();
            Step(10);
            _plugged = false;
            Step(1);
            Assert.IsFalse(_authorisation.Granted, "whoever plugs in next is somebody else");
        }

        [TestMethod]
        public void A_remote_start_is_dropped_after_the_seconds_that_it_names_though_plugged_in()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            Assert.IsTrue(_authorisation.Remote.TryGrant(Request(7, 120), _now));
            Step(119);
            Assert.IsTrue(_authorisation.Granted);
            Step(1);
            Assert.IsFalse(_authorisation.Granted);
            Assert.IsTrue(_authorisation.Remote.TryGrant(Request(8, 120), _now));
            Step(60);
            _open = true;
            Step(1_000);
            Assert.IsTrue(_authorisation.Granted, "its transaction has begun in time");
        }

        [TestMethod]
        public void A_remote_start_is_withdrawn_by_its_id_and_by_no_other()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            _authorisation.Remote.TryGrant(Request(7, 0), _now);
            Assert.IsTrue(_authorisation.Remote.TryWithdraw(6), "nothing will begin on 6");
            Assert.IsTrue(_authorisation.Granted, "7 stands");
            Assert.IsTrue(_authorisation.Remote.TryWithdraw(7));
            Assert.IsFalse(_authorisation.Granted);
            Assert.IsTrue(_authorisation.Remote.TryWithdraw(7), "asked again because the answer was lost");

            _authorisation.Remote.TryGrant(Request(8, 0), _now);
            _open = true;
            Step(1);
            Assert.IsFalse(_authorisation.Remote.TryWithdraw(8), "its transaction runs");
            Assert.IsTrue(_authorisation.Granted);
        }

        /// <summary>Messages come twice: the second must neither prolong what the first said nor wake what is over.</summary>
        [TestMethod]
        public void A_remote_start_asked_for_again_begins_no_later()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            _authorisation.Remote.TryGrant(Request(7, 30), _now);
            Step(20);
            Assert.IsTrue(_authorisation.Remote.TryGrant(Request(7, 30), _now), "the answer to the first was lost");
            Step(9);
            Assert.IsTrue(_authorisation.Granted);
            Step(1);
            Assert.IsFalse(_authorisation.Granted, "30 s after the first");
            Assert.IsFalse(_authorisation.Remote.TryGrant(Request(7, 30), _now), "it is over");
            Assert.IsTrue(_authorisation.Remote.TryGrant(Request(8, 30), _now), "another one is not");
            Assert.IsTrue(_authorisation.Remote.TryGrant(Request(8, 10), _now), "less time is taken");
            Step(10);
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        public void Nothing_begins_on_what_was_withdrawn_before_its_request_or_after_it_and_over_a_restart()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            long before = _authorisation.Memory.Mark;
            _authorisation.Remote.TryWithdraw(6);
            Assert.AreNotEqual(before, _authorisation.Memory.Mark, "it is written");
            _authorisation.Remote.TryGrant(Request(7, 0), _now);
            _authorisation.Remote.TryWithdraw(7);
            Assert.IsFalse(_authorisation.Remote.TryGrant(Request(6, 0), _now));
            Assert.IsFalse(_authorisation.Remote.TryGrant(Request(7, 0), _now));
            Restart("900");
            Assert.IsFalse(_authorisation.Remote.TryGrant(Request(6, 0), _now), "over a restart");
            Assert.IsFalse(_authorisation.Remote.TryGrant(Request(7, 0), _now), "over a restart");
            Assert.IsTrue(_authorisation.Remote.TryGrant(Request(8, 0), _now));
            _plugged = true;
            Step(1);
            Restart("900");
            Assert.AreEqual("DRIVER-1", _authorisation.Memory.Waited, "beside what is over");
            Assert.IsTrue(_authorisation.Remote.IsOver(6));
        }

        [TestMethod]
        public void A_stop_takes_back_a_question_that_is_under_way()
        {
            Begin("900");
            _authorisation.Configure(TestSettings.Of("auth.mode", "backend"));
            _plugged = true;
            Step(1);
            _authorisation.Present("04AABB", GrantSource.Card, true, _now);
            Assert.AreEqual((int)NoCurrent.AskingBackend, (int)_authorisation.WhyNot);
            _authorisation.RequestStop(GrantSource.Console);
            _authorisation.Answer("04AABB", true, null, _now);
            Step(1);
            Assert.IsFalse(_authorisation.Granted, "the answer came after the stop");
        }

        [TestMethod]
        public void Who_asked_first_for_the_end_is_the_reason()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            _authorisation.Remote.TryGrant(Request(7, 0), _now);
            _open = true;
            Step(1);
            _authorisation.RequestStop(GrantSource.Backend);
            _authorisation.Present("DRIVER-1", GrantSource.Card, true, _now);
            Assert.AreEqual((int)GrantSource.Backend, (int)_authorisation.StopBy);
        }

        [TestMethod]
        [DataRow("900", 0, true)]
        [DataRow("0", 0, false)]
        [DataRow("900", 600, false)]
        public void A_waiting_plugged_grant_survives_a_restart_where_one_of_a_cut_transaction_does(string resume, int within, bool survives)
        {
            Begin(resume);
            _plugged = true;
            Step(1);
            RemoteStart start = Request(7, within);
            start.Tariff = "0.40 EUR/kWh";
            start.TokenType = TokenType.Emaid;
            _authorisation.Remote.TryGrant(start, _now);
            Step(1);
            Restart(resume);
            _authorisation.Memory.ResumeWaiting(_now);
            _plugged = true;
            Step(1);
            Assert.AreEqual(survives, _authorisation.Granted);
            Assert.AreEqual(survives ? 7 : -1, _authorisation.RemoteStartId);
            Assert.AreEqual(survives ? "0.40 EUR/kWh" : null, _authorisation.Tariff);
            Assert.AreEqual((int)(survives ? TokenType.Emaid : TokenType.BySource), (int)_authorisation.TokenType);
        }

        [TestMethod]
        public void What_was_withdrawn_or_had_no_vehicle_does_not_come_back_by_a_restart()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            _authorisation.Remote.TryGrant(Request(7, 0), _now);
            Step(1);
            long waiting = _authorisation.Memory.Mark;
            _authorisation.Remote.TryWithdraw(7);
            Assert.AreNotEqual(waiting, _authorisation.Memory.Mark, "it is written");
            Restart("900");
            Assert.IsNull(_authorisation.Memory.Waited, "withdrawn");

            Begin("900");
            Give();
            Step(1);
            Restart("900");
            Assert.IsNull(_authorisation.Memory.Waited, "not plugged in");
        }

        [TestMethod]
        public void A_torn_or_older_piece_gives_nothing_back()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            Give();
            Step(1);
            byte[] piece = new byte[255];
            int length = _authorisation.Memory.Save(piece, 0);
            for (int cut = 0; cut < length - 1; cut++)
            {
                Begin("900");
                _authorisation.Memory.Load(piece, 0, cut);
                Assert.IsTrue(_authorisation.Memory.Waited == null || _authorisation.Memory.Waited == "04AABB", "cut at " + cut);
            }
        }

        private static void Begin(string resume)
        {
            _now = 0;
            _plugged = false;
            _unseen = false;
            _open = false;
            _list = new LocalList(new FakeFlash());
            _list.Add("04AABB");
            _authorisation = new Authorisation(_list);
            _authorisation.Configure(TestSettings.Of("auth.mode", "local", "auth.resume", resume));
        }

        private static void Give()
        {
            _authorisation.Present("04AABB", GrantSource.Console, true, _now);
        }

        private static RemoteStart Request(int id, int within)
        {
            return new RemoteStart { Token = "DRIVER-1", Id = id, WithinSeconds = within };
        }

        private static void Restart(string resume)
        {
            byte[] piece = new byte[255];
            int length = _authorisation.Memory.Save(piece, 0);
            Begin(resume);
            _unseen = true;
            _authorisation.Memory.Load(piece, 0, length);
        }

        private static void Step(int seconds)
        {
            _now += seconds * Second;
            _authorisation.Turn(_plugged, !_plugged && !_unseen, _open, true, _now);
        }
    }
}
