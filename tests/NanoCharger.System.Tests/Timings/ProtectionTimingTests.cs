using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Timings
{
    /// <summary>Contactor, earth, current, temperature, mains, hold and loss of power.</summary>
    public sealed class ProtectionTimingTests
    {
        private readonly ITestOutputHelper _output;

        /// <summary>Takes what prints the figures.</summary>
        public ProtectionTimingTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Tells_a_welded_contactor_after_1_s()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Keeps_a_weld_latched()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Tells_a_contactor_that_does_not_close_after_1_s()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_within_100_ms_when_the_earth_is_lost()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_when_the_diode_goes_missing()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_7_s_after_an_over_current_began()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Forgets_an_over_current_after_five_blocks_below()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Halves_the_offer_at_65_degrees()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Offers_all_again_below_62_degrees()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Quarters_the_offer_at_68_degrees()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Pauses_at_71_degrees()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_6_s_after_the_pause_at_71_degrees()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Stays_open_above_62_degrees_after_71()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Stops_3_s_after_the_mains_fell_below_0_8()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Stops_3_s_after_the_mains_rose_above_1_15()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Stops_3_s_after_the_frequency_fell_below_0_95()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Stops_3_s_after_the_frequency_rose_above_1_03()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Comes_back_after_60_s_of_good_mains_and_the_random_delay()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Stays_open_while_the_mains_is_not_good_enough_to_come_back()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Delays_at_random_after_a_loss_of_power()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void The_hold_opens_within_4_s_of_its_last_pulse()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Closes_again_30_s_after_the_hold_lapsed()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Counts_faults_over_a_loss_of_power()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Stays_closed_in_a_stall_of_2_s()
        {
            Timing.Holds(_output);
        }
    }
}
