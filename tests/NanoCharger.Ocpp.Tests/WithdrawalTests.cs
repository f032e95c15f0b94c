namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using nanoFramework.TestFramework;

    /// <summary>How a remote start is taken back before its transaction: by the seconds that it names, or by DataTransfer.</summary>
    [TestClass]
    public class WithdrawalTests : OutboxStage
    {
        private const string Ours = "\"vendorId\":\"nanoCharger\"";
        private const string Withdraw = "\"messageId\":\"WithdrawStart\"";

        [TestMethod]
        public void A_start_is_dropped_after_the_seconds_that_it_names()
        {
            Begin();
            Accept();
            Assert.AreEqual("[3,\"x1\",{\"status\":\"Accepted\"}]", Start(",\"customData\":{\"startWithin\":50," + Ours + "}"));
            Turn(49);
            Assert.IsTrue(_authorisation.Granted);
            Turn(1);
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        [DataRow("0")]
        [DataRow("604801")]
        [DataRow("\"50\"")]
        [DataRow("[50]")]
        public void A_time_that_is_none_is_refused_by_its_name(string within)
        {
            Begin();
            Accept();
            Assert.Contains("PropertyConstraintViolation\",\"customData.startWithin: ", Start(",\"customData\":{" + Ours + ",\"startWithin\":" + within + "}"));
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        [DataRow("{" + Ours + "," + Withdraw + ",\"data\":{\"remoteStartId\":7}}", "{\"status\":\"Accepted\"}", false)]
        [DataRow("{\"data\":{\"remoteStartId\":7}," + Withdraw + "," + Ours + "}", "{\"status\":\"Accepted\"}", false)]
        [DataRow("{" + Ours + "," + Withdraw + ",\"data\":{\"remoteStartId\":8}}", "{\"status\":\"Accepted\"}", true)]
        [DataRow("{" + Ours + ",\"messageId\":\"Dance\",\"data\":[1]}", "{\"status\":\"UnknownMessageId\"}", true)]
        [DataRow("{\"vendorId\":\"others\",\"data\":\"anything\"}", "{\"status\":\"UnknownVendorId\"}", true)]
        public void A_start_is_withdrawn_by_its_own_id_alone(string payload, string answer, bool stands)
        {
            Begin();
            Accept();
            Start(string.Empty);
            Assert.AreEqual(answer, Result("DataTransfer", payload));
            Assert.AreEqual(stands, _authorisation.Granted);
            Assert.AreEqual(answer, Result("DataTransfer", payload), "asked again because the answer was lost");
        }

        [TestMethod]
        [DataRow("{" + Ours + "," + Withdraw + "}")]
        [DataRow("{" + Ours + "," + Withdraw + ",\"data\":\"7\"}")]
        [DataRow("{" + Ours + "," + Withdraw + ",\"data\":{\"remoteStartId\":\"7\"}}")]
        public void A_withdrawal_of_nothing_is_refused_by_its_name(string payload)
        {
            Begin();
            Accept();
            Start(string.Empty);
            Assert.Contains("OccurrenceConstraintViolation\",\"data.remoteStartId: ", Call("DataTransfer", payload));
            Assert.IsTrue(_authorisation.Granted);
        }

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void A_start_that_is_over_is_not_woken_by_its_request_coming_twice(bool withdrawn)
        {
            Begin();
            Accept();
            Start(",\"customData\":{\"startWithin\":50," + Ours + "}");
            if (withdrawn)
            {
                Result("DataTransfer", "{" + Ours + "," + Withdraw + ",\"data\":{\"remoteStartId\":7}}");
            }

            Turn(50);
            Assert.Contains("\"reasonCode\":\"StartIsOver\"", Start(string.Empty));
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        public void A_running_transaction_wants_a_stop_and_no_withdrawal()
        {
            Begin();
            Accept();
            Start(string.Empty);
            _authorisation.Turn(true, false, true, true, _now);
            Assert.AreEqual("{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"TxInProgress\"}}", Result("DataTransfer", "{" + Ours + "," + Withdraw + ",\"data\":{\"remoteStartId\":7}}"));
            Assert.IsTrue(_authorisation.Granted);
        }

        private static void Turn(int seconds)
        {
            _now += seconds * 1_000_000L;
            _authorisation.Turn(false, true, false, true, _now);
        }

        private static string Start(string more)
        {
            return Call("RequestStartTransaction", "{\"remoteStartId\":7,\"idToken\":{\"idToken\":\"DRIVER-1\",\"type\":\"Central\"}" + more + "}");
        }
    }
}
