using NanoCharger.Core.Charging;
using NanoCharger.Core.Tests.Settings;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>A grant between its being given and its transaction: for how long it waits, who may take it back, and what a restart does to it.</summary>
    [TestClass]
    public sealed class WaitingGrantTests : GrantStage
    {
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

        /// <summary>What flash holds is what would be given back, from the first moment of a start to the last: mains that return may go again at once, and a dead grant must not rise.</summary>
        [TestMethod]
        public void Flash_follows_a_grant_that_is_given_back()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            Give();
            Step(1);
            Restart("900");
            long loaded = _authorisation.Memory.Mark;
            _authorisation.Memory.TakeStop();
            Assert.AreNotEqual(loaded, _authorisation.Memory.Mark, "nothing is given back, and the slot still has it");
            _authorisation.Memory.ResumeWaiting(_now);
            long given = _authorisation.Memory.Mark;
            Assert.AreNotEqual(loaded, given);
            Restart("900");
            Assert.AreEqual("04AABB", _authorisation.Memory.Waited, "the power went before its vehicle was seen");

            _authorisation.Memory.TakeStop();
            _authorisation.Memory.ResumeWaiting(_now);
            given = _authorisation.Memory.Mark;
            _unseen = false;
            Step(1);
            Assert.IsFalse(_authorisation.Granted, "the outlet is empty");
            Assert.AreNotEqual(given, _authorisation.Memory.Mark);
            Restart("900");
            Assert.IsNull(_authorisation.Memory.Waited);
        }

        /// <summary>Out of service nobody sees who goes: a stop is not forgotten there.</summary>
        [TestMethod]
        public void A_stop_is_forgotten_with_an_empty_outlet_only()
        {
            Begin("0");
            _authorisation.Configure(TestSettings.Of("auth.mode", "free"));
            _plugged = true;
            Step(1);
            Assert.IsTrue(_authorisation.Granted);
            _authorisation.RequestStop(GrantSource.Console);
            _plugged = false;
            _unseen = true;
            Step(1);
            _plugged = true;
            Step(1);
            Assert.IsFalse(_authorisation.Granted);
            _plugged = false;
            _unseen = false;
            Step(1);
            _plugged = true;
            Step(1);
            Assert.IsTrue(_authorisation.Granted);
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
    }
}
