namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What comes with a remote start, and why one is refused.</summary>
    [TestClass]
    public class RemoteStartTests : OutboxStage
    {
        [TestMethod]
        [DataRow((int)NoCurrent.Fault, "earth lost", "Faulted", "earth lost")]
        [DataRow((int)NoCurrent.LogFull, "", "OutOfStorage", "the log is full")]
        [DataRow((int)NoCurrent.OutOfService, "", "OutOfService", "out of service")]
        [DataRow((int)NoCurrent.NotCommissioned, "", "NotCommissioned", "not commissioned")]
        [DataRow((int)NoCurrent.NameChanged, "", "NotEnabled", "station.id was changed: restart to take it on")]
        public void A_station_that_cannot_begin_says_why(int why, string fault, string code, string words)
        {
            Begin();
            Accept();
            _status.FaultName = fault;
            _status.NoCurrent = (NoCurrent)why;
            Assert.AreEqual(
                "{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"" + code + "\",\"additionalInfo\":\"" + words + "\"}}",
                Start("Central", string.Empty));
            Assert.IsFalse(_authorisation.Granted);
        }

        /// <summary>A driver who is on his way: the start waits for him.</summary>
        [TestMethod]
        [DataRow((int)NoCurrent.NoVehicle)]
        [DataRow((int)NoCurrent.NotAuthorised)]
        [DataRow((int)NoCurrent.BackendLimit)]
        [DataRow((int)NoCurrent.VehicleAsleep)]
        public void What_may_pass_by_itself_refuses_nobody(int why)
        {
            Begin();
            Accept();
            _status.NoCurrent = (NoCurrent)why;
            Assert.AreEqual("{\"status\":\"Accepted\"}", Start("Central", string.Empty));
        }

        [TestMethod]
        public void A_full_log_refuses_before_anybody_plugs_in()
        {
            Begin();
            _charger.Charge(_charger.Log.Room.Transactions);
            Accept();
            Assert.Contains("OutOfStorage", Start("Central", string.Empty));
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        [DataRow("Central")]
        [DataRow("eMAID")]
        [DataRow("ISO14443")]
        [DataRow("ISO15693")]
        [DataRow("KeyCode")]
        [DataRow("Local")]
        [DataRow("MacAddress")]
        [DataRow("NoAuthorization")]
        public void A_token_keeps_its_type_into_every_event(string type)
        {
            Begin();
            Accept();
            Assert.AreEqual("{\"status\":\"Accepted\"}", Start(type, string.Empty));
            TransactionEvent told = new TransactionEvent
            {
                Event = TransactionEventKind.Started,
                Token = _authorisation.Token,
                Source = _authorisation.Source,
                TokenType = _authorisation.TokenType,
            };
            _charger.Log.Record(told);
            Step(0);
            Assert.Contains("\"idToken\":{\"idToken\":\"DRIVER-1\",\"type\":\"" + type + "\"}", _link.Last);
            _link.Answer("{}");
            Step(0);
            told.Event = TransactionEventKind.Ended;
            told.Transaction = 1;
            told.SeqNo = 1;
            _charger.Log.Record(told);
            Step(0);
            Assert.Contains("\"idToken\":{\"idToken\":\"DRIVER-1\",\"type\":\"" + type + "\"}", _link.Last);
        }

        [TestMethod]
        [DataRow("{\"vendorId\":\"nanoCharger\",\"tariff\":\"0.39 EUR/kWh\"}", "0.39 EUR/kWh")]
        [DataRow("{\"tariff\":\"night \\\"low\\\"\",\"vendorId\":\"nanoCharger\"}", "night \"low\"")]
        [DataRow("{\"vendorId\":\"nanoCharger\",\"other\":[1]}", null)]
        [DataRow("{\"vendorId\":\"others\",\"tariff\":{\"kWh\":0.39}}", null)]
        public void Its_price_is_the_transactions(string note, string tariff)
        {
            Begin();
            Accept();
            Assert.AreEqual("{\"status\":\"Accepted\"}", Start("Central", ",\"customData\":" + note));
            Assert.AreEqual(tariff, _authorisation.Tariff);
        }

        [TestMethod]
        [DataRow("\"a|b\"")]
        [DataRow("17")]
        [DataRow("\"\\u20ac\"")]
        public void A_price_that_no_document_can_carry_is_refused(string tariff)
        {
            Begin();
            Accept();
            Assert.Contains("PropertyConstraintViolation\",\"customData.tariff: ", Call("RequestStartTransaction", Payload("Central", ",\"customData\":{\"vendorId\":\"nanoCharger\",\"tariff\":" + tariff + "}")));
            Assert.IsFalse(_authorisation.Granted);
        }

        /// <summary>In milliwatt-hours and microseconds, as the limit keeps them; others' notes say nothing.</summary>
        [TestMethod]
        [DataRow("{\"vendorId\":\"nanoCharger\",\"mostWattHours\":20000,\"mostSeconds\":3600}", 20_000_000, 3_600_000_000L)]
        [DataRow("{\"mostSeconds\":1,\"vendorId\":\"nanoCharger\"}", 0, 1_000_000L)]
        [DataRow("{\"vendorId\":\"others\",\"mostWattHours\":\"many\"}", 0, 0L)]
        [DataRow("{\"vendorId\":\"nanoCharger\",\"tariff\":\"0.39 EUR/kWh\"}", 0, 0L)]
        public void The_most_that_it_may_take_is_the_starts(string note, int milliwattHours, long micros)
        {
            Begin();
            Accept();
            Assert.AreEqual("{\"status\":\"Accepted\"}", Start("Central", ",\"customData\":" + note));
            byte[] piece = new byte[64];
            bool limited = milliwattHours > 0 || micros > 0;
            Assert.AreEqual(limited, _authorisation.Remote.Limit.Save(piece, 0) > 0);
            Assert.AreEqual(limited ? 7L : 0L, LittleEndian.Get32(piece, 0));
            Assert.AreEqual((long)milliwattHours, LittleEndian.Get64(piece, 4));
            Assert.AreEqual(micros, LittleEndian.Get64(piece, 12));
        }

        [TestMethod]
        [DataRow("mostWattHours", "0")]
        [DataRow("mostWattHours", "1000001")]
        [DataRow("mostWattHours", "\"50\"")]
        [DataRow("mostSeconds", "-5")]
        [DataRow("mostSeconds", "604801")]
        [DataRow("mostSeconds", "[50]")]
        public void A_most_that_is_none_is_refused_by_its_name(string field, string value)
        {
            Begin();
            Accept();
            Assert.Contains("PropertyConstraintViolation\",\"customData." + field + ": ", Call("RequestStartTransaction", Payload("Central", ",\"customData\":{\"vendorId\":\"nanoCharger\",\"" + field + "\":" + value + "}")));
            Assert.IsFalse(_authorisation.Granted);
        }

        private static string Start(string type, string more)
        {
            return Result("RequestStartTransaction", Payload(type, more));
        }

        private static string Payload(string type, string more)
        {
            return "{\"remoteStartId\":7,\"idToken\":{\"idToken\":\"DRIVER-1\",\"type\":\"" + type + "\"}" + more + "}";
        }
    }
}
