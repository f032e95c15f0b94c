using NanoCharger.Records.Documents;
using nanoFramework.TestFramework;

namespace NanoCharger.Records.Tests.Documents
{
    /// <summary>Which time of the day has come (setting sign.at).</summary>
    [TestClass]
    public sealed class WindowBoundariesTests
    {
        // 2026-01-15T00:00:00Z.
        private const long Midnight = 1_768_435_200_000;
        private const long Minute = 60_000;

        /// <summary>At its millisecond, once; the next day again.</summary>
        [TestMethod]
        public void Each_time_comes_once_a_day()
        {
            WindowBoundaries boundaries = Of("20:00,04:00", 19 * 60);
            Assert.IsFalse(boundaries.Pass(At(20 * 60) - 1));
            Assert.IsTrue(boundaries.Pass(At(20 * 60)));
            Assert.IsFalse(boundaries.Pass(At(20 * 60) + 1));
            Assert.IsFalse(boundaries.Pass(At(28 * 60) - 1));
            Assert.IsTrue(boundaries.Pass(At(28 * 60) + 400));
            Assert.IsFalse(boundaries.Pass(At(44 * 60) - 1));
            Assert.IsTrue(boundaries.Pass(At(44 * 60)));
        }

        /// <summary>A begin at the boundary is its own reading there.</summary>
        [TestMethod]
        public void One_at_the_begin_has_come_already()
        {
            WindowBoundaries boundaries = Of("20:00", 20 * 60);
            Assert.IsFalse(boundaries.Pass(At(20 * 60)));
            Assert.IsFalse(boundaries.Pass(At(43 * 60)));
            Assert.IsTrue(boundaries.Pass(At(44 * 60)));
        }

        /// <summary>Behind a stall over two of them there is one reading.</summary>
        [TestMethod]
        public void Two_that_nobody_saw_are_one()
        {
            WindowBoundaries boundaries = Of("20:00,20:01", 19 * 60);
            Assert.IsTrue(boundaries.Pass(At((20 * 60) + 2)));
            Assert.IsFalse(boundaries.Pass(At((20 * 60) + 3)));
        }

        /// <summary>Set while a car charges: from then on.</summary>
        [TestMethod]
        public void Other_times_count_from_now_on()
        {
            WindowBoundaries boundaries = Of("", 19 * 60);
            Assert.IsFalse(boundaries.Pass(At(21 * 60)));
            boundaries.Set("20:00,22:00");
            Assert.IsFalse(boundaries.Pass(At(21 * 60)));
            Assert.IsTrue(boundaries.Pass(At(22 * 60)));
            boundaries.Set("");
            Assert.IsFalse(boundaries.Pass(At(50 * 60)));
        }

        private static long At(int minutes)
        {
            return Midnight + (minutes * Minute);
        }

        private static WindowBoundaries Of(string times, int beginMinutes)
        {
            WindowBoundaries boundaries = new WindowBoundaries();
            boundaries.Set(times);
            boundaries.Begin(At(beginMinutes));
            return boundaries;
        }
    }
}
