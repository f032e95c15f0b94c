using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>The two clocks of the chip.</summary>
    public sealed class Esp32ClockTests
    {
        private readonly BareBoard _bare = new();

        [Theory]
        [InlineData(3600)]
        [InlineData(-3600)]
        [InlineData(86400 * 365)]
        public void A_jump_of_the_wall_clock_moves_no_duration(int seconds)
        {
            _bare.Run(() =>
            {
                Esp32Clock clock = new();
                long microsBefore = clock.NowMicros;
                long utcBefore = clock.UtcMillis;
                _bare.Machine.JumpClock(seconds);
                Assert.InRange(clock.NowMicros - microsBefore, 0, 1000);
                Assert.InRange(clock.UtcMillis - utcBefore - (seconds * 1000L), 0, 2);
            });
        }

        [Fact]
        public void The_microseconds_count_from_the_start_of_the_chip()
        {
            _bare.Run(() =>
            {
                Esp32Clock clock = new();
                long before = clock.NowMicros;
                _bare.Machine.Spend(7 * BareBoard.Second);
                Assert.InRange(clock.NowMicros - before, 7_000_000, 7_000_200);
            });
        }

        [Fact]
        public void The_date_is_1970_and_unknown_until_the_time_server_answered()
        {
            _bare.Run(() =>
            {
                Esp32Clock clock = new();
                Assert.InRange(clock.UtcMillis, 0, 60_000);
                Assert.Equal(ClockQuality.Unknown, clock.Quality);
            });
        }

        [Fact]
        public void The_date_is_sure_for_a_day_after_the_server_answered_then_only_informative()
        {
            _bare.Run(() =>
            {
                Esp32Clock clock = Synchronised();
                Assert.InRange(clock.UtcMillis - (_bare.Machine.UtcMicros / 1000), -1000, 1000);
                _bare.Radio.TimeServerUp = false;
                Wait(23 * 3600);
                Assert.Equal(ClockQuality.Synchronised, clock.Quality);
                Wait(2 * 3600);
                Assert.Equal(ClockQuality.Informative, clock.Quality);
            });
        }

        [Fact]
        public void An_answer_that_moves_the_clock_makes_it_sure_again()
        {
            _bare.Run(() =>
            {
                Esp32Clock clock = Synchronised();
                _bare.Radio.TimeServerUp = false;
                Wait(25 * 3600);
                Assert.Equal(ClockQuality.Informative, clock.Quality);
                _bare.Machine.JumpClock(1);
                Wait(2);
                Assert.Equal(ClockQuality.Synchronised, clock.Quality);
            });
        }

        [Fact]
        public void A_date_before_2025_is_no_date()
        {
            _bare.Run(() =>
            {
                Esp32Clock clock = Synchronised();
                _bare.Machine.JumpClock(-5L * 365 * 86400);
                Wait(2);
                Assert.Equal(ClockQuality.Unknown, clock.Quality);
            });
        }

        [Fact]
        public void A_date_that_the_firmware_sets_is_no_surer_for_it_and_the_servers_answer_is()
        {
            _bare.Run(() =>
            {
                Esp32Clock clock = new();
                clock.Set(1_790_000_000_000);
                Assert.InRange(clock.UtcMillis, 1_790_000_000_000, 1_790_000_000_002);
                _bare.Radio.TimeServerUp = false;
                new Esp32Link().Start(Stations.Options());
                Wait(30);
                Assert.Equal(ClockQuality.Unknown, clock.Quality);
                clock.Set(1_790_000_100_000);
                Wait(2);
                Assert.Equal(ClockQuality.Unknown, clock.Quality);
                _bare.Radio.TimeServerUp = true;
                Wait(20);
                Assert.Equal(ClockQuality.Synchronised, clock.Quality);
            });
        }

        [Fact]
        public void What_moves_the_date_before_the_time_client_runs_is_no_answer_of_the_server()
        {
            _bare.Run(() =>
            {
                Esp32Clock clock = new();
                clock.Set(1_790_000_000_000);
                Assert.Equal(ClockQuality.Unknown, clock.Quality);
                _bare.Machine.JumpClock(60);
                Wait(2);
                Assert.Equal(ClockQuality.Unknown, clock.Quality);
            });
        }

        [Theory]
        [InlineData(20)]
        [InlineData(60)]
        [InlineData(100)]
        [InlineData(140)]
        public void A_stall_amid_a_look_at_both_clocks_is_no_answer_of_the_server(int micros)
        {
            _bare.Run(() =>
            {
                Esp32Clock clock = new();
                clock.Set(1_790_000_000_000);
                _bare.Radio.TimeServerUp = false;
                new Esp32Link().Start(Stations.Options());
                Wait(30);
                Assert.Equal(ClockQuality.Unknown, clock.Quality);
                Wait(2);
                _bare.Machine.Schedule(_bare.Machine.NowNanos + (micros * 1_000), () => _bare.Machine.InjectStall(3 * BareBoard.Second));
                Assert.Equal(ClockQuality.Unknown, clock.Quality);
                Wait(2);
                Assert.Equal(ClockQuality.Unknown, clock.Quality);
            });
        }

        private Esp32Clock Synchronised()
        {
            Esp32Clock clock = new();
            new Esp32Link().Start(Stations.Options());
            for (int tries = 0; tries < 60 && clock.Quality != ClockQuality.Synchronised; tries++)
            {
                Stations.Sleep(1000);
            }

            Assert.Equal(ClockQuality.Synchronised, clock.Quality);
            return clock;
        }

        private static void Wait(int seconds)
        {
            Stations.Sleep(seconds * 1000);
        }
    }
}
