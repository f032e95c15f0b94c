using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend.Web
{
    /// <summary>
    /// Sentences that rooms without pages say, log and store in English (what a document lacks, why something is withheld, what is wrong with a key or a report), in the language of whoever reads a page.
    /// Each is known by its English entry of the language files: what stands in the tables stays as it is, also what was stored long ago and may never be changed.
    /// </summary>
    internal sealed class Sentences(Language text, DateTimeZone zone)
    {
        /// <summary>A sentence within a sentence within a sentence is the deepest that is said.</summary>
        private const int Deepest = 3;

        private const int RegisterDecimals = 5;
        private const char NumberMark = 'T';

        private static readonly Regex PlaceForm = new("\\{([0-9])\\}", RegexOptions.CultureInvariant);
        private static readonly Regex EnergyForm = new("^(-?[0-9]+[.][0-9]+) kWh$", RegexOptions.CultureInvariant);

        private static readonly string[] Keys =
        [
            "said.refused",
            "said.gap",
            "said.between",
            "said.later",
            "said.too-long",
            "said.beyond",
            "said.repeat",
            "said.blocked-card",
            "said.twice",
            "said.first-reading",
            "said.other-meter",
            "said.other-customer",
            "said.not-above",
            "said.falls",
            "said.billed-already",
            "said.begins-before-end",
            "said.of-none",
            "said.no-key",
            "said.other-key",
            "said.other-kind",
            "said.other-station",
            "said.other-value",
            "said.other-end",
            "said.signature",
            "said.form",
            "said.no-document",
            "said.long-document",
            "said.first-number",
            "said.odd-readings",
            "said.falls-within",
            "said.nobody-named",
            "said.somebody-named",
            "said.odd-identity",
            "said.contradicts",
            "said.clock-unset",
            "said.clock-informative",
            "said.clock-faulty",
            "said.two-clocks",
            "said.end-before-begin",
            "said.meter-status",
            "said.energy-faulty",
            "said.evidence",
            "said.loose",
            "said.unknown-price",
            "said.edited-price",
            "said.receipt-gone",
            "said.market",
            "said.below-least",
            "said.goes-on",
            "said.key-none",
            "said.key-other",
            "said.key-elsewhere",
            "said.report-key-elsewhere",
            "said.report-board-elsewhere",
            "said.report-key-of",
            "said.report-meter-of",
            "said.report-no-object",
            "said.report-no-json",
            "said.report-extra",
            "said.report-missing",
            "said.report-list",
            "said.report-text",
            "said.report-text-of",
            "said.report-text-shown",
            "said.report-station",
            "said.report-object",
            "said.report-number",
            "said.report-true",
            "said.report-time",
            "said.report-must",
            "said.report-named",
            "said.report-failed",
            "said.report-future",
            "said.station-id",
            "said.elsewhere-now",
            "said.calls-wait",
            "said.finding",
            "said.no-station",
        ];

        /// <summary>The most particular first: of two that fit, it is the one with more words of its own.</summary>
        private static readonly (string Key, Regex Form)[] Forms =
        [
            .. Keys.Select(key => (Key: key, English: LanguageFile.English[key])).OrderByDescending(one => PlaceForm.Replace(one.English, "").Length)
                .Select(one => (one.Key, new Regex(FormOf(one.English), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant))),
        ];

        private static readonly InstantPattern[] Times = [InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss 'UTC'"), InstantPattern.General];

        /// <summary>A sentence as it is read; null where it is none of these.</summary>
        internal string? Of(string sentence)
        {
            return Of(sentence, 1);
        }

        private string? Of(string sentence, int depth)
        {
            foreach ((string key, Regex form) in Forms)
            {
                if (form.Match(sentence) is { Success: true } match)
                {
                    return text.Say(key, [.. match.Groups.Values.Skip(1).OrderBy(group => group.Name, StringComparer.Ordinal).Select(group => Value(group.Value, depth))]);
                }
            }

            return null;
        }

        /// <summary>What stands in a place, as the language writes it.</summary>
        private string Value(string value, int depth)
        {
            if (EnergyForm.Match(value) is { Success: true } energy && decimal.TryParse(energy.Groups[1].Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal kilowattHours))
            {
                return text.Say("format.energy", text.Number(kilowattHours, RegisterDecimals));
            }

            foreach (InstantPattern pattern in Times)
            {
                if (pattern.Parse(value) is { Success: true } time)
                {
                    return text.Moment(time.Value.ToUnixTimeMilliseconds(), zone);
                }
            }

            return value switch
            {
                "begin" => text["said.begin"],
                "end" => text["said.end"],
                _ => (depth < Deepest ? Of(value, depth + 1) : null) ?? value,
            };
        }

        /// <summary>An entry as an expression: its places take anything but nothing, those behind a document's T its number.</summary>
        private static string FormOf(string english)
        {
            string form = "^";
            int at = 0;
            foreach (Match place in PlaceForm.Matches(english))
            {
                bool isNumber = place.Index > 0 && english[place.Index - 1] == NumberMark;
                form += Regex.Escape(english[at..place.Index]) + "(?<p" + place.Groups[1].Value + (isNumber ? ">[0-9]+)" : ">.+?)");
                at = place.Index + place.Length;
            }

            return form + Regex.Escape(english[at..]) + "$";
        }
    }
}
