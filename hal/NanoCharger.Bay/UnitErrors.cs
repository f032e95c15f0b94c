using System;
using System.Collections.Generic;
using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>The errors of one simulated unit, drawn from the seed: what a factory adjustment finds and takes out, and what it leaves.</summary>
    /// <remarks>Gains are factors, 1 is exact: a gain of 1.02 makes the converter read 2 % too much.</remarks>
    public sealed class UnitErrors
    {
        private const int Nominal = 1_000_000;
        private const double ChipSpread = 0.09;
        private const double ChannelSpread = 0.01;
        private const double BiasSpread = 0.005;
        private const double BendCounts = 4;
        private const double NoiseCounts = 3;
        private const double DriftPpmPerKelvin = 20;
        private const double LeastLeadDegrees = 0.1;
        private const double MostLeadDegrees = 0.8;
        private const double ReferenceVolts = 230;
        private const double ReferenceAmps = 16;
        private const int SineSteps = 720;

        private readonly ulong _seed;

        /// <summary>Draws a unit.</summary>
        public UnitErrors(ulong seed)
        {
            _seed = seed;
            Chance chance = SeedStream.For(seed, "unit");
            ChipGain = Spread(chance, ChipSpread);
            VoltageGains = [Spread(chance, ChannelSpread), Spread(chance, ChannelSpread), Spread(chance, ChannelSpread)];
            CurrentGains = [Spread(chance, ChannelSpread), Spread(chance, ChannelSpread), Spread(chance, ChannelSpread)];
            PilotGain = Spread(chance, ChannelSpread);
            BiasGain = Spread(chance, BiasSpread);
            Chance transformers = SeedStream.For(seed, "transformers");
            CurrentLeads = [Lead(transformers), Lead(transformers), Lead(transformers)];
        }

        /// <summary>Gain of the chip's converter, shared by all channels: ±9 %.</summary>
        public double ChipGain { get; }

        /// <summary>Gains of the voltage dividers, one for each phase: ±1 %.</summary>
        public IReadOnlyList<double> VoltageGains { get; }

        /// <summary>Gains of the current transformers and burdens, one for each phase: ±1 %.</summary>
        public IReadOnlyList<double> CurrentGains { get; }

        /// <summary>Gain of the pilot's divider: ±1 %.</summary>
        public double PilotGain { get; }

        /// <summary>Gain of the bias rail under the voltage and current channels: ±0.5 %.</summary>
        public double BiasGain { get; }

        /// <summary>By how much the current transformers with their burdens show the current too early, one for each phase: 0.1..0.8 degrees, at any frequency.</summary>
        public IReadOnlyList<double> CurrentLeads { get; }

        /// <summary>Where the voltage and current pins rest, in millivolts.</summary>
        public double BiasMillivolts
        {
            get { return BoardCircuit.BiasMillivolts * BiasGain; }
        }

        /// <summary>What a factory writes into the settings: name and parts per million by which a nominal reading is to be multiplied.</summary>
        /// <remarks>
        /// Found as a factory would, at 230 V and 16 A: the converter's bend changes its slope by up to 1 %, and that of the reference load is
        /// taken out with the gain; what other loads see of the bend remains. The pilot's setting covers its own divider only: the firmware
        /// takes the converter's gain out by the bias rail.
        /// </remarks>
        public IReadOnlyList<KeyValuePair<string, int>> GainSettings
        {
            get
            {
                AdcCharacter converter = Converter();
                double bias = BoardCircuit.BiasMillivolts * BiasGain;
                List<KeyValuePair<string, int>> settings = new List<KeyValuePair<string, int>>();
                for (int phase = 0; phase < 3; phase++)
                {
                    string number = (char)('1' + phase) + "";
                    double volt = BoardCircuit.MillivoltsPerVolt * VoltageGains[phase];
                    double amp = BoardCircuit.MillivoltsPerAmp * CurrentGains[phase];
                    settings.Add(new("gain.voltage" + number, Correction(Slope(converter, bias, volt * ReferenceVolts) * VoltageGains[phase])));
                    settings.Add(new("gain.current" + number, Correction(Slope(converter, bias, amp * ReferenceAmps) * CurrentGains[phase])));
                }

                settings.Add(new("gain.pilot", Correction(PilotGain)));
                return settings;
            }
        }

        /// <summary>Millivolts at a phase's voltage pin for one volt of mains.</summary>
        public double MillivoltsPerVolt(int phase)
        {
            return BoardCircuit.MillivoltsPerVolt * VoltageGains[phase];
        }

        /// <summary>Millivolts at a phase's current pin for one ampere.</summary>
        public double MillivoltsPerAmp(int phase)
        {
            return BoardCircuit.MillivoltsPerAmp * CurrentGains[phase];
        }

        /// <summary>A converter with this unit's errors, at 25 °C.</summary>
        public AdcCharacter Converter()
        {
            return new AdcCharacter(ChipGain, BendCounts, NoiseCounts, DriftPpmPerKelvin, SeedStream.Seed(_seed, "bend"));
        }

        /// <summary>Gain that the converter shows to a sine of this size about the bias: the fundamental of its answer against the sine itself.</summary>
        private static double Slope(AdcCharacter converter, double biasMillivolts, double millivoltsRms)
        {
            double peak = millivoltsRms * Math.Sqrt(2);
            double sum = 0;
            for (int step = 0; step < SineSteps; step++)
            {
                double sine = Math.Sin(2 * Math.PI * step / SineSteps);
                sum += converter.MeanCounts(biasMillivolts + (peak * sine)) * sine;
            }

            return sum * 2 / SineSteps / peak * AdcCharacter.MillivoltsPerCount;
        }

        private static int Correction(double gain)
        {
            return (int)Math.Round(Nominal / gain);
        }

        private static double Lead(Chance chance)
        {
            return LeastLeadDegrees + ((MostLeadDegrees - LeastLeadDegrees) * chance.Unit());
        }

        private static double Spread(Chance chance, double spread)
        {
            return 1 + (spread * ((2 * chance.Unit()) - 1));
        }
    }
}
