using System.Device.Gpio;
using System.Linq;
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
        public void The_reader_gives_its_terminals_only_where_that_is_asked_for()
        {
            _bare.Run(() =>
            {
                Assert.NotNull(Stations.Board().TokenReader);
                Assert.DoesNotContain(ReferenceBoard.SinglePhase().FaultInputs, input => input.Name == "emergencyStop");
            });
            new BareBoard().Run(() => Assert.Null(WithInputs(ReferenceBoard.SinglePhase()).TokenReader));
        }

        [Theory]
        [InlineData(1, SinglePhaseStop, SinglePhaseLid)]
        [InlineData(3, ThreePhaseStop, 0)]
        public void A_high_level_reports_and_each_input_has_its_bit(int phases, int stop, int lid)
        {
            _bare.Run(() =>
            {
                IFaultInputs inputs = WithInputs(phases == 3 ? ReferenceBoard.ThreePhase() : ReferenceBoard.SinglePhase()).FaultInputs;
                Assert.Equal(0, inputs.Read());
                _bare.HighPins.Add(lid);
                Assert.Equal(Bit(inputs, "lid"), inputs.Read());
                _bare.HighPins.Add(stop);
                Assert.NotEqual(0, Bit(inputs, "emergencyStop"));
                Assert.Equal(Bit(inputs, "lid") | Bit(inputs, "emergencyStop"), inputs.Read());
            });
        }

        /// <summary>No input, no part: nothing is read then.</summary>
        [Fact]
        public void A_board_without_any_has_no_such_part()
        {
            _bare.Run(() =>
            {
                BoardDescription description = ReferenceBoard.ThreePhase();
                Assert.Equal(description.FaultInputs.Length == 0, new Esp32Board(description, new Esp32Storage()).FaultInputs is null);
            });
        }

        [Fact]
        public void An_input_may_report_low()
        {
            _bare.Run(() =>
            {
                BoardDescription description = ReferenceBoard.SinglePhase();
                description.Add(new InputPin("low", 38, PinMode.Input, false));
                IFaultInputs inputs = new Esp32Board(description, new Esp32Storage()).FaultInputs;
                Assert.Equal(Bit(inputs, "low"), inputs.Read());
                _bare.HighPins.Add(38);
                Assert.Equal(0, inputs.Read());
            });
        }

        /// <summary>The bit of an input; 0 where the board has none of this name.</summary>
        private static int Bit(IFaultInputs inputs, string name)
        {
            return Enumerable.Range(0, inputs.Count).Where(index => inputs.NameOf(index) == name).Select(index => 1 << index).SingleOrDefault();
        }

        private static Esp32Board WithInputs(BoardDescription description)
        {
            ReferenceBoard.PutInputsForReader(description);
            return new Esp32Board(description, new Esp32Storage());
        }
    }
}
