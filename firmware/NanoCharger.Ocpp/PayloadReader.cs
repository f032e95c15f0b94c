using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>Reads the payload of a call field by field, and remembers the first thing that is wrong with it.</summary>
    /// <remarks>
    /// The bytes were proven to be JSON when the frame was taken apart; here it is about what they say. After the first fault every
    /// further question is answered by nothing, so that a reader of a payload needs to look at <see cref="Fault"/> only once, at its end.
    /// </remarks>
    internal sealed class PayloadReader
    {
        private const int MostShown = 40;

        // Longest text of those whose escapes are undone: a setting has 64 at most, a text about the price 80.
        private const int MostPlainLength = TariffText.MaxLength;

        private readonly JsonReader _json = new JsonReader();
        private readonly KeyCheck _keys = new KeyCheck();
        private readonly AsciiWriter _plain = new AsciiWriter(MostPlainLength);
        private byte[] _source;

        /// <summary>What was wrong first; None when nothing.</summary>
        internal CallFault Fault { get; private set; }

        /// <summary>The field that was wrong, and how, for a human: "evseId: not a whole number".</summary>
        internal string What { get; private set; }

        /// <summary>Starts on a call's payload, which is an object, and enters it. What two readers could understand in two ways is a fault already.</summary>
        internal void Start(OcppFrame call)
        {
            _source = call.Source;
            Fault = CallFault.None;
            What = null;
            _json.Start(_source, call.PayloadOffset, call.PayloadLength);
            int wrong = Utf8.FindWrong(_source, call.PayloadOffset, call.PayloadLength);
            if (wrong >= 0)
            {
                Fail(CallFault.FormatViolation, "payload", "no UTF-8 at byte " + (wrong - call.PayloadOffset).ToString());
            }
            else if (!_keys.IsSound(_json, _source))
            {
                Fail(CallFault.FormatViolation, NameAt(_keys.Offset, _keys.Length), _keys.TooMany ? "one field too many" : "twice in one object");
            }

            _json.Start(_source, call.PayloadOffset, call.PayloadLength);
            _json.Read();
        }

        /// <summary>Moves to the next field of the object that was entered.</summary>
        /// <returns>False behind its last one, or after a fault.</returns>
        internal bool NextField()
        {
            return Fault == CallFault.None && _json.Read() == JsonToken.Name;
        }

        /// <summary>True when the present field is this one.</summary>
        internal bool IsField(string name)
        {
            return _json.Is(name);
        }

        /// <summary>Passes over the present field's value.</summary>
        internal void Skip()
        {
            _json.Skip();
        }

        /// <summary>The present field is none of the action's: a fault, but for customData, which every object may have.</summary>
        internal void Other(string of)
        {
            if (_json.Is("customData"))
            {
                _json.Skip();
                return;
            }

            Fail(CallFault.FormatViolation, of, "a field that it does not have: " + NameAt(_json.TokenOffset, _json.TokenLength));
        }

        /// <summary>Enters the object that is the present field's value.</summary>
        internal bool Enter(string field)
        {
            return _json.Read() == JsonToken.ObjectStart || Fail(CallFault.TypeConstraintViolation, field, "not an object");
        }

        /// <summary>Enters the array that is the present field's value, and the object that is its first item.</summary>
        internal bool EnterFirst(string field)
        {
            if (_json.Read() != JsonToken.ArrayStart)
            {
                return Fail(CallFault.TypeConstraintViolation, field, "not an array");
            }

            JsonToken first = _json.Read();
            return first == JsonToken.ObjectStart
                || (first == JsonToken.ArrayEnd
                    ? Fail(CallFault.OccurrenceConstraintViolation, field, "empty")
                    : Fail(CallFault.TypeConstraintViolation, field, "its items are not objects"));
        }

        /// <summary>Behind an item of such an array: enters the object that is its next one.</summary>
        /// <returns>False behind the last one, or after a fault.</returns>
        internal bool EnterNext(string field)
        {
            if (Fault != CallFault.None || _json.Read() == JsonToken.ArrayEnd)
            {
                return false;
            }

            return _json.Token == JsonToken.ObjectStart || Fail(CallFault.TypeConstraintViolation, field, "its items are not objects");
        }

        /// <summary>Passes over the other items of the array whose first one was read.</summary>
        /// <returns>Their number.</returns>
        internal int SkipOthers()
        {
            int others = 0;
            while (Fault == CallFault.None && _json.Read() != JsonToken.ArrayEnd && _json.Token != JsonToken.Fault)
            {
                others++;
                _json.Skip();
            }

            return others;
        }

        /// <summary>The present field's whole number.</summary>
        internal int Integer(string field, int least, int most)
        {
            _json.Read();
            if (!_json.TryNumber(out long value))
            {
                Fail(CallFault.TypeConstraintViolation, field, "not a whole number");
                return 0;
            }

            if (value < least || value > most)
            {
                Fail(CallFault.PropertyConstraintViolation, field, "not within " + least.ToString() + ".." + most.ToString());
                return 0;
            }

            return (int)value;
        }

        /// <summary>The present field's number in thousandths, cut behind the third decimal; a number too great for it is the greatest int.</summary>
        internal int Thousandths(string field)
        {
            if (_json.Read() != JsonToken.Number)
            {
                Fail(CallFault.TypeConstraintViolation, field, "not a number");
                return 0;
            }

            int thousandths = Json.Thousandths.Of(_source, _json.TokenOffset, _json.TokenLength);
            return thousandths >= 0 || Fail(CallFault.PropertyConstraintViolation, field, "not a plain number of 0 or more") ? thousandths : 0;
        }

        /// <summary>The present field's whole number; anything else than one is passed over.</summary>
        /// <returns>-1 for none.</returns>
        internal long WholeIfNumber()
        {
            _json.Read();
            if (_json.TryNumber(out long value))
            {
                return value;
            }

            _json.Skip();
            return -1;
        }

        /// <summary>Enters the object that is the present field's value; anything else than one is passed over.</summary>
        internal bool EnterIfObject()
        {
            bool entered = _json.Read() == JsonToken.ObjectStart;
            if (!entered)
            {
                _json.Skip();
            }

            return entered;
        }

        /// <summary>The present field's text. Allocates.</summary>
        internal string Text(string field, int most)
        {
            if (!IsText(field) || (_json.TokenLength > most && !Fail(CallFault.PropertyConstraintViolation, field, "longer than " + most.ToString())))
            {
                return string.Empty;
            }

            return Ascii.Text(_source, _json.TokenOffset, _json.TokenLength);
        }

        /// <summary>The present field's text, which may have the letters of identifiers only, and none that JSON escapes. Allocates.</summary>
        internal string Identifier(string field, int most)
        {
            string text = Text(field, most);
            for (int i = 0; i < text.Length; i++)
            {
                byte letter = _source[_json.TokenOffset + i];
                if (letter == '\\' || letter < ' ' || letter > '~')
                {
                    Fail(CallFault.PropertyConstraintViolation, field, "a character that no identifier has");
                    return string.Empty;
                }
            }

            return text;
        }

        /// <summary>The present field's text with its escapes undone. Allocates.</summary>
        /// <returns>Null when it is too long for any of ours, or has other letters than printable ASCII: that is no fault of the payload's form.</returns>
        internal string Plain(string field)
        {
            return IsText(field) && _json.TryText(_plain) ? _plain.ToString() : null;
        }

        /// <summary>The present field's text of several lines with its escapes undone. Allocates as much.</summary>
        /// <returns>Null when it has other letters than printable ASCII and line ends.</returns>
        internal AsciiWriter Lines(string field)
        {
            AsciiWriter text = IsText(field) ? new AsciiWriter(_json.TokenLength + 1) : null;
            return text != null && _json.TryLines(text) ? text : null;
        }

        /// <summary>The present field's text as <see cref="Plain"/> has it; anything else than a text is passed over. Allocates.</summary>
        internal string PlainIfText()
        {
            if (_json.Read() == JsonToken.Text)
            {
                return _json.TryText(_plain) ? _plain.ToString() : null;
            }

            _json.Skip();
            return null;
        }

        /// <summary>The present field's text, as its place among the allowed ones.</summary>
        internal int OneOf(string field, string[] allowed)
        {
            if (!IsText(field))
            {
                return -1;
            }

            for (int i = 0; i < allowed.Length; i++)
            {
                if (_json.Is(allowed[i]))
                {
                    return i;
                }
            }

            Fail(CallFault.PropertyConstraintViolation, field, "none of the allowed words");
            return -1;
        }

        /// <summary>A mandatory field that was not there is a fault.</summary>
        internal void Need(bool there, string field)
        {
            if (!there)
            {
                Fail(CallFault.OccurrenceConstraintViolation, field, "missing");
            }
        }

        /// <summary>Notes a fault, when it is the first.</summary>
        /// <returns>False.</returns>
        internal bool Fail(CallFault fault, string field, string what)
        {
            if (Fault == CallFault.None)
            {
                Fault = fault;
                What = field + ": " + what;
            }

            return false;
        }

        private bool IsText(string field)
        {
            return _json.Read() == JsonToken.Text || Fail(CallFault.TypeConstraintViolation, field, "not a text");
        }

        // A fault's text is read by a human: a long name is cut.
        private string NameAt(int offset, int length)
        {
            return Ascii.Text(_source, offset, length < MostShown ? length : MostShown);
        }
    }
}
