using System.Device.Gpio;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>One lamp that shows by its rhythm.</summary>
    public sealed class Esp32Indicator : IIndicator
    {
        private const long SlowMicros = 1000000;
        private const long FastMicros = 250000;

        private readonly GpioPin _lamp;
        private bool _lit;

        /// <summary>Opens the pin; the lamp is off. A board without a lamp shows nothing.</summary>
        public Esp32Indicator(GpioController gpio, BoardDescription board)
        {
            if (board.IndicatorPin != BoardDescription.NoPin)
            {
                _lamp = gpio.OpenPin(board.IndicatorPin, PinMode.Output);
                _lamp.Write(PinValue.Low);
            }
        }

        /// <inheritdoc />
        public void Show(Indication indication, long nowMicros)
        {
            bool lit = IsLit(indication, nowMicros);
            if (lit != _lit && _lamp != null)
            {
                _lit = lit;
                _lamp.Write(lit ? PinValue.High : PinValue.Low);
            }
        }

        private static bool IsLit(Indication indication, long nowMicros)
        {
            switch (indication)
            {
                case Indication.Connected:
                    return true;
                case Indication.Charging:
                    return nowMicros % SlowMicros < SlowMicros / 2;
                case Indication.Fault:
                    return nowMicros % FastMicros < FastMicros / 2;
                default:
                    return false;
            }
        }
    }
}
