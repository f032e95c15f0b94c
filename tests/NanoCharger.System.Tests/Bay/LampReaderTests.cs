using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Core.Charging;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>What somebody reads from the lamp: a pattern where one was blinked, and nothing where it was something else.</summary>
    public sealed class LampReaderTests
    {
        private const double Begin = 30.2;

        [Theory]
        [InlineData("SSSSSSSSSSSS")]
        [InlineData("LLLLLLLLLLLL")]
        [InlineData("LSSLSLLSSSLL")]
        public void Reads_each_time_that_a_pattern_was_blinked_to_its_end(string letters)
        {
            List<LampEdge> edges = Blinked(letters, Begin, 20);
            double round = edges.Where(edge => edge.Lit).Select(edge => edge.Seconds).ElementAt(12) - edges.First(edge => edge.Lit).Seconds;

            Assert.Equal(Enumerable.Repeat(letters, (int)((20 - 0.6) / round)), LampReader.ReadAll(edges));
        }

        [Fact]
        public void Every_pattern_is_read_as_itself_though_each_edge_is_50_ms_off()
        {
            var random = new Random(4);
            for (int number = 0; number < 1 << LampPattern.Letters; number++)
            {
                string letters = Letters(number);
                IEnumerable<LampEdge> edges = Blinked(letters, Begin, 20).Select(edge => edge with { Seconds = edge.Seconds + (random.Next(2) == 0 ? -0.0499 : 0.0499) });
                Assert.Equal(letters, LampReader.ReadAll(edges)[0]);
            }
        }

        [Theory]
        [InlineData(0.1, 3.9)]
        [InlineData(6.2, 0.001)]
        public void A_light_before_it_is_no_part_of_it(double lit, double dark)
        {
            double from = Begin - lit - dark;
            Assert.Equal("LSSLSLLSSSLL", LampReader.ReadAll([new(from, true), new(from + lit, false), .. Blinked("LSSLSLLSSSLL", Begin, 20)])[0]);
        }

        [Fact]
        public void One_that_another_one_cuts_short_is_not_read_and_the_other_is()
        {
            for (double after = 0.1; after < 8.4; after += 0.1)
            {
                IReadOnlyList<string> read = LampReader.ReadAll([.. Blinked("LSSLSLLSSSLL", Begin, after), .. Blinked("SSLLLSLSLLSL", Begin + after, 20)]);
                Assert.Equal("SSLLLSLSLLSL", read[0]);
                Assert.DoesNotContain("LSSLSLLSSSLL", read);
            }
        }

        /// <summary>A rhythm is none, nor is a pattern with a light of another length, a group of another number, or a fourth group.</summary>
        [Theory]
        [InlineData("0.1 3.9 0.1 3.9 0.1")]
        [InlineData("0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 1.6 0.2")]
        [InlineData("0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 1.6 0.2")]
        [InlineData("0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.6 0.2 0.2 1.7 0.2 0.2 0.2 0.2 0.6 0.2 0.2 0.2 0.2 0.2 0.2 0.2 1.6 0.2")]
        [InlineData("0.2 0.2 0.2 0.2 0.2 0.6 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.6 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 1.6 0.2")]
        public void What_is_none_is_not_read(string seconds)
        {
            var edges = new List<LampEdge>();
            double at = Begin;
            foreach (string length in seconds.Split(' '))
            {
                edges.Add(new LampEdge(at, edges.Count % 2 == 0));
                at += double.Parse(length, global::System.Globalization.CultureInfo.InvariantCulture);
            }

            Assert.Empty(LampReader.ReadAll(edges));
        }

        private static string Letters(int number)
        {
            return string.Concat(Enumerable.Range(0, LampPattern.Letters).Select(letter => (number >> letter & 1) != 0 ? 'L' : 'S'));
        }

        private static List<LampEdge> Blinked(string letters, double begin, double seconds)
        {
            return LampStory.Edges(letters, begin, seconds);
        }
    }
}
