namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using nanoFramework.TestFramework;

    /// <summary>The backend has the station start anew (OCPP 2.0.1, B11 and B12).</summary>
    [TestClass]
    public class ResetTests : OutboxStage
    {
        [TestMethod]
        [DataRow("Immediate", 0)]
        [DataRow("Immediate", 42)]
        [DataRow("OnIdle", 0)]
        public void At_once_it_ends_what_is_open(string type, int transaction)
        {
            Begin();
            Accept();
            _status.TransactionNumber = transaction;
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("Reset", "{\"type\":\"" + type + "\"}"));
            Assert.AreEqual(1, _restart.Requests);
            Assert.IsTrue(_restart.Confirmed);
            Assert.AreEqual((int)GrantSource.Backend, (int)_restart.By);
        }

        [TestMethod]
        public void On_idle_it_waits_for_the_end_of_the_transaction()
        {
            Begin();
            Accept();
            _status.TransactionNumber = 42;
            Assert.AreEqual("{\"status\":\"Scheduled\"}", Result("Reset", "{\"type\":\"OnIdle\"}"));
            Step(60);
            Assert.AreEqual(0, _restart.Requests);
            _status.TransactionNumber = 0;
            Step(1);
            Step(1);
            Assert.AreEqual(1, _restart.Requests);
            Assert.IsTrue(_restart.Confirmed);
            Assert.AreEqual((int)GrantSource.Backend, (int)_restart.By);
        }

        [TestMethod]
        public void The_outlet_alone_is_not_reset()
        {
            Begin();
            Accept();
            Assert.Contains("\"Rejected\"", Result("Reset", "{\"type\":\"Immediate\",\"evseId\":1}"));
            Assert.Contains("PropertyConstraintViolation", Call("Reset", "{\"type\":\"Hard\"}"));
            Assert.AreEqual(0, _restart.Requests);
        }
    }
}
