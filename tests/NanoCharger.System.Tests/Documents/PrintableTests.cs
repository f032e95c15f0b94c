using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>The one escape of all texts.</summary>
    public sealed class PrintableTests
    {
        [Theory]
        [InlineData("Total EUR 0.00", "Total EUR 0.00")]
        [InlineData("Käse 5 € 電 😀", "Käse 5 € 電 😀")]
        [InlineData("a\nb\r\tc\0", @"a\u000ab\u000d\u0009c\u0000")]
        [InlineData("\u001b[2J\u007f", @"\u001b[2J\u007f")]
        [InlineData("\u0085\u009b2J", @"\u0085\u009b2J")]
        [InlineData("\u202egro\u2066\u2069\u200f\u061c", @"\u202egro\u2066\u2069\u200f\u061c")]
        [InlineData("\u2028\u2029\u200b\ufeff", @"\u2028\u2029\u200b\ufeff")]
        [InlineData("\U000e0041", @"\udb40\udc41")]
        [InlineData(null, "")]
        public void What_would_not_be_seen_as_itself_stands_there_by_its_number(string? text, string shown)
        {
            Assert.Equal(shown, Printable.Line(text));
        }

        [Fact]
        public void Half_a_character_is_told_by_its_number()
        {
            Assert.Equal(@"a\ud800b", Printable.Line("a\ud800b"));
        }

        [Fact]
        public void Lines_of_ours_stay_lines_and_nothing_else()
        {
            Assert.Equal("{\n  \\u000d\\u009b\n}", Printable.Lines("{\n  \r\u009b\n}"));
        }

        [Theory]
        [InlineData("NC-0001-12", "NC-0001-12")]
        [InlineData("../a/b", "%2e.%2fa%2fb")]
        [InlineData("a\nb\u00e9", "a%0ab%c3%a9")]
        public void A_name_of_a_file_is_nobodys_path(string text, string name)
        {
            Assert.Equal(name, Printable.FileName(text));
        }
    }
}
