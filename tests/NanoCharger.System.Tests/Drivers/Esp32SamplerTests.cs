using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>The sampling loop.</summary>
    public sealed class Esp32SamplerTests
    {
        private const int PilotPin = 34;

        private readonly BareBoard _bare = new();

        [Theory]
        [InlineData(1, 20000, 104, 112)]
        [InlineData(3, 20000, 35, 38)]
        [InlineData(1, 16667, 86, 93)]
        [InlineData(3, 16667, 29, 32)]
        [InlineData(1, 25000, 130, 140)]
        [InlineData(3, 1000, 1, 3)]
        public void A_block_ends_within_a_round_of_the_length_asked_for(int phases, int lengthMicros, int fewest, int most)
        {
            Sample(phases, lengthMicros, 20, block =>
            {
                int roundMicros = 180 * phases;
                Assert.InRange(block.EndMicros - block.StartMicros, lengthMicros - roundMicros, lengthMicros + roundMicros);
                Assert.InRange(block.Rounds, fewest, most);
                Assert.False(block.Gap);
            });
        }

        [Theory]
        [InlineData(1)]
        [InlineData(3)]
        public void Every_sample_lands_in_its_own_array(int phases)
        {
            BoardDescription pins = phases == 3 ? ReferenceBoard.ThreePhase() : ReferenceBoard.SinglePhase();
            for (int phase = 0; phase < phases; phase++)
            {
                double volts = 806 + (80.6 * phase);
                double amps = 1612 + (80.6 * phase);
                _bare.Millivolts[pins.VoltagePins[phase]] = _ => volts;
                _bare.Millivolts[pins.CurrentPins[phase]] = _ => amps;
            }

            _bare.Millivolts[PilotPin] = _ => 403;
            Sample(phases, 20000, 1, block =>
            {
                for (int phase = 0; phase < phases; phase++)
                {
                    Assert.All(block.Volts[phase].Take(block.Rounds), v => Assert.Equal(1000 + (100 * phase), v));
                    Assert.All(block.Amps[phase].Take(block.Rounds), a => Assert.Equal(2000 + (100 * phase), a));
                }

                Assert.All(block.Pilot.Take(block.PilotCount), p => Assert.Equal(500, p));
            });
        }

        [Theory]
        [InlineData(1, 2)]
        [InlineData(1, 19)]
        [InlineData(3, 2)]
        [InlineData(3, 10)]
        [InlineData(3, 19)]
        public void An_interruption_anywhere_in_the_block_is_told(int phases, int afterMillis)
        {
            _bare.Run(() =>
            {
                ISampler sampler = Stations.Board(phases).Sampler;
                SampleBlock block = new(phases, sampler.MaxRounds);
                sampler.Acquire(block, 20000);
                Assert.False(block.Gap);
                long at = _bare.Machine.NowNanos + (afterMillis * BareBoard.Millisecond);
                _bare.Machine.Schedule(at, () => _bare.Machine.InjectStall(2 * BareBoard.Millisecond));
                sampler.Acquire(block, 20000);
                Assert.True(block.Gap);
                sampler.Acquire(block, 20000);
                Assert.False(block.Gap);
            });
        }

        [Theory]
        [InlineData(1)]
        [InlineData(3)]
        public void No_block_misses_the_high_level_of_a_10_percent_duty(int phases)
        {
            _bare.Millivolts[PilotPin] = nanos => nanos % BareBoard.Millisecond < 100_000 ? 2000 : 200;
            Sample(phases, 20000, 200, block => Assert.Contains(block.Pilot.Take(block.PilotCount), p => p > 2000));
        }

        [Fact]
        public void The_idle_before_a_block_varies_and_stays_below_a_millisecond()
        {
            List<long> idles = new();
            _bare.Run(() =>
            {
                ISampler sampler = Stations.Board().Sampler;
                SampleBlock block = new(1, sampler.MaxRounds);
                for (int i = 0; i < 100; i++)
                {
                    long before = _bare.Machine.NowNanos / 1000;
                    sampler.Acquire(block, 1000);
                    idles.Add(block.StartMicros - before);
                }
            });

            Assert.True(idles.Max() < 1000, $"longest {idles.Max()}");
            Assert.True(idles.Select(idle => idle / 60).Distinct().Count() >= 12);
        }

        [Fact]
        public void A_block_or_length_that_does_not_fit_is_refused()
        {
            _bare.Run(() =>
            {
                ISampler sampler = Stations.Board().Sampler;
                Assert.Throws<ArgumentException>(() => sampler.Acquire(new SampleBlock(3, 50), 20000));
                Assert.Throws<ArgumentException>(() => sampler.Acquire(new SampleBlock(1, 50), 999));
                Assert.Throws<ArgumentException>(() => sampler.Acquire(new SampleBlock(1, 50), 25001));
            });
        }

        [Fact]
        public void A_block_that_is_full_before_its_time_is_not_overrun_and_says_that_it_is_no_cycle()
        {
            _bare.Run(() =>
            {
                ISampler sampler = Stations.Board().Sampler;
                SampleBlock block = new(1, 11);
                sampler.Acquire(block, 20000);
                Assert.Equal(11, block.Rounds);
                Assert.True(block.Gap);
            });
        }

        private void Sample(int phases, int lengthMicros, int blocks, Action<SampleBlock> look)
        {
            _bare.Run(() =>
            {
                ISampler sampler = Stations.Board(phases).Sampler;
                SampleBlock block = new(phases, sampler.MaxRounds);
                for (int i = 0; i < blocks; i++)
                {
                    sampler.Acquire(block, lengthMicros);
                    look(block);
                }
            });
        }
    }
}
