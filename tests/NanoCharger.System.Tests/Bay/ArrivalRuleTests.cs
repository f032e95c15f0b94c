using NanoCharger.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>A vehicle that came is not charged on the transaction of the one before, where the firmware can know that it came.</summary>
    public sealed class ArrivalRuleTests
    {
        private const string Charging = """{ "at": 0.5, "plug": {} }, { "at": 1, "vehicle": "C" }""";
        private const string Swapped = Charging + """, { "at": 3, "stallMs": 3000 }, { "at": 3.5, "unplug": {} }, { "at": 4.6, "plug": {} }, { "at": 4.7, "vehicle": "C" }""";

        [Fact]
        public void A_transaction_that_goes_on_with_who_came_in_a_stall_is_a_violation()
        {
            Violation violation = Assert.Single(Play(Swapped, endsAt: 20).Result.Violations);
            Assert.Equal(1, violation.Invariant);
            Assert.Contains("a vehicle came that transaction 1 was not for", violation.What);
            Assert.InRange(violation.Seconds, 8, 8.2);
        }

        [Fact]
        public void One_that_ended_before_power_came_back_is_none()
        {
            Assert.Empty(Play(Swapped, endsAt: 7).Result.Violations);
        }

        /// <summary>The firmware was awake, and looked at an empty outlet for a second.</summary>
        [Fact]
        public void A_transaction_that_outlives_an_outlet_seen_empty_is_a_violation()
        {
            const string Seen = Charging + """, { "at": 3, "unplug": {} }, { "at": 4, "plug": {} }, { "at": 4.1, "vehicle": "C" }""";
            Violation violation = Play(Seen, endsAt: 20).Result.Violations[0];
            Assert.Equal(1, violation.Invariant);
            Assert.InRange(violation.Seconds, 4.1, 4.2);
        }

        /// <summary>No part of the board sees who leaves and comes within a stall while the command is off, and hands are not faster than half a second.</summary>
        [Theory]
        [InlineData(""", { "at": 2.4, "vehicle": "B" }, { "at": 3, "stallMs": 3000 }, { "at": 3.5, "unplug": {} }, { "at": 4.6, "plug": {} }, { "at": 4.7, "vehicle": "C" }""")]
        [InlineData(""", { "at": 3, "stallMs": 450 }, { "at": 3.1, "unplug": {} }, { "at": 3.3, "plug": {} }, { "at": 3.3, "vehicle": "C" }""")]
        public void What_nobody_can_know_is_none(string swap)
        {
            Assert.Empty(Play(Charging + swap, endsAt: 20).Result.Violations);
        }

        /// <summary>Follows the interlock, but stays open between 5 and 8 s; transaction 1 begins at 2 s.</summary>
        private static BayRun Play(string timeline, double endsAt)
        {
            FakeProbe probe = new FakeProbe(_ => new FirmwareFacts(32_000, true, 0, "", ""));
            probe.Transactions.Add((2, "1", true));
            probe.Transactions.Add((endsAt, "1", false));
            return BayRun.Play(15, timeline, firmware => firmware.Write(
                FakeFirmware.ContactorPin, firmware.Read(FakeFirmware.InterlockPin) && (FakeFirmware.Now is < 5 or > 8)), probe: probe);
        }
    }
}
