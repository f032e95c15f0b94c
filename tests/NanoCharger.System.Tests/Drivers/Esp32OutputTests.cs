using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>Pilot, contactor and the start of the board, as the circuit around the chip sees them.</summary>
    public sealed class Esp32OutputTests
    {
        private const int Command = 26;
        private const int Hold = 27;
        private const int WatchdogLatch = 18;

        private readonly BareBoard _bare = new();

        [Fact]
        public void The_board_starts_with_the_contactor_open_and_no_offer()
        {
            _bare.Run(() => Stations.Board());
            Assert.Equal((Command, false), _bare.Writes[0]);
            Assert.DoesNotContain(_bare.Writes, write => write.High);
            Assert.All(_bare.Duties, duty => Assert.Equal(10000, duty));
            Assert.Equal(1000, _bare.Hertz);
        }

        [Fact]
        public void Every_duty_reaches_the_pin_to_the_hundredth_of_a_percent()
        {
            _bare.Run(() =>
            {
                IPilotOutput pilot = Stations.Board().Pilot;
                for (int duty = 500; duty <= 9700; duty++)
                {
                    pilot.SetDuty(duty);
                    Assert.Equal(duty, _bare.Duties[^1]);
                }

                pilot.SetDuty(0);
                Assert.Equal(0, _bare.Duties[^1]);
                pilot.SetDuty(10000);
                Assert.Equal(10000, _bare.Duties[^1]);
            });
        }

        [Fact]
        public void The_same_duty_is_written_once()
        {
            _bare.Run(() =>
            {
                IPilotOutput pilot = Stations.Board().Pilot;
                pilot.SetDuty(5333);
                int writes = _bare.Duties.Count;
                pilot.SetDuty(5333);
                Assert.Equal(writes, _bare.Duties.Count);
            });
        }

        [Theory]
        [InlineData(-1)]
        [InlineData(499)]
        [InlineData(9701)]
        [InlineData(10001)]
        public void A_duty_that_means_nothing_is_refused_and_changes_nothing(int duty)
        {
            _bare.Run(() =>
            {
                IPilotOutput pilot = Stations.Board().Pilot;
                int writes = _bare.Duties.Count;
                Assert.Throws<ArgumentException>(() => pilot.SetDuty(duty));
                Assert.Equal(writes, _bare.Duties.Count);
            });
        }

        [Fact]
        public void A_hold_is_one_pulse_and_touches_no_other_pin()
        {
            _bare.Run(() =>
            {
                IContactor contactor = Stations.Board().Contactor;
                contactor.Close();
                _bare.Writes.Clear();
                contactor.Hold();
                Assert.Equal(new[] { (Hold, true), (Hold, false) }, _bare.Writes.ToArray());
                contactor.Open();
                Assert.Equal((Command, false), _bare.Writes.Last());
            });
        }

        [Theory]
        [InlineData(false, ResetCause.PowerOn)]
        [InlineData(true, ResetCause.Watchdog)]
        public void The_watchdogs_latch_tells_why_the_chip_started(bool latched, ResetCause cause)
        {
            if (latched)
            {
                _bare.HighPins.Add(WatchdogLatch);
            }

            _bare.PinWritten += (gpio, high) =>
            {
                if (gpio == Hold && high)
                {
                    _bare.HighPins.Remove(WatchdogLatch);
                }
            };
            _bare.Run(() =>
            {
                Esp32Board board = Stations.Board();
                board.Contactor.Hold();
                Assert.Equal(cause, board.LastReset);
            });
        }

        [Fact]
        public void The_lamp_s_rhythms_are_those_of_the_table_and_tell_all_states_apart()
        {
            string[] table = File.ReadAllLines(Repository.File("firmware/NanoCharger.App/README.md"));
            _bare.Run(() =>
            {
                IIndicator lamp = Stations.Board().Indicator;
                var rhythms = new HashSet<string>();
                foreach (Indication indication in Enum.GetValues<Indication>())
                {
                    string rhythm = Rhythm(lamp, indication);
                    Assert.True(rhythms.Add(rhythm), $"{indication} looks like another one");
                    Assert.Contains(table, line => line.StartsWith($"| `{indication}` |", StringComparison.Ordinal) && line.EndsWith($"| `{rhythm}` |", StringComparison.Ordinal));
                }
            });
        }

        // Light and dark of 4 s, a character for 0.1 s; of a pattern its first ones.
        private string Rhythm(IIndicator lamp, Indication indication)
        {
            var pattern = new LampPattern();
            pattern.Begin("LSSLSLLSSSLL", 0);
            lamp.Show(Indication.Connected, 0);
            bool lit = true;
            var rhythm = new StringBuilder();
            for (int step = 0; step < 40; step++)
            {
                int before = _bare.Writes.Count;
                long now = (step * 100_000L) + 50_000;
                if (indication == Indication.Pattern)
                {
                    lamp.Light(pattern.IsLit(now));
                }
                else
                {
                    lamp.Show(indication, now);
                }

                lit ^= _bare.Writes.Count != before;
                rhythm.Append(lit ? '#' : '.');
            }

            return rhythm.ToString();
        }
    }
}
