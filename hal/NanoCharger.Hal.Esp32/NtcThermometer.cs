using System.Device.Adc;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>A 10 kOhm NTC (B 3950 K) to ground against 10 kOhm to 3.3 V, at the contactor's terminals of the single-phase board.</summary>
    /// <remarks>
    /// On the converter's nominal scale a chip 9 % off errs by 4 °C at 65 °C. On the scale that the bias rail tells (±0.5 %, 0.3 °C), with
    /// the converter's bend (4 counts, 0.2 °C), a 3.3 V rail of ±2 % (0.8 °C), the NTC's own 1 % and its 1 % of B (1.2 °C together) and the table's
    /// straight lines (0.25 °C) it holds ±3 °C. An NTC torn off reads as deep frost on a converter that reads low.
    /// </remarks>
    public sealed class NtcThermometer : IThermometer
    {
        private const int FirstHundredths = -4000;
        private const int StepHundredths = 500;

        // Ohms at -40, -35 .. 125 °C: 10 000 x exp(3950 x (1/T - 1/298.15 K)).
        private readonly int[] _ohms = new int[]
        {
            401860, 281577, 200204, 144317, 105385, 77898, 58246, 44026, 33621, 25925, 20175, 15837,
            12535, 10000, 8037, 6506, 5301, 4348, 3588, 2978, 2486, 2086, 1760, 1492,
            1270, 1087, 934, 805, 698, 606, 529, 463, 407, 359,
        };

        private readonly ResistorInput _input;
        private bool _scaled;

        /// <summary>Takes an opened channel; the caller keeps and disposes it.</summary>
        public NtcThermometer(AdcChannel channel, BoardDescription board)
        {
            _input = new ResistorInput(channel, board.NtcPullUpOhms, ResistorInput.FullScale);
        }

        /// <inheritdoc />
        public int ScalePpm
        {
            set
            {
                _input.ScalePpm = value;
                _scaled = true;
            }
        }

        /// <inheritdoc />
        /// <remarks>Nothing before the converter's scale was told: by the nominal one 67 °C may read as 71 °C, and what is hot stays so until it is 3 °C cooler.</remarks>
        public int ReadHundredths()
        {
            return _scaled ? HundredthsAt(_input.ReadOhms()) : int.MinValue;
        }

        /// <summary>The temperature at which the NTC has a resistance.</summary>
        /// <returns>Hundredths of °C, or <see cref="int.MinValue"/> outside the table: broken or shorted.</returns>
        public int HundredthsAt(int ohms)
        {
            int last = _ohms.Length - 1;
            if (ohms > _ohms[0] || ohms < _ohms[last])
            {
                return int.MinValue;
            }

            int low = 0;
            int high = last;
            while (high - low > 1)
            {
                int middle = (low + high) / 2;
                if (ohms <= _ohms[middle])
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            return FirstHundredths + (low * StepHundredths) + (StepHundredths * (_ohms[low] - ohms) / (_ohms[low] - _ohms[high]));
        }
    }
}
