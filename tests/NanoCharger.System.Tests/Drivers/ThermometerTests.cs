using System;
using NanoCharger.Emulation;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>Both thermometers and the proximity contact.</summary>
    public sealed class ThermometerTests
    {
        private const int NtcPin = 32;
        private const int ProximityPin = 35;
        private const int Lmt01Feed = 4;

        private readonly BareBoard _bare = new();
        private long _fedNanos = -1;

        [Fact]
        public void The_ntc_table_errs_by_less_than_a_third_of_a_degree()
        {
            NtcThermometer table = new(null!, ReferenceBoard.SinglePhase());
            for (double celsius = -39.5; celsius < 125; celsius += 0.5)
            {
                int hundredths = table.HundredthsAt((int)Math.Round(NtcOhms(celsius)));
                Assert.InRange((hundredths / 100.0) - celsius, -0.3, 0.3);
            }
        }

        /// <summary>A chip 9 % off would err by 4 °C on the nominal scale, enough to take 67 °C for too hot.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(1.09)]
        [InlineData(0.91)]
        public void The_ntc_has_no_reading_before_the_converters_scale_is_known(double gain)
        {
            BareBoard bare = new(gain);
            bare.Millivolts[NtcPin] = _ => 3300 * NtcOhms(67) / (NtcOhms(67) + 10000);
            bare.Run(() =>
            {
                IThermometer thermometer = Stations.Board().Thermometer;
                Assert.Equal(int.MinValue, thermometer.ReadHundredths());
                thermometer.ScalePpm = (int)(1_000_000 / gain);
                Assert.InRange(thermometer.ReadHundredths() / 100.0, 66, 68);
            });
        }

        [Theory]
        [InlineData(1.09, 1_090_000)]
        [InlineData(0.91, 910_000)]
        [InlineData(1.09, 1_095_000)]
        [InlineData(0.91, 905_000)]
        public void The_ntc_holds_its_steps_on_the_measured_scale(double gain, int counts)
        {
            BareBoard bare = new(gain);
            double celsius = 0;
            bare.Millivolts[NtcPin] = _ => 3300 * NtcOhms(celsius) / (NtcOhms(celsius) + 10000);
            bare.Run(() =>
            {
                IThermometer thermometer = Stations.Board().Thermometer;
                thermometer.ScalePpm = (int)(1_000_000_000_000L / counts);
                foreach (int step in new[] { 62, 65, 68, 71 })
                {
                    celsius = step;
                    Assert.InRange(thermometer.ReadHundredths() / 100.0, step - 1, step + 1);
                }
            });
        }

        [Theory]
        [InlineData(0)]
        [InlineData(3300)]
        public void A_shorted_or_broken_ntc_gives_no_temperature(double millivolts)
        {
            _bare.Millivolts[NtcPin] = _ => millivolts;
            _bare.Run(() =>
            {
                IThermometer thermometer = Stations.Board().Thermometer;
                thermometer.ScalePpm = 1_000_000;
                Assert.Equal(int.MinValue, thermometer.ReadHundredths());
            });
        }

        [Theory]
        [InlineData(25.0, 33)]
        [InlineData(71.0, 33)]
        [InlineData(125.0, 33)]
        [InlineData(-40.0, 33)]
        [InlineData(65.0, 34)]
        [InlineData(65.0, 50)]
        [InlineData(65.0, 20)]
        public void The_lmt01_is_read_without_waiting_whatever_the_turn_takes(double celsius, int turnMillis)
        {
            SolderLmt01(() => celsius);
            int reading = int.MinValue;
            _bare.Run(() =>
            {
                IThermometer thermometer = Stations.Board(3).Thermometer;
                Assert.Equal(int.MinValue, thermometer.ReadHundredths());
                for (int turn = 0; turn * turnMillis < 3000; turn++)
                {
                    long before = _bare.Machine.NowNanos;
                    reading = thermometer.ReadHundredths();
                    Assert.True(_bare.Machine.NowNanos - before < 1_100_000);
                    _bare.Machine.Spend(turnMillis * BareBoard.Millisecond);
                }
            });
            Assert.InRange(reading / 100.0, celsius - 0.07, celsius + 0.07);
        }

        [Fact]
        public void An_lmt01_that_falls_silent_loses_its_reading()
        {
            bool silent = false;
            SolderLmt01(() => silent ? -50 : 30);
            _bare.Run(() =>
            {
                IThermometer thermometer = Stations.Board(3).Thermometer;
                Poll(thermometer, 3);
                Assert.Equal(3000, thermometer.ReadHundredths());
                silent = true;
                Poll(thermometer, 30);
                Assert.Equal(int.MinValue, thermometer.ReadHundredths());
            });
        }

        [Theory]
        [InlineData(1500, 0.91, 1000, 2200)]
        [InlineData(1500, 1.09, 1000, 2200)]
        [InlineData(680, 0.91, 330, 1000)]
        [InlineData(680, 1.09, 330, 1000)]
        [InlineData(220, 0.91, 150, 330)]
        [InlineData(220, 1.09, 150, 330)]
        [InlineData(100, 0.91, 75, 150)]
        [InlineData(100, 1.09, 75, 150)]
        [InlineData(1e9, 0.91, 10000, 10000)]
        [InlineData(1e9, 1.09, 10000, 10000)]
        public void Any_converter_tells_the_cables_apart(double ohms, double gain, int least, int most)
        {
            BareBoard bare = new(gain);
            bare.Millivolts[ProximityPin] = _ => 3300 * ohms / (ohms + 1000);
            bare.Run(() => Assert.InRange(Stations.Board().Proximity.ReadOhms(), least, most));
        }

        [Theory]
        [InlineData(1500, 0.91)]
        [InlineData(1500, 1.09)]
        [InlineData(100, 0.91)]
        [InlineData(100, 1.09)]
        [InlineData(1e9, 0.91)]
        [InlineData(1e9, 1.09)]
        public void The_measured_scale_brings_the_plugs_resistance_home(double ohms, double gain)
        {
            BareBoard bare = new(gain);
            bare.Millivolts[ProximityPin] = _ => 3300 * ohms / (ohms + 1000);
            bare.Run(() =>
            {
                IProximity proximity = Stations.Board().Proximity;
                proximity.ScalePpm = (int)(1_000_000 / gain);
                double expected = Math.Min(ohms, 10_000);
                Assert.InRange(proximity.ReadOhms(), expected * 0.97, expected * 1.03);
            });
        }

        private static double NtcOhms(double celsius)
        {
            return 10000 * Math.Exp(3950 * ((1 / (celsius + 273.15)) - (1 / 298.15)));
        }

        private void Poll(IThermometer thermometer, int seconds)
        {
            for (int turn = 0; turn < seconds * 30; turn++)
            {
                thermometer.ReadHundredths();
                _bare.Machine.Spend(33 * BareBoard.Millisecond);
            }
        }

        /// <summary>An LMT01 by its data sheet: 50 ms of conversion, then its pulses at 88 kHz in a window of 47 ms, for ever.</summary>
        private void SolderLmt01(Func<double> celsius)
        {
            long past = 0;
            _bare.PinWritten += (gpio, high) =>
            {
                if (gpio == Lmt01Feed)
                {
                    past += Lmt01Pulses(celsius());
                    _fedNanos = high ? _bare.Machine.NowNanos : -1;
                }
            };
            _bare.Pulses = () => past + Lmt01Pulses(celsius());
        }

        private long Lmt01Pulses(double celsius)
        {
            if (_fedNanos < 0)
            {
                return 0;
            }

            const long conversion = 50 * BareBoard.Millisecond;
            const long cycle = 97 * BareBoard.Millisecond;
            long pulses = (long)Math.Round((celsius + 50) * 16);
            long fed = _bare.Machine.NowNanos - _fedNanos;
            long sending = Math.Max(0, (fed % cycle) - conversion);
            return ((fed / cycle) * pulses) + Math.Min(pulses, sending * 88 / 1_000_000);
        }
    }
}
