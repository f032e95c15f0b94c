namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using nanoFramework.TestFramework;

    /// <summary>The backend has the lamp blink a pattern: where it does, why it does not, and what is no pattern.</summary>
    [TestClass]
    public class BlinkTests : OutboxStage
    {
        private const string Letters = "LSSLSLLSSSLL";
        private const string Yes = "{\"status\":\"Accepted\"}";

        [TestMethod]
        [DataRow("{\"pattern\":\"LSSLSLLSSSLL\"}")]
        [DataRow("{\"note\":[1],\"pattern\":\"LSSLSLLSSSLL\"}")]
        public void A_pattern_is_shown_and_again_where_the_answer_was_lost(string data)
        {
            Begin();
            Accept();
            _status.NoCurrent = NoCurrent.NoVehicle;
            Assert.Contains(Yes, Ask(data));
            Assert.AreEqual(Letters, _commands.Pattern);
            Assert.Contains(Yes, Ask(data));
        }

        [TestMethod]
        public void Another_one_takes_its_place()
        {
            Begin();
            Accept();
            Assert.Contains(Yes, Ask(Text(Letters)));
            Assert.Contains(Yes, Ask(Text("SSSSSSSSSSSL")));
            Assert.AreEqual("SSSSSSSSSSSL", _commands.Pattern);
        }

        /// <summary>As for a remote start, whose tests have all reasons.</summary>
        [TestMethod]
        public void Where_nobody_could_begin_nothing_is_shown_and_it_says_why()
        {
            Begin();
            Accept();
            _status.NoCurrent = NoCurrent.OutOfService;
            Refused("OutOfService");
            _status.NoCurrent = NoCurrent.NotCommissioned;
            Refused("NotCommissioned");
        }

        /// <summary>A fault of this very turn, whatever holds the current back besides it.</summary>
        [TestMethod]
        public void A_fault_shows_no_pattern_though_something_else_is_the_reason_for_no_current()
        {
            Begin();
            Accept();
            _status.NoCurrent = NoCurrent.NoVehicle;
            _status.FaultCode = 2;
            _status.FaultName = "earth lost";
            Refused("Faulted");
        }

        [TestMethod]
        [DataRow(1, false)]
        [DataRow(1, true)]
        [DataRow(0, true)]
        public void A_transaction_or_a_closed_contactor_shows_none(int transaction, bool closed)
        {
            Begin();
            Accept();
            _status.NoCurrent = closed ? NoCurrent.None : NoCurrent.VehicleAsleep;
            _status.TransactionNumber = transaction;
            _status.ContactorClosed = closed;
            Refused("TxInProgress");
        }

        [TestMethod]
        public void A_station_that_is_not_accepted_yet_shows_none()
        {
            Begin();
            Connect("Pending");
            Refused("CSNotAccepted");
        }

        [TestMethod]
        [DataRow("\"LSSLSLLSSSLL\"")]
        [DataRow("{\"Pattern\":\"LSSLSLLSSSLL\"}")]
        [DataRow("null")]
        public void A_pattern_that_is_not_there_is_refused_by_its_name(string data)
        {
            Begin();
            Accept();
            Assert.Contains("OccurrenceConstraintViolation\",\"data.pattern: ", Ask(data));
            Assert.IsNull(_commands.Pattern);
        }

        [TestMethod]
        [DataRow("\"LSSLSLLSSSLLS\"")]
        [DataRow("\"LSSLSLLSSSL\"")]
        [DataRow("\"lssLSLLSSSLL\"")]
        [DataRow("\"LSSL SLLS SSLL\"")]
        [DataRow("\"\"")]
        [DataRow("101101101101")]
        [DataRow("null")]
        [DataRow("[\"LSSLSLLSSSLL\"]")]
        [DataRow("{\"L\":12}")]
        public void What_is_no_pattern_is_refused_by_its_name_and_changes_nothing(string pattern)
        {
            Begin();
            Accept();
            Assert.Contains("PropertyConstraintViolation\",\"data.pattern: not 12 letters", Ask("{\"pattern\":" + pattern + "}"));
            Assert.IsNull(_commands.Pattern);
        }

        private static void Refused(string code)
        {
            Assert.Contains("\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"" + code + "\"", Ask(Text(Letters)));
            Assert.IsNull(_commands.Pattern);
        }

        private static string Text(string letters)
        {
            return "{\"pattern\":\"" + letters + "\"}";
        }

        private static string Ask(string data)
        {
            return Call("DataTransfer", "{\"vendorId\":\"nanoCharger\",\"messageId\":\"Blink\",\"data\":" + data + "}");
        }
    }
}
