using NanoCharger.Core.Pilot;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Pilot
{
    /// <summary>Amperes and the duty cycle that says them.</summary>
    [TestClass]
    public sealed class DutyCycleTests
    {
        /// <summary>The field's own table, and values between.</summary>
        [TestMethod]
        [DataRow(6_000, 1_000)]
        [DataRow(16_000, 2_667)]
        [DataRow(32_000, 5_333)]
        [DataRow(48_000, 8_000)]
        [DataRow(51_000, 8_500)]
        [DataRow(52_500, 8_500)]
        [DataRow(63_000, 8_920)]
        [DataRow(80_000, 9_600)]
        public void Says_the_current_on_both_scales(int milliamps, int hundredths)
        {
            Assert.AreEqual(hundredths, DutyCycle.FromMilliamps(milliamps));
        }

        /// <summary>A vehicle decodes the limit to the nearest step of the PWM.</summary>
        [TestMethod]
        public void Offers_the_limit_to_the_nearest_step()
        {
            for (int limit = 6_000; limit <= 80_000; limit += 10)
            {
                int duty = DutyCycle.FromMilliamps(DutyCycle.Offerable(limit));
                int decoded = duty <= 8_500 ? duty * 6 : (duty - 6_400) * 25;
                int halfStep = duty <= 8_500 ? 3 : 12;
                Assert.IsTrue(decoded <= limit + halfStep, "more than the limit of " + limit);
                bool hazard = limit > 51_000 && limit < 52_525;
                Assert.IsTrue(hazard || decoded >= limit - halfStep - 1, "less than the limit of " + limit);
            }
        }

        /// <summary>Between 51 and 52.5 A the fast scale would be read as less than 51 A.</summary>
        [TestMethod]
        [DataRow(51_001, 51_000)]
        [DataRow(51_500, 51_000)]
        [DataRow(52_499, 51_000)]
        [DataRow(52_500, 52_500)]
        [DataRow(80_200, 80_000)]
        [DataRow(5_999, 0)]
        [DataRow(-1, 0)]
        public void Offers_what_the_duty_cycle_can_say(int limit, int offer)
        {
            Assert.AreEqual(offer, DutyCycle.Offerable(limit));
        }

        /// <summary>Below 6 A there is no duty cycle to say it.</summary>
        [TestMethod]
        public void No_offer_is_steady_12_V()
        {
            Assert.AreEqual(DutyCycle.NoOffer, DutyCycle.FromMilliamps(0));
        }

        /// <summary>The resistors of IEC 61851-1:2017, Table B.2.</summary>
        [TestMethod]
        [DataRow(74, 0)]
        [DataRow(100, 63_000)]
        [DataRow(220, 32_000)]
        [DataRow(680, 20_000)]
        [DataRow(1_500, 13_000)]
        [DataRow(2_201, 0)]
        [DataRow(10_000, 0)]
        public void A_plug_tells_its_cables_rating(int ohms, int milliamps)
        {
            Assert.AreEqual(milliamps, ProximityRating.ToMilliamps(ohms));
        }
    }
}
