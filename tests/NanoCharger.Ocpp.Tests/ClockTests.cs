namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Time;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>The backend's time: where it is taken from, and what the backend is told of the clock.</summary>
    [TestClass]
    public class ClockTests : OutboxStage
    {
        private const long Noon = 1795353724000;

        [TestMethod]
        public void The_time_of_a_boot_answer_sets_a_clock_that_nobody_else_sets_and_that_is_told_once()
        {
            Begin();
            Accept();
            _times.Turn(61 * Second);
            Assert.AreEqual(Noon, _times.UtcMillis);
            Assert.AreEqual((int)ClockQuality.Informative, (int)_times.Quality);
            Step(1);
            Assert.Contains("\"SecurityEventNotification\",{\"type\":\"SettingSystemTime\",\"timestamp\":\"20", _link.Last);
            Assert.Contains("\"techInfo\":\"station 2026-11-22T13:22:04Z, time server unheard, backend 2026-11-22T13:22:04Z\"}]", _link.Last);
            int sent = _link.Count;
            _link.Answer("{}");
            Step(1);
            Step(10);
            Assert.AreEqual(sent, _link.Count);
        }

        [TestMethod]
        [DataRow("2026-11-22T13:22:04Z", 0)]
        [DataRow("2026-11-22T13:22:04.5Z", 500)]
        [DataRow("2026-11-22T13:22:04.1239999Z", 123)]
        [DataRow("2026-11-22T15:22:04+02:00", 0)]
        [DataRow("2026-11-22T09:52:04.000-03:30", 0)]
        public void The_time_of_a_heartbeat_is_read_however_it_is_written(string written, int millis)
        {
            Heartbeat("{\"currentTime\":\"" + written + "\"}");
            Assert.AreEqual(Noon + millis, _times.Backend.UtcAtStart + (_now / 1000));
        }

        [TestMethod]
        [DataRow("{\"currentTime\":\"2026-11-22T13:22:04\"}")]
        [DataRow("{\"currentTime\":\"2026-11-22T13:22:04.Z\"}")]
        [DataRow("{\"currentTime\":\"2026-11-22T13:22:04.5\"}")]
        [DataRow("{\"currentTime\":\"2026-11-22T13:22:04+0200\"}")]
        [DataRow("{\"currentTime\":\"2026-02-30T13:22:04Z\"}")]
        [DataRow("{\"currentTime\":1795353724}")]
        [DataRow("{\"currentTime\":\"2026-11-22T13:22:04Z\"")]
        [DataRow("{}")]
        public void What_is_no_date_says_nothing(string answer)
        {
            Heartbeat(answer);
            Assert.AreEqual(0L, _times.Backend.UtcAtStart);
        }

        [TestMethod]
        public void A_disagreement_is_told_once_and_not_with_each_heartbeat()
        {
            Begin();
            _clock.UtcMillis = Noon + 3600000;
            _clock.Quality = ClockQuality.Synchronised;
            _times.Turn(2 * Second);
            Accept();
            Step(1);
            Assert.Contains("\"type\":\"ClockDisagreement\"", _link.Last);
            _link.Answer("{}");
            Step(0);
            for (int i = 0; i < 3; i++)
            {
                Step(121);
                Assert.Contains("\"Heartbeat\"", _link.Last);
                _link.Answer("{\"currentTime\":\"2026-11-22T13:22:04Z\"}");
                Step(0);
                Assert.Contains("\"Heartbeat\"", _link.Last);
            }
        }

        private static void Heartbeat(string answer)
        {
            Begin();
            _link.Connect();
            Step(0);
            _link.Answer("{\"interval\":120,\"status\":\"Accepted\"}");
            Step(0);
            Step(121);
            Assert.Contains("\"Heartbeat\"", _link.Last);
            _link.Answer(answer);
            Step(0);
        }
    }
}
