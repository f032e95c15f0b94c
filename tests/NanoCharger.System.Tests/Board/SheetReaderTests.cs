using System.Linq;
using NanoCharger.Board;
using Xunit;

namespace NanoCharger.System.Tests.Board
{
    /// <summary>How a sheet is read: what a wire connects, and what is told of a line that means nothing.</summary>
    public sealed class SheetReaderTests
    {
        private const string Head = "sheet \"one\" 40,40";

        [Theory]
        [InlineData("X R1 1k 4,4 right", "'X' is no part")]
        [InlineData("R R1 1k 4,4 sideways", "sideways")]
        [InlineData("wire 4,four", "four")]
        [InlineData("net A", "")]
        public void A_line_that_means_nothing_is_told_with_its_number(string line, string what)
        {
            SheetException wrong = Assert.Throws<SheetException>(() => SheetReader.Parse([Head, "# a comment", line], "a.sheet"));
            Assert.StartsWith("a.sheet:3: ", wrong.Message);
            Assert.Contains(what, wrong.Message);
        }

        [Theory]
        [InlineData("wire 8,4 20,4", true)]
        [InlineData("wire 8,4 12,4 12,8 20,8 20,4", true)]
        [InlineData("wire 8,4 19,4", false)]
        public void A_wire_connects_what_it_touches(string wire, bool joined)
        {
            Assert.Equal(joined, Joined("R R1 1k 4,4 right", "R R2 1k 20,4 right", wire));
        }

        [Theory]
        [InlineData("wire 8,4 14,4 14,20", "wire 14,10 20,10 20,4", true)]
        [InlineData("wire 8,4 8,20 30,20", "wire 4,12 14,12 14,4 20,4", false)]
        public void A_wire_that_ends_on_another_is_connected_and_one_that_crosses_is_not(string one, string other, bool joined)
        {
            Assert.Equal(joined, Joined("R R1 1k 4,4 right", "R R2 1k 20,4 right", one, other));
        }

        [Fact]
        public void All_that_bear_a_name_are_connected_on_every_sheet()
        {
            Sheet first = SheetReader.Parse([Head, "R R1 1k 4,4 right", "net A 8,4 right"], "1");
            Sheet second = SheetReader.Parse([Head, "C C1 1n 4,4 down", "net A 4,4 up"], "2");
            Assert.Equal(["R1.2", "C1.1"], Netlist.Of([first, second]).Single(net => net.Name == "A").Pins.Select(pin => pin.ToString()));
        }

        private static bool Joined(params string[] lines)
        {
            Sheet sheet = SheetReader.Parse([Head, .. lines], "a");
            return Netlist.Of([sheet]).Any(net => net.Pins.Any(pin => pin.ToString() == "R1.2") && net.Pins.Any(pin => pin.ToString() == "R2.1"));
        }
    }
}
