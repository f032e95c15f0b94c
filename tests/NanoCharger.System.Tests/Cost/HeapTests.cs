using System;
using System.Collections.Generic;
using System.IO;
using NanoCharger.Check.Cost;
using NanoCharger.Check.Heap;
using NanoCharger.Check.Workloads;
using Xunit;

namespace NanoCharger.System.Tests.Cost
{
    /// <summary>The gauge's heap on objects that were counted by hand, by the layout of the device.</summary>
    public sealed class HeapTests
    {
        private const int Block = 12;

        private delegate void Call();

        [Fact]
        public void An_object_takes_its_head_and_a_block_for_each_field_inherited_ones_too()
        {
            Assert.Equal(Block, Total(new HeapSample.Empty()));
            Assert.Equal(Block, Total(new object()));
            Assert.Equal(3 * Block, Total(new HeapSample.Two()));
            Assert.Equal(5 * Block, Total(new HeapSample.Four()));
            Assert.Equal((5 + 3) * Block, Total(new HeapSample.Four { Third = new HeapSample.Two() }));
            Assert.Equal((2 + 3) * Block, Total(new HeapSample.WithPair()));
        }

        [Fact]
        public void An_array_takes_20_bytes_and_its_elements_in_whole_blocks()
        {
            Assert.Equal(24, Total(Array.Empty<byte>()));
            Assert.Equal(36, Total(new byte[10]));
            Assert.Equal(24, Total(new byte[4]));
            Assert.Equal(36, Total(new byte[5]));
            Assert.Equal(24 + 36, Total(new int[10]));
            Assert.Equal(108, Total(new ulong[10]));
            Assert.Equal(24, Total(new DayOfWeek[1]));
        }

        [Fact]
        public void An_array_of_references_takes_a_block_for_each_and_each_object_once()
        {
            HeapSample.Empty one = new();
            Assert.Equal(60 + (2 * Block), Total(new object[] { one, new HeapSample.Empty(), one }));
            Assert.Equal(48 + (2 * 3 * Block), Total(new HeapSample.Pair[2]));
        }

        [Fact]
        public void A_text_takes_its_bytes_a_literal_one_block_for_each_who_keeps_it()
        {
            Assert.Equal(24, Total(new string('a', 11)));
            Assert.Equal(36, Total(new string('a', 12)));
            Assert.Equal(24, Total(new string('\u20AC', 3)));
            Assert.Equal(48 + (2 * Block), Total(new object[] { "literal", "literal" }));
        }

        [Fact]
        public void A_delegate_takes_three_blocks_and_its_target()
        {
            Assert.Equal((3 + 1) * Block, Total(new Call(new HeapSample.Empty().Do)));
        }

        [Fact]
        public void An_object_of_a_library_is_counted_by_the_table_or_refused()
        {
            HeapSample holder = new() { Held = new List<int>() };
            InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => Total(holder));
            Assert.Contains("System.Collections.Generic.List", refused.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void An_object_belongs_to_the_phase_that_made_it_and_to_its_own_part()
        {
            HeapCensus census = new();
            HeapSample sample = new();
            census.Look("first", sample);
            sample.Held = new byte[100];
            census.Look("second", sample);
            Assert.Equal(3 * Block, census.Looks[1].In("first"));
            Assert.Equal(120, census.Looks[1].In("second"));
            Assert.Equal("queues", census.Table.PartOf(typeof(Hal.Esp32.Esp32Link).Assembly.GetType("NanoCharger.Hal.Esp32.MessageQueue")!));
            Assert.Equal("link", census.Table.PartOf(typeof(Hal.Esp32.Esp32Link)));
            Assert.Equal("board", census.Table.PartOf(typeof(Hal.Esp32.Esp32Clock)));
            Assert.Null(census.Table.PartOf(typeof(Text.AsciiWriter)));
        }

        [ReleaseFact]
        public void What_lives_what_is_garbage_and_what_comes_later_are_told_apart()
        {
            CostGauge gauge = new(typeof(SampleWorkloads).Assembly.Location);
            IReadOnlyDictionary<string, double> figures = gauge.Measure("heap").Figures;
            Assert.Equal((3 * Block) + 36, figures["heap"]);
            Assert.Equal(120, figures["heapGarbage"]);
            Assert.Equal(0, figures["heapGrowth"]);
            Assert.Equal(24, gauge.Measure("heap-grown").Figures["heapGrowth"]);
        }

        [ReleaseFact]
        public void A_part_that_grows_is_over_its_budget()
        {
            CostGauge gauge = new(typeof(WorkloadList).Assembly.Location);
            double queues = gauge.Measure("start").Figures["heap.queues"];
            // Each: an object of five fields, its lock, the lengths, the places of the messages, the messages.
            double four = (6 * Block) + Block + 36 + 72 + (4 * 4116);
            double one = (6 * Block) + Block + 24 + 36 + 1044;
            Assert.Equal((2 * four) + one, queues);
            string budgets = "{ \"start\": { \"heap.queues\": " + (queues - 1) + ", \"heapGrowth\": 60 } }";
            string over = Assert.Single(Budgets.Parse(budgets).Check(gauge.Measure));
            Assert.StartsWith("start: heap.queues is 34500, budget 34499", over, StringComparison.Ordinal);
        }

        [ReleaseFact]
        public void The_table_is_written_into_its_place_and_checked_there()
        {
            string file = Path.GetTempFileName();
            try
            {
                File.WriteAllText(file, "before\n<!-- memory: written by NanoCharger.Check -->\nold\n<!-- memory: end -->\nbehind\n");
                Assert.Equal(1, Check.Program.Main(["memory", "--check", file]));
                Assert.Equal(0, Check.Program.Main(["memory", "--write", file]));
                Assert.Equal(0, Check.Program.Main(["memory", "--check", file]));
                Assert.Contains("**alive after the start**", File.ReadAllText(file), StringComparison.Ordinal);
                File.WriteAllText(file, "no place");
                Assert.Equal(1, Check.Program.Main(["memory", "--check", file]));
                Assert.Equal(2, Check.Program.Main(["memory", "--cheap"]));
            }
            finally
            {
                File.Delete(file);
            }
        }

        private static long Total(object root)
        {
            HeapCensus census = new();
            census.Look("now", root);
            return census.Looks[0].Total;
        }
    }
}
