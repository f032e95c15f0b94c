using System.Linq;
using NanoCharger.Hal.Esp32;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>The board's own number.</summary>
    public sealed class SerialTests
    {
        [Fact]
        public void The_number_is_the_address_burnt_into_the_chip_the_same_in_every_boot()
        {
            BareBoard bare = new();
            string first = "";
            string second = "";
            bare.Run(() => first = Esp32Serial.Read());
            bare.Run(() => second = Esp32Serial.Read());
            Assert.Equal(12, first.Length);
            Assert.True(first.All(char.IsAsciiHexDigitUpper));
            Assert.Equal(first, second);
        }
    }
}
