using System.Device.Gpio;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>A plain input of a board that reports a fault: one row of <see cref="BoardDescription.FaultInputs"/>.</summary>
    public sealed class InputPin
    {
        /// <summary>Describes an input.</summary>
        /// <param name="name">Its name, as the catalogue of faults knows it.</param>
        /// <param name="gpio">Where it is soldered.</param>
        /// <param name="mode">Input, InputPullUp or InputPullDown. A pull towards the level that reports makes a broken wire report.</param>
        /// <param name="reportsHigh">True where the high level reports the fault.</param>
        public InputPin(string name, int gpio, PinMode mode, bool reportsHigh)
        {
            Name = name;
            Gpio = gpio;
            Mode = mode;
            ReportsHigh = reportsHigh;
        }

        /// <summary>Its name.</summary>
        public string Name { get; }

        /// <summary>GPIO number.</summary>
        public int Gpio { get; }

        /// <summary>Its pull.</summary>
        public PinMode Mode { get; }

        /// <summary>True where the high level reports the fault.</summary>
        public bool ReportsHigh { get; }
    }
}
