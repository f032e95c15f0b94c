using System;
using System.Collections.Generic;
using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>How long the safety chain's analogue parts take, at both ends of their tolerances.</summary>
    public sealed class ChainTimesTests
    {
        private const long Milli = 1_000_000;

        /// <summary>The coil's release, at most.</summary>
        private const double ReleaseMillis = 15;

        [Theory]
        [InlineData('B', 40, 43)]
        [InlineData('A', 40, 43)]
        [InlineData('E', 63, 72)]
        public void A_pilot_that_leaves_C_is_seen_late_by_the_timer_and_a_short_by_the_detector_too(char to, double least, double most)
        {
            Assert.InRange(Move('C', to, -1), least, most);
            Assert.InRange(Move('C', to, 1), least, most);
            Assert.True(Move('C', to, -1) < Move('C', to, 1));
        }

        [Theory]
        [InlineData('A')]
        [InlineData('B')]
        [InlineData('E')]
        [InlineData('F')]
        public void The_slowest_chain_alone_has_the_contacts_open_within_100_ms_whatever_the_pilot_went_to(char to)
        {
            Assert.InRange(Move('C', to, 1) + ReleaseMillis, 1, 100);
            Assert.InRange(Move('D', to, 1) + ReleaseMillis, 1, 100);
        }

        [Theory]
        [InlineData('A', 'C', 47, 52)]
        [InlineData('B', 'C', 42, 46)]
        [InlineData('E', 'C', 40, 43)]
        [InlineData('F', 'C', 40, 43)]
        public void It_closes_as_late_as_it_opens(char from, char to, double least, double most)
        {
            Assert.InRange(Move(from, to, -1), least, most);
            Assert.InRange(Move(from, to, 1), least, most);
        }

        [Theory]
        [InlineData('A', 30, false)]
        [InlineData('B', 30, false)]
        [InlineData('E', 30, false)]
        [InlineData('A', 45, true)]
        [InlineData('B', 45, true)]
        [InlineData('E', 80, true)]
        public void A_dip_of_30_ms_opens_no_chain_and_a_longer_one_each(char dip, int millis, bool opens)
        {
            foreach (double quick in new[] { -1.0, 1.0 })
            {
                // A detector that falls slowly and a timer that is quick are the worst for a dip to 12 V.
                Bench bench = new Bench(new ChainParts(-quick, quick, 0, 0));
                bench.Show('C', 0);
                bench.Show(dip, 500);
                bench.Show('C', 500 + millis);
                bench.Machine.Run(1_000 * Milli);
                Assert.Equal(opens, bench.Moves.Count == 3);
            }
        }

        [Fact]
        public void Dips_that_follow_each_other_do_not_add_up()
        {
            Bench bench = new Bench(new ChainParts(1, -1, 0, 0));
            bench.Show('C', 0);
            for (int dip = 0; dip < 10; dip++)
            {
                bench.Show('A', 500 + (40 * dip));
                bench.Show('C', 530 + (40 * dip));
            }

            bench.Machine.Run(2_000 * Milli);
            Assert.Single(bench.Moves);
        }

        [Fact]
        public void The_hold_is_4_s_at_most_and_never_below_the_3_7_that_stalls_may_take()
        {
            Assert.InRange(BoardCircuit.HoldNanos(1), 3_850 * Milli, 4_000 * Milli);
            Assert.InRange(BoardCircuit.HoldNanos(-1), 3_700 * Milli, 3_800 * Milli);
        }

        [Theory]
        [InlineData(-1)]
        [InlineData(0)]
        [InlineData(1)]
        public void A_weld_is_seen_from_half_of_the_lowest_mains_up_by_the_coupler_with_the_least_transfer_ratio(double transfer)
        {
            double volts = 0;
            Machine machine = Machines.Bare();
            OutputSense sense = new OutputSense(machine, () => volts, ChainParts.Nominal with { Transfer = transfer });
            List<bool> seen = new List<bool>();
            void Look(long milli, double then)
            {
                machine.Schedule(milli * Milli, () =>
                {
                    seen.Add(sense.High);
                    volts = then;
                    sense.Follow();
                });
            }

            Look(10, 184);
            Look(40, 0);
            Look(80, 60);
            Look(200, 0);
            machine.Schedule(300 * Milli, () => seen.Add(sense.High));
            machine.Run(400 * Milli);
            Assert.Equal([false, true, false, true, false], seen);
        }

        [Fact]
        public void Two_boards_differ_and_one_seed_gives_one_board()
        {
            ChainParts one = ChainParts.Draw(new Chance(1));
            Assert.Equal(one, ChainParts.Draw(new Chance(1)));
            Assert.NotEqual(one, ChainParts.Draw(new Chance(2)));
            Assert.All([one.Detector, one.Filter, one.Hold, one.Transfer], share => Assert.InRange(share, -1, 1));
        }

        /// <summary>From the pilot's change to the comparator's, in milliseconds.</summary>
        private static double Move(char from, char to, double share)
        {
            Bench bench = new Bench(new ChainParts(share, share, 0, 0));
            bench.Show(from, 0);
            bench.Show(to, 500);
            bench.Machine.Run(1_000 * Milli);
            return (bench.Moves[^1] - (500 * Milli)) / (double)Milli;
        }

        /// <summary>A pilot with an interlock, and when that moved.</summary>
        private sealed class Bench
        {
            private readonly PilotCircuit _pilot;

            public Bench(ChainParts parts)
            {
                _pilot = new PilotCircuit(Machine, 1);
                Interlock interlock = new Interlock(Machine, _pilot, parts);
                interlock.Changed += () => Moves.Add(Machine.NowNanos);
            }

            public Machine Machine { get; } = Machines.Bare();

            public List<long> Moves { get; } = new List<long>();

            public void Show(char state, long milli)
            {
                Machine.Schedule(milli * Milli, () =>
                {
                    _pilot.Generate(1000, state == 'F' ? 0 : 1000);
                    _pilot.SetShort(state == 'E' ? 5 : double.PositiveInfinity);
                    _pilot.Show(state is 'E' or 'F' ? 'C' : state);
                });
            }
        }
    }
}
