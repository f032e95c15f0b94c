using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Check.Cost;
using NanoCharger.Check.Workloads;
using Xunit;

namespace NanoCharger.System.Tests.Cost
{
    /// <summary>The cost gauge on methods that were counted by hand.</summary>
    public sealed class CostGaugeTests
    {
        private static CostGauge Gauge()
        {
            return new CostGauge(typeof(SampleWorkloads).Assembly.Location);
        }

        [ReleaseFact]
        public void Counts_every_instruction_of_straight_lines_loops_and_branches()
        {
            CostGauge gauge = Gauge();
            Assert.Equal(3, gauge.Measure("add").Figures["instructions"]);
            Assert.Equal(5 + (2 * 3), gauge.Measure("add-twice").Figures["instructions"]);
            Assert.Equal(5 + (11 * 3) + (10 * 8) + 1, gauge.Measure("sum-10").Figures["instructions"]);
            Assert.Equal(3, gauge.Measure("first").Figures["instructions"]);
            Assert.Equal(3, gauge.Measure("second").Figures["instructions"]);
        }

        [ReleaseFact]
        public void Tells_the_kinds_of_calls_apart()
        {
            CostGauge gauge = Gauge();
            AssertKinds(gauge, "add", []);
            AssertKinds(gauge, "add-twice", new() { ["calls"] = 2 });
            AssertKinds(gauge, "interface", new() { ["interfaceCalls"] = 1, ["calls"] = 1 });
            AssertKinds(gauge, "delegate", new() { ["delegateCalls"] = 1 });
            AssertKinds(gauge, "native", new() { ["nativeCalls"] = 1 });
            AssertKinds(gauge, "locked", new() { ["locks"] = 1 });
            AssertKinds(gauge, "finally", new() { ["finallies"] = 1 });
        }

        [ReleaseFact]
        public void Counts_what_is_allocated_by_the_layout_of_the_device()
        {
            Measurement measured = Gauge().Measure("allocate");
            Assert.Equal(3, measured.Figures["allocations"]);
            Assert.Equal((2 * 12) + (20 + (10 * 4)) + (2 * 12), measured.Figures["bytes"]);
            Assert.Equal(1, measured.Figures["objects"]);
            Assert.Equal(1, measured.Figures["boxes"]);
            Assert.Equal(1, measured.Figures["arrays"]);
        }

        [ReleaseFact]
        public void Does_not_count_what_an_exception_left_out()
        {
            Measurement measured = Gauge().Measure("caught");
            // throw; pop, ldc, stloc, leave; ldloc
            Assert.Equal(6, measured.Figures["instructions"]);
            Assert.Equal(1, measured.Figures["calls"]);
            Assert.Equal(1, measured.Figures["catches"]);
            Assert.Equal(1, measured.Figures["objects"]);
        }

        [ReleaseFact]
        public void Does_not_count_other_threads()
        {
            Assert.True(Gauge().Measure("other-thread").Figures["instructions"] < 100);
        }

        [ReleaseFact]
        public void Estimates_by_the_table()
        {
            // Eight values moved, three additions, two calls.
            const double nanos = (8 * 2.9) + (3 * 3.1) + (2 * 27);
            Measurement measured = Gauge().Measure("add-twice");
            Assert.Equal(nanos, measured.Figures["hostNanos"], 6);
            Assert.Equal(nanos * 80 / 1000, measured.Figures["boardMicros"], 6);
        }

        /// <summary>The interpreter has room for ReadValue in a static method with few locals and a shallow stack, and only there.</summary>
        [ReleaseFact]
        public void Knows_where_a_reading_of_the_converter_is_not_inlined()
        {
            CostGauge gauge = Gauge();
            Assert.Equal(0, gauge.Measure("read").Figures["lostInlinings"]);
            Assert.Equal(1, gauge.Measure("read-in-instance").Figures["lostInlinings"]);
            Assert.Equal(1, gauge.Measure("read-among-locals").Figures["lostInlinings"]);
            Assert.Equal(1, gauge.Measure("read-on-deep-stack").Figures["lostInlinings"]);
            Assert.All(["read", "read-in-instance"], name => Assert.Equal(1, gauge.Measure(name).Figures["conversions"]));
        }

        [ReleaseFact]
        public void Both_ratios_come_from_the_time_above_the_conversions()
        {
            Measurement measured = new CostGauge(typeof(WorkloadList).Assembly.Location).Measure("block-1");
            double above = measured.Figures["aboveFloorNanosPerRead"];
            Assert.Equal(1 + (above / 790), measured.Figures["ratio"], 6);
            Assert.Equal(1 + (above / 466), measured.Figures["instantRatio"], 6);
        }

        [ReleaseFact]
        public void A_budget_that_is_exceeded_is_named_with_workload_and_figure()
        {
            CostGauge gauge = Gauge();
            const string text = @"{
                ""add-twice"": { ""instructions"": 10, ""calls"": 2 },
                ""add"": { ""instructions"": ""add-twice"" },
                ""sum-10"": { ""instructions"": ""add"" },
            }";
            Assert.Equal(
                ["add-twice: instructions is 11, budget 10", "sum-10: instructions is 119, budget 3 (add)"],
                Budgets.Parse(text).Check(gauge.Measure));
        }

        [ReleaseFact]
        public void A_budget_for_what_does_not_exist_is_refused()
        {
            CostGauge gauge = Gauge();
            Assert.Throws<KeyNotFoundException>(() => Budgets.Parse("{ \"nothing\": { \"calls\": 1 } }").Check(gauge.Measure));
            Assert.Throws<KeyNotFoundException>(() => Budgets.Parse("{ \"add\": { \"sweets\": 1 } }").Check(gauge.Measure));
            Assert.Throws<JsonException>(() => Budgets.Parse("{ \"add\": { \"calls\": true } }"));
            Assert.Throws<JsonException>(() => Budgets.Parse("[]"));
        }

        [ReleaseFact]
        public void The_same_work_has_the_same_figures_each_time()
        {
            string assembly = typeof(WorkloadList).Assembly.Location;
            IReadOnlyDictionary<string, double> first = new CostGauge(assembly).Measure("block-3").Figures;
            IReadOnlyDictionary<string, double> second = new CostGauge(assembly).Measure("block-3").Figures;
            Assert.Equal(first.ToList(), second.ToList());
            Assert.Equal(0, first["allocations"]);
        }

        [ReleaseFact]
        public void Counts_the_firmware_and_calls_the_stand_ins_native()
        {
            Measurement measured = new CostGauge(typeof(WorkloadList).Assembly.Location).Measure("turn-charging");
            string[] firmware = ["NanoCharger.Core.", "NanoCharger.Records.", "NanoCharger.Link.", "NanoCharger.Hal.", "NanoCharger.App.", "NanoCharger.Text.", "NanoCharger.Storage.", "NanoCharger.Signing.", "NanoCharger.Ocpp.", "NanoCharger.Console."];
            Assert.All(measured.ByMethod.Keys, method => Assert.Contains(firmware, name => method.StartsWith(name, StringComparison.Ordinal)));
            Assert.Contains("NanoCharger.Core.Charging.Station.Turn", measured.ByMethod.Keys);
            Assert.Contains("NanoCharger.Hal.Esp32.Esp32Contactor.Hold", measured.ByMethod.Keys);
            Assert.Contains("System.Device.Gpio.GpioPin.Write", measured.Natives.Keys);
            Assert.Equal(0, measured.Figures["allocations"]);
        }

        [ReleaseFact]
        public void The_command_fails_above_a_budget_and_only_there()
        {
            string file = Path.GetTempFileName();
            try
            {
                File.WriteAllText(file, "{ \"emon-2\": { \"instructions\": 100 } }");
                Assert.Equal(1, Check.Program.Main(["cost", "--only", "emon-2", "--check", file]));
                File.WriteAllText(file, "{ \"emon-2\": { \"instructions\": 100000, \"allocations\": 0 } }");
                Assert.Equal(0, Check.Program.Main(["cost", "--only", "emon-2", "--check", file]));
            }
            finally
            {
                File.Delete(file);
            }
        }

        [Fact]
        public void A_wrong_option_is_told_by_the_exit_code()
        {
            Assert.Equal(2, Check.Program.Main(["cost", "--cheap"]));
            Assert.Equal(2, Check.Program.Main(["cost", "--check"]));
            Assert.Equal(2, Check.Program.Main(["cost", "--check", "no-such-file.json"]));
        }

        private static void AssertKinds(CostGauge gauge, string workload, Dictionary<string, int> expected)
        {
            IReadOnlyDictionary<string, double> figures = gauge.Measure(workload).Figures;
            string[] calls = ["calls", "interfaceCalls", "delegateCalls", "nativeCalls", "conversions"];
            foreach (string kind in calls.Concat(["locks", "finallies", "catches", "allocations"]))
            {
                Assert.True(expected.GetValueOrDefault(kind) == figures[kind], $"{workload}: {kind} is {figures[kind]}");
            }
        }
    }
}
