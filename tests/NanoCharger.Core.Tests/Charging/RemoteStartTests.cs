using NanoCharger.Core.Charging;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>The backend's own wish for a transaction: for how long it stands, how it is taken back, and that what is over stays over.</summary>
    [TestClass]
    public sealed class RemoteStartTests : GrantStage
    {
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

        /// <summary>However it went: the payment that it was for does not wait for it any more.</summary>
        [TestMethod]
        [DataRow("lapse")]
        [DataRow("unplug")]
        [DataRow("stop")]
        [DataRow("another start")]
        [DataRow("restart")]
        public void A_start_that_named_its_seconds_is_over_however_it_went(string how)
        {
            Begin("900");
            _plugged = true;
            Step(1);
            long before = _authorisation.Memory.Mark;
            _authorisation.Remote.TryGrant(Request(7, 20), _now);
            Assert.AreNotEqual(before, _authorisation.Memory.Mark, "it is written");
            switch (how)
            {
                case "unplug":
                    _plugged = false;
                    Step(1);
                    break;
                case "stop":
                    _authorisation.RequestStop(GrantSource.Console);
                    break;
                case "another start":
                    _authorisation.Remote.TryGrant(Request(8, 0), _now);
                    break;
                case "restart":
                    Restart("900");
                    break;
                default:
                    Step(20);
                    break;
            }

            Assert.IsFalse(_authorisation.Remote.TryGrant(Request(7, 20), _now));
            Assert.AreEqual(how == "another start" ? 8 : -1, _authorisation.RemoteStartId);
        }

        [TestMethod]
        public void A_start_that_has_begun_is_not_over_and_its_id_may_come_again()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            _authorisation.Remote.TryGrant(Request(7, 20), _now);
            _authorisation.TransactionBegan();
            _open = true;
            Step(30);
            _authorisation.TransactionEnded(false);
            _open = false;
            Step(1);
            Assert.IsTrue(_authorisation.Remote.TryGrant(Request(7, 20), _now));
        }

        /// <summary>A request that comes again behind a restart names its seconds as any other.</summary>
        [TestMethod]
        public void Seconds_count_for_a_grant_that_was_given_back_too()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            _authorisation.Remote.TryGrant(Request(7, 0), _now);
            Step(1);
            Restart("900");
            _authorisation.Memory.ResumeWaiting(_now);
            _plugged = true;
            Step(1);
            Assert.IsTrue(_authorisation.Remote.TryGrant(Request(7, 20), _now));
            Step(20);
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        public void A_transaction_whose_grant_was_taken_back_is_withdrawn_by_nobody()
        {
            Begin("900");
            _plugged = true;
            Step(1);
            _authorisation.Remote.TryGrant(Request(7, 0), _now);
            _open = true;
            Step(1);
            _authorisation.Withdraw("DRIVER-1");
            Assert.IsFalse(_authorisation.Remote.TryWithdraw(7), "it runs until its vehicle has stopped");
        }
    }
}
