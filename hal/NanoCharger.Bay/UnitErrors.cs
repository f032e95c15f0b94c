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
        /// <summary>Volts at which a factory finds the gain of a voltage channel.</summary>
        public const double ReferenceVolts = 230;

        /// <summary>Amperes at which a factory finds the gain of a current channel.</summary>
        public const double ReferenceAmps = 16;

        /// <summary>What the board is made for, and the factory's other point of it.</summary>
        public const double MostAmps = 80;

        private const int Nominal = 1_000_000;
        private const double ChipSpread = 0.09;
        private const double ChannelSpread = 0.01;
        private const double BiasSpread = 0.005;
        private const double BendCounts = 4;
        private const double NoiseCounts = 3;
        private const double DriftPpmPerKelvin = 20;
        private const double LeastLeadDegrees = 0.1;
        private const double MostLeadDegrees = 0.8;
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

        /// <summary>Parts per million by which a nominal reading of the pilot is to be multiplied: its own divider only, since the firmware takes the converter's gain out by the bias rail.</summary>
        public int PilotCorrection
        {
            get { return Correction(PilotGain); }
        }

        /// <summary>What a factory finds for a voltage channel, at 230 V.</summary>
        /// <param name="phase">0..2.</param>
        public FactoryPoint VoltagePoint(int phase)
        {
            return Point(MillivoltsPerVolt(phase) * ReferenceVolts, BoardCircuit.MillivoltsPerVolt * ReferenceVolts);
        }

        /// <summary>What a factory finds for a current channel.</summary>
        /// <param name="phase">0..2.</param>
        /// <param name="amps">The current.</param>
        public FactoryPoint CurrentPoint(int phase, double amps = ReferenceAmps)
        {
            return Point(MillivoltsPerAmp(phase) * amps, BoardCircuit.MillivoltsPerAmp * amps);
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

        // The converter's bend changes its slope by up to 1 %: that of the reference load is taken out with the gain, what other loads see of it remains.
        private FactoryPoint Point(double millivoltsRms, double nominalMillivoltsRms)
        {
            double counts = millivoltsRms * Slope(Converter(), BiasMillivolts, millivoltsRms) / AdcCharacter.MillivoltsPerCount;
            return new FactoryPoint(counts, Correction(counts * AdcCharacter.MillivoltsPerCount / nominalMillivoltsRms));
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
