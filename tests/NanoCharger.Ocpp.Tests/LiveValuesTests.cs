namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>What flows is told while it flows, once, to whoever hears it then.</summary>
    [TestClass]
    public class LiveValuesTests : OutboxStage
    {
        [TestMethod]
        public void Every_10_s_while_the_vehicle_is_supplied_and_once_more_behind_it()
        {
            Begin();
            Accept();
            Step(60);
            Assert.AreEqual(0, _link.ToldCount, "nobody charges");
            Supply();
            Step(0);
            Step(9);
            Assert.AreEqual(0, _link.ToldCount);
            Step(1);
            Assert.AreEqual(1, _link.ToldCount);
            Step(9);
            Assert.AreEqual(1, _link.ToldCount);
            Step(1);
            Assert.AreEqual(2, _link.ToldCount);
            _status.ContactorClosed = false;
            Step(2);
            Assert.AreEqual(3, _link.ToldCount, "so that a page shows that nothing flows");
            Step(60);
            Assert.AreEqual(3, _link.ToldCount);
        }

        [TestMethod]
        public void It_is_the_body_of_a_MeterValues_and_no_call()
        {
            Begin();
            Accept();
            Supply();
            _clock.UtcMillis = 1700000000000;
            _clock.Quality = ClockQuality.Synchronised;
            Step(0);
            Step(10);
            Assert.AreEqual(
                "{\"evseId\":1,\"meterValue\":[{\"timestamp\":\"2023-11-14T22:13:20Z\",\"sampledValue\":["
                + "{\"value\":1234567.890,\"measurand\":\"Energy.Active.Import.Register\",\"unitOfMeasure\":{\"unit\":\"Wh\"}},"
                + "{\"value\":3680,\"measurand\":\"Power.Active.Import\",\"unitOfMeasure\":{\"unit\":\"W\"}},"
                + "{\"value\":16.001,\"phase\":\"L1\",\"measurand\":\"Current.Import\",\"unitOfMeasure\":{\"unit\":\"A\"}},"
                + "{\"value\":16.000,\"measurand\":\"Current.Offered\",\"unitOfMeasure\":{\"unit\":\"A\"}}]}]}",
                _link.LastTold);
        }

        [TestMethod]
        public void The_last_one_has_no_power_and_no_current_whatever_the_averages_say()
        {
            Begin();
            Accept();
            Supply();
            Step(0);
            _status.TransactionNumber = 0;
            Step(1);
            Assert.Contains("{\"value\":0,\"measurand\":\"Power.Active.Import\"", _link.LastTold);
            Assert.Contains("{\"value\":0.000,\"phase\":\"L1\",\"measurand\":\"Current.Import\"", _link.LastTold);
            Assert.Contains("{\"value\":1234567.890,\"measurand\":\"Energy", _link.LastTold);
        }

        [TestMethod]
        public void Nothing_before_the_backend_has_accepted_the_session_and_nothing_is_caught_up()
        {
            Begin();
            Supply();
            Step(0);
            Step(35);
            _link.Connect();
            Step(0);
            Step(5);
            Assert.AreEqual(0, _link.ToldCount, "not accepted");
            _link.Answer(Accepted);
            Step(0);
            Assert.AreEqual(1, _link.ToldCount, "what is now, and not what was");
            Step(9);
            Assert.AreEqual(1, _link.ToldCount);
            _link.Disconnect();
            _status.ContactorClosed = false;
            Step(20);
            Accept();
            Step(20);
            Assert.AreEqual(1, _link.ToldCount, "an end that nobody heard");
        }

        [TestMethod]
        public void A_clock_that_was_never_set_says_so()
        {
            Begin();
            Accept();
            Supply();
            _clock.Quality = ClockQuality.Unknown;
            Step(0);
            Step(10);
            Assert.Contains("}]}],\"customData\":{\"vendorId\":\"nanoCharger\",\"clock\":\"U\"}}", _link.LastTold);
        }

        /// <summary>The link takes 1,024 bytes: the longest one, three phases at all they can be, has room in it.</summary>
        [TestMethod]
        public void The_longest_one_fits_what_a_link_takes()
        {
            Begin();
            Open(new ChargerStatus(3));
            Accept();
            Supply();
            _clock.Quality = ClockQuality.Unknown;
            _status.RegisterMilliwattHours = long.MaxValue;
            _status.Watts = int.MinValue;
            _status.OfferMilliamps = 80000;
            for (int phase = 0; phase < 3; phase++)
            {
                _status.Amps[phase] = int.MaxValue;
            }

            Step(0);
            Step(10);
            Assert.Contains("\"phase\":\"L3\"", _link.LastTold);
            Assert.IsTrue(_link.LastTold.Length <= 1024);
        }

        [TestMethod]
        public void A_message_that_waits_for_its_answer_waits_on_and_has_its_bytes()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            Assert.AreEqual("1-1", _link.LastId);
            string record = _link.Last;
            Supply();
            Step(0);
            Step(30);
            Assert.AreEqual(1, _link.ToldCount);
            Assert.AreEqual(record, _link.Last);
        }

        private static void Supply()
        {
            _status.TransactionNumber = 7;
            _status.ContactorClosed = true;
            _status.RegisterMilliwattHours = 1234567890;
            _status.Watts = 3680;
            _status.Amps[0] = 16001;
            _status.OfferMilliamps = 16000;
        }
    }
}
