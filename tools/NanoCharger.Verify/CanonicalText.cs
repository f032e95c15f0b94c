using System;
using System.Text;

namespace NanoCharger.Verify
{
    /// <summary>Reads a text that has one form: what stands there is what must stand there, character by character.</summary>
    internal sealed class CanonicalText
    {
        private static readonly (string Written, char Meant)[] Escapes = [("\\\"", '"'), ("\\\\", '\\'), ("\\u007c", '|')];

        private readonly string _text;
        private int _at;

        internal CanonicalText(string text)
        {
            _text = text;
        }

        /// <summary>True when everything has been read.</summary>
        internal bool AtEnd => _at == _text.Length;

        /// <summary>Whether this comes next.</summary>
        internal bool Next(string literal)
        {
            return string.CompareOrdinal(_text, _at, literal, 0, literal.Length) == 0;
        }

        /// <summary>Reads what must come next.</summary>
        /// <exception cref="FormException">Something else comes.</exception>
        internal void Expect(string literal)
        {
            if (!Next(literal))
            {
                string found = _text.Substring(_at, Math.Min(literal.Length, _text.Length - _at));
                throw new FormException(FormattableString.Invariant($"at character {_at + 1} of the payload: '{found}' where '{literal}' must be"));
            }

            _at += literal.Length;
        }

        /// <summary>Reads a string in quotation marks: printable ASCII, where the three characters that stand for themselves nowhere have one escape each.</summary>
        /// <param name="name">The field, for the message.</param>
        /// <param name="longest">Most characters, each escape counted as the one it stands for.</param>
        /// <exception cref="FormException">It is no such string.</exception>
        internal string Quoted(string name, int longest)
        {
            Expect("\"");
            StringBuilder found = new();
            while (_at < _text.Length && _text[_at] is >= ' ' and <= '~' and not ('"' or '|'))
            {
                found.Append(_text[_at] == '\\' ? Escaped(name) : _text[_at++]);
            }

            if (found.Length > longest)
            {
                throw new FormException(FormattableString.Invariant($"{name} has more than {longest} characters"));
            }

            Expect("\"");
            return found.ToString();
        }

        /// <summary>Reads decimal digits: at least one, no zero before another digit.</summary>
        /// <exception cref="FormException">There are none, too many, or a leading zero.</exception>
        internal string Digits(string name, int most)
        {
            string found = AnyDigits(name, 1, most);
            return found.Length == 1 || found[0] != '0' ? found : throw new FormException($"{name} begins with a zero that says nothing");
        }

        /// <summary>Reads so many decimal digits.</summary>
        /// <exception cref="FormException">There are fewer or more.</exception>
        internal string AnyDigits(string name, int least, int most)
        {
            int from = _at;
            while (_at < _text.Length && _text[_at] is >= '0' and <= '9')
            {
                _at++;
            }

            int count = _at - from;
            return count >= least && count <= most
                ? _text[from.._at]
                : throw new FormException(FormattableString.Invariant($"{name} has {count} digits where {least} to {most} must be"));
        }

        private char Escaped(string name)
        {
            foreach ((string written, char meant) in Escapes)
            {
                if (Next(written))
                {
                    _at += written.Length;
                    return meant;
                }
            }

            throw new FormException(name + " has an escape that is none of the canonical form's");
        }
    }
}
