using System.Device.Adc;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>A resistance to ground against a pull-up to 3.3 V: a plug's resistor, an NTC. A ratio, so the supply cancels out; the converter's scale does not.</summary>
    internal sealed class ResistorInput
    {
        /// <summary>What <see cref="ReadOhms"/> answers from the open input's counts on.</summary>
        internal const int Open = int.MaxValue;

        /// <summary>Counts at 3.3 V on the nominal scale.</summary>
        internal const int FullScale = 4095;

        private const int Conversions = 8;
        private const int NominalPpm = 1_000_000;

        private readonly AdcChannel _channel;
        private readonly int _pullUpOhms;
        private readonly int _openSum;

        /// <summary>Takes an opened channel; the caller keeps and disposes it.</summary>
        /// <param name="channel">The input.</param>
        /// <param name="pullUpOhms">Pull-up to 3.3 V.</param>
        /// <param name="openCounts">From where on nothing is connected: 1..<see cref="FullScale"/>.</param>
        internal ResistorInput(AdcChannel channel, int pullUpOhms, int openCounts)
        {
            _channel = channel;
            _pullUpOhms = pullUpOhms;
            _openSum = openCounts * Conversions;
        }

        /// <summary>How large a count of this chip's converter truly is, in parts per million of its nominal size.</summary>
        internal int ScalePpm { get; set; } = NominalPpm;

        /// <summary>Reads it. Cost: eight conversions, about 0.5 ms.</summary>
        internal int ReadOhms()
        {
            int sum = (int)((long)Sum(_channel, Conversions, 0) * ScalePpm / NominalPpm);
            return sum >= _openSum ? Open : (int)((long)_pullUpOhms * sum / ((FullScale * Conversions) - sum));
        }

        // Static and without locals, as all that reads the converter often: see Esp32Sampler.
        private static int Sum(AdcChannel channel, int times, int sum)
        {
            for (; times > 0; times--)
            {
                sum += channel.ReadValue();
            }

            return sum;
        }
    }
}
