using NanoCharger.Core.Metering;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The meter's calibration, a channel a line: its points, its gain at the highest of them, where it rests, its noise and lead.</summary>
    internal sealed class CalibrationPage : IPage
    {
        // A second point this much below the highest shows that the channel is straight enough for its class.
        private const int ProvingShare = 5;
        private const int ValueColumn = 10;

        private readonly Calibration _calibration;
        private readonly CalibrationStore _store;

        /// <summary>A page over the calibration in use.</summary>
        /// <param name="calibration">The one in use, only read.</param>
        /// <param name="store">Tells what was changed last.</param>
        internal CalibrationPage(Calibration calibration, CalibrationStore store)
        {
            _calibration = calibration;
            _store = store;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (index == 0)
            {
                WriteStored(line);
                return true;
            }

            int phase = (index - 1) / 2;
            if (phase >= _calibration.Phases)
            {
                return false;
            }

            bool current = index % 2 == 0;
            WriteChannel(line, current, phase + 1, current ? _calibration.Current(phase) : _calibration.Voltage(phase));
            return true;
        }

        private void WriteStored(AsciiWriter line)
        {
            if (_store.StoredPhases != 0 && _store.StoredPhases != _calibration.Phases)
            {
                line.Put("the stored one is for ");
                line.Number(_store.StoredPhases);
                line.Put(" phases and not used");
                return;
            }

            line.Number(_store.Generation);
            line.Put(" times stored");
            line.Put(_store.Change.Length > 0 ? ", last " : "");
            line.Put(_store.Change);
        }

        // Whether a channel has a second point at a fifth of the highest one or less.
        private static bool IsProven(ChannelCalibration channel)
        {
            return channel.Points > 1 && (long)channel.LevelMillicounts(0) * ProvingShare <= channel.LevelMillicounts(channel.Points - 1);
        }

        private static void WriteChannel(AsciiWriter line, bool current, int number, ChannelCalibration channel)
        {
            line.Put(current ? "current" : "voltage");
            line.Number(number);
            line.PadTo(ValueColumn);
            line.Number(channel.Points);
            line.Put(channel.Points == 1 ? " point, gain " : " points, gain ");
            line.Number(channel.GainAt(int.MaxValue));
            if (channel.RestMillicounts == 0)
            {
                line.Put(", no zero");
            }
            else
            {
                line.Put(", rest ");
                line.Fixed(channel.RestMillicounts / 100, 1);
            }

            if (current)
            {
                line.Put(", noise ");
                line.Fixed(channel.NoiseMillicounts / 10, 2);
                line.Put(", lead ");
                line.Fixed(channel.PhaseHundredths, 2);
                line.Put(IsProven(channel) ? ", proven" : ", unproven");
            }
        }
    }
}
