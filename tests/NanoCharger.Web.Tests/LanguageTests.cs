using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NanoCharger.Backend;
using NanoCharger.Backend.Web;
using NanoCharger.Backend.Web.Today;
using NodaTime;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>The language files: nothing is missing in one, and nothing is left over. A third language is a third file.</summary>
    public sealed class LanguageTests
    {
        private static readonly Language English = Languages.All["en"];
        private static readonly Language German = Languages.All["de"];

        /// <summary>Families of phrases: rooms that know no page say them too.</summary>
        private static readonly string[] Phrases = ["refused", "trail"];

        [Fact]
        public void Every_language_has_the_same_keys_with_the_same_places()
        {
            foreach (Language language in Languages.All.Values)
            {
                Assert.Equal(English.Keys.Order(StringComparer.Ordinal), language.Keys.Order(StringComparer.Ordinal));
                Assert.All(language.Keys.Where(key => !key.StartsWith("format.", StringComparison.Ordinal)), key => Assert.Equal((key, Places(English[key])), (key, Places(language[key]))));
                Assert.All(language.Keys, key => Assert.NotEqual("", language[key].Trim(' ')));
            }
        }

        [Fact]
        public void Every_key_is_asked_for_and_every_key_that_is_asked_for_is_there()
        {
            HashSet<string> keys = [.. English.Keys];
            HashSet<string> families = [.. keys.Select(key => key.Split('.')[0])];
            HashSet<string> asked = [.. Words(Sources("Web", "People")).Where(word => families.Contains(word.Split('.')[0])), .. Words(Sources(".")).Where(word => Phrases.Contains(word.Split('.')[0]))];
            Assert.Empty(keys.Except(asked).Order());
            Assert.Empty(asked.Except(keys).Order());
        }

        /// <summary>What a desk refuses is English where a command says it, and each reader's on a page; also where it was stored.</summary>
        [Fact]
        public void A_phrase_is_said_in_each_language_and_read_as_it_was_stored()
        {
            Phrase phrase = new("refused.bay-taken-until", "3 \"left\"", 17, new Moment(1_764_435_900_000));
            Exception refused = Refusal.Because(phrase.Key, phrase.Values);
            Assert.Equal("bay 3 \"left\" is account 17's until 2025-11-29T17:05:00Z", refused.Message);
            DateTimeZone berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
            Assert.Equal("Stellplatz 3 \"left\" gehört Konto 17 bis 29.11.2025, 18:05", German.Why(refused, berlin));
            Assert.Equal("no phrase", German.Why(new InvalidDataException("no phrase"), berlin));
            Phrase within = new("trail.from", phrase);
            Assert.Equal(German.Say(within, berlin), German.Say(Phrase.Read(within.Stored())!, berlin));
            Assert.All(["", "account 17", "[odd", "[\"odd\", [}", "[\"odd\", {}]"], text => Assert.Null(Phrase.Read(text)));
        }

        /// <summary>A caretaker reads what a fault is and what he can do, and no name out of the firmware.</summary>
        [Fact]
        public void Every_fault_of_the_firmware_has_words()
        {
            string catalogue = File.ReadAllText(Path.Combine(Root(), "../../firmware/NanoCharger.Core/Protection/FaultCatalogue.cs"));
            string[] names = [.. Regex.Matches(catalogue, "new FaultEntry\\(FaultCode\\.\\w+, \"([^\"]+)\"").Select(match => match.Groups[1].Value)];
            Assert.True(names.Length > 20);
            Assert.Equal(names.Order(StringComparer.Ordinal), FaultWords.Names.Order(StringComparer.Ordinal));
            Assert.Equal("what nobody knows yet", FaultWords.Of(German, "what nobody knows yet"));
        }

        [Fact]
        public void Numbers_money_and_times_are_written_as_each_language_does()
        {
            DateTimeZone berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
            const long Evening = 1_764_435_900_000;
            Assert.Equal(("1,234.50", "1.234,50"), Both(text => text.Number(1234.5m, 2)));
            Assert.Equal(("−1,234,567", "−1.234.567"), Both(text => text.Number(-1_234_567m)));
            Assert.Equal(("0", "0"), Both(text => text.Number(-0.4m)));
            Assert.Equal(("€\u00a012.34", "12,34\u00a0€"), Both(text => text.Money(1234, "EUR")));
            Assert.Equal(("JPY\u00a01,234", "1.234\u00a0JPY"), Both(text => text.Money(1234, "JPY")));
            Assert.Equal(("€\u00a00.3925", "0,3925\u00a0€"), Both(text => text.Price(0.3925m, "EUR")));
            Assert.Equal(("€\u00a00.40", "0,40\u00a0€"), Both(text => text.Price(0.4m, "EUR")));
            Assert.Equal(("12.35\u00a0kWh", "12,35\u00a0kWh"), Both(text => text.Energy(12_345_678)));
            Assert.Equal(("29/11/2025, 18:05", "29.11.2025, 18:05"), Both(text => text.Moment(Evening, berlin)));
            Assert.Equal(("29 November 2025", "29. November 2025"), Both(text => text.Date(new LocalDate(2025, 11, 29))));
            Assert.Equal(("March 2026", "März 2026"), Both(text => text.Month(new YearMonth(2026, 3))));
            Assert.Equal(("Sunday", "Sonntag"), Both(text => text.Weekday(IsoDayOfWeek.Sunday)));
        }

        private static (string English, string German) Both(Func<Language, string> write)
        {
            return (write(English), write(German));
        }

        private static string Places(string text)
        {
            return string.Join(" ", Regex.Matches(text, "\\{\\d").Select(match => match.Value).Distinct().Order());
        }

        private static IEnumerable<string> Words(IEnumerable<string> sources)
        {
            return sources.SelectMany(text => Regex.Matches(text, "\"([a-z][a-z-]*\\.[a-z0-9-]+)\"").Select(match => match.Groups[1].Value)).Where(word => !word.EndsWith(".css", StringComparison.Ordinal) && !word.EndsWith(".js", StringComparison.Ordinal));
        }

        private static IEnumerable<string> Sources(params string[] folders)
        {
            return folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*", SearchOption.AllDirectories))
                .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)).Select(File.ReadAllText);
        }

        private static string Root([CallerFilePath] string here = "")
        {
            return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../tools/NanoCharger.Backend"));
        }
    }
}
