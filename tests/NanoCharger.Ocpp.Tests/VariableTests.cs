namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Settings;
    using nanoFramework.TestFramework;

    /// <summary>The settings as the backend sees and changes them (OCPP 2.0.1, B05 and B06).</summary>
    [TestClass]
    public class VariableTests : OutboxStage
    {
        // A setting, and what OCPP calls it. What is not here is called by its own name.
        private static readonly string[] Standard =
        {
            "station.id", "SecurityCtrlr", "Identity",
            "phases", "ChargingStation", "SupplyPhases",
            "time.host", "ClockCtrlr", "NtpServerUri",
            "heartbeat.seconds", "OCPPCommCtrlr", "HeartbeatInterval",
            "auth.expiry", "TxCtrlr", "EVConnectionTimeOut",
            "auth.plugged", "TxCtrlr", "EVPluggedTimeOut",
            "ocpp.beforeAccepted", "TxCtrlr", "TxBeforeAcceptedEnabled",
        };

        [TestMethod]
        public void Every_setting_is_a_variable_with_its_value_and_a_secret_has_none()
        {
            Begin();
            Accept();
            _settings.Set("wifi.passphrase", "open sesame");
            Set("OCPPCommCtrlr", "HeartbeatInterval", "300");
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                string answer = Get(ComponentOf(row.Name), NameOf(row.Name));
                if (row.Kind == SettingKind.Secret)
                {
                    Assert.Contains("\"attributeStatus\":\"Rejected\",\"attributeStatusInfo\":{\"reasonCode\":\"WriteOnly\"}", answer);
                    Assert.IsTrue(answer.IndexOf("sesame") < 0);
                }
                else
                {
                    bool isSwitch = !row.IsText && row.Max == 1;
                    string value = isSwitch ? (_settings.Int(row.Id) == 1 ? "true" : "false") : _settings.Shown(row.Id);
                    Assert.Contains("\"attributeStatus\":\"Accepted\",\"attributeValue\":\"" + value + "\"", answer, row.Name);
                }
            }
        }

        [TestMethod]
        public void Every_setting_is_set_by_the_rules_of_the_desk()
        {
            Begin();
            Accept();
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                bool isSwitch = !row.IsText && row.Max == 1;
                string value = isSwitch ? "true" : row.Choices != null ? row.Choices[1] : row.Alphabet == Alphabet.Times ? "04:00,20:00" : row.IsText ? "abcdefgh" : row.Max.ToString();
                string answer = Set(ComponentOf(row.Name), NameOf(row.Name), value);
                Assert.Contains(row.Factory ? "\"Rejected\",\"attributeStatusInfo\":{\"reasonCode\":\"ReadOnly\"}" : row.AtOnce ? "\"Accepted\"" : "\"RebootRequired\"", answer, row.Name);
                if (!row.Factory)
                {
                    Assert.AreEqual(isSwitch ? "1" : value, row.IsText ? _settings.Text(row.Id) : _settings.Int(row.Id).ToString(), row.Name);
                }
            }
        }

        [TestMethod]
        [DataRow("maxAmps", "81")]
        [DataRow("maxAmps", "many")]
        [DataRow("ventilation", "1")]
        [DataRow("auth.mode", "nobody")]
        [DataRow("wifi.name", "caf\\u00e9")]
        public void A_value_that_no_technician_could_set_is_refused_and_changes_nothing(string setting, string value)
        {
            Begin();
            Accept();
            string before = _settings.Shown(SettingsTable.Find(setting).Id);
            Assert.Contains("\"Rejected\",\"attributeStatusInfo\":{\"reasonCode\":\"InvalidValue\",\"additionalInfo\":\"", Set("NanoCharger", setting, value));
            Assert.AreEqual(before, _settings.Shown(SettingsTable.Find(setting).Id));
        }

        [TestMethod]
        public void The_station_keeps_its_name_while_a_bill_is_owed_under_it()
        {
            Begin();
            Accept();
            _charger.Begin(0);
            string before = _settings.Text(SettingId.StationId);
            Assert.Contains("not yet answered for", Set("SecurityCtrlr", "Identity", "NC-0002"));
            Assert.AreEqual(before, _settings.Text(SettingId.StationId));
        }

        [TestMethod]
        public void A_heartbeat_that_the_backend_sets_goes_before_the_one_of_its_boot_answer()
        {
            Begin();
            Accept();
            Assert.Contains("\"attributeValue\":\"120\"", Get("OCPPCommCtrlr", "HeartbeatInterval"));
            Set("OCPPCommCtrlr", "HeartbeatInterval", "60");
            Assert.Contains("\"attributeValue\":\"60\"", Get("OCPPCommCtrlr", "HeartbeatInterval"));
            int sent = _link.Count;
            Step(60);
            Assert.AreEqual(sent + 1, _link.Count);
            Assert.Contains("Heartbeat", _link.Last);
        }

        [TestMethod]
        [DataRow("{\"name\":\"Nobody\"}", "{\"name\":\"maxAmps\"}", "UnknownComponent")]
        [DataRow("{\"name\":\"NanoCharger\",\"evse\":{\"id\":1}}", "{\"name\":\"maxAmps\"}", "UnknownComponent")]
        [DataRow("{\"name\":\"NanoCharger\",\"instance\":\"b\"}", "{\"name\":\"maxAmps\"}", "UnknownComponent")]
        [DataRow("{\"name\":\"NanoCharger\"}", "{\"name\":\"heartbeat.seconds\"}", "UnknownVariable")]
        [DataRow("{\"name\":\"NanoCharger\"}", "{\"name\":\"maxAmps\",\"instance\":\"b\"}", "UnknownVariable")]
        [DataRow("{\"name\":\"DeviceDataCtrlr\"}", "{\"name\":\"ItemsPerMessage\",\"instance\":\"GetVariables\"}", "Accepted")]
        public void What_is_unknown_is_said_and_named_as_it_was_asked_for(string component, string variable, string status)
        {
            Begin();
            Accept();
            string named = "\"component\":" + component + ",\"variable\":" + variable;
            string answer = Result("GetVariables", "{\"getVariableData\":[{" + named + "}]}");
            Assert.Contains("\"attributeStatus\":\"" + status + "\"", answer);
            Assert.Contains(named + "}]}", answer);
            Assert.Contains(status == "Accepted" ? "ReadOnly" : status, Result("SetVariables", "{\"setVariableData\":[{\"attributeValue\":\"6\"," + named + "}]}"));
        }

        [TestMethod]
        public void Other_attributes_than_the_actual_value_are_not_supported()
        {
            Begin();
            Accept();
            Assert.Contains("NotSupportedAttributeType\",\"attributeType\":\"MaxSet\"", Result("GetVariables", "{\"getVariableData\":[{\"attributeType\":\"MaxSet\",\"component\":{\"name\":\"NanoCharger\"},\"variable\":{\"name\":\"maxAmps\"}}]}"));
        }

        [TestMethod]
        public void As_many_as_ItemsPerMessage_fit_an_answer_at_their_longest_and_one_more_is_refused()
        {
            Begin();
            Accept();
            string fifty = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee";
            string item = "{\"attributeType\":\"Actual\",\"component\":{\"name\":\"" + fifty + "\",\"instance\":\"" + fifty + "\"},\"variable\":{\"name\":\"" + fifty + "\",\"instance\":\"" + fifty + "\"}}";
            string four = item + "," + item + "," + item + "," + item;
            Assert.Contains(fifty, Result("GetVariables", "{\"getVariableData\":[" + four + "]}"));
            Assert.Contains("OccurrenceConstraintViolation", Call("GetVariables", "{\"getVariableData\":[" + four + "," + item + "]}"));
            Assert.Contains("OccurrenceConstraintViolation", Call("GetVariables", "{\"getVariableData\":[]}"));
            Assert.Contains("OccurrenceConstraintViolation", Call("GetVariables", "{}"));
        }

        private static string Get(string component, string variable)
        {
            return Result("GetVariables", "{\"getVariableData\":[{\"component\":{\"name\":\"" + component + "\"},\"variable\":{\"name\":\"" + variable + "\"}}]}");
        }

        private static string Set(string component, string variable, string value)
        {
            return Result(
                "SetVariables",
                "{\"setVariableData\":[{\"attributeValue\":\"" + value + "\",\"component\":{\"name\":\"" + component + "\"},\"variable\":{\"name\":\"" + variable + "\"}}]}");
        }

        private static string ComponentOf(string setting)
        {
            int at = At(setting);
            return at < 0 ? "NanoCharger" : Standard[at + 1];
        }

        private static string NameOf(string setting)
        {
            int at = At(setting);
            return at < 0 ? setting : Standard[at + 2];
        }

        private static int At(string setting)
        {
            for (int i = 0; i < Standard.Length; i += 3)
            {
                if (Standard[i] == setting)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
