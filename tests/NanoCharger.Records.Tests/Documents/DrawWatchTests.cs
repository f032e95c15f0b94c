using NanoCharger.Records.Documents;
using nanoFramework.TestFramework;

namespace NanoCharger.Records.Tests.Documents
{
    /// <summary>When a vehicle counts as one that does not draw, and when it draws again.</summary>
    [TestClass]
    public sealed class DrawWatchTests
    {
        private const long Second = 1_000_000;
        private const long Hour = 3_600 * Second;
        private const long TurnMicros = Second / 4;
        private const int Standby = 50_000;
        private const int Between = 150_000;
        private const int Charging = 11_000_000;

        private static DrawWatch _watch;
        private static long _now;
        private static int _changes;

        /// <summary>A minute, as for stop.underPower; a second before it nothing.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(Standby)]
        [DataRow(99_999)]
        public void Is_idle_after_a_minute_below_100_W(int milliwatts)
        {
            Begin();
            For(59 * Second, milliwatts);
            Assert.IsFalse(_watch.Idle);
            For(Second, milliwatts);
            Assert.IsTrue(_watch.Idle);
        }

        /// <summary>A pulse of the battery's electronics begins the minute anew.</summary>
        [TestMethod]
        public void A_minute_with_a_pulse_in_it_is_no_minute()
        {
            Begin();
            For(40 * Second, Standby);
            For(Second, Between);
            For(59 * Second, Standby);
            Assert.IsFalse(_watch.Idle);
        }

        /// <summary>Ten seconds of 200 W; less power, or shorter, is the electronics' own.</summary>
        [TestMethod]
        public void Draws_again_after_10_s_of_200_W()
        {
            Idle();
            For(Hour, Between);
            For(9 * Second, Charging);
            For(Second, Standby);
            For(9 * Second, Charging);
            Assert.IsTrue(_watch.Idle);
            For(Second, 200_000);
            Assert.IsFalse(_watch.Idle);
        }

        /// <summary>Whom the station gives nothing, for whatever reason, is not idle: nobody pays for that.</summary>
        [TestMethod]
        public void Kept_from_drawing_is_not_idle_and_ends_idleness()
        {
            Begin();
            For(Hour, 0, false);
            Assert.AreEqual(0, _changes);

            Idle();
            For(10 * Second, 0, false);
            Assert.IsFalse(_watch.Idle);
        }

        /// <summary>It may have drawn while everything stood still.</summary>
        [TestMethod]
        public void A_stall_is_no_part_of_the_minute()
        {
            Begin();
            For(30 * Second, Standby);
            _now += 40 * Second;
            For(59 * Second, Standby);
            Assert.IsFalse(_watch.Idle);
            For(2 * Second, Standby);
            Assert.IsTrue(_watch.Idle);
        }

        /// <summary>Once it has drawn again it counts as drawing for a quarter of an hour; the first time it need not wait.</summary>
        [TestMethod]
        public void Idle_again_not_before_a_quarter_of_an_hour()
        {
            Idle();
            For(10 * Second, Charging);
            Assert.IsFalse(_watch.Idle);
            For((899 * Second) + (3 * TurnMicros), 0);
            Assert.IsFalse(_watch.Idle);
            For(TurnMicros, 0);
            Assert.IsTrue(_watch.Idle);
        }

        /// <summary>A vehicle that balances its battery, by whatever rhythm: eight documents in any hour at most, and never more signed as idle than it was.</summary>
        [TestMethod]
        [DataRow(1, 1)]
        [DataRow(10, 60)]
        [DataRow(11, 61)]
        [DataRow(30, 30)]
        [DataRow(60, 90)]
        [DataRow(20, 600)]
        [DataRow(300, 880)]
        public void A_flapping_vehicle_makes_eight_changes_an_hour_at_most(int draws, int rests)
        {
            long[] times = new long[64];
            long drawn = 0;
            long signed = 0;
            Begin();
            while (_now < 3 * Hour)
            {
                bool drawing = (_now / Second) % (draws + rests) < draws;
                bool idle = _watch.Idle;
                drawn += drawing ? TurnMicros : 0;
                signed += idle ? TurnMicros : 0;
                For(TurnMicros, drawing ? Charging : Standby);
                if (_watch.Idle != idle)
                {
                    times[_changes % times.Length] = _now;
                    long eighthBefore = times[(_changes + times.Length - 8) % times.Length];
                    Assert.IsTrue(_changes <= 8 || _now - eighthBefore >= Hour, "nine changes in the hour before second " + (_now / Second).ToString());
                }
            }

            Assert.IsTrue(signed <= _now - drawn, "signed as idle for longer than it was");
        }

        private static void Begin()
        {
            _watch = new DrawWatch();
            _now = 0;
            _changes = 0;
            _watch.Begin(0);
        }

        private static void Idle()
        {
            Begin();
            For(60 * Second, Standby);
            Assert.IsTrue(_watch.Idle);
        }

        private static void For(long micros, int milliwatts, bool mayDraw = true)
        {
            for (long until = _now + micros; _now < until;)
            {
                _now += TurnMicros;
                _watch.Look(milliwatts, mayDraw, _now);
                if (_watch.Changes(_now))
                {
                    _changes++;
                    _watch.Change(_now);
                }
            }
        }
    }
}
