using System;
using System.Device.Adc;
using NanoCharger.Check.Cost;

namespace NanoCharger.Check.Workloads
{
    /// <summary>Volts, amperes and watts the emonLib way: the reference to beat, here and nowhere else.</summary>
    /// <remarks>
    /// Written by us from what OpenEnergyMonitor publishes of emonLib's calcVI (openenergymonitor.org, "Digital filters for offset removal"
    /// and the forum's threads on its arithmetic). Floating point throughout; a low-pass filter of a 1 024th follows each channel's
    /// offset; squares and the product with the phase-shifted voltage are summed until so many half waves have passed. Kinder
    /// to it than the original: all is in locals within the loop, and neither the wait for the first crossing nor the look at the clock in
    /// each round is there.
    /// </remarks>
    [Counted]
    public sealed class EmonMeter
    {
        private const double FilterSamples = 1024;
        private const double MiddleCounts = 2048;

        // The current is converted half a round after the voltage: this shifts the voltage forward by as much.
        private const double PhaseCalibration = 1.5;
        private const double VoltsPerCount = 0.3224;
        private const double AmpsPerCount = 0.10075;

        private readonly AdcChannel _voltage;
        private readonly AdcChannel _current;
        private double _offsetV = MiddleCounts;
        private double _offsetI = MiddleCounts;
        private double _filteredV;

        /// <summary>Takes opened channels of the reference board.</summary>
        public EmonMeter(AdcChannel voltage, AdcChannel current)
        {
            _voltage = voltage;
            _current = current;
        }

        /// <summary>RMS voltage of the last window, in volts.</summary>
        public double Volts { get; private set; }

        /// <summary>RMS current of the last window, in amperes.</summary>
        public double Amps { get; private set; }

        /// <summary>Active power of the last window, in watts.</summary>
        public double Watts { get; private set; }

        /// <summary>Samples and computes until so many half waves have passed.</summary>
        public void Measure(int halfWaves)
        {
            AdcChannel voltage = _voltage;
            AdcChannel current = _current;
            double offsetV = _offsetV;
            double offsetI = _offsetI;
            double filteredV = _filteredV;
            double sumV = 0;
            double sumI = 0;
            double sumP = 0;
            int samples = 0;
            int crossings = 0;
            int startV = voltage.ReadValue();
            bool above = false;
            while (crossings < halfWaves)
            {
                samples++;
                double lastFilteredV = filteredV;
                int sampleV = voltage.ReadValue();
                int sampleI = current.ReadValue();
                offsetV += (sampleV - offsetV) / FilterSamples;
                filteredV = sampleV - offsetV;
                offsetI += (sampleI - offsetI) / FilterSamples;
                double filteredI = sampleI - offsetI;
                sumV += filteredV * filteredV;
                sumI += filteredI * filteredI;
                double shiftedV = lastFilteredV + (PhaseCalibration * (filteredV - lastFilteredV));
                sumP += shiftedV * filteredI;
                bool wasAbove = above;
                above = sampleV > startV;
                if (samples == 1)
                {
                    wasAbove = above;
                }
                if (wasAbove != above)
                {
                    crossings++;
                }
            }
            _offsetV = offsetV;
            _offsetI = offsetI;
            _filteredV = filteredV;
            Volts = VoltsPerCount * Math.Sqrt(sumV / samples);
            Amps = AmpsPerCount * Math.Sqrt(sumI / samples);
            Watts = VoltsPerCount * AmpsPerCount * sumP / samples;
        }
    }
}
