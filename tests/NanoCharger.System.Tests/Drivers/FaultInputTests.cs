using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>The plain inputs of a board, by the levels on their pins.</summary>
    public sealed class FaultInputTests
    {
        private const int SinglePhaseStop = 33;
        private const int SinglePhaseLid = 4;
        private const int ThreePhaseStop = 7;

        private readonly BareBoard _bare = new();

        [Fact]
        public void The_reference_board_has_none_unless_it_is_asked_for()
        {
            _bare.Run(() =>
            {
                Assert.Null(Stations.Board().FaultInputs);
                Assert.NotNull(Stations.Board().TokenReader);
            });
        }

        [Fact]
        public void A_high_level_reports_and_each_input_has_its_bit()
        {
            _bare.Run(() =>
            {
                IBoard board = WithInputs(ReferenceBoard.SinglePhase());
                IFaultInputs inputs = board.FaultInputs;
                Assert.Null(board.TokenReader);
                Assert.Equal(["emergencyStop", "lid"], [inputs.NameOf(0), inputs.NameOf(1)]);
                Assert.Equal(0, inputs.Read());
                _bare.HighPins.Add(SinglePhaseLid);
                Assert.Equal(2, inputs.Read());
                _bare.HighPins.Add(SinglePhaseStop);
                Assert.Equal(3, inputs.Read());
            });
        }

        [Fact]
        public void The_three_phase_board_has_an_emergency_stop_only()
        {
            _bare.Run(() =>
            {
                IFaultInputs inputs = WithInputs(ReferenceBoard.ThreePhase()).FaultInputs;
                Assert.Equal(1, inputs.Count);
                _bare.HighPins.Add(ThreePhaseStop);
                Assert.Equal(1, inputs.Read());
            });
        }

        [Fact]
        public void An_input_may_report_low()
        {
            _bare.Run(() =>
            {
                BoardDescription description = ReferenceBoard.SinglePhase();
                description.FaultInputs = [new InputPin("lid", 12, global::System.Device.Gpio.PinMode.Input, false)];
                IFaultInputs inputs = new Esp32Board(description, new Esp32Storage()).FaultInputs;
                Assert.Equal(1, inputs.Read());
                _bare.HighPins.Add(12);
                Assert.Equal(0, inputs.Read());
            });
        }

        private static Esp32Board WithInputs(BoardDescription description)
        {
            ReferenceBoard.PutInputsForReader(description);
            return new Esp32Board(description, new Esp32Storage());
        }
    }
}
