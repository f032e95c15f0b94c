using System;

namespace NanoCharger.Core.Metering
{
    /// <summary>The calibration of a unit: a voltage and a current channel for each phase.</summary>
    public sealed class Calibration
    {
        private readonly ChannelCalibration[] _voltage;
        private readonly ChannelCalibration[] _current;

        /// <summary>A unit that was never calibrated.</summary>
        /// <param name="phases">1 or 3.</param>
        /// <exception cref="ArgumentException">Another number of phases.</exception>
        public Calibration(int phases)
        {
            if (phases != 1 && phases != 3)
            {
                throw new ArgumentException("phases: 1 or 3");
            }

            Phases = phases;
            _voltage = new ChannelCalibration[phases];
            _current = new ChannelCalibration[phases];
            for (int phase = 0; phase < phases; phase++)
            {
                _voltage[phase] = new ChannelCalibration();
                _current[phase] = new ChannelCalibration();
            }
        }

        /// <summary>1 or 3.</summary>
        public int Phases { get; }

        /// <summary>The voltage channel of a phase, 0..2.</summary>
        public ChannelCalibration Voltage(int phase)
        {
            return _voltage[phase];
        }

        /// <summary>The current channel of a phase, 0..2.</summary>
        public ChannelCalibration Current(int phase)
        {
            return _current[phase];
        }
    }
}
