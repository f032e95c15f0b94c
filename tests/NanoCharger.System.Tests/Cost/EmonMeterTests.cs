using System;
using System.Device.Adc;
using NanoCharger.Check.Workloads;
using NanoCharger.System.Tests.Drivers;
using Xunit;

namespace NanoCharger.System.Tests.Cost
{
    /// <summary>The reference that the meter's cost is compared with measures rightly: a wrong one would be no reference.</summary>
    public sealed class EmonMeterTests
    {
        private const int VoltagePin = 36;
        private const int CurrentPin = 39;

        [Theory]
        [InlineData(0, 3680)]
        [InlineData(60, 1840)]
        [InlineData(-60, 1840)]
        [InlineData(90, 0)]
        public void Measures_volts_amperes_and_watts_of_a_sine(int lagDegrees, double watts)
        {
            BareBoard board = new();
            board.Millivolts[VoltagePin] = now => Sine(now, 230 * 2.5, 0);
            board.Millivolts[CurrentPin] = now => Sine(now, 16 * 8, lagDegrees);
            board.Run(() =>
            {
                AdcController controller = new();
                EmonMeter meter = new(controller.OpenChannel(0), controller.OpenChannel(3));
                for (int second = 0; second < 5; second++)
                {
                    meter.Measure(100);
                }

                Assert.InRange(meter.Volts, 228.5, 231.5);
                Assert.InRange(meter.Amps, 15.9, 16.1);
                Assert.InRange(meter.Watts, watts - 40, watts + 40);
            });
        }

        private static double Sine(long nowNanos, double rmsMillivolts, int lagDegrees)
        {
            return 1300 + (rmsMillivolts * Math.Sqrt(2) * Math.Sin((2 * Math.PI * 50 * nowNanos / 1e9) - (lagDegrees * Math.PI / 180)));
        }
    }
}
