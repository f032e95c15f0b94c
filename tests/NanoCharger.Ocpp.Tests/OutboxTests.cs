namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Protection;
    using nanoFramework.TestFramework;

    /// <summary>What the backend is told, and when again.</summary>
    [TestClass]
    public class OutboxTests : OutboxStage
    {
        [TestMethod]
        public void Begins_each_session_with_a_BootNotification()
        {
            Begin();
            Step(0);
            Assert.AreEqual(0, _link.Count);
            _link.Connect();
            Step(0);
            Assert.AreEqual(
                "[2,\"1.1\",\"BootNotification\",{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"nanoCharger\","
                + "\"vendorName\":\"nanoCharger\",\"serialNumber\":\"240AC4123456\",\"firmwareVersion\":\"1.0.0\"}}]",
                _link.Last);
            _link.Answer(Accepted);
            Step(0);
            Assert.IsTrue(_outbox.Accepted);
        }

        [TestMethod]
        public void Sends_nothing_else_until_the_backend_accepts_and_asks_again_after_its_interval()
        {
            Begin();
            _charger.Begin(0);
            _link.Connect();
            Step(0);
            _link.Answer("{\"currentTime\":\"2026-11-22T13:22:04Z\",\"interval\":60,\"status\":\"Pending\"}");
            Step(0);
            Step(59);
            Assert.AreEqual(1, _link.Count);
            Step(1);
            Assert.AreEqual(2, _link.Count);
            Assert.Contains("BootNotification", _link.Last);
        }

        /// <summary>OCPP has no word for it: Unavailable, and a sentence of ours; told anew when another thing is missing, and when nothing is.</summary>
        [TestMethod]
        public void Tells_what_a_unit_lacks_to_sell()
        {
            Begin();
            _status.Missing = "market, self-test";
            _outbox.Connector = ConnectorStatus.Unavailable;
            Accept();
            Assert.Contains("\"connectorStatus\":\"Unavailable\"", _link.Last);
            Assert.Contains("\"notCommissioned\":\"sells nothing before: market, self-test\"}", _link.Last);
            _link.Answer("{}");
            Step(1);
            int told = _link.Count;
            Step(1);
            Assert.AreEqual(told, _link.Count, "once");
            _status.Missing = "self-test";
            Step(1);
            Assert.Contains("\"sells nothing before: self-test\"}", _link.Last);
            _link.Answer("{}");
            Step(1);
            _status.Missing = string.Empty;
            _outbox.Connector = ConnectorStatus.Available;
            Step(1);
            Assert.Contains("\"connectorStatus\":\"Available\"", _link.Last);
            Assert.DoesNotContains("notCommissioned", _link.Last);
        }

        [TestMethod]
        public void Repeats_after_30_s_with_the_same_bytes()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            string first = _link.Last;
            Step(29);
            Assert.AreEqual(2, _link.Count);
            Step(1);
            Assert.AreEqual(3, _link.Count);
            Assert.AreEqual(first, _link.Last);
            Assert.AreEqual(1, _outbox.Repeated);
        }

        [TestMethod]
        public void Repeats_at_once_in_a_new_session()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            string first = _link.Last;
            _link.Disconnect();
            Step(1);
            _link.Connect();
            Step(1);
            Assert.AreEqual(first, _link.Last);
            Assert.AreEqual(3, _link.Count);
            _link.Answer("{}");
            Step(0);
            Assert.Contains("BootNotification", _link.Last);
        }

        [TestMethod]
        public void Tells_the_latest_status_once()
        {
            Begin();
            _outbox.Connector = ConnectorStatus.Available;
            Accept();
            Assert.Contains(
                "\"connectorStatus\":\"Available\",\"evseId\":1,\"connectorId\":1,\"customData\":{\"vendorId\":\"nanoCharger\",\"why\":\"starting\",\"closings\":0,\"clock\":\"U\"}}",
                _link.Last);
            _outbox.Connector = ConnectorStatus.Faulted;
            Step(0);
            _outbox.Connector = ConnectorStatus.Occupied;
            _link.Answer("{}");
            Step(0);
            Assert.Contains("Occupied", _link.Last);
            _link.Answer("{}");
            Step(5);
            Assert.AreEqual(3, _link.Count);
        }

        [TestMethod]
        public void Tells_which_fault_it_is_and_another_one_though_the_connector_is_faulty_already()
        {
            Begin();
            Show(FaultCode.ThermometerFailed, ConnectorStatus.Faulted);
            Accept();
            Assert.Contains("\"connectorStatus\":\"Faulted\"", _link.Last);
            Assert.Contains("\"fault\":\"thermometer failed\"", _link.Last);
            _link.Answer("{}");
            Step(1);
            Assert.AreEqual(2, _link.Count);
            Show(FaultCode.OverTemperature, ConnectorStatus.Faulted);
            Step(1);
            Assert.Contains("\"fault\":\"too hot\"", _link.Last);
            _link.Answer("{}");
            Show(FaultCode.None, ConnectorStatus.Available);
            Step(1);
            Assert.IsTrue(_link.Last.IndexOf("\"fault\"") < 0);
            _link.Answer("{}");
            Step(1);
            Assert.AreEqual(4, _link.Count);
        }

        [TestMethod]
        public void Tells_the_status_again_in_each_session()
        {
            Begin();
            _outbox.Connector = ConnectorStatus.Available;
            Accept();
            _link.Answer("{}");
            Step(0);
            _link.Disconnect();
            Step(1);
            Accept();
            Assert.Contains("\"connectorStatus\":\"Available\"", _link.Last);
        }

        [TestMethod]
        public void Beats_at_the_interval_that_the_backend_gave()
        {
            Begin();
            Accept();
            Step(119);
            Assert.AreEqual(1, _link.Count);
            Step(1);
            Assert.AreEqual("[2,\"1.2\",\"Heartbeat\",{}]", _link.Last);
        }

        [TestMethod]
        [DataRow("Accepted", true)]
        [DataRow("Blocked", false)]
        public void Asks_the_backend_about_a_card_before_anything_else(string status, bool granted)
        {
            Begin();
            _charger.Begin(0);
            Accept();
            _authorisation.Present("04AABB", GrantSource.Card, true, _now);
            _link.Answer("{}");
            Step(0);
            Assert.AreEqual("[2,\"1.2\",\"Authorize\",{\"idToken\":{\"idToken\":\"04AABB\",\"type\":\"ISO14443\"}}]", _link.Last);
            _link.Answer("{\"idTokenInfo\":{\"chargingPriority\":0,\"status\":\"" + status + "\"}}");
            Step(0);
            Assert.AreEqual(granted, _authorisation.Granted);
        }

        [TestMethod]
        public void Answers_a_call_that_it_does_not_know()
        {
            Begin();
            _link.Connect();
            Step(0);
            _link.Arrive("[2,\"a\\u0041\",\"GetReport\",{\"type\":\"Immediate\"}]");
            Step(0);
            Assert.AreEqual("[4,\"a\\u0041\",\"NotImplemented\",\"action: not known here\",{}]", _link.Last);
        }

        [TestMethod]
        public void Counts_what_is_no_frame_and_what_answers_nothing()
        {
            Begin();
            _link.Arrive("[3,\"1-1\"");
            _link.Arrive("[3,\"1-1\",{}]");
            Step(0);
            Assert.AreEqual(2, _outbox.Ignored);
        }

        private static void Show(FaultCode fault, ConnectorStatus connector)
        {
            _status.FaultCode = (int)fault;
            _status.FaultName = FaultCatalogue.Name(fault);
            _outbox.Connector = connector;
        }
    }
}
