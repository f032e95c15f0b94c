using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>The bay's rules of pauses, offers and openings under load, by firmware that breaks them and firmware that does not.</summary>
    public sealed class ObedienceRuleTests
    {
        private const string Charging = """{ "at": 0.5, "plug": {} }, { "at": 1, "vehicle": "C" }, { "at": 2, "draw": 32 }""";
        private const double Amps32 = 0.53335;
        private const double Amps6 = 0.10005;
        private const double Steady = 1;

        [Theory]
        [InlineData(Steady, 6.6)]
        [InlineData(Amps6, 7.5)]
        public void Offers_that_go_up_and_down_give_no_new_time_to_who_draws_on(double low, double limit)
        {
            IReadOnlyList<Violation> found = Play(25, firmware => Offer(firmware, Low(10) ? low : Amps32, true));
            Violation violation = Assert.Single(found, one => one.Invariant == 2);
            Assert.InRange(violation.Seconds, 10 + limit, 10 + limit + 0.2);
        }

        [Theory]
        [InlineData(Steady)]
        [InlineData(Amps6)]
        public void A_vehicle_that_follows_ends_both(double low)
        {
            string obeys = string.Join(", ", Enumerable.Range(0, 3).Select(i => $"{{ \"at\": {13 + (9 * i)}, \"draw\": 0 }}, {{ \"at\": {15 + (9 * i)}, \"draw\": 32 }}"));
            IReadOnlyList<Violation> found = Play(35, firmware => Offer(firmware, Low(10) ? low : Amps32, true), ", " + obeys);
            Assert.DoesNotContain(found, one => one.Invariant == 2);
        }

        [Theory]
        [InlineData(9, 40, false)]
        [InlineData(10, 40, true)]
        [InlineData(2, 20, true)]
        public void Ten_openings_under_load_are_too_many_and_so_is_a_closing_after_10_s(int openings, int period, bool wrong)
        {
            IReadOnlyList<Violation> found = Play((openings * period) + 5, firmware => Ignored(firmware, openings, period));
            Assert.Equal(wrong ? 1 : 0, found.Count(one => one.Invariant == 7));
        }

        [Fact]
        public void Openings_under_load_are_counted_anew_for_who_comes_next()
        {
            const string Replug = """, { "at": 200.5, "unplug": true }, { "at": 203, "plug": {} }, { "at": 204, "vehicle": "C" }, { "at": 204.5, "draw": 32 }""";
            Assert.DoesNotContain(Play(445, firmware => Ignored(firmware, 11, 40), Replug), one => one.Invariant == 7);
        }

        [Theory]
        [InlineData(0.07, true)]
        [InlineData(3.5, true)]
        [InlineData(4.1, false)]
        public void X1_for_less_than_4_s_is_a_violation(double seconds, bool wrong)
        {
            IReadOnlyList<Violation> found = Play(12, firmware => Offer(firmware, FakeFirmware.Now > 5 && FakeFirmware.Now < 5 + seconds ? Steady : Amps32, false));
            Assert.Equal(wrong ? 1 : 0, found.Count(one => one.Invariant == 3));
        }

        // By turns, for 4.5 s each.
        private static bool Low(double from)
        {
            return FakeFirmware.Now > from && (FakeFirmware.Now - from) % 9 < 4.5;
        }

        // Closed for 3 s on offer and 6.1 s in X1, then open, again and again.
        private static void Ignored(FakeFirmware firmware, int openings, int period)
        {
            double at = FakeFirmware.Now - 5;
            double into = at % period;
            bool closed = at >= 0 && at < openings * period && into < 9.1;
            Offer(firmware, closed && into < 3 ? Amps32 : Steady, closed);
        }

        private static void Offer(FakeFirmware firmware, double share, bool closed)
        {
            firmware.Duty(share);
            firmware.Insist(closed && FakeFirmware.Now > 3);
        }

        private static IReadOnlyList<Violation> Play(double until, Action<FakeFirmware> turn, string more = "")
        {
            ChargingBay bay = new ChargingBay(new BayOptions
            {
                Scenario = Scenario.Parse(FormattableString.Invariant($"{{ \"until\": {until}, \"timeline\": [") + Charging + more + "] }", "test"),
                JudgeClosing = true,
                Firmware = FakeFirmware.Doing(turn),
            });
            return bay.Run().Violations;
        }
    }
}
