using System;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>What a board has soldered where: pins by GPIO number, dividers, ranges. The README beside this file says how to describe a board of one's own.</summary>
    /// <remarks>
    /// A new description has no pin yet and the dividers of the reference board. <see cref="BoardCheck"/> says what is wrong with a finished one, and
    /// <see cref="Esp32Board"/> takes no other. All analogue pins belong to ADC1, since ADC2 does not work while Wi-Fi runs.
    /// </remarks>
    public sealed class BoardDescription
    {
        /// <summary>A pin that is not there: of a part that the board lacks, or not described yet.</summary>
        public const int NoPin = -1;

        /// <summary>Name and variant, as the console shows it.</summary>
        public string Name { get; set; } = string.Empty;

        /// <summary>Number of phases sampled: 1 or 3.</summary>
        public int Phases { get; set; }

        /// <summary>GPIOs of the voltage inputs, one for each phase.</summary>
        public int[] VoltagePins { get; set; } = new int[0];

        /// <summary>GPIOs of the current inputs, one for each phase.</summary>
        public int[] CurrentPins { get; set; } = new int[0];

        /// <summary>GPIO of the pilot's divider.</summary>
        public int PilotSensePin { get; set; } = NoPin;

        /// <summary>GPIO of the proximity contact, or <see cref="NoPin"/> on a board that is built for a tethered cable only.</summary>
        public int ProximityPin { get; set; } = NoPin;

        /// <summary>GPIO of the NTC, or <see cref="NoPin"/> where an LMT01 is the thermometer.</summary>
        public int NtcPin { get; set; } = NoPin;

        /// <summary>GPIO that feeds the LMT01, or <see cref="NoPin"/>.</summary>
        public int Lmt01SupplyPin { get; set; } = NoPin;

        /// <summary>GPIO that counts the LMT01's pulses, or <see cref="NoPin"/>.</summary>
        public int Lmt01PulsePin { get; set; } = NoPin;

        /// <summary>GPIO of the pilot's PWM.</summary>
        public int PilotPwmPin { get; set; } = NoPin;

        /// <summary>GPIO of the contactor's command, high to close.</summary>
        public int ContactorPin { get; set; } = NoPin;

        /// <summary>GPIO of the hold: each rising edge re-arms it.</summary>
        public int HoldPin { get; set; } = NoPin;

        /// <summary>GPIO of the residual current monitor's test input, high to test.</summary>
        public int ResidualTestPin { get; set; } = NoPin;

        /// <summary>GPIO of the lamp, high for light, or <see cref="NoPin"/>.</summary>
        public int IndicatorPin { get; set; } = NoPin;

        /// <summary>GPIO of the output sense, high with mains on the outlet.</summary>
        public int OutputSensePin { get; set; } = NoPin;

        /// <summary>GPIO of the residual current monitor's report, high when tripped.</summary>
        public int ResidualTripPin { get; set; } = NoPin;

        /// <summary>GPIO that is high while the hold is armed.</summary>
        public int HoldArmedPin { get; set; } = NoPin;

        /// <summary>GPIO that is high while the interlock sees the pilot in C or D.</summary>
        public int InterlockPin { get; set; } = NoPin;

        /// <summary>GPIO that is high while the protective conductor is connected.</summary>
        public int EarthPin { get; set; } = NoPin;

        /// <summary>GPIO that is high when the watchdog caused the last reset; the first hold pulse after the start clears it.</summary>
        public int WatchdogLatchPin { get; set; } = NoPin;

        /// <summary>GPIO of the console's transmit line (COM2).</summary>
        public int ConsoleTransmitPin { get; set; } = NoPin;

        /// <summary>GPIO of the console's receive line (COM2).</summary>
        public int ConsoleReceivePin { get; set; } = NoPin;

        /// <summary>GPIO of the card reader's transmit line (COM3), or <see cref="NoPin"/>: the port needs one, the reader listens to nothing.</summary>
        public int ReaderTransmitPin { get; set; } = NoPin;

        /// <summary>GPIO of the card reader's receive line (COM3), or <see cref="NoPin"/>.</summary>
        public int ReaderReceivePin { get; set; } = NoPin;

        /// <summary>Plain inputs that report a fault each; none on most boards. <see cref="Add"/> adds one.</summary>
        public InputPin[] FaultInputs { get; private set; } = new InputPin[0];

        /// <summary>Duration of one conversion on this board, in microseconds, calls included: what the size of a block follows from.</summary>
        public int ConversionMicros { get; set; } = 60;

        /// <summary>Nominal converter step at the pin, in microvolts: 3 300 mV over 4 095 steps.</summary>
        public int MicrovoltsPerCount { get; set; } = 806;

        /// <summary>Mains volts for one nominal count, in microvolts: 806 µV at 2.5 mV a volt.</summary>
        public int MainsMicrovoltsPerCount { get; set; } = 322400;

        /// <summary>Mains current for one nominal count, in microamperes: 806 µV over 16 Ohm, times the transformer's 2 000.</summary>
        public int MicroampsPerCount { get; set; } = 100750;

        /// <summary>Pilot voltage for one nominal count, in microvolts: 806 µV over the divider's 0.091504.</summary>
        public int PilotMicrovoltsPerCount { get; set; } = 8808;

        /// <summary>Voltage of the pilot's pin with the pilot at 0 V, in millivolts.</summary>
        public int PilotZeroMillivolts { get; set; } = 1302;

        /// <summary>The bias rail at which voltage and current inputs rest, in millivolts, ±0.5 %.</summary>
        public int BiasMillivolts { get; set; } = 1300;

        /// <summary>Pull-up of the proximity contact to 3.3 V, in ohms.</summary>
        public int ProximityPullUpOhms { get; set; } = 1000;

        /// <summary>Pull-up of the NTC to 3.3 V, in ohms.</summary>
        public int NtcPullUpOhms { get; set; } = 10000;

        /// <summary>Adds a plain input that reports a fault.</summary>
        public void Add(InputPin input)
        {
            InputPin[] all = new InputPin[FaultInputs.Length + 1];
            Array.Copy(FaultInputs, 0, all, 0, FaultInputs.Length);
            all[FaultInputs.Length] = input;
            FaultInputs = all;
        }

        /// <summary>The channel of ADC1 behind a GPIO.</summary>
        /// <exception cref="ArgumentException">The GPIO is none of ADC1's: 32..39.</exception>
        public static int AdcChannelOf(int gpio)
        {
            switch (gpio)
            {
                case 36: return 0;
                case 37: return 1;
                case 38: return 2;
                case 39: return 3;
                case 32: return 4;
                case 33: return 5;
                case 34: return 6;
                case 35: return 7;
                default: throw new ArgumentException("gpio: 32..39");
            }
        }
    }
}
