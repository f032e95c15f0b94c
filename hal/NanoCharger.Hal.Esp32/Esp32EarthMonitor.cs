using System.Device.Gpio;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>The earth monitor's report.</summary>
    public sealed class Esp32EarthMonitor : IEarthMonitor
    {
        private readonly GpioPin _connected;

        /// <summary>Opens the pin.</summary>
        public Esp32EarthMonitor(GpioController gpio, BoardDescription board)
        {
            _connected = gpio.OpenPin(board.EarthPin, PinMode.Input);
        }

        /// <inheritdoc />
        public bool Connected
        {
            get { return (bool)_connected.Read(); }
        }
    }
}
