using System.Device.Gpio;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>The board's plain inputs that report a fault each.</summary>
    public sealed class Esp32FaultInputs : IFaultInputs
    {
        private readonly InputPin[] _rows;
        private readonly GpioPin[] _pins;

        /// <summary>Opens the pins, in the order of their rows.</summary>
        public Esp32FaultInputs(GpioController gpio, BoardDescription board)
        {
            _rows = board.FaultInputs;
            _pins = new GpioPin[_rows.Length];
            for (int i = 0; i < _rows.Length; i++)
            {
                _pins[i] = gpio.OpenPin(_rows[i].Gpio, _rows[i].Mode);
            }
        }

        /// <inheritdoc />
        public int Count
        {
            get { return _rows.Length; }
        }

        /// <inheritdoc />
        public string NameOf(int index)
        {
            return _rows[index].Name;
        }

        /// <inheritdoc />
        public int Read()
        {
            int reporting = 0;
            for (int i = 0; i < _pins.Length; i++)
            {
                if ((bool)_pins[i].Read() == _rows[i].ReportsHigh)
                {
                    reporting |= 1 << i;
                }
            }

            return reporting;
        }
    }
}
