using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace NanoCharger.Backend.Web
{
    /// <summary>What was typed into a form.</summary>
    /// <param name="fields">Its fields.</param>
    internal sealed class Form(IFormCollection fields)
    {
        private const int LongestLine = 256;
        private const int LongestText = 64 * 1024;

        /// <summary>A line, without blanks at its ends; empty where the field is missing. What is longer than any of ours may be is cut, and so fits nothing.</summary>
        internal string Line(string name, int longest = LongestLine)
        {
            string text = Seen(fields[name].ToString().ReplaceLineEndings(" ")).Trim();
            return Cut(text, longest);
        }

        /// <summary>A line that is a name, or stands on papers: without signs that move a cursor.</summary>
        internal string Name(string name, int longest)
        {
            string text = fields[name].ToString().ReplaceLineEndings(" ").Replace('\t', ' ');
            return Cut(Seen(string.Concat(text.Where(static sign => !char.IsControl(sign)))).Trim(), longest).TrimEnd();
        }

        /// <summary>What stands in these fields, to be shown again.</summary>
        internal Entries Entries(params string[] names)
        {
            return new Entries(names.ToDictionary(name => name, Text));
        }

        /// <summary>A password, exactly as it was typed.</summary>
        internal string Secret(string name)
        {
            return fields[name].ToString();
        }

        /// <summary>A text of several lines.</summary>
        internal string Text(string name)
        {
            return Cut(Seen(fields[name].ToString()).Trim(), LongestText);
        }

        /// <summary>Whether a box is ticked.</summary>
        internal bool Has(string name)
        {
            return fields[name].ToString().Length > 0;
        }

        /// <summary>A number, with a comma or a point before its decimals; 0 where nothing was typed, null where it is none.</summary>
        internal decimal? Number(string name)
        {
            string text = Line(name).Replace(',', '.');
            return text.Length == 0 ? 0m : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : null;
        }

        /// <summary>A moment by a house's clock, as a field for day and time has it; null where nothing was typed.</summary>
        /// <returns>False where it is none.</returns>
        internal bool TryMoment(string name, DateTimeZone zone, out long? ms)
        {
            string text = Line(name);
            ms = Zones.At(text, zone);
            return ms is not null || text.Length == 0;
        }

        /// <summary>Without signs that turn the text behind them round, for whoever reads it on; and nothing at all where no sign of it is seen: a name that nobody sees is none.</summary>
        private static string Seen(string text)
        {
            string kept = string.Concat(text.Where(sign => sign is not ('\0' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))));
            return kept.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) ? "" : kept;
        }

        /// <summary>Never amid a sign that takes two places.</summary>
        private static string Cut(string text, int longest)
        {
            return text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
        }

        /// <summary>What a file holds; null where none was chosen.</summary>
        internal async Task<byte[]?> File(string name)
        {
            if (fields.Files[name] is not { Length: > 0 and <= LongestText } file)
            {
                return null;
            }

            using MemoryStream bytes = new();
            await file.CopyToAsync(bytes);
            return bytes.ToArray();
        }
    }
}
