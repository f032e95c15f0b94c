using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>The hardware chain, under a firmware that commands the contactor closed whatever happens.</summary>
    public sealed class SafetyChainTests
    {
        private const string Charging = """{ "at": 0.5, "plug": {} }, { "at": 1, "vehicle": "C" }""";

        [Theory]
        [InlineData("\"vehicle\": \"B\"", 3.047, 3.059)]
        [InlineData("\"unplug\": {}", 3.047, 3.059)]
        [InlineData("\"pilotShortOhms\": 5", 3.071, 3.087)]
        public void The_interlock_opens_within_60_ms_when_the_vehicle_leaves_and_within_90_at_a_short(string action, double from, double to)
        {
            BayRun run = BayRun.Play(5, Charging + ", { \"at\": 3, " + action + " }", Stubborn);
            Assert.Equal(2, run.Contacts.Count);
            Assert.InRange(run.Contacts[1].At, from, to);
            Assert.Equal("interlock", run.Contacts[1].Cause);
            Assert.Empty(run.Result.Violations);
        }

        [Theory]
        [InlineData('A')]
        [InlineData('B')]
        [InlineData('E')]
        public void A_dip_under_30_ms_opens_nothing(char state)
        {
            BayRun run = BayRun.Play(5, Charging + $$""", { "at": 3, "pilotGlitch": { "state": "{{state}}", "ms": 29 } }""", Stubborn);
            Assert.Single(run.Contacts);
        }

        [Fact]
        public void The_hold_opens_within_4_s_of_its_last_pulse_and_closes_with_the_next_command()
        {
            List<bool> armed = new List<bool>();
            BayRun run = BayRun.Play(14, Charging + """, { "at": 3, "stallMs": 6000 }""", firmware =>
            {
                firmware.Insist(FakeFirmware.Now is < 11 or > 11.5);
                if (FakeFirmware.Now > 9.1)
                {
                    armed.Add(firmware.Read(FakeFirmware.HoldArmedPin) == FakeFirmware.Now > 11);
                }
            });
            Assert.Equal(["firmware", "hold", "firmware"], run.Contacts.Select(contact => contact.Cause));
            Assert.InRange(run.Contacts[1].At, 6.67, 6.94);
            Assert.InRange(run.Contacts[2].At, 11.5, 11.7);
            Assert.All(armed, Assert.True);
        }

        [Fact]
        public void The_watchdog_resets_the_chip_30_s_after_the_last_pulse_and_says_so_once()
        {
            List<bool> latches = new List<bool>();
            BayRun run = BayRun.Play(60, """{ "at": 10, "stallMs": 45000 }""", firmware =>
            {
                if (firmware.Turns == 0)
                {
                    latches.Add(firmware.WatchdogLatch);
                }
            });
            Assert.Equal([false, true], latches);
            double reset = run.Lines("power")[1].GetProperty("t").GetDouble();
            Assert.InRange(reset, 39.9, 40.0);
            Assert.Empty(run.Result.Violations);
        }

        [Fact]
        public void A_firmware_that_forgets_the_hold_without_a_stall_is_a_violation()
        {
            BayRun run = BayRun.Play(45, string.Empty, firmware =>
            {
                while (FakeFirmware.Now is > 10 and < 41)
                {
                    firmware.Read(FakeFirmware.HoldArmedPin);
                }
            });
            Violation found = Assert.Single(run.Result.Violations);
            Assert.Equal(0, found.Invariant);
            Assert.Contains("did not re-arm the hold", found.What);
        }

        [Fact]
        public void A_residual_current_opens_by_itself_and_stays_open_until_the_command_is_taken_back()
        {
            bool release = false;
            BayRun run = BayRun.Play(9, Charging + """, { "at": 3, "residual": { "acMilliamps": 30 } }, { "at": 5, "residual": { "acMilliamps": 0 } }""", firmware =>
            {
                release = FakeFirmware.Now is > 7 and < 7.5;
                firmware.Insist(!release);
            });
            Assert.Equal(3, run.Contacts.Count);
            Assert.InRange(run.Contacts[1].At, 3.0, 3.3);
            Assert.Equal("residual", run.Contacts[1].Cause);
            Assert.InRange(run.Contacts[2].At, 7.5, 7.7);
            Assert.Empty(run.Result.Violations);
        }

        [Fact]
        public void An_interlock_that_opened_stays_open_and_shows_it_until_the_command_is_taken_back()
        {
            List<bool> shown = new List<bool>();
            BayRun run = BayRun.Play(9, Charging + """, { "at": 3, "stallMs": 2000 }, { "at": 3.5, "unplug": {} }, { "at": 4.5, "plug": {} }, { "at": 4.5, "vehicle": "C" }""", firmware =>
            {
                bool release = FakeFirmware.Now is > 7 and < 7.5;
                firmware.Insist(!release);
                if (FakeFirmware.Now > 5)
                {
                    shown.Add(firmware.Read(FakeFirmware.InterlockPin) == FakeFirmware.Now > 7);
                }
            });
            Assert.Equal(3, run.Contacts.Count);
            Assert.Equal("interlock", run.Contacts[1].Cause);
            Assert.Equal("firmware", run.Contacts[2].Cause);
            Assert.InRange(run.Contacts[2].At, 7.5, 7.7);
            Assert.All(shown, Assert.True);
        }

        [Fact]
        public void A_command_given_to_an_open_interlock_closes_nothing_later()
        {
            BayRun run = BayRun.Play(5, Charging, firmware => firmware.Write(FakeFirmware.ContactorPin, true));
            Assert.Empty(run.Contacts);
        }

        [Fact]
        public void A_failed_interlock_with_a_firmware_that_sleeps_on_is_a_violation()
        {
            BayRun run = BayRun.Play(6, Charging + """, { "at": 2, "interlock": "failed" }, { "at": 3, "vehicle": "B" }""", Stubborn);
            Violation violation = Assert.Single(run.Result.Violations);
            Assert.Equal(2, violation.Invariant);
            Assert.InRange(violation.Seconds, 3.099, 3.2);
        }

        [Fact]
        public void A_weld_is_waived_by_name()
        {
            BayRun run = BayRun.Play(6, Charging + """, { "at": 2, "contactor": "welded" }, { "at": 3, "vehicle": "B" }""", Stubborn);
            Assert.Empty(run.Result.Violations);
            Assert.Contains("the contactor was welded", Assert.Single(run.Result.Waived));
        }

        [Fact]
        public void The_rule_bites_when_the_vehicle_asks_for_ventilation_and_gets_power()
        {
            BayRun run = BayRun.Play(6, Charging + """, { "at": 3, "vehicle": "D" }""", Stubborn);
            Assert.Equal(1, Assert.Single(run.Result.Violations).Invariant);
        }

        [Fact]
        public void An_offer_beyond_the_limit_is_a_violation_after_10_s()
        {
            BayRun run = BayRun.Play(15, "", Stubborn, more: """, "settings": { "maxAmps": 16 }""");
            Violation violation = Assert.Single(run.Result.Violations);
            Assert.Equal(3, violation.Invariant);
            Assert.InRange(violation.Seconds, 10, 10.1);
        }

        private static void Stubborn(FakeFirmware firmware)
        {
            firmware.Insist(true);
        }
    }
}
