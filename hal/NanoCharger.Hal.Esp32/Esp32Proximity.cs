using System.Device.Adc;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>The proximity contact: the plug's resistor against a pull-up to 3.3 V.</summary>
    /// <remarks>
    /// On the converter's nominal scale a chip 9 % off moves 1 500 Ohm to 1 220..1 940, 680 to 590..800, 220 to 198..247 and 100 to
    /// 91..111: each stays in the band of its cable (IEC 61851-1:2017, Table B.2). The scale that the bias rail tells leaves room for worn contacts.
    /// </remarks>
    public sealed class Esp32Proximity : IProximity
    {
        /// <summary>What <see cref="ReadOhms"/> answers with no plug.</summary>
        public const int Open = 10000;

        // An open contact rests at 3.3 V: 3 757 counts with a converter 9 % low, or at its end with one 9 % high and then scaled; 2 200 Ohm never passes 3 070.
        private const int OpenCounts = 3400;

        private readonly ResistorInput _input;

        /// <summary>Takes an opened channel; the caller keeps and disposes it. Null on a board for a tethered cable only: no plug is ever seen.</summary>
        public Esp32Proximity(AdcChannel channel, BoardDescription board)
        {
            _input = channel == null ? null : new ResistorInput(channel, board.ProximityPullUpOhms, OpenCounts);
        }

        /// <inheritdoc />
        public int ScalePpm
        {
            set
            {
                if (_input != null)
                {
                    _input.ScalePpm = value;
                }
            }
        }

        /// <inheritdoc />
        public int ReadOhms()
        {
            int ohms = _input == null ? ResistorInput.Open : _input.ReadOhms();
            return ohms == ResistorInput.Open ? Open : ohms;
        }
    }
}
