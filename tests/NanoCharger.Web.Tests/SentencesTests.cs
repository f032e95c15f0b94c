using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NanoCharger.Backend.Web;
using NodaTime;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>What is stored or said in English by rooms without pages is German on German pages: no rule can say a sentence that nobody has translated.</summary>
    public sealed class SentencesTests
    {
        private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        private static readonly Sentences German = new(Languages.All["de"], Berlin);
        private static readonly Regex Literal = new("\"([^\"\\n]*(?:\\{[^}\\n]*\\}[^\"\\n]*)*)\"");
        private static readonly Regex Places = new("\\{[^}]*\\}");
        private static readonly Sentences English = new(Languages.All["en"], Berlin);

        /// <summary>Each sentence as it stands in a table, and how somebody in Berlin reads it.</summary>
        [Theory]
        [InlineData("T7 follows T4: 2 missing", "Auf T4 folgt T7: 2 fehlen")]
        [InlineData("0.51234 kWh went through the meter between T4 and T5, billed to nobody", "Zwischen T4 und T5 gingen 0,51234\u00a0kWh durch den Zähler, die niemand bezahlt")]
        [InlineData("its time (2026-11-29 17:05:00 UTC) is later than its arrival (2026-11-29 16:00:00 UTC)", "seine Zeit (29.11.2026, 18:05) liegt nach seiner Ankunft (29.11.2026, 17:00)")]
        [InlineData("its card was blocked at 2026-11-29T17:05:00Z, and the station let it begin at 2026-11-29T18:05:00Z all the same", "die Karte war seit 29.11.2026, 18:05 gesperrt, und die Station ließ sie um 29.11.2026, 19:05 dennoch laden")]
        [InlineData("signed document refused: the register falls from T3 to T4", "Signierter Beleg abgelehnt: der Zähler fällt von T3 zu T4")]
        [InlineData("the clock was not set at the begin", "die Uhr war beim Beginn nicht gestellt")]
        [InlineData("T3 gap: T3 follows T1: 1 missing", "T3 (gap): Auf T1 folgt T3: 1 fehlen")]
        [InlineData("the signed receipt names the price \"0.39 EUR/kWh\", which nobody was told here", "der signierte Beleg nennt den Preis „0.39 EUR/kWh“, den hier niemand genannt bekam")]
        public void It_is_read_in_German(string stored, string read)
        {
            Assert.Equal(read, German.Of(stored));
        }

        [Fact]
        public void An_English_reader_has_it_by_the_clock_of_the_house()
        {
            Assert.Equal("its time (29/11/2026, 18:05) is later than its arrival (29/11/2026, 17:00)", English.Of("its time (2026-11-29 17:05:00 UTC) is later than its arrival (2026-11-29 16:00:00 UTC)"));
        }

        [Theory]
        [InlineData("")]
        [InlineData("the tenant's own words")]
        [InlineData("T")]
        public void What_it_does_not_know_it_leaves(string words)
        {
            Assert.Null(German.Of(words));
            Assert.Equal(words, new StoredWords(Languages.All["de"], Berlin).Of(words));
        }

        /// <summary>A station's words within a sentence stay its own, and are no second sentence for ever.</summary>
        [Fact]
        public void A_sentence_within_itself_ends()
        {
            string nested = string.Concat(Enumerable.Repeat("signed document refused: ", 200)) + "T1";
            Assert.StartsWith("Signierter Beleg abgelehnt: Signierter Beleg abgelehnt: ", German.Of(nested), StringComparison.Ordinal);
            Assert.EndsWith("refused: T1", German.Of(nested), StringComparison.Ordinal);
        }

        [Fact]
        public void A_state_and_its_reason_are_both_read()
        {
            StoredWords words = new(Languages.All["de"], Berlin);
            Assert.EndsWith(": zu wenig Energie, um sie zu berechnen", words.Of("Waived: " + Backend.Rating.Rater.BelowLeastEnergy), StringComparison.Ordinal);
            Assert.EndsWith(": my own reason", words.Of("Waived: my own reason"), StringComparison.Ordinal);
        }

        /// <summary>A sentence that one of these files says and that no German was written for is found here: it is taken from the source, with 7 in its places.</summary>
        [Theory]
        [InlineData("NanoCharger.Backend/Verification/DocumentFindings.cs", 5)]
        [InlineData("NanoCharger.Backend/Verification/DocumentJudge.cs", 7)]
        [InlineData("NanoCharger.Backend/Ingest/CardDesk.cs", 2)]
        [InlineData("NanoCharger.Backend/Commands/ReportCheck.cs", 4)]
        [InlineData("NanoCharger.Backend/Commands/CommissioningReport.cs", 20)]
        [InlineData("NanoCharger.Backend/Reckoning.cs", 1)]
        [InlineData("NanoCharger.Verify/DocumentBond.cs", 4)]
        [InlineData("NanoCharger.Verify/BillingRule.cs", 7)]
        [InlineData("NanoCharger.Verify/StationKey.cs", 2)]
        public void Every_sentence_of_a_rule_has_its_German(string file, int atLeast)
        {
            string source = string.Join('\n', File.ReadLines(Path.Combine(Root(), file)).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
            string[] said = [.. Literal.Matches(source).Select(match => Places.Replace(match.Groups[1].Value.Replace("{number}", "T7", StringComparison.Ordinal), "7")).Where(IsSentence)];
            Assert.True(said.Length >= atLeast, $"{said.Length} sentences in {file}");
            Assert.All(said, sentence => Assert.True(German.Of(sentence) is { } german && german != sentence, sentence));
        }

        /// <summary>Words with spaces between them; names, patterns and what is said at the console alone are none.</summary>
        private static bool IsSentence(string text)
        {
            return text.Count(letter => letter == ' ') >= 2 && text.Any(char.IsAsciiLetterLower) && !text.StartsWith("yyyy", StringComparison.Ordinal) && !text.StartsWith("there is no such file", StringComparison.Ordinal) && !text.EndsWith(": ", StringComparison.Ordinal);
        }

        private static string Root([CallerFilePath] string here = "")
        {
            return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../tools"));
        }
    }
}
