using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>Members of a JSON object on one line, in ASCII.</summary>
    internal static class JsonText
    {
        /// <summary>Writes a member's name, behind another member.</summary>
        internal static void Name(AsciiWriter line, string name)
        {
            line.Put(",\"");
            line.Put(name);
            line.Put("\":");
        }

        /// <summary>Writes a number.</summary>
        internal static void Number(AsciiWriter line, string name, long value)
        {
            Name(line, name);
            line.Number(value);
        }

        /// <summary>Writes a number, or null where it is the one that means none.</summary>
        internal static void NumberOrNull(AsciiWriter line, string name, long value, long none)
        {
            Name(line, name);
            if (value == none)
            {
                line.Put("null");
                return;
            }

            line.Number(value);
        }

        /// <summary>Writes true or false.</summary>
        internal static void Flag(AsciiWriter line, string name, bool value)
        {
            Name(line, name);
            line.Put(value ? "true" : "false");
        }

        /// <summary>Writes a word of our own, which needs no escape; null for none.</summary>
        internal static void Word(AsciiWriter line, string name, string word)
        {
            Name(line, name);
            line.Put(word == null ? "null" : "\"");
            line.Put(word);
            line.Put(word == null ? "" : "\"");
        }

        /// <summary>Writes what of a reading is not to be billed by, and how the meter was: the documents' letters.</summary>
        internal static void Doubts(AsciiWriter line, string errorsName, string stateName, string errors, char state)
        {
            Word(line, errorsName, errors);
            Name(line, stateName);
            line.Put('"');
            line.Put(state);
            line.Put('"');
        }

        /// <summary>Writes how sure a date is.</summary>
        internal static void Letter(AsciiWriter line, string name, ClockQuality quality)
        {
            Name(line, name);
            line.Put('"');
            line.Put(LogText.LetterOf(quality));
            line.Put('"');
        }

        /// <summary>Writes a date as text and as milliseconds; null where the clock was never set.</summary>
        internal static void Date(AsciiWriter line, string name, string millisName, long utcMillis, ClockQuality quality)
        {
            Name(line, name);
            if (quality == ClockQuality.Unknown)
            {
                line.Put("null");
                Name(line, millisName);
                line.Put("null");
                return;
            }

            line.Put('"');
            UtcDate.Write(line, utcMillis);
            line.Put('"');
            Number(line, millisName, utcMillis);
        }

        /// <summary>Writes a character inside a text. One that is no printable ASCII becomes \u00..</summary>
        internal static void Escape(AsciiWriter line, char value)
        {
            line.Put(value == '"' || value == '\\' ? "\\" : "");
            Printable.Put(line, value);
        }
    }
}
