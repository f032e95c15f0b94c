using System;
using System.Globalization;
using System.Text;

namespace NanoCharger.Verify
{
    /// <summary>Makes text of others harmless where people read it: what would move a cursor, end a line, turn the reading direction or hide stands there by its number.</summary>
    /// <remarks>The one escape of all texts that these tools write: reports, receipts, logs, views.</remarks>
    public static class Printable
    {
        /// <summary>The text as one line: each character that is not to be seen as itself becomes <c>\u</c> and four hex digits (two of them beyond the first plane).</summary>
        public static string Line(string? text)
        {
            return Escape(text, lines: false);
        }

        /// <summary>The same for a text of several lines of ours, JSON for instance: line feeds stay. What is escaped is valid inside a JSON string.</summary>
        public static string Lines(string? text)
        {
            return Escape(text, lines: true);
        }

        /// <summary>The text as a part of a file's name: letters, digits, dots, hyphens and underscores stay, all else is % and the hex digits of its bytes.</summary>
        public static string FileName(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            StringBuilder name = new();
            foreach (byte letter in Encoding.UTF8.GetBytes(text))
            {
                bool plain = char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' || (letter == (byte)'.' && name.Length > 0);
                name.Append(plain ? ((char)letter).ToString() : FormattableString.Invariant($"%{letter:x2}"));
            }

            return name.ToString();
        }

        private static string Escape(string? text, bool lines)
        {
            // Nearly all that is ever shown.
            if (text is not null && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                return text;
            }

            StringBuilder shown = new();
            ReadOnlySpan<char> rest = text;
            while (!rest.IsEmpty)
            {
                // A half of a pair that stands alone is no character; it is shown by its number as well.
                bool whole = Rune.DecodeFromUtf16(rest, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
                bool shows = whole && (Shows(rune) || (lines && rune.Value == '\n'));
                foreach (char unit in rest[..length])
                {
                    shown.Append(shows ? unit.ToString() : FormattableString.Invariant($"\\u{(int)unit:x4}"));
                }

                rest = rest[length..];
            }

            return shown.ToString();
        }

        /// <summary>Neither a control (C0, DEL, C1), nor a format character (bidirectional marks, zero width, tags), nor a separator of lines, nor without a meaning at all.</summary>
        private static bool Shows(Rune rune)
        {
            return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
        }
    }
}
