using System.Device.Gpio;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Finds in a description what no ESP32 board can be: before a pin is opened, and in one sentence for whoever described it.</summary>
    public sealed class BoardCheck
    {
        /// <summary>Most plain inputs: a bit for each.</summary>
        public const int MostInputs = 31;

        private const int Gpios = 40;
        private const int FirstInputOnly = 34;
        private const int FirstAnalogue = 32;

        // By GPIO: which part has it.
        private readonly string[] _usedBy = new string[Gpios];
        private string _wrong;

        private BoardCheck()
        {
        }

        /// <summary>Checks a description.</summary>
        /// <returns>Null when it may be a board, else the first thing that is wrong with it.</returns>
        public static string Run(BoardDescription board)
        {
            BoardCheck check = new BoardCheck();
            check.Parts(board);
            check.Analogue(board);
            check.Outputs(board);
            check.Inputs(board);
            check.FaultInputs(board.FaultInputs);
            check.Values(board);
            return check._wrong;
        }

        private void Parts(BoardDescription board)
        {
            if (board.Name.Length == 0)
            {
                Wrong("the board has no name");
            }

            if (board.Phases != 1 && board.Phases != 3)
            {
                Wrong("phases: 1 or 3");
            }

            if (board.VoltagePins.Length != board.Phases || board.CurrentPins.Length != board.Phases)
            {
                Wrong("a voltage and a current pin are wanted for each phase");
            }

            bool ntc = board.NtcPin != BoardDescription.NoPin;
            bool pulses = board.Lmt01SupplyPin != BoardDescription.NoPin && board.Lmt01PulsePin != BoardDescription.NoPin;
            bool some = board.Lmt01SupplyPin != BoardDescription.NoPin || board.Lmt01PulsePin != BoardDescription.NoPin;
            if (ntc ? some : !pulses)
            {
                Wrong("one thermometer is wanted: the NTC's pin, or both of the LMT01");
            }

            if ((board.ReaderTransmitPin == BoardDescription.NoPin) != (board.ReaderReceivePin == BoardDescription.NoPin))
            {
                Wrong("card reader: both pins or none");
            }
        }

        private void Analogue(BoardDescription board)
        {
            for (int i = 0; i < board.VoltagePins.Length; i++)
            {
                Converts(board.VoltagePins[i], "voltage L" + (i + 1).ToString());
            }

            for (int i = 0; i < board.CurrentPins.Length; i++)
            {
                Converts(board.CurrentPins[i], "current L" + (i + 1).ToString());
            }

            Converts(board.PilotSensePin, "pilot sense");
            if (board.ProximityPin != BoardDescription.NoPin)
            {
                Converts(board.ProximityPin, "proximity");
            }

            if (board.NtcPin != BoardDescription.NoPin)
            {
                Converts(board.NtcPin, "NTC");
            }
        }

        private void Outputs(BoardDescription board)
        {
            Drives(board.PilotPwmPin, "pilot PWM");
            Drives(board.ContactorPin, "contactor");
            Drives(board.HoldPin, "hold");
            Drives(board.ResidualTestPin, "residual current test");
            Drives(board.ConsoleTransmitPin, "console transmit");
            DrivesIfThere(board.Lmt01SupplyPin, "LMT01 supply");
            DrivesIfThere(board.IndicatorPin, "lamp");
            DrivesIfThere(board.ReaderTransmitPin, "reader transmit");
        }

        private void Inputs(BoardDescription board)
        {
            Takes(board.OutputSensePin, "output sense");
            Takes(board.ResidualTripPin, "residual current trip");
            Takes(board.HoldArmedPin, "hold armed");
            Takes(board.InterlockPin, "interlock");
            Takes(board.EarthPin, "earth");
            Takes(board.WatchdogLatchPin, "watchdog latch");
            Takes(board.ConsoleReceivePin, "console receive");
            if (board.Lmt01PulsePin != BoardDescription.NoPin)
            {
                Takes(board.Lmt01PulsePin, "LMT01 pulses");
            }

            if (board.ReaderReceivePin != BoardDescription.NoPin)
            {
                Takes(board.ReaderReceivePin, "reader receive");
            }
        }

        private void FaultInputs(InputPin[] inputs)
        {
            if (inputs.Length > MostInputs)
            {
                Wrong("fault inputs: at most " + MostInputs.ToString());
                return;
            }

            for (int i = 0; i < inputs.Length; i++)
            {
                Takes(inputs[i].Gpio, inputs[i].Name);
                if (inputs[i].Mode == PinMode.Output)
                {
                    Wrong(inputs[i].Name + ": an input is wanted, not an output");
                }

                if (inputs[i].Mode != PinMode.Input && inputs[i].Gpio >= FirstInputOnly)
                {
                    Wrong(inputs[i].Name + ": GPIO" + inputs[i].Gpio.ToString() + " has no pull resistors");
                }

                for (int other = 0; other < i; other++)
                {
                    if (inputs[other].Name == inputs[i].Name)
                    {
                        Wrong(inputs[i].Name + ": there are two inputs of this name");
                    }
                }
            }
        }

        private void Values(BoardDescription board)
        {
            Positive(board.ConversionMicros, "ConversionMicros");
            Positive(board.MicrovoltsPerCount, "MicrovoltsPerCount");
            Positive(board.MainsMicrovoltsPerCount, "MainsMicrovoltsPerCount");
            Positive(board.MicroampsPerCount, "MicroampsPerCount");
            Positive(board.PilotMicrovoltsPerCount, "PilotMicrovoltsPerCount");
            Positive(board.PilotZeroMillivolts, "PilotZeroMillivolts");
            Positive(board.BiasMillivolts, "BiasMillivolts");
            Positive(board.ProximityPullUpOhms, "ProximityPullUpOhms");
            Positive(board.NtcPullUpOhms, "NtcPullUpOhms");
        }

        private void Converts(int gpio, string part)
        {
            if (Takes(gpio, part) && gpio < FirstAnalogue)
            {
                Wrong(part + ": GPIO" + gpio.ToString() + (IsAdc2(gpio)
                    ? " belongs to ADC2, which does not convert while Wi-Fi runs; ADC1 has 32..39"
                    : " does not convert; ADC1 has 32..39"));
            }
        }

        private void DrivesIfThere(int gpio, string part)
        {
            if (gpio != BoardDescription.NoPin)
            {
                Drives(gpio, part);
            }
        }

        private void Drives(int gpio, string part)
        {
            if (Takes(gpio, part) && gpio >= FirstInputOnly)
            {
                Wrong(part + ": GPIO" + gpio.ToString() + " is an input only");
            }
        }

        // True when there is such a pin.
        private bool Takes(int gpio, string part)
        {
            if (gpio == BoardDescription.NoPin)
            {
                Wrong(part + ": has no pin");
                return false;
            }

            if (gpio < 0 || gpio >= Gpios || gpio == 24 || (gpio >= 28 && gpio <= 31))
            {
                Wrong(part + ": an ESP32 has no GPIO" + gpio.ToString());
                return false;
            }

            if (gpio == 1 || gpio == 3)
            {
                Wrong(part + ": GPIO" + gpio.ToString() + " belongs to flashing and the debugger");
            }

            if (_usedBy[gpio] != null)
            {
                Wrong("GPIO" + gpio.ToString() + " is used twice: " + _usedBy[gpio] + ", " + part);
            }

            _usedBy[gpio] = part;
            return true;
        }

        private void Positive(int value, string name)
        {
            if (value <= 0)
            {
                Wrong(name + ": 1 or more");
            }
        }

        // The first one is told: the next ones may only follow from it.
        private void Wrong(string what)
        {
            _wrong = _wrong ?? what;
        }

        private static bool IsAdc2(int gpio)
        {
            switch (gpio)
            {
                case 0:
                case 2:
                case 4:
                case 12:
                case 13:
                case 14:
                case 15:
                case 25:
                case 26:
                case 27:
                    return true;
                default:
                    return false;
            }
        }
    }
}
