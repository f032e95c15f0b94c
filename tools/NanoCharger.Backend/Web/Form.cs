using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend.Web
{
    /// <summary>What was typed into a form.</summary>
    /// <param name="fields">Its fields.</param>
    internal sealed class Form(IFormCollection fields)
    {
        private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

        private const int LongestLine = 256;
        private const int LongestText = 64 * 1024;

        /// <summary>A line, without blanks at its ends; empty where the field is missing. What is longer than any of ours may be is cut, and so fits nothing.</summary>
        internal string Line(string name, int longest = LongestLine)
        {
            string text = fields[name].ToString().ReplaceLineEndings(" ").Replace("\0", "", StringComparison.Ordinal).Trim();
            return text.Length <= longest ? text : text[..longest];
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
            string text = fields[name].ToString().Trim();
            return text.Length <= LongestText ? text : text[..LongestText];
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
            ParseResult<LocalDateTime> typed = Local.Parse(text);
            ms = typed.Success ? zone.AtLeniently(typed.Value).ToInstant().ToUnixTimeMilliseconds() : null;
            return typed.Success || text.Length == 0;
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
