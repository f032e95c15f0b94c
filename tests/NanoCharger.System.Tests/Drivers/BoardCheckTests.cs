using System;
using System.Device.Gpio;
using NanoCharger.Hal.Esp32;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>Every board of the repository is one that an ESP32 can be, and a description that is none is told what is wrong.</summary>
    public sealed class BoardCheckTests
    {
        /// <summary>All descriptions. A new board is a new row.</summary>
        public static TheoryData<string, Func<BoardDescription>> Boards => new()
        {
            { "one phase", ReferenceBoard.SinglePhase },
            { "three phases", ReferenceBoard.ThreePhase },
            { "one phase with inputs", () => WithInputs(ReferenceBoard.SinglePhase()) },
            { "three phases with inputs", () => WithInputs(ReferenceBoard.ThreePhase()) },
        };

        public static TheoryData<string, Action<BoardDescription>> Mistakes => new()
        {
            { "the board has no name", board => board.Name = "" },
            { "phases: 1 or 3", board => board.Phases = 2 },
            { "a voltage and a current pin are wanted for each phase", board => board.CurrentPins = [] },
            { "contactor: has no pin", board => board.ContactorPin = BoardDescription.NoPin },
            { "earth: an ESP32 has no GPIO40", board => board.EarthPin = 40 },
            { "earth: an ESP32 has no GPIO24", board => board.EarthPin = 24 },
            { "hold: GPIO1 belongs to flashing and the debugger", board => board.HoldPin = 1 },
            { "GPIO26 is used twice: contactor, hold", board => board.HoldPin = 26 },
            { "GPIO36 is used twice: voltage L1, pilot sense", board => board.PilotSensePin = 36 },
            { "pilot sense: GPIO4 belongs to ADC2, which does not convert while Wi-Fi runs; ADC1 has 32..39", board => board.PilotSensePin = 4 },
            { "current L1: GPIO18 does not convert; ADC1 has 32..39", board => board.CurrentPins = [18] },
            { "contactor: GPIO38 is an input only", board => board.ContactorPin = 38 },
            { "lamp: GPIO37 is an input only", board => board.IndicatorPin = 37 },
            { "one thermometer is wanted: the NTC's pin, or both of the LMT01", board => board.NtcPin = BoardDescription.NoPin },
            { "one thermometer is wanted: the NTC's pin, or both of the LMT01", board => board.Lmt01SupplyPin = 12 },
            { "card reader: both pins or none", board => board.ReaderTransmitPin = BoardDescription.NoPin },
            { "BiasMillivolts: 1 or more", board => board.BiasMillivolts = 0 },
            { "lid: GPIO38 has no pull resistors", board => board.Add(new InputPin("lid", 38, PinMode.InputPullUp, true)) },
            { "lid: an input is wanted, not an output", board => board.Add(new InputPin("lid", 37, PinMode.Output, true)) },
            { "GPIO26 is used twice: contactor, lid", board => board.Add(new InputPin("lid", 26, PinMode.Input, true)) },
            { "lid: there are two inputs of this name", board => Array.ForEach([37, 38], gpio => board.Add(new InputPin("lid", gpio, PinMode.Input, true))) },
            { "fault inputs: at most 31", board => Array.ForEach(new int[32], gpio => board.Add(new InputPin("lid", gpio, PinMode.Input, true))) },
        };

        [Theory]
        [MemberData(nameof(Boards))]
        public void Every_board_of_the_repository_is_sound_and_opens(string name, Func<BoardDescription> description)
        {
            Assert.True(BoardCheck.Run(description()) is null, name + ": " + BoardCheck.Run(description()));
            new BareBoard().Run(() => Assert.Equal(description().Name, new Esp32Board(description(), new Esp32Storage()).Name));
        }

        [Theory]
        [MemberData(nameof(Mistakes))]
        public void A_mistake_is_told_in_one_sentence_and_opens_no_pin(string message, Action<BoardDescription> mistake)
        {
            BoardDescription board = ReferenceBoard.SinglePhase();
            mistake(board);
            BareBoard bare = new();
            bare.Run(() => Assert.Equal(message, Assert.Throws<ArgumentException>(() => new Esp32Board(board, new Esp32Storage())).Message));
            Assert.Empty(bare.Writes);
        }

        [Fact]
        public void An_empty_description_is_told_what_it_wants_first()
        {
            Assert.Equal("the board has no name", BoardCheck.Run(new BoardDescription()));
        }

        [Fact]
        public void A_board_may_lack_lamp_reader_and_proximity()
        {
            new BareBoard().Run(() =>
            {
                BoardDescription description = ReferenceBoard.SinglePhase();
                description.IndicatorPin = BoardDescription.NoPin;
                description.ProximityPin = BoardDescription.NoPin;
                description.ReaderReceivePin = BoardDescription.NoPin;
                description.ReaderTransmitPin = BoardDescription.NoPin;
                Esp32Board board = new(description, new Esp32Storage());
                board.Indicator.Show(Hal.Indication.Fault, 0);
                board.Proximity.ScalePpm = 1_010_000;
                Assert.Equal(Esp32Proximity.Open, board.Proximity.ReadOhms());
                Assert.Null(board.TokenReader);
            });
        }

        private static BoardDescription WithInputs(BoardDescription board)
        {
            ReferenceBoard.PutInputsForReader(board);
            return board;
        }
    }
}
