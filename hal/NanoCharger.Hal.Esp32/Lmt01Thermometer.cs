using System.Device.Gpio;
using nanoFramework.Hardware.Esp32;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>A Texas Instruments LMT01 at the contactor's terminals of the three-phase board: it tells its temperature by a number of pulses.</summary>
    /// <remarks>
    /// Data sheet SNIS189, 6.8: fed, it converts for 46..54 ms, then has a window of 44..50 ms in which it sends its pulses at
    /// 82..94 kHz, and starts again. The second train therefore begins 136 ms after feeding at the earliest, and the first is
    /// over after 88 ms at 125 °C, after 78 ms at 70 °C. A reading is taken where two looks at the counter agree, so no
    /// train is under way, and before the second can have begun. Then the feed is cut until the next second, which
    /// keeps self-heating out. Nothing here ever waits.
    /// </remarks>
    public sealed class Lmt01Thermometer : IThermometer
    {
        private const long ConversionMicros = 46000;
        private const long SecondTrainMicros = 136000;
        private const long PeriodMicros = 1000000;
        private const int TolerableMisses = 20;

        // -40 °C and 125 °C (count / 16 - 50 °C).
        private const int FewestPulses = 160;
        private const int MostPulses = 2800;

        private readonly GpioPin _supply;
        private readonly GpioPulseCounter _pulses;
        private long _fedMicros;
        private bool _fed;
        private int _misses;
        private int _hundredths = int.MinValue;

        /// <summary>Opens the feed and the counter; the first reading starts with the first call of <see cref="ReadHundredths"/>.</summary>
        public Lmt01Thermometer(GpioController gpio, BoardDescription board)
        {
            _supply = gpio.OpenPin(board.Lmt01SupplyPin, PinMode.Output);
            _supply.Write(PinValue.Low);
            _pulses = new GpioPulseCounter(board.Lmt01PulsePin);
            _pulses.Polarity = GpioPulsePolarity.Rising;
            _pulses.Start();
            _fedMicros = -PeriodMicros;
        }

        /// <inheritdoc />
        public int ScalePpm
        {
            set
            {
                // It counts pulses: no converter is in between.
            }
        }

        /// <inheritdoc />
        public int ReadHundredths()
        {
            long now = (long)HighResTimer.GetCurrent();
            long sinceFed = now - _fedMicros;
            if (!_fed)
            {
                if (sinceFed >= PeriodMicros)
                {
                    Feed(now);
                }
            }
            else if (sinceFed >= ConversionMicros)
            {
                Look();
            }

            return _hundredths;
        }

        private void Feed(long now)
        {
            _pulses.Reset();
            _supply.Write(PinValue.High);
            _fedMicros = now;
            _fed = true;
        }

        private void Look()
        {
            long count = _pulses.Read().Count;
            bool quiet = _pulses.Read().Count == count;

            // After the looks, so that an interruption between them cannot let the second train in.
            long sinceFed = (long)HighResTimer.GetCurrent() - _fedMicros;
            if (sinceFed >= SecondTrainMicros)
            {
                Cut(false);
            }
            else if (quiet && count >= FewestPulses && count <= MostPulses)
            {
                _hundredths = (int)(count * 25 / 4) - 5000;
                Cut(true);
            }
        }

        private void Cut(bool read)
        {
            _supply.Write(PinValue.Low);
            _fed = false;
            _misses = read ? 0 : _misses + 1;
            if (_misses > TolerableMisses)
            {
                _hundredths = int.MinValue;
            }
        }
    }
}
