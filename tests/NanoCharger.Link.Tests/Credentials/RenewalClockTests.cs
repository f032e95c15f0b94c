namespace NanoCharger.Link.Tests
{
    using NanoCharger.Hal;
    using NanoCharger.Link.Credentials;
    using nanoFramework.TestFramework;

    /// <summary>When the next certificate is asked for.</summary>
    [TestClass]
    public class RenewalClockTests
    {
        // Two thirds of 2026.
        private const long OldMillis = 1767225600000 + (365L * 86_400_000 / 3 * 2);

        [TestMethod]
        public void Wants_the_next_one_from_two_thirds_of_a_life_on()
        {
            CredentialStage stage = new CredentialStage();
            RenewalClock renewal = new RenewalClock(stage.Credentials, stage.Clock);
            Assert.IsFalse(renewal.IsDue(5), "there is none to renew");
            stage.Settle();
            stage.Clock.UtcMillis = OldMillis - 1;
            Assert.IsFalse(renewal.IsDue(5));
            stage.Clock.UtcMillis = OldMillis;
            stage.Clock.Quality = ClockQuality.Unknown;
            Assert.IsFalse(renewal.IsDue(5), "nobody knows the date");
            stage.Clock.Quality = ClockQuality.Informative;
            Assert.IsTrue(renewal.IsDue(5), "at once the first time");
        }

        [TestMethod]
        public void Asks_once_a_day_and_after_failures_in_growing_pauses()
        {
            CredentialStage stage = new CredentialStage();
            stage.Settle();
            RenewalClock renewal = new RenewalClock(stage.Credentials, stage.Clock);
            Assert.IsTrue(renewal.IsDue(0));
            long now = 0;
            long hours = 1;
            for (int i = 0; i < 7; i++)
            {
                renewal.TakeFailed(now);
                now += (hours * 3_600_000_000) - 1;
                Assert.IsFalse(renewal.IsDue(now), hours.ToString());
                Assert.IsTrue(renewal.IsDue(++now), hours.ToString());
                hours = hours * 2 < 24 ? hours * 2 : 24;
            }

            renewal.TakeAccepted(now);
            Assert.IsFalse(renewal.IsDue(now + RenewalClock.DayMicros - 1));
            Assert.IsTrue(renewal.IsDue(now + RenewalClock.DayMicros));
            renewal.TakeFailed(now);
            Assert.IsTrue(renewal.IsDue(now + RenewalClock.FirstPauseMicros), "short again");
        }

        [TestMethod]
        public void Who_wants_one_gets_it_asked_for_at_once_and_until_it_is_accepted()
        {
            CredentialStage stage = new CredentialStage();
            RenewalClock renewal = new RenewalClock(stage.Credentials, stage.Clock);
            renewal.Want();
            Assert.IsTrue(renewal.IsDue(5));
            renewal.TakeFailed(5);
            Assert.IsFalse(renewal.IsDue(6));
            Assert.IsTrue(renewal.IsDue(5 + RenewalClock.FirstPauseMicros));
            renewal.TakeAccepted(7);
            Assert.IsFalse(renewal.IsDue(7 + (2 * RenewalClock.DayMicros)));
        }
    }
}
