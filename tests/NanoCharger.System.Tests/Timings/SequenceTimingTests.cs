using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Timings
{
    /// <summary>The sequences of IEC 61851-1 Table A.6, on the bay's contacts and pilot.</summary>
    public sealed class SequenceTimingTests
    {
        private readonly ITestOutputHelper _output;

        /// <summary>Takes what prints the figures.</summary>
        public SequenceTimingTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Closes_within_3_s_of_ready()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Closes_a_simplified_vehicle_within_3_s()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Offers_a_simplified_vehicle_10_A_at_most()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_6_s_after_a_pause_that_the_vehicle_ignores()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_unloaded_after_a_pause_that_the_vehicle_obeys()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Shows_F_only_with_the_contactor_open()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Offers_a_new_limit_within_10_s()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Leaves_5_s_between_two_duty_values()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Offers_the_last_of_twenty_limits_within_10_s()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Steps_to_X1_at_once()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Sees_the_vehicle_follow_a_new_duty_within_5_s()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Holds_F_for_300_ms_after_a_pilot_fault()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Wakes_a_vehicle_asleep_in_B2_after_30_s()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Wakes_with_4_s_of_B1()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Wakes_once()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Closes_again_5_s_after_the_vehicle_ended()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Closes_again_30_s_after_a_fault()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Gives_no_power_to_D_without_ventilation()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Never_closes_in_D_without_ventilation()
        {
            Timing.Holds(_output);
        }
    }
}
