using System.Device.Gpio;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>One lamp that shows by its rhythm.</summary>
    public sealed class Esp32Indicator : IIndicator
    {
        private const long StepMicros = 100000;
        private const int Steps = 40;

        // By the number of the indication: 4 s in steps of 0.1 s, the first one in the lowest bit. A pattern has no rhythm: dark, but for Light.
        private static readonly ulong[] Rhythms =
        {
            0x0000000001UL,
            0xFFFFFFFFFFUL,
            0x07C1F07C1FUL,
            0x3333333333UL,
            0x5555555555UL,
            0x3FFFF3FFFFUL,
            0x0000000033UL,
            0x0000000000UL,
        };

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
            Light(IsLit(indication, nowMicros));
        }

        /// <inheritdoc />
        public void Light(bool lit)
        {
            if (lit != _lit && _lamp != null)
            {
                _lit = lit;
                _lamp.Write(lit ? PinValue.High : PinValue.Low);
            }
        }

        private static bool IsLit(Indication indication, long nowMicros)
        {
            return (Rhythms[(int)indication] >> (int)(nowMicros / StepMicros % Steps) & 1) != 0;
        }
    }
}
