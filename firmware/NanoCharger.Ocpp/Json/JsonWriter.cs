using System;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Json
{
    /// <summary>Writes JSON (RFC 8259) into a fixed buffer, without spaces. Puts the commas; the caller keeps the order of things.</summary>
    /// <remarks>What does not fit sets the writer's <see cref="AsciiWriter.Overflow"/>; such a message is not to be sent.</remarks>
    public sealed class JsonWriter
    {
        /// <summary>Deepest nesting: twice what OCPP messages of this station have.</summary>
        public const int MaxDepth = 16;

        private readonly bool[] _needsComma = new bool[MaxDepth + 1];
        private int _depth;

        /// <summary>Writes into this text.</summary>
        public JsonWriter(AsciiWriter target)
        {
            Target = target;
        }

        /// <summary>The text written so far.</summary>
        public AsciiWriter Target { get; }

        /// <summary>Starts over with an empty text.</summary>
        public void Clear()
        {
            Target.Clear();
            _depth = 0;
            _needsComma[0] = false;
        }

        /// <summary>Opens an object.</summary>
        public JsonWriter OpenObject()
        {
            Open('{');
            return this;
        }

        /// <summary>Closes the innermost object.</summary>
        public JsonWriter CloseObject()
        {
            Close('}');
            return this;
        }

        /// <summary>Opens an array.</summary>
        public JsonWriter OpenArray()
        {
            Open('[');
            return this;
        }

        /// <summary>Closes the innermost array.</summary>
        public JsonWriter CloseArray()
        {
            Close(']');
            return this;
        }

        /// <summary>Writes a member's name; its value must follow.</summary>
        public JsonWriter Name(string name)
        {
            Comma();
            Quoted(name);
            Target.Put(':');
            _needsComma[_depth] = false;
            return this;
        }

        /// <summary>Writes a text. Characters outside ASCII become '?'.</summary>
        public JsonWriter Text(string value)
        {
            Comma();
            Quoted(value);
            return this;
        }

        /// <summary>Opens a text whose pieces the caller writes into <see cref="Target"/>: only characters that need no escape.</summary>
        public AsciiWriter OpenText()
        {
            Comma();
            Target.Put('"');
            return Target;
        }

        /// <summary>Closes that text.</summary>
        public JsonWriter CloseText()
        {
            Target.Put('"');
            return this;
        }

        /// <summary>Writes a whole number.</summary>
        public JsonWriter Number(long value)
        {
            Comma();
            Target.Number(value);
            return this;
        }

        /// <summary>Writes thousandths as a number with three decimals.</summary>
        public JsonWriter Thousandths(long value)
        {
            Comma();
            Target.Fixed(value, 3);
            return this;
        }

        /// <summary>Writes true or false.</summary>
        public JsonWriter Bool(bool value)
        {
            Comma();
            Target.Put(value ? "true" : "false");
            return this;
        }

        /// <summary>Writes a date as RFC 3339 has it.</summary>
        public JsonWriter Date(long utcMillis)
        {
            UtcDate.Write(OpenText(), utcMillis);
            return CloseText();
        }

        private void Open(char bracket)
        {
            if (_depth == MaxDepth)
            {
                throw new InvalidOperationException("nested too deep");
            }

            Comma();
            Target.Put(bracket);
            _needsComma[++_depth] = false;
        }

        private void Close(char bracket)
        {
            if (_depth == 0)
            {
                throw new InvalidOperationException("nothing to close");
            }

            Target.Put(bracket);
            _depth--;
        }

        private void Comma()
        {
            if (_needsComma[_depth])
            {
                Target.Put(',');
            }

            _needsComma[_depth] = true;
        }

        private void Quoted(string value)
        {
            Target.Put('"');
            for (int i = 0; i < value.Length; i++)
            {
                char character = value[i];
                if (character < ' ')
                {
                    Target.Put("\\u00");
                    Target.Put((char)('0' + (character >> 4)));
                    Target.Put("0123456789abcdef"[character & 15]);
                    continue;
                }

                if (character == '"' || character == '\\')
                {
                    Target.Put('\\');
                }

                Target.Put(character);
            }

            Target.Put('"');
        }
    }
}
