namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Settings;
    using nanoFramework.TestFramework;

    /// <summary>All variables, told in some messages (OCPP 2.0.1, B07).</summary>
    [TestClass]
    public class ReportTests : OutboxStage
    {
        private const string Full = "{\"requestId\":5,\"reportBase\":\"FullInventory\"}";

        [TestMethod]
        [DataRow("FullInventory")]
        [DataRow("ConfigurationInventory")]
        public void Every_variable_is_told_once_and_the_last_message_says_that_it_is(string what)
        {
            Begin();
            Accept();
            _settings.Set("wifi.passphrase", "open sesame");
            string all = Report("{\"requestId\":5,\"reportBase\":\"" + what + "\"}");
            bool full = what == "FullInventory";
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                int told = Count(all, "\"variable\":{\"name\":\"" + row.Name + "\"}");
                bool standard = told == 0;
                Assert.IsTrue(told == 1 || standard, row.Name);
            }

            Assert.AreEqual(1, Count(all, "\"variable\":{\"name\":\"HeartbeatInterval\"}"));
            Assert.AreEqual(1, Count(all, "\"variable\":{\"name\":\"TxBeforeAcceptedEnabled\"}"));
            Assert.AreEqual(full ? 1 : 0, Count(all, "\"variable\":{\"name\":\"SupplyPhases\"}"));
            Assert.AreEqual(full ? 3 : 0, Count(all, "\"variable\":{\"name\":\"ItemsPerMessage\""));
            Assert.AreEqual(full ? SettingsTable.Count + 8 : SettingsTable.Count - 1, Count(all, "\"variable\":{"));
            Assert.AreEqual(1, Count(all, "\"mutability\":\"WriteOnly\""));
            Assert.AreEqual(0, Count(all, "sesame"));
            Assert.Contains("\"valuesList\":\"free,backend,local\"", all);
            Assert.Contains("\"unit\":\"A\",\"dataType\":\"integer\",\"minLimit\":6,\"maxLimit\":80", all);
        }

        [TestMethod]
        public void One_report_at_a_time_and_the_same_one_begins_anew()
        {
            Begin();
            Accept();
            Result("GetBaseReport", Full);
            Assert.Contains("\"requestId\":5,", _link.Last);
            Assert.Contains("\"seqNo\":0", _link.Last);
            _link.Answer("{}");
            Step(0);
            Assert.Contains("\"seqNo\":1", _link.Last);
            string second = _link.Last;
            Assert.Contains("\"Rejected\",\"statusInfo\":{\"reasonCode\":\"InProgress\"}", Result("GetBaseReport", "{\"requestId\":6,\"reportBase\":\"FullInventory\"}"));
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("GetBaseReport", Full));
            _link.Arrive("[3,\"" + second.Substring(4, second.IndexOf('"', 4) - 4) + "\",{}]");
            Step(0);
            Assert.Contains("\"seqNo\":0", _link.Last);
        }

        [TestMethod]
        public void A_backend_that_does_not_take_it_is_not_told_the_rest()
        {
            Begin();
            Accept();
            Result("GetBaseReport", Full);
            _link.AnswerError("NotImplemented");
            int sent = _link.Count;
            Step(1);
            Assert.AreEqual(sent, _link.Count);
        }

        [TestMethod]
        public void A_summary_is_not_supported()
        {
            Begin();
            Accept();
            Assert.AreEqual("{\"status\":\"NotSupported\"}", Result("GetBaseReport", "{\"requestId\":5,\"reportBase\":\"SummaryInventory\"}"));
        }

        private static string Report(string wish)
        {
            string all = string.Empty;
            Result("GetBaseReport", wish);
            for (int number = 0; number < 20; number++)
            {
                string message = _link.Last;
                Assert.Contains("NotifyReport", message);
                Assert.Contains("\"seqNo\":" + number.ToString() + ",", message);
                Assert.IsTrue(message.Length <= OcppMessages.MaxBytes);
                all += message;
                int sent = _link.Count;
                _link.Answer("{}");
                Step(0);
                bool more = message.IndexOf("\"tbc\":true") >= 0;
                Assert.AreEqual(more ? sent + 1 : sent, _link.Count);
                if (!more)
                {
                    return all;
                }
            }

            return null;
        }

        private static int Count(string text, string piece)
        {
            int count = 0;
            for (int at = text.IndexOf(piece); at >= 0; at = text.IndexOf(piece, at + 1))
            {
                count++;
            }

            return count;
        }
    }
}
