using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>Each rule of the outlet fires on a firmware that does not act, and keeps quiet for one that acts in time.</summary>
    public sealed class OutletRuleTests
    {
        private const string Charging = """{ "at": 0.5, "plug": {} }, { "at": 1, "vehicle": "C" }""";
        private const string Hot = Charging + """, { "at": 3, "celsius": 75 }""";

        [Theory]
        [InlineData("""{ "at": 3, "earth": "lost" }""", 4.2)]
        [InlineData("""{ "at": 3, "diode": "missing" }""", 4.1)]
        [InlineData("""{ "at": 3, "celsius": 75 }""", 12.5)]
        [InlineData("""{ "at": 3, "mains": { "volts": 170 } }""", 14)]
        [InlineData("""{ "at": 3, "mains": { "volts": 280 } }""", 14)]
        [InlineData("""{ "at": 3, "mains": { "hertz": 47 } }""", 14)]
        [InlineData("""{ "at": 3, "mains": { "hertz": 52 } }""", 14)]
        public void A_fault_that_the_firmware_lets_be_is_a_violation_after_its_limit_and_not_before(string fault, double at)
        {
            Violation violation = Assert.Single(Outlet(BayRun.Play(20, Charging + ", " + fault, Stubborn)));
            Assert.InRange(violation.Seconds, at, at + 0.1);
        }

        [Theory]
        [InlineData("emergencyStop", 1, 3.2)]
        [InlineData("emergencyStop", 3, 3.2)]
        [InlineData("lid", 1, 10)]
        public void An_input_that_the_firmware_lets_be_is_a_violation_after_its_limit_and_not_before(string input, int phases, double at)
        {
            string terminals = ", \"terminals\": \"inputs\", \"mains\": { \"phases\": " + phases + " }";
            string reports = Charging + ", { \"at\": 3, \"input\": { \"" + input + "\": true } }";
            Violation violation = Assert.Single(Outlet(BayRun.Play(20, reports, Stubborn, more: terminals)));
            Assert.InRange(violation.Seconds, at, at + 0.1);
            string over = ", { \"at\": " + (at - 0.1).ToString(global::System.Globalization.CultureInfo.InvariantCulture) + ", \"input\": { \"" + input + "\": false } }";
            Assert.Empty(Outlet(BayRun.Play(20, reports + over, Stubborn, more: terminals)));
        }

        [Theory]
        [InlineData("""{ "at": 3, "earth": "lost" }, { "at": 4, "earth": "ok" }""")]
        [InlineData("""{ "at": 3, "diode": "missing" }, { "at": 4, "diode": "ok" }""")]
        [InlineData("""{ "at": 3, "celsius": 70 }""")]
        [InlineData("""{ "at": 3, "mains": { "volts": 184 } }""")]
        [InlineData("""{ "at": 3, "mains": { "volts": 170 } }, { "at": 6.5, "mains": { "volts": 230 } }""")]
        [InlineData("""{ "at": 3, "mains": { "hertz": 47.5 } }""")]
        public void What_stays_within_the_limits_or_ends_in_time_is_none(string fault)
        {
            Assert.Empty(Outlet(BayRun.Play(20, Charging + ", " + fault, Stubborn)));
        }

        [Fact]
        public void A_firmware_that_opens_in_time_breaks_nothing_and_one_that_closes_again_onto_heat_does()
        {
            Assert.Empty(Outlet(BayRun.Play(40, Hot, firmware => ClosedUntil(firmware, 10))));
            Violation violation = Assert.Single(Outlet(BayRun.Play(40, Hot + """, { "at": 15, "celsius": 68 }""", firmware => Reclosed(firmware, 20))));
            Assert.InRange(violation.Seconds, 20, 20.2);
            Assert.Empty(Outlet(BayRun.Play(40, Hot + """, { "at": 15, "celsius": 60 }""", firmware => Reclosed(firmware, 20))));
        }

        /// <summary>Contacts that come loose take their milliseconds: the weld excuses those too.</summary>
        [Fact]
        public void A_weld_that_is_repaired_is_waived_until_the_contacts_are_apart()
        {
            const string Repaired = Charging + """, { "at": 3, "contactor": "welded" }, { "at": 4, "earth": "lost" }, { "at": 5.195, "contactor": "ok" }""";
            Assert.Empty(Outlet(BayRun.Play(20, Repaired, firmware => ClosedUntil(firmware, 4.6))));
        }

        [Fact]
        public void Closing_less_than_60_s_after_the_mains_came_back_is_a_violation()
        {
            const string Dip = Charging + """, { "at": 3, "mains": { "volts": 170 } }, { "at": 12, "mains": { "volts": 225 } }""";
            Violation violation = Assert.Single(BayRun.Play(80, Dip, firmware => Reclosed(firmware, 65)).Result.Violations);
            Assert.InRange(violation.Seconds, 65, 65.2);
            Assert.Empty(BayRun.Play(80, Dip, firmware => Reclosed(firmware, 72.1)).Result.Violations);
        }

        [Fact]
        public void A_current_above_the_offer_is_a_violation_after_7_5_s_and_a_shorter_one_is_none()
        {
            const string Greedy = Charging + """, { "at": 5, "draw": 40 }""";
            Violation violation = Assert.Single(BayRun.Play(20, Greedy, Stubborn).Result.Violations);
            Assert.InRange(violation.Seconds, 13, 13.6);
            Assert.Empty(BayRun.Play(20, Greedy + """, { "at": 12, "draw": 32 }""", Stubborn).Result.Violations);
            Assert.Empty(BayRun.Play(20, Charging + """, { "at": 5, "draw": 35.6 }""", Stubborn).Result.Violations);
        }

        [Fact]
        public void A_pause_may_keep_the_contactor_closed_for_6_6_s()
        {
            Assert.Empty(BayRun.Play(20, Charging, firmware => Paused(firmware, 11.4)).Result.Violations);
            Violation violation = Assert.Single(BayRun.Play(20, Charging, firmware => Paused(firmware, 30)).Result.Violations);
            Assert.InRange(violation.Seconds, 11.5, 11.8);
        }

        [Fact]
        public void A_stall_moves_the_limit_of_what_firmware_does_and_two_stalls_move_it_twice()
        {
            const string Story = Charging + """, { "at": 3, "earth": "lost" }, { "at": 3.5, "stallMs": 2000 }, { "at": 5.6, "stallMs": 3000 }""";
            Violation violation = Assert.Single(BayRun.Play(20, Story, Stubborn).Result.Violations);
            Assert.InRange(violation.Seconds, 9.2, 9.3);
        }

        [Fact]
        public void Ventilation_is_allowed_where_the_settings_say_so()
        {
            BayRun run = BayRun.Play(6, Charging + """, { "at": 3, "vehicle": "D" }""", Stubborn, more: """, "settings": { "ventilation": 1 }""");
            Assert.Empty(run.Result.Violations);
        }

        [Fact]
        public void A_vehicle_that_was_never_in_B_may_be_offered_10_A()
        {
            const string Simple = """{ "at": 4, "plug": {} }, { "at": 4, "vehicle": "C" }""";
            Violation violation = Assert.Single(BayRun.Play(20, Simple, Stubborn).Result.Violations);
            Assert.Equal(3, violation.Invariant);
            Assert.InRange(violation.Seconds, 14, 14.1);
            Assert.Empty(BayRun.Play(20, Simple, firmware => Offering(firmware, 10)).Result.Violations);
        }

        /// <summary>It has read no A before, so it cannot know that there was no B.</summary>
        [Fact]
        public void A_vehicle_that_comes_while_the_firmware_starts_is_not_taken_for_a_simplified_one()
        {
            Assert.Empty(BayRun.Play(20, """{ "at": 2.5, "plug": {} }, { "at": 2.5, "vehicle": "C" }""", Stubborn).Result.Violations);
        }

        [Fact]
        public void From_65_degrees_half_of_the_rating_may_be_offered_and_from_68_a_quarter()
        {
            const string Warm = """{ "at": 1, "celsius": 69 }""";
            Assert.Equal(3, Assert.Single(BayRun.Play(20, Warm, firmware => Offering(firmware, 20)).Result.Violations).Invariant);
            Assert.Empty(BayRun.Play(20, Warm, firmware => Offering(firmware, 16)).Result.Violations);
            Assert.Single(BayRun.Play(20, """{ "at": 1, "celsius": 72 }""", firmware => Offering(firmware, 16)).Result.Violations);
        }

        [Fact]
        public void A_limit_that_falls_twice_within_10_s_is_due_twice()
        {
            FakeProbe probe = new FakeProbe(now => new FirmwareFacts(now < 12 ? 32_000 : now < 17 ? 16_000 : 10_000, true, 0, "", ""));
            BayRun late = BayRun.Play(40, "", firmware => Offering(firmware, FakeFirmware.Now < 21 ? 32 : FakeFirmware.Now < 26.5 ? 16 : 10), probe: probe);
            Assert.Empty(late.Result.Violations);
            BayRun tooLate = BayRun.Play(40, "", firmware => Offering(firmware, FakeFirmware.Now < 25 ? 32 : 10), probe: probe);
            Assert.InRange(Assert.Single(tooLate.Result.Violations).Seconds, 22, 22.2);
        }

        [Fact]
        public void A_number_is_drawn_whatever_the_pilot_says_and_what_is_offered_follows_it()
        {
            BayRun run = BayRun.Play(
                20, Charging + """, { "at": 4, "draw": 20 }""", firmware =>
                {
                    firmware.Duty(FakeFirmware.Now < 8 ? 0.53335 : 1);
                    ClosedUntil(firmware, 14);
                });
            Assert.Equal(20, run.Lines("contactor").Last().GetProperty("amps").GetDouble());
        }

        [Fact]
        public void Closing_onto_a_wish_of_less_than_half_a_second_is_a_violation()
        {
            const string Glitch = """{ "at": 0.5, "plug": {} }, { "at": 2, "pilotGlitch": { "state": "C", "ms": 300 } }""";
            Violation violation = Assert.Single(Debounced(Glitch, 0.2).Violations);
            Assert.Equal(1, violation.Invariant);
            Assert.Empty(Debounced(Glitch, 0.55).Violations);
            Assert.Empty(Debounced(Charging, 0.55).Violations);
            Assert.Empty(Debounced(Charging + """, { "at": 1.3, "pilotGlitch": { "state": "B", "ms": 25 } }""", 0.55).Violations);
        }

        /// <summary>137 Ohm are 1.3 V: D for who comes from C by a hysteresis of 0.2 V, E in the middle. 60 Ohm are 0.7 V, and E for all.</summary>
        [Fact]
        public void Between_D_and_E_a_firmware_may_measure_either()
        {
            const string Short = Charging + """, { "at": 2, "pilotShortOhms": OHMS }, { "at": 3, "pilotShortOhms": null }""";
            Assert.Empty(Debounced(Short.Replace("OHMS", "137"), 0.1, from: 3).Violations);
            Assert.Equal(1, Assert.Single(Debounced(Short.Replace("OHMS", "60"), 0.1, from: 3).Violations).Invariant);
        }

        private static BayResult Debounced(string timeline, double seconds, double from = 0)
        {
            double since = double.NaN;
            ChargingBay bay = new ChargingBay(new BayOptions
            {
                Scenario = Scenario.Parse("{ \"until\": 5, \"timeline\": [" + timeline + "] }", "test"),
                JudgeClosing = true,
                Firmware = FakeFirmware.Doing(firmware =>
                {
                    bool asks = firmware.Read(FakeFirmware.InterlockPin) && FakeFirmware.Now >= from;
                    since = !asks ? double.NaN : double.IsNaN(since) ? FakeFirmware.Now : since;
                    firmware.Write(FakeFirmware.ContactorPin, FakeFirmware.Now - since >= seconds);
                }),
            });
            return bay.Run();
        }

        /// <summary>Violations of the outlet's rules; the duty of a firmware that does not care breaks another one.</summary>
        private static IReadOnlyList<Violation> Outlet(BayRun run)
        {
            return run.Result.Violations.Where(violation => violation.Invariant == 2).ToList();
        }

        private static void Stubborn(FakeFirmware firmware)
        {
            firmware.Insist(true);
        }

        private static void ClosedUntil(FakeFirmware firmware, double seconds)
        {
            firmware.Insist(FakeFirmware.Now < seconds);
        }

        private static void Reclosed(FakeFirmware firmware, double seconds)
        {
            firmware.Insist(FakeFirmware.Now < 9 || FakeFirmware.Now > seconds);
        }

        private static void Paused(FakeFirmware firmware, double openAt)
        {
            firmware.Duty(FakeFirmware.Now < 5 ? 0.53335 : 1);
            ClosedUntil(firmware, openAt);
        }

        private static void Offering(FakeFirmware firmware, double amps)
        {
            firmware.Duty((amps / 60) + 0.00005);
            Stubborn(firmware);
        }
    }
}
