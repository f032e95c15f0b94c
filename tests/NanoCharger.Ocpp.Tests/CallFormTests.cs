namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using nanoFramework.TestFramework;

    /// <summary>Calls that two readers could understand in two ways are refused, whatever they ask for.</summary>
    /// <remarks>A letter of the strings here is a byte on the way, so "\u00c3\u00a9" is an e with an accent.</remarks>
    [TestClass]
    public class CallFormTests : OutboxStage
    {
        [TestMethod]
        [DataRow("\u00c3\u00a9", true)]
        [DataRow("\u00e2\u0082\u00ac", true)]
        [DataRow("\u00f0\u009f\u0094\u008c", true)]
        [DataRow("\u00f4\u008f\u00bf\u00bf", true)]
        [DataRow("\u0080", false)]
        [DataRow("\u00c3", false)]
        [DataRow("\u00c3(", false)]
        [DataRow("\u00c0\u00af", false)]
        [DataRow("\u00e0\u0080\u00af", false)]
        [DataRow("\u00ed\u00a0\u0080", false)]
        [DataRow("\u00f0\u0080\u0080\u00af", false)]
        [DataRow("\u00f4\u0090\u0080\u0080", false)]
        [DataRow("\u00f5\u0080\u0080\u0080", false)]
        [DataRow("\u00ff", false)]
        public void A_call_is_UTF_8_even_where_nobody_reads_it(string bytes, bool sound)
        {
            Begin();
            Accept();
            string answer = Call("ChangeAvailability", "{\"operationalStatus\":\"Inoperative\",\"customData\":{\"vendorId\":\"" + bytes + "\"}}");
            Assert.Contains(sound ? "\"Accepted\"" : "[4,\"x1\",\"FormatViolation\",\"payload: no UTF-8 at byte 61\",{}]", answer);
            Assert.AreEqual(sound, !_commands.Available);
        }

        [TestMethod]
        [DataRow("{\"operationalStatus\":\"Operative\",\"operationalStatus\":\"Inoperative\"}", "operationalStatus")]
        [DataRow("{\"operationalStatus\":\"Inoperative\",\"evse\":{\"id\":1,\"connectorId\":1,\"id\":1}}", "id")]
        [DataRow("{\"operationalStatus\":\"Inoperative\",\"customData\":{\"vendorId\":\"a\",\"b\":[{\"c\":1},{\"c\":2,\"c\":3}]}}", "c")]
        [DataRow("{\"evse\":{\"id\":1},\"operationalStatus\":\"Inoperative\",\"evse\":{\"id\":1}}", "evse")]
        [DataRow("{\"operationalStatus\":\"Inoperative\",\"customData\":{\"vendorId\":\"a\",\"b\\u005c\":1,\"b\\\\\":2}}", "b\\\\\\\\")]
        [DataRow("{\"operationalStatus\":\"Inoperative\",\"customData\":{\"\\u0076endorId\":\"a\",\"vendorId\":\"b\"}}", "vendorId")]
        [DataRow("{\"operationalStatus\":\"Inoperative\",\"customData\":{\"\\u004B\":1,\"\\u004b\":2}}", "\\\\u004b")]
        [DataRow("{\"operationalStatus\":\"Inoperative\",\"customData\":{\"\\n\":1,\"\\u000A\":2}}", "\\\\u000A")]
        [DataRow("{\"operationalStatus\":\"Inoperative\",\"customData\":{\"\u00c3\u00a9\":1,\"\\u00e9\":2}}", "\\\\u00e9")]
        [DataRow("{\"operationalStatus\":\"Inoperative\",\"customData\":{\"\u00f0\u009f\u0094\u008c\":1,\"\\ud83d\\udd0c\":2}}", "\\\\ud83d\\\\udd0c")]
        [DataRow("{\"operationalStatus\":\"Inoperative\",\"customData\":{\"\\ud83d\":1,\"\\uD83D\":2}}", "\\\\uD83D")]
        public void A_key_that_stands_twice_in_one_object_is_named_and_nothing_happens(string payload, string key)
        {
            Begin();
            Accept();
            Assert.AreEqual("[4,\"x1\",\"FormatViolation\",\"" + key + ": twice in one object\",{}]", Call("ChangeAvailability", payload));
            Assert.IsTrue(_commands.Available);
        }

        [TestMethod]
        public void The_same_key_in_two_objects_is_none_twice()
        {
            Begin();
            Accept();
            Assert.Contains("\"Accepted\"", Call("ChangeAvailability", "{\"operationalStatus\":\"Inoperative\",\"customData\":{\"vendorId\":\"a\",\"id\":{\"id\":1},\"b\":[{\"c\":1},{\"c\":2}]},\"evse\":{\"id\":1}}"));
        }

        [TestMethod]
        [DataRow("\"ab\":1,\"a\":2,\"abc\":3")]
        [DataRow("\"\u00c3\u00a9\":1,\"\u00c3\u00a8\":2,\"e\":3")]
        [DataRow("\"\\ud83d\":1,\"\\ud83d\\udd0c\":2,\"\\ud83d\\u0041\":3,\"\\ud83dA!\":4")]
        [DataRow("\"u0041\":1,\"\\u0041\":2,\"\\\\u0041\":3,\"\\/\":4")]
        public void Keys_that_only_look_alike_are_none_twice(string keys)
        {
            Begin();
            Accept();
            Assert.Contains("\"Accepted\"", Call("ChangeAvailability", "{\"operationalStatus\":\"Inoperative\",\"customData\":{" + keys + "}}"));
        }

        /// <summary>An answer that could mean two things grants nothing and releases nothing.</summary>
        [TestMethod]
        [DataRow("{\"idTokenInfo\":{\"status\":\"Blocked\",\"status\":\"Accepted\"}}")]
        [DataRow("{\"idTokenInfo\":{\"status\":\"Accepted\",\"st\\u0061tus\":\"Blocked\"}}")]
        [DataRow("{\"idTokenInfo\":{\"status\":\"Accepted\"},\"idTokenInfo\":{\"status\":\"Blocked\"}}")]
        [DataRow("{\"idTokenInfo\":{\"status\":\"Accepted\"},\"customData\":{\"vendorId\":\"\u00ed\u00a0\u0080\"}}")]
        public void An_answer_that_could_mean_two_things_is_none(string payload)
        {
            Begin();
            Accept();
            _authorisation.Present("04A1B2C3", GrantSource.Card, true, _now);
            Step(0);
            Assert.Contains("\"Authorize\"", _link.Last);
            _link.Answer(payload);
            Step(0);
            Assert.AreEqual((int)GrantSource.None, (int)_authorisation.Source);

            _charger.Begin(0);
            Step(0);
            Assert.Contains("\"TransactionEvent\"", _link.Last);
            _link.Answer(payload);
            Step(0);
            Assert.AreEqual(1, _charger.Log.Owed);
        }

        [TestMethod]
        public void More_keys_than_can_be_compared_are_refused()
        {
            Begin();
            Accept();
            string many = "\"vendorId\":\"a\"";
            for (int i = 0; i < 64; i++)
            {
                many += ",\"k" + i.ToString() + "\":0";
            }

            Assert.Contains("one field too many", Call("ChangeAvailability", "{\"operationalStatus\":\"Inoperative\",\"customData\":{" + many + "}}"));
            Assert.IsTrue(_commands.Available);
        }

        [TestMethod]
        public void A_frame_whose_id_is_no_UTF_8_is_none()
        {
            Begin();
            Accept();
            int sent = _link.Count;
            _link.Arrive("[2,\"x\u00ff\",\"ChangeAvailability\",{\"operationalStatus\":\"Inoperative\"}]");
            Step(0);
            Assert.AreEqual(sent, _link.Count);
            Assert.AreEqual(1, _outbox.Ignored);
            Assert.IsTrue(_commands.Available);
        }
    }
}
