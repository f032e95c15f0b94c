using NanoCharger.Core.Pilot;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Pilot
{
    /// <summary>Times on the pilot: X1 is entered at once and left after 4 s, two offers are 5 s apart.</summary>
    [TestClass]
    public sealed class PilotSignalTests
    {
        private const long Second = 1_000_000;
        private const int X1 = 10_000;

        /// <summary>A limit of 0 right after a new offer.</summary>
        [TestMethod]
        public void X1_is_entered_at_once_however_young_the_offer_is()
        {
            FakePilot line = Offering(out PilotSignal signal);
            signal.Steady(4 * Second + 1);
            Assert.AreEqual(X1, line.Duty);
        }

        /// <summary>A pulse of 70 ms is none.</summary>
        [TestMethod]
        public void X1_lasts_4_s()
        {
            FakePilot line = Offering(out PilotSignal signal);
            signal.Steady(10 * Second);
            signal.Offer(16_000, (14 * Second) - 1);
            Assert.IsFalse(signal.MayOffer((14 * Second) - 1));
            Assert.AreEqual(X1, line.Duty);
            signal.Offer(16_000, 14 * Second);
            Assert.AreEqual(2_667, line.Duty);
        }

        /// <summary>In F nothing of the vehicle can be seen.</summary>
        [TestMethod]
        public void F_is_left_for_X1_alone()
        {
            FakePilot line = Offering(out PilotSignal signal);
            signal.Negative(10 * Second);
            signal.Offer(16_000, 60 * Second);
            Assert.AreEqual(0, line.Duty);
        }

        private static FakePilot Offering(out PilotSignal signal)
        {
            FakePilot line = new FakePilot(new FakeBoard());
            signal = new PilotSignal(line);
            signal.Steady(0);
            signal.Offer(32_000, 4 * Second);
            Assert.AreEqual(5_333, line.Duty);
            return line;
        }
    }
}
