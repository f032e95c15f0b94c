namespace NanoCharger.Ocpp.Tests
{
    using nanoFramework.TestFramework;

    /// <summary>Which events are marked offline: those that could not be told when they happened.</summary>
    [TestClass]
    public class OfflineTests : OutboxStage
    {
        [TestMethod]
        public void Without_a_session_and_until_the_backend_has_accepted_it()
        {
            Begin();
            Step(0);
            Assert.IsTrue(_charger.Log.Offline);
            _link.Connect();
            Step(0);
            Assert.IsTrue(_charger.Log.Offline, "the BootNotification is under way");
            _link.Answer("{\"interval\":60,\"status\":\"Pending\"}");
            Step(0);
            Assert.IsTrue(_charger.Log.Offline);
            Step(60);
            _link.Answer(Accepted);
            Step(0);
            Step(0);
            Assert.IsFalse(_charger.Log.Offline);
        }

        [TestMethod]
        public void While_the_backend_leaves_a_call_without_an_answer()
        {
            Begin();
            Accept();
            _charger.Begin(0);
            Step(0);
            Step(29);
            Assert.IsFalse(_charger.Log.Offline, "under way");
            Step(1);
            Assert.IsTrue(_charger.Log.Offline);
            Step(1);
            Assert.IsTrue(_charger.Log.Offline, "repeated, and as silent as before");
            _link.Answer("{}");
            Step(0);
            Assert.IsFalse(_charger.Log.Offline);
        }

        [TestMethod]
        public void While_a_record_waits_that_the_backend_did_not_take()
        {
            Begin();
            Accept();
            _charger.Begin(0);
            Step(0);
            _link.AnswerError("InternalError");
            Step(0);
            Assert.IsTrue(_charger.Log.Offline);
            _charger.End(10, Core.Charging.StoppedReason.EVDisconnected);
            Step(10);
            _link.Answer("{}");
            Step(0);
            Assert.Contains("\"offline\":true", _link.Last);
            Assert.IsFalse(_charger.Log.Offline);
        }

        [TestMethod]
        public void What_only_waits_for_its_turn_is_not()
        {
            Begin();
            Accept();
            _charger.Begin(0);
            _charger.End(10, Core.Charging.StoppedReason.EVDisconnected);
            Step(1);
            Assert.IsFalse(_charger.Log.Offline);
            _link.Answer("{}");
            Step(0);
            Assert.IsTrue(_link.Last.IndexOf("offline") < 0);
        }
    }
}
