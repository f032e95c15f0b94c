namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Tests.Settings;
    using nanoFramework.TestFramework;

    /// <summary>What a station does that the backend has not accepted: pending (OCPP 2.0.1, B02) or rejected (B03).</summary>
    [TestClass]
    public class RegistrationTests : OutboxStage
    {
        private const string Start = "{\"remoteStartId\":7,\"idToken\":{\"idToken\":\"DRIVER-1\",\"type\":\"Central\"}}";

        [TestMethod]
        public void While_pending_variables_reports_and_triggers_are_answered()
        {
            Begin();
            Connect("Pending");
            Assert.Contains("\"attributeStatus\":\"Accepted\"", Call("GetVariables", "{\"getVariableData\":[{\"component\":{\"name\":\"NanoCharger\"},\"variable\":{\"name\":\"maxAmps\"}}]}"));
            Assert.Contains("\"attributeStatus\":\"Accepted\"", Call("SetVariables", "{\"setVariableData\":[{\"attributeValue\":\"16\",\"component\":{\"name\":\"NanoCharger\"},\"variable\":{\"name\":\"maxAmps\"}}]}"));
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("TriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}"));
            Assert.Contains("Heartbeat", _link.Last);
            _link.Answer("{}");
            Step(0);
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("GetBaseReport", "{\"requestId\":1,\"reportBase\":\"FullInventory\"}"));
            Assert.Contains("NotifyReport", _link.Last);
        }

        [TestMethod]
        public void While_pending_nobody_is_started_and_nobody_stopped_by_the_backend()
        {
            Begin();
            Connect("Pending");
            Assert.Contains("\"Rejected\",\"statusInfo\":{\"reasonCode\":\"CSNotAccepted\"", Result("RequestStartTransaction", Start));
            Assert.IsFalse(_authorisation.Granted);
            _charger.Begin(0);
            _status.TransactionNumber = _charger.Transaction;
            _commands.TransactionOpen = true;
            Assert.Contains("CSNotAccepted", Result("RequestStopTransaction", "{\"transactionId\":\"NC-0001-1\"}"));
            Assert.AreEqual(0, _commands.Stops);
        }

        [TestMethod]
        public void While_pending_only_what_was_triggered_is_sent()
        {
            Begin();
            _outbox.Connector = ConnectorStatus.Available;
            _charger.Begin(0);
            Connect("Pending");
            _authorisation.Present("04AABB", GrantSource.Card, true, _now);
            Step(5);
            Assert.AreEqual(1, _link.Count, "no record, no card, no status");
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("TriggerMessage", "{\"requestedMessage\":\"StatusNotification\",\"evse\":{\"id\":1,\"connectorId\":1}}"));
            Assert.Contains("StatusNotification", _link.Last);
            _link.Answer("{}");
            Step(5);
            Assert.AreEqual(3, _link.Count, "once");
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}"));
            Assert.Contains("\"BootNotification\",{\"reason\":\"Triggered\"", _link.Last);
            _link.Answer(Accepted);
            Step(0);
            Assert.Contains("Authorize", _link.Last);
        }

        [TestMethod]
        [DataRow("TriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}")]
        [DataRow("TriggerMessage", "{}")]
        [DataRow("GetBaseReport", "{\"requestId\":1,\"reportBase\":\"FullInventory\"}")]
        [DataRow("GetVariables", "{\"getVariableData\":[{\"component\":{\"name\":\"NanoCharger\"},\"variable\":{\"name\":\"maxAmps\"}}]}")]
        [DataRow("RequestStartTransaction", Start)]
        [DataRow("ChangeAvailability", "{\"operationalStatus\":\"Inoperative\"}")]
        [DataRow("Nonsense", "{}")]
        public void While_rejected_every_call_is_a_SecurityError(string action, string payload)
        {
            Begin();
            Connect("Rejected");
            Assert.Contains("[4,\"x1\",\"SecurityError\",", Call(action, payload));
            Step(5);
            Assert.AreEqual(2, _link.Count);
            Assert.IsTrue(_commands.Available);
        }

        [TestMethod]
        public void While_rejected_the_backend_may_ask_to_be_asked_again()
        {
            Begin();
            Connect("Rejected");
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}"));
            Assert.Contains("\"reason\":\"Triggered\"", _link.Last);
            _link.Answer(Accepted);
            Step(0);
            Assert.IsTrue(_outbox.Accepted);
            Assert.Contains("\"status\":\"Accepted\"", Result("RequestStartTransaction", Start));
        }

        [TestMethod]
        [DataRow("Pending")]
        [DataRow("Rejected")]
        public void A_no_closes_the_station_over_sessions_and_restarts_until_a_yes(string status)
        {
            Begin();
            Assert.IsNull(_registration.Closed, "nobody was ever asked: what becomes of cards says auth.offline");
            Connect(status);
            Assert.AreEqual("the backend has not accepted this station", _registration.Closed);
            _link.Disconnect();
            Step(1);
            Assert.IsNotNull(_registration.Closed);
            byte[] kept = new byte[4];
            int length = _registration.Save(kept, 1);
            Registration restarted = new Registration();
            restarted.Load(kept, 1, length);
            Assert.IsNotNull(restarted.Closed);

            long mark = _registration.Mark;
            Connect("Accepted");
            Assert.IsNull(_registration.Closed);
            Assert.IsTrue(_registration.Mark != mark, "a change is seen");
            length = _registration.Save(kept, 1);
            restarted = new Registration();
            restarted.Load(kept, 1, length);
            Assert.IsNull(restarted.Closed);
        }

        [TestMethod]
        public void It_may_be_set_to_sell_before_it_is_accepted()
        {
            Begin();
            Connect("Rejected");
            _registration.Configure(TestSettings.Of("ocpp.beforeAccepted", "1"));
            Assert.IsNull(_registration.Closed);
            Assert.IsTrue(_registration.Refused, "and a card is not asked about");
        }

        [TestMethod]
        public void An_answer_that_says_neither_yes_nor_no_changes_nothing()
        {
            Begin();
            Connect("Perhaps");
            Assert.IsNull(_registration.Closed);
            Assert.IsFalse(_outbox.Accepted);
        }
    }
}
