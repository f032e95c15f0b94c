using System.Device.Gpio;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Trip report and test input of the residual current monitor.</summary>
    public sealed class Esp32ResidualCurrentMonitor : IResidualCurrentMonitor
    {
        private readonly GpioPin _trip;
        private readonly GpioPin _test;

        /// <summary>Opens the pins; the test is off.</summary>
        public Esp32ResidualCurrentMonitor(GpioController gpio, BoardDescription board)
        {
            _test = gpio.OpenPin(board.ResidualTestPin, PinMode.Output);
            _test.Write(PinValue.Low);
            _trip = gpio.OpenPin(board.ResidualTripPin, PinMode.Input);
        }

        /// <inheritdoc />
        public bool Tripped
        {
            get { return (bool)_trip.Read(); }
        }

        /// <inheritdoc />
        public void SetTest(bool on)
        {
            _test.Write(on ? PinValue.High : PinValue.Low);
        }
    }
}
