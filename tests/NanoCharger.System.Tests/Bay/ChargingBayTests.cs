using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    public sealed class ChargingBayTests
    {
        private const string Charge = """{ "at": 0.5, "plug": {} }, { "at": 1, "draw": 30 }, { "at": 2, "vehicle": "C" }""";
        private const string Night = Charge + """, { "at": 50, "vehicle": "B" }""";

        [Fact]
        public void The_same_seed_gives_the_same_trace_and_another_seed_another()
        {
            string first = BayRun.Play(60, Night, FollowInterlock, 7).Trace;
            string again = BayRun.Play(60, Night, FollowInterlock, 7).Trace;
            string other = BayRun.Play(60, Night, FollowInterlock, 8).Trace;
            Assert.Equal(first, again);
            Assert.NotEqual(first, other);
        }

        [Fact]
        public void The_vehicle_follows_the_offer_within_5_s()
        {
            List<double> amps = new List<double>();
            ChargingBay? bay = null;
            Scenario scenario = Scenario.Parse("{ \"until\": 30, \"timeline\": [" + """{ "at": 0.5, "plug": {} }, { "at": 1, "vehicle": "C" }""" + "] }", "t");
            bay = new ChargingBay(new BayOptions
            {
                Scenario = scenario,
                Firmware = FakeFirmware.Doing(firmware =>
                {
                    FollowInterlock(firmware);
                    firmware.Duty(FakeFirmware.Now < 15 ? 0.53335 : 0.26675);
                    if (FakeFirmware.Now is > 14 and < 14.1 or > 21.2 and < 21.3)
                    {
                        amps.Add(bay!.View.Amps[0]);
                    }
                }),
            });
            bay.Run();
            Assert.InRange(amps[0], 31.9, 32.01);
            Assert.InRange(amps[^1], 15.9, 16.01);
        }

        [Fact]
        public void The_trace_says_what_current_the_contacts_broke()
        {
            BayRun run = BayRun.Play(20, Charge, firmware => firmware.Write(FakeFirmware.ContactorPin, FakeFirmware.Now is > 3 and < 15));
            Assert.Equal([0, 30], run.Lines("contactor").Select(line => line.GetProperty("amps").GetDouble()));
            Assert.Equal("firmware", run.Contacts[1].Cause);
        }

        [Fact]
        public void Three_phases_are_drawn_metered_and_traced_each_for_itself()
        {
            BayRun run = BayRun.Play(
                20,
                """{ "at": 0.5, "plug": {} }, { "at": 1, "draw": [10, 0, 20] }, { "at": 2, "vehicle": "C" }""",
                firmware => firmware.Write(FakeFirmware.ContactorPin, FakeFirmware.Now is > 3 and < 15),
                more: """, "mains": { "phases": 3 }""");
            Assert.Equal("[10,0,20]", run.Lines("contactor")[1].GetProperty("amps").GetRawText());
            Assert.InRange(run.Result.TrueEnergyWh, 230 * 30 * 7 / 3600.0, 230 * 30 * 12 / 3600.0);
        }

        [Fact]
        public void True_energy_is_volts_times_amps_times_power_factor_times_time()
        {
            BayRun run = BayRun.Play(60, Night, FollowInterlock);
            double closed = run.Contacts[0].At;
            double full = 50 - (closed + 3);
            double watts = 230 * 30;
            Assert.InRange(run.Result.TrueEnergyWh, watts * (full - 3) / 3600 * 0.98, watts * (full + 3) / 3600);
        }

        [Fact]
        public void The_firmware_meters_on_its_pins_what_the_bay_delivers()
        {
            double volts = 0, amps = 0;
            BayRun.Play(40, Charge, firmware =>
            {
                FollowInterlock(firmware);
                volts = firmware.VoltageCounts;
                amps = firmware.CurrentCounts;
            });
            UnitErrors unit = new UnitErrors(1);
            double voltageGain = unit.VoltagePoint(0).Correction / 1e6;
            double currentGain = unit.CurrentPoint(0).Correction / 1e6;
            Assert.Equal(230, volts * 0.3224 * voltageGain, 2.5);
            Assert.Equal(30, amps * 0.10075 * currentGain, 0.5);
        }

        [Fact]
        public void A_power_cut_opens_the_contacts_and_the_firmware_starts_again_when_it_ends()
        {
            int boots = 0;
            BayRun run = BayRun.Play(20, Charge + """, { "at": 10, "power": "cut" }, { "at": 14, "power": "restore" }""", firmware =>
            {
                boots += firmware.Turns == 0 ? 1 : 0;
                FollowInterlock(firmware);
            });
            Assert.Equal(2, boots);
            Assert.Equal("power", run.Contacts[1].Cause);
            Assert.InRange(run.Contacts[1].At, 10.0, 10.02);
            Assert.InRange(run.Contacts[2].At, 14.25, 14.6);
        }

        [Fact]
        public void A_cut_just_after_the_return_of_power_keeps_the_chip_off()
        {
            const string Flicker = """
                { "at": 2, "power": "cut" }, { "at": 3, "power": "restore" }, { "at": 3.1, "power": "cut" }, { "at": 5, "power": "restore" }
                """;
            BayRun run = BayRun.Play(8, Flicker, _ => { });
            Assert.Equal(
                [(0.0, true), (2, false), (3.1, false), (5.25, true)],
                run.Lines("power").Select(line => (line.GetProperty("t").GetDouble(), line.GetProperty("on").GetBoolean())));
        }

        [Fact]
        public void Trace_times_never_fall_and_lines_end_with_a_line_feed_only()
        {
            string trace = BayRun.Play(60, Night, FollowInterlock).Trace;
            double last = 0;
            foreach (string line in trace.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.StartsWith("{\"t\":", line);
                double time = double.Parse(line.AsSpan(5, line.IndexOf(',') - 5), global::System.Globalization.CultureInfo.InvariantCulture);
                Assert.True(time >= last);
                last = time;
            }

            Assert.DoesNotContain('\r', trace);
        }

        [Fact]
        public void A_firmware_that_dies_is_told_as_a_violation()
        {
            BayRun run = BayRun.Play(5, "", firmware => throw new InvalidOperationException("boom"));
            Violation violation = Assert.Single(run.Result.Violations);
            Assert.Equal(0, violation.Invariant);
            Assert.Contains("boom", violation.What);
        }

        [Fact]
        public void The_bill_is_held_against_the_mains_and_the_log()
        {
            BayRun run = BayRun.Play(60, Night, FollowInterlock);
            double energy = run.Result.TrueEnergyWh;
            CommittedRecord[] records = [new(1, "1-1", 0, false), new(2, "1-2", 10, false), new(3, "1-3", 20, true)];
            Assert.Empty(run.Bay.CheckBilling([new("1", energy, ["1-1", "1-2"])], records));
            Assert.Contains(run.Bay.CheckBilling([new("1", energy * 1.1, ["1-1", "1-2"])], records), found => found.Invariant == 4);
            Assert.Contains(run.Bay.CheckBilling([new("1", energy, ["1-1"])], records), found => found.Invariant == 5);
            Assert.Contains(run.Bay.CheckBilling([new("1", energy, ["1-1", "1-2", "1-2"])], records), found => found.Invariant == 5);
            records[2] = new CommittedRecord(4, "", 20, false);
            Assert.Contains(run.Bay.CheckBilling([new("1", energy, ["1-1", "1-2"])], records), found => found.Invariant == 4);
        }

        private static void FollowInterlock(FakeFirmware firmware)
        {
            firmware.Write(FakeFirmware.ContactorPin, firmware.Read(FakeFirmware.InterlockPin) && firmware.Read(FakeFirmware.HoldArmedPin));
        }
    }
}
