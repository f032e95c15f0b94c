using System;
using System.Collections.Generic;
using System.Text;

namespace NanoCharger.Bay
{
    /// <summary>Puts a star for each character of a secret setting's value in what goes over the console's line: behind a secret's name that is no answer's first word all is hidden up to the line's end.</summary>
    /// <remarks>Character by character, since a terminal shows an echo before the line is over; what is rubbed out is followed.</remarks>
    public sealed class SecretMask
    {
        private const char Star = '*';
        private const char Backspace = '\b';
        private const char Delete = '\x7F';
        private const int LongestLine = 512;

        private readonly List<string> _marks = new List<string>();
        private readonly StringBuilder _line = new StringBuilder();

        /// <param name="names">Names of the secret settings.</param>
        public SecretMask(IReadOnlyList<string> names)
        {
            foreach (string name in names)
            {
                _marks.Add(" " + name + " ");
            }
        }

        /// <summary>What may be shown of the next character.</summary>
        public char Pass(char character)
        {
            if (character is '\r' or '\n')
            {
                _line.Clear();
                return character;
            }

            if (character is Backspace or Delete)
            {
                _line.Length = Math.Max(0, _line.Length - 1);
                return character;
            }

            bool hidden = Hides();
            if (_line.Length < LongestLine)
            {
                _line.Append(character);
            }

            return hidden ? Star : character;
        }

        /// <summary>What may be shown of a whole line.</summary>
        public string Whole(string line)
        {
            _line.Clear();
            StringBuilder shown = new StringBuilder(line.Length);
            foreach (char character in line)
            {
                shown.Append(Pass(character));
            }

            _line.Clear();
            return shown.ToString();
        }

        private bool Hides()
        {
            string line = _marks.Count == 0 ? "" : _line.ToString();
            return _marks.Exists(mark => line.Contains(mark, StringComparison.OrdinalIgnoreCase));
        }
    }
}
