using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    public sealed class ProbeTests
    {
        private const string Charging = """{ "at": 0.5, "plug": {} }, { "at": 1, "vehicle": "C" }""";

        [Fact]
        public void The_probe_is_asked_each_10_s_and_its_lines_stand_in_the_trace()
        {
            FakeProbe probe = new FakeProbe(_ => Facts());
            BayRun run = BayRun.Play(35, "", _ => { }, probe: probe);
            Assert.Equal([10, 20, 30], probe.Periods.Select(at => Math.Floor(at)));
            Assert.All(run.Lines("meter"), line => Assert.Equal("[1,2,0]", line.GetProperty("amps").GetRawText()));
            Assert.Contains("\"event\":\"meter\",\"volts\":230.123,\"amps\":[1,2,0],\"registerWh\":7,\"note\":null}\n", run.Trace);
        }

        [Fact]
        public void Power_without_authority_is_a_violation_after_the_time_to_stop()
        {
            FakeProbe probe = new FakeProbe(now => Facts() with { Authorised = now < 5 });
            BayRun run = BayRun.Play(20, Charging, FollowInterlock, probe: probe);
            Violation violation = Assert.Single(run.Result.Violations);
            Assert.Equal(1, violation.Invariant);
            Assert.InRange(violation.Seconds, 12, 12.1);
        }

        [Fact]
        public void A_register_that_falls_is_a_violation()
        {
            FakeProbe probe = new FakeProbe(now => Facts() with { RegisterMilliwattHours = now < 7 ? 1_000 : 999 });
            Violation violation = Assert.Single(BayRun.Play(9, "", _ => { }, probe: probe).Result.Violations);
            Assert.Equal(4, violation.Invariant);
        }

        [Fact]
        public void A_power_cut_may_cost_a_checkpoint_of_the_register_and_no_more()
        {
            const string Cut = """{ "at": 7, "power": "cut" }, { "at": 8, "power": "restore" }""";
            FakeProbe within = new FakeProbe(now => Facts() with { RegisterMilliwattHours = now < 8 ? 500_000 : 400_000 });
            Assert.Empty(BayRun.Play(14, Cut, _ => { }, probe: within).Result.Violations);
            Assert.Equal(2, within.Boots);
            FakeProbe beyond = new FakeProbe(now => Facts() with { RegisterMilliwattHours = now < 8 ? 500_000 : 399_999 });
            Assert.Single(BayRun.Play(14, Cut, _ => { }, probe: beyond).Result.Violations);
        }

        [Fact]
        public void A_transaction_counts_the_true_energy_between_its_records()
        {
            FakeProbe probe = new FakeProbe(_ => Facts()) { Transactions = { (10, "7", true), (46, "7", false) } };
            BayRun run = BayRun.Play(60, Charging + """, { "at": 2, "draw": 30 }""", FollowInterlock, probe: probe);
            TrueTransaction transaction = Assert.Single(run.Result.Transactions);
            Assert.Equal("7", transaction.Id);
            Assert.Equal(36, transaction.EndedSeconds - transaction.StartedSeconds, 0.1);
            Assert.InRange(transaction.EnergyWh, 230 * 30 * 0.99 / 100 * 0.99, 230 * 30 * 1.0 / 100 * 1.01);
            Assert.Equal(["begin", "end"], run.Lines("transaction").Select(line => line.GetProperty("phase").GetString()));
        }

        [Fact]
        public void A_stall_gives_firmware_the_lost_time_where_it_stands_in_for_the_broken_interlock()
        {
            const string Story = Charging
                + """, { "at": 2, "interlock": "failed" }, { "at": 3, "stallMs": 2000 }, { "at": 3.5, "vehicle": "B" }""";
            BayRun run = BayRun.Play(8, Story, firmware =>
                firmware.Insist(firmware.PilotHigh < 2_500 && firmware.PilotHigh > 2_000 && FakeFirmware.Now < 4));
            Assert.Empty(run.Result.Violations);
            Assert.Contains("the interlock had failed during a stall", Assert.Single(run.Result.Waived));
        }

        [Fact]
        public async Task Bays_side_by_side_write_the_traces_that_they_write_alone()
        {
            string alone = Trace(3);
            string[] together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Trace(3))));
            Assert.All(together, trace => Assert.Equal(alone, trace));
        }

        private static string Trace(ulong seed)
        {
            return BayRun.Play(20, Charging + """, { "at": 9, "vehicle": "B" }""", FollowInterlock, seed, probe: new FakeProbe(_ => Facts())).Trace;
        }

        private static FirmwareFacts Facts()
        {
            return new FirmwareFacts(32_000, true, 0, "", "test");
        }

        private static void FollowInterlock(FakeFirmware firmware)
        {
            firmware.Write(FakeFirmware.ContactorPin, firmware.Read(FakeFirmware.InterlockPin) && firmware.Read(FakeFirmware.HoldArmedPin));
        }
    }
}
