namespace NanoCharger.Hal.Esp32
{
    /// <summary>What the reference board has soldered where: pins by GPIO number, dividers, ranges. The README beside this file has the wiring and the arithmetic.</summary>
    /// <remarks>
    /// All analogue pins belong to ADC1, since ADC2 does not work while Wi-Fi runs. ADC1 has eight channels: three phases,
    /// pilot and proximity take all of them, so the three-phase board has a digital thermometer.
    /// </remarks>
    public sealed class BoardDescription
    {
        /// <summary>A part that this variant of the board does not have.</summary>
        public const int NoPin = -1;

        private BoardDescription()
        {
        }

        /// <summary>Name and variant, as the console shows it.</summary>
        public string Name { get; private set; }

        /// <summary>Number of phases sampled: 1 or 3.</summary>
        public int Phases { get; private set; }

        /// <summary>GPIOs of the voltage inputs, one for each phase.</summary>
        public int[] VoltagePins { get; private set; }

        /// <summary>GPIOs of the current inputs, one for each phase.</summary>
        public int[] CurrentPins { get; private set; }

        /// <summary>GPIO of the pilot's divider.</summary>
        public int PilotSensePin { get; private set; } = 34;

        /// <summary>GPIO of the proximity contact.</summary>
        public int ProximityPin { get; private set; } = 35;

        /// <summary>GPIO of the NTC, or <see cref="NoPin"/>.</summary>
        public int NtcPin { get; private set; } = NoPin;

        /// <summary>GPIO that feeds the LMT01, or <see cref="NoPin"/>.</summary>
        public int Lmt01SupplyPin { get; private set; } = NoPin;

        /// <summary>GPIO that counts the LMT01's pulses, or <see cref="NoPin"/>.</summary>
        public int Lmt01PulsePin { get; private set; } = NoPin;

        /// <summary>GPIO of the pilot's PWM.</summary>
        public int PilotPwmPin { get; private set; } = 25;

        /// <summary>GPIO of the contactor's command, high to close.</summary>
        public int ContactorPin { get; private set; } = 26;

        /// <summary>GPIO of the hold: each rising edge re-arms it.</summary>
        public int HoldPin { get; private set; } = 27;

        /// <summary>GPIO of the residual current monitor's test input, high to test.</summary>
        public int ResidualTestPin { get; private set; } = 14;

        /// <summary>GPIO of the lamp, high for light.</summary>
        public int IndicatorPin { get; private set; } = 2;

        /// <summary>GPIO of the output sense, high with mains on the outlet.</summary>
        public int OutputSensePin { get; private set; } = 22;

        /// <summary>GPIO of the residual current monitor's report, high when tripped.</summary>
        public int ResidualTripPin { get; private set; } = 21;

        /// <summary>GPIO that is high while the hold is armed.</summary>
        public int HoldArmedPin { get; private set; } = 15;

        /// <summary>GPIO that is high while the interlock sees the pilot in C or D.</summary>
        public int InterlockPin { get; private set; } = 13;

        /// <summary>GPIO that is high while the protective conductor is connected.</summary>
        public int EarthPin { get; private set; } = 5;

        /// <summary>GPIO that is high when the watchdog caused the last reset; the first hold pulse after the start clears it.</summary>
        public int WatchdogLatchPin { get; private set; }

        /// <summary>GPIO of the console's transmit line (COM2).</summary>
        public int ConsoleTransmitPin { get; private set; } = 19;

        /// <summary>GPIO of the console's receive line (COM2).</summary>
        public int ConsoleReceivePin { get; private set; }

        /// <summary>GPIO of the card reader's transmit line (COM3): the port needs one, the reader listens to nothing.</summary>
        public int ReaderTransmitPin { get; private set; }

        /// <summary>GPIO of the card reader's receive line (COM3).</summary>
        public int ReaderReceivePin { get; private set; }

        /// <summary>Duration of one conversion on this board, in microseconds, calls included: what the size of a block follows from.</summary>
        public int ConversionMicros { get; private set; } = 60;

        /// <summary>Nominal converter step at the pin, in microvolts: 3 300 mV over 4 095 steps.</summary>
        public int MicrovoltsPerCount { get; private set; } = 806;

        /// <summary>Mains volts for one nominal count, in microvolts: 806 µV at 2.5 mV a volt.</summary>
        public int MainsMicrovoltsPerCount { get; private set; } = 322400;

        /// <summary>Mains current for one nominal count, in microamperes: 806 µV over 16 Ohm, times the transformer's 2 000.</summary>
        public int MicroampsPerCount { get; private set; } = 100750;

        /// <summary>Pilot voltage for one nominal count, in microvolts: 806 µV over the divider's 0.091504.</summary>
        public int PilotMicrovoltsPerCount { get; private set; } = 8808;

        /// <summary>Voltage of the pilot's pin with the pilot at 0 V, in millivolts.</summary>
        public int PilotZeroMillivolts { get; private set; } = 1302;

        /// <summary>The bias rail at which voltage and current inputs rest, in millivolts, ±0.5 %.</summary>
        public int BiasMillivolts { get; private set; } = 1300;

        /// <summary>Pull-up of the proximity contact to 3.3 V, in ohms.</summary>
        public int ProximityPullUpOhms { get; private set; } = 1000;

        /// <summary>Pull-up of the NTC to 3.3 V, in ohms.</summary>
        public int NtcPullUpOhms { get; private set; } = 10000;

        /// <summary>The single-phase board on an ESP32-WROVER-E.</summary>
        public static BoardDescription SinglePhase()
        {
            return new BoardDescription
            {
                Name = "nanoCharger reference board, 1 phase",
                Phases = 1,
                VoltagePins = new int[] { 36 },
                CurrentPins = new int[] { 39 },
                NtcPin = 32,
                WatchdogLatchPin = 18,
                ConsoleReceivePin = 23,
                ReaderTransmitPin = 4,
                ReaderReceivePin = 33,
            };
        }

        /// <summary>The three-phase board on an ESP32-PICO-MINI-02, which leads GPIO37 and GPIO38 out.</summary>
        public static BoardDescription ThreePhase()
        {
            return new BoardDescription
            {
                Name = "nanoCharger reference board, 3 phases",
                Phases = 3,
                VoltagePins = new int[] { 36, 32, 37 },
                CurrentPins = new int[] { 39, 33, 38 },
                Lmt01SupplyPin = 4,
                Lmt01PulsePin = 12,
                WatchdogLatchPin = 20,
                ConsoleReceivePin = 8,
                ReaderTransmitPin = 0,
                ReaderReceivePin = 7,
            };
        }

        /// <summary>The channel of ADC1 behind a GPIO.</summary>
        /// <exception cref="System.ArgumentException">The GPIO is none of ADC1's: 32..39.</exception>
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
                default: throw new System.ArgumentException("gpio: 32..39");
            }
        }
    }
}
