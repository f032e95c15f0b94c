using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Timings
{
    /// <summary>The contacts part within 100 ms when the pilot leaves C and D (IEC 61851-1 Table A.6).</summary>
    public sealed class OpeningTimingTests
    {
        private readonly ITestOutputHelper _output;

        /// <summary>Takes what prints the figures.</summary>
        public OpeningTimingTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Opens_within_100_ms_when_the_vehicle_ends_in_a_stall()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_within_100_ms_when_the_vehicle_ends_and_the_interlock_has_failed()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_within_100_ms_when_unplugged_in_a_stall()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_within_100_ms_when_unplugged_and_the_interlock_has_failed()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_within_100_ms_when_the_vehicle_ends_at_6_A_and_the_interlock_has_failed()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_within_100_ms_when_a_ventilated_vehicle_ends()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_within_100_ms_when_the_vehicle_ends_in_a_pause()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_within_100_ms_when_the_pilot_is_shorted()
        {
            Timing.Holds(_output);
        }
    }
}
