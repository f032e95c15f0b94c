using System;
using NanoCharger.Core.Charging;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>When the lamp is lit for a pattern: by the time since its begin, and by nothing else.</summary>
    [TestClass]
    public sealed class LampPatternTests
    {
        private const long Begin = 5_123_456_789;
        private const long Milli = 1_000;

        /// <summary>In milliseconds since the begin: when it is lit and for how long; the second round begins like the first.</summary>
        [TestMethod]
        [DataRow("SSSSSSSSSSSS", "600+200 1000+200 1400+200 1800+200 2600+200 3000+200 3400+200 3800+200 4600+200 5000+200 5400+200 5800+200 7600+200 8000+200")]
        [DataRow("LLLLLLLLLLLL", "600+600 1400+600 2200+600 3000+600 4200+600 5000+600 5800+600 6600+600 7800+600 8600+600 9400+600 10200+600 12400+600 13200+600")]
        [DataRow("LSSSSLSSSSLS", "600+600 1400+200 1800+200 2200+200 3000+200 3400+600 4200+200 4600+200 5400+200 5800+200 6200+600 7000+200 8800+600 9600+200")]
        public void Is_lit_as_its_letters_say(string letters, string lights)
        {
            LampPattern pattern = new LampPattern();
            pattern.Begin(letters, Begin);
            int milli = 0;
            foreach (string light in lights.Split(' '))
            {
                string[] times = light.Split('+');
                int from = int.Parse(times[0]);
                for (; milli < from; milli++)
                {
                    Assert.IsFalse(pattern.IsLit(Begin + (milli * Milli)), "lit at " + milli.ToString());
                }

                for (; milli < from + int.Parse(times[1]); milli++)
                {
                    Assert.IsTrue(pattern.IsLit(Begin + (milli * Milli)), "dark at " + milli.ToString());
                }
            }
        }

        /// <summary>What was asked before has no part in what it shows: whoever looks away for a while finds it where it belongs.</summary>
        [TestMethod]
        public void Is_where_it_belongs_after_a_stall()
        {
            LampPattern watched = new LampPattern();
            LampPattern stalled = new LampPattern();
            watched.Begin("LSLLSSLSLSSL", Begin);
            stalled.Begin("LSLLSSLSLSSL", Begin);
            for (long now = Begin; now < Begin + LampPattern.ShownMicros; now += 10 * Milli)
            {
                bool lit = watched.IsLit(now);
                if (now < Begin + (3_000 * Milli) || now > Begin + (4_700 * Milli))
                {
                    Assert.AreEqual(lit, stalled.IsLit(now));
                }
            }
        }

        [TestMethod]
        public void Is_shown_for_20_s_and_begins_anew_with_another()
        {
            LampPattern pattern = new LampPattern();
            Assert.IsFalse(pattern.IsShown(Begin));
            pattern.Begin("SSSSSSSSSSSS", Begin);
            Assert.IsTrue(pattern.IsShown(Begin));
            Assert.IsTrue(pattern.IsShown(Begin + 19_999_999));
            Assert.IsFalse(pattern.IsShown(Begin + 20_000_000));
            pattern.Begin("LLLLLLLLLLLL", Begin + 15_000_000);
            Assert.IsTrue(pattern.IsShown(Begin + 34_999_999));
            Assert.IsFalse(pattern.IsLit(Begin + 15_599_999), "dark at first");
            Assert.IsTrue(pattern.IsLit(Begin + 15_600_000));
            Assert.IsTrue(pattern.IsLit(Begin + 16_199_999), "its first letter is long");
            pattern.End();
            Assert.IsFalse(pattern.IsShown(Begin + 16_200_000));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("LSLSLSLSLSL")]
        [DataRow("LSLSLSLSLSLSL")]
        [DataRow("LSLSLSLSLSLs")]
        [DataRow("LSLS LSLSLSL")]
        public void What_is_no_pattern_changes_nothing(string letters)
        {
            LampPattern pattern = new LampPattern();
            pattern.Begin("LLLLLLLLLLLL", Begin);
            Assert.IsFalse(LampPattern.IsValid(letters));
            Assert.ThrowsException(typeof(ArgumentException), () => pattern.Begin(letters, Begin + 5_000_000));
            Assert.IsTrue(pattern.IsLit(Begin + 5_000_000), "that of the letters before");
            Assert.IsFalse(LampPattern.IsValid(null));
        }
    }
}
