namespace NanoCharger.Hal
{
    /// <summary>The metering and pilot converter.</summary>
    public interface ISampler
    {
        /// <summary>Phases this board samples: 1 or 3.</summary>
        int Phases { get; }

        /// <summary>Most rounds that one mains cycle at 45 Hz can take on this board: the size a <see cref="SampleBlock"/> needs.</summary>
        int MaxRounds { get; }

        /// <summary>Nominal size of one count at the converter's pin, in microvolts (before any calibration).</summary>
        int MicrovoltsPerCount { get; }

        /// <summary>Mains volts that move the voltage pin by one nominal count, in microvolts.</summary>
        int MainsMicrovoltsPerCount { get; }

        /// <summary>Mains current that moves the current pin by one nominal count, in microamperes.</summary>
        int MicroampsPerCount { get; }

        /// <summary>The pilot's own voltage that moves the pilot pin by one nominal count, in microvolts.</summary>
        int PilotMicrovoltsPerCount { get; }

        /// <summary>Voltage at the pilot pin when the pilot itself is at 0 V, in millivolts.</summary>
        int PilotZeroMillivolts { get; }

        /// <summary>Resting voltage of all voltage and current pins (the bias rail, ±0.5 %), in millivolts: what tells the converter's own reference.</summary>
        int BiasMillivolts { get; }

        /// <summary>Fills the block for about <paramref name="lengthMicros"/>; returns after the last complete round.</summary>
        /// <remarks>Cost: the stretch itself (20 ms for one cycle of 50 Hz). No allocation. Starts after a varying idle of less than 1 ms, so that the rounds do not lock to the pilot's PWM.</remarks>
        /// <param name="block">A block of this board's phases.</param>
        /// <param name="lengthMicros">1 000..25 000.</param>
        /// <exception cref="System.ArgumentException">The block is for another number of phases, or the length is out of range.</exception>
        void Acquire(SampleBlock block, int lengthMicros);
    }
}
