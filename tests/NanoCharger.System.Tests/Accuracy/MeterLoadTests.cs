using System;
using NanoCharger.Bench.Accuracy;
using Xunit;

namespace NanoCharger.System.Tests.Accuracy
{
    /// <summary>The true power that the table of accuracy judges by.</summary>
    public sealed class MeterLoadTests
    {
        private const int Steps = 1 << 13;

        [Theory]
        [InlineData(0, 0, 0)]
        [InlineData(60, 0, 0)]
        [InlineData(-37, 0.1, 0.2)]
        [InlineData(0, 0.1, 0.2)]
        [InlineData(60, 0.1, 0.2)]
        [InlineData(25, 0.1, 0)]
        public void True_power_of_any_waves_is_their_product_integrated(double lag, double voltageThd, double currentThd)
        {
            var load = new MeterLoad { Volts = 231, Amps = 17, LagDegrees = lag, VoltageThd = voltageThd, CurrentThd = currentThd };
            double product = Mean(load.Voltage, load.Current);

            Assert.Equal(231 * 17 * product, load.Watts, 0.01);
            Assert.Equal(1, Mean(load.Voltage, load.Voltage), 1e-6);
            Assert.Equal(1, Mean(load.Current, load.Current), 1e-6);
        }

        [Fact]
        public void Harmonics_carry_power_of_their_own()
        {
            var both = new MeterLoad { Amps = 16, VoltageThd = 0.1, CurrentThd = 0.2 };
            double fundamental = 230 * 16 / Math.Sqrt(1.01 * 1.04);

            Assert.True(Math.Abs(both.Watts - fundamental) > 0.002 * fundamental, "the row would not show whether harmonics are in the register");
        }

        [Fact]
        public void A_transformer_leads_by_the_same_angle_at_each_order()
        {
            var load = new MeterLoad { Amps = 1, CurrentThd = 0.2 };

            Assert.Equal(Math.Cos(Math.PI / 6), Waveform.Power(load.Current, load.Current.Led(30)), 1e-9);
        }

        private static double Mean(Waveform first, Waveform second)
        {
            double sum = 0;
            for (ulong step = 0; step < Steps; step++)
            {
                ulong turn = step * (ulong.MaxValue / Steps);
                sum += first.At(turn) * second.At(turn);
            }

            return sum / Steps;
        }
    }
}
