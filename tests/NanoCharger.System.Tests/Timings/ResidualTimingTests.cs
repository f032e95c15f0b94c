using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Timings
{
    /// <summary>Residual currents: to open contacts, the monitor's test, and what is tried again.</summary>
    public sealed class ResidualTimingTests
    {
        private readonly ITestOutputHelper _output;

        /// <summary>Takes what prints the figures.</summary>
        public ResidualTimingTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Opens_on_6_mA_direct_current()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_on_60_mA_direct_current()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_on_200_mA_direct_current()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_on_30_mA_alternating_current()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_on_150_mA_alternating_current()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_on_20_mA_alternating_current()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_on_60_mA_alternating_current()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Opens_on_264_mA_alternating_current()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Tells_a_silent_residual_monitor()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Tells_a_stuck_residual_monitor()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Never_closes_with_a_broken_residual_monitor()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Latches_a_trip_in_the_first_10_s()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Retries_a_later_trip_after_15_min()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Retries_four_times_at_most()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Never_retries_in_Europe()
        {
            Timing.Holds(_output);
        }

        [Fact]
        public void Tests_the_residual_monitor_every_24_h()
        {
            Timing.Holds(_output);
        }
    }
}
