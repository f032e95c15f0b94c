using NanoCharger.Hal;

namespace NanoCharger.Core.Pilot
{
    /// <summary>From counts of the converter to volts on the pilot and back, on this board, with this chip.</summary>
    public sealed class PilotScale
    {
        private readonly int _nominalMicrovolts;
        private readonly int _nominalZeroMicrovolts;
        private int _zeroMicrovolts;
        private int _microvoltsPerCount;

        /// <summary>Makes the nominal scale of a board.</summary>
        /// <param name="sampler">The board's converter.</param>
        public PilotScale(ISampler sampler)
        {
            _nominalMicrovolts = sampler.PilotMicrovoltsPerCount;
            _microvoltsPerCount = _nominalMicrovolts;

            // The divider lifts the pilot's 0 V to the middle of the pin's range: 1 302 mV there are 14.2 V on this scale.
            _nominalZeroMicrovolts = (int)((long)sampler.PilotZeroMillivolts * 1_000 * _nominalMicrovolts / sampler.MicrovoltsPerCount);
            _zeroMicrovolts = _nominalZeroMicrovolts;
        }

        /// <summary>Corrects the scale for this chip's reference and this channel's parts.</summary>
        /// <param name="referencePpm">Of <see cref="ReferenceTracker.ScalePpm"/>.</param>
        /// <param name="gainPpm">The setting gain.pilot.</param>
        public void Adjust(int referencePpm, int gainPpm)
        {
            // The reference scales every count; the divider's gain scales what the pilot adds to the pin's zero.
            _microvoltsPerCount = (int)((long)_nominalMicrovolts * referencePpm / 1_000_000 * gainPpm / 1_000_000);
            _zeroMicrovolts = (int)((long)_nominalZeroMicrovolts * gainPpm / 1_000_000);
        }

        /// <summary>Voltage of a sample, in millivolts on the pilot. 4 095 counts of at most 12 700 µV fit an int with ease.</summary>
        public int Millivolts(int count)
        {
            return ((count * _microvoltsPerCount) - _zeroMicrovolts) / 1_000;
        }

        /// <summary>How many counts a difference of voltages makes.</summary>
        public int Width(int millivolts)
        {
            return millivolts * 1_000 / _microvoltsPerCount;
        }

        /// <summary>Count that a voltage on the pilot reads, so that a loop can compare counts.</summary>
        public int Counts(int millivolts)
        {
            return ((millivolts * 1_000) + _zeroMicrovolts) / _microvoltsPerCount;
        }
    }
}
