namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using nanoFramework.TestFramework;

    /// <summary>What the backend may ask the station to send (OCPP 2.0.1, F06).</summary>
    [TestClass]
    public class TriggerTests : OutboxStage
    {
        [TestMethod]
        [DataRow("Heartbeat")]
        [DataRow("StatusNotification")]
        public void It_is_sent_once_at_once(string message)
        {
            Begin();
            _outbox.Connector = ConnectorStatus.Available;
            Accept();
            _link.Answer("{}");
            Step(0);
            int sent = _link.Count;
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("TriggerMessage", "{\"requestedMessage\":\"" + message + "\"}"));
            Assert.AreEqual(sent + 2, _link.Count);
            Assert.Contains(message, _link.Last);
            _link.Answer("{}");
            Step(1);
            Assert.AreEqual(sent + 2, _link.Count);
        }

        [TestMethod]
        public void The_open_transaction_is_told_with_the_reason_Trigger()
        {
            Begin();
            Accept();
            Assert.Contains("TxNotFound", Result("TriggerMessage", "{\"requestedMessage\":\"TransactionEvent\"}"));
            _charger.Begin(0);
            _status.TransactionNumber = 1;
            Step(0);
            _link.Answer("{}");
            Step(0);
            _commands.Telling = _charger.Log;
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("TriggerMessage", "{\"requestedMessage\":\"TransactionEvent\"}"));
            Assert.AreEqual(1, _commands.Told);
            Assert.Contains("\"eventType\":\"Updated\"", _link.Last);
            Assert.Contains("\"triggerReason\":\"Trigger\"", _link.Last);
            _link.Answer("{}");
            Step(1);
            Assert.AreEqual(1, _commands.Told);
        }

        [TestMethod]
        [DataRow("MeterValues")]
        [DataRow("FirmwareStatusNotification")]
        [DataRow("SignChargingStationCertificate")]
        [DataRow("PublishFirmwareStatusNotification")]
        public void What_it_never_sends_is_not_implemented(string message)
        {
            Begin();
            Accept();
            Assert.AreEqual("{\"status\":\"NotImplemented\"}", Result("TriggerMessage", "{\"requestedMessage\":\"" + message + "\"}"));
        }

        [TestMethod]
        public void Who_is_accepted_is_not_asked_to_boot_again_and_another_EVSE_is_unknown()
        {
            Begin();
            Accept();
            Assert.Contains("\"Rejected\"", Result("TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}"));
            Assert.Contains("UnknownEvse", Result("TriggerMessage", "{\"requestedMessage\":\"StatusNotification\",\"evse\":{\"id\":2}}"));
            Assert.Contains("PropertyConstraintViolation", Call("TriggerMessage", "{\"requestedMessage\":\"Everything\"}"));
        }
    }
}
