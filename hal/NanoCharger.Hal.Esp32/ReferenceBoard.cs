using System.Device.Gpio;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>The two reference boards; the README beside this file has their wiring. To be copied for a board of one's own.</summary>
    /// <remarks>ADC1 has eight channels: three phases, pilot and proximity take all of them, so the three-phase board has a digital thermometer.</remarks>
    public static class ReferenceBoard
    {
        /// <summary>The single-phase board on an ESP32-WROVER-E.</summary>
        public static BoardDescription SinglePhase()
        {
            BoardDescription board = Common();
            board.Name = "nanoCharger reference board, 1 phase";
            board.Phases = 1;
            board.VoltagePins = new int[] { 36 };
            board.CurrentPins = new int[] { 39 };
            board.NtcPin = 32;
            board.WatchdogLatchPin = 18;
            board.ConsoleReceivePin = 23;
            board.ReaderTransmitPin = 4;
            board.ReaderReceivePin = 33;
            return board;
        }

        /// <summary>The three-phase board on an ESP32-PICO-MINI-02, which leads GPIO37 and GPIO38 out.</summary>
        public static BoardDescription ThreePhase()
        {
            BoardDescription board = Common();
            board.Name = "nanoCharger reference board, 3 phases";
            board.Phases = 3;
            board.VoltagePins = new int[] { 36, 32, 37 };
            board.CurrentPins = new int[] { 39, 33, 38 };
            board.Lmt01SupplyPin = 4;
            board.Lmt01PulsePin = 12;
            board.WatchdogLatchPin = 20;
            board.ConsoleReceivePin = 8;
            board.ReaderTransmitPin = 0;
            board.ReaderReceivePin = 7;
            return board;
        }

        /// <summary>Puts an emergency stop and, on the single-phase board, a lid switch in the place of the card reader.</summary>
        /// <remarks>Each is a contact to ground that is closed at rest, against the chip's pull-up: a broken wire reports. The three-phase board's GPIO0 has to be high at a reset, so it has no lid.</remarks>
        /// <param name="board">One of the two above; without its reader afterwards.</param>
        public static void PutInputsForReader(BoardDescription board)
        {
            board.Add(new InputPin("emergencyStop", board.ReaderReceivePin, PinMode.InputPullUp, true));
            if (board.Phases == 1)
            {
                board.Add(new InputPin("lid", board.ReaderTransmitPin, PinMode.InputPullUp, true));
            }

            board.ReaderTransmitPin = BoardDescription.NoPin;
            board.ReaderReceivePin = BoardDescription.NoPin;
        }

        private static BoardDescription Common()
        {
            BoardDescription board = new BoardDescription();
            board.PilotSensePin = 34;
            board.ProximityPin = 35;
            board.PilotPwmPin = 25;
            board.ContactorPin = 26;
            board.HoldPin = 27;
            board.ResidualTestPin = 14;
            board.IndicatorPin = 2;
            board.OutputSensePin = 22;
            board.ResidualTripPin = 21;
            board.HoldArmedPin = 15;
            board.InterlockPin = 13;
            board.EarthPin = 5;
            board.ConsoleTransmitPin = 19;
            return board;
        }
    }
}
