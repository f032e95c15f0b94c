using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace NanoCharger.Bay.Scenarios
{
    /// <summary>Turns the text of a scenario into nodes that know their lines.</summary>
    internal ref struct ScenarioText
    {
        private readonly string _source;
        private readonly byte[] _bytes;
        private Utf8JsonReader _reader;
        private int _line;
        private int _counted;

        private ScenarioText(string text, string source)
        {
            _source = source;
            _bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
            _reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
            _line = 1;
            _counted = 0;
        }

        /// <summary>Reads the whole text as one value.</summary>
        public static ScenarioNode Read(string text, string source)
        {
            ScenarioText reading = new ScenarioText(text, source);
            try
            {
                reading._reader.Read();
                ScenarioNode root = reading.Value();
                reading._reader.Read();
                return root;
            }
            catch (JsonException failure)
            {
                int end = failure.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
                string what = end < 0 ? failure.Message : failure.Message.Substring(0, end);
                throw new ScenarioException(source, (int)(failure.LineNumber ?? 0) + 1, "broken JSON: " + what.Replace('\n', ' '));
            }
            catch (InvalidOperationException)
            {
                // The reader's word for a string that is no valid Unicode, such as half a surrogate pair.
                throw new ScenarioException(source, reading.Line(), "broken JSON: a string with an impossible escape");
            }
        }

        private ScenarioNode Value()
        {
            int line = Line();
            switch (_reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    return ReadObject(line);
                case JsonTokenType.StartArray:
                    return ReadArray(line);
                case JsonTokenType.String:
                    return new ScenarioNode(JsonValueKind.String, line, _reader.GetString() ?? "");
                case JsonTokenType.Number:
                    return new ScenarioNode(JsonValueKind.Number, line, Encoding.UTF8.GetString(_reader.ValueSpan));
                case JsonTokenType.True:
                    return new ScenarioNode(JsonValueKind.True, line, "");
                case JsonTokenType.False:
                    return new ScenarioNode(JsonValueKind.False, line, "");
                default:
                    return new ScenarioNode(JsonValueKind.Null, line, "");
            }
        }

        private ScenarioNode ReadObject(int line)
        {
            ScenarioNode node = new ScenarioNode(JsonValueKind.Object, line, "");
            int start = (int)_reader.TokenStartIndex;
            HashSet<string> seen = new HashSet<string>(StringComparer.Ordinal);
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                string key = _reader.GetString() ?? "";
                int keyLine = Line();
                if (!seen.Add(key))
                {
                    throw new ScenarioException(_source, keyLine, "key \"" + key + "\" is there twice");
                }

                _reader.Read();
                node.Members.Add(new KeyValuePair<string, ScenarioNode>(key, Value()));
            }

            node.Text = Encoding.UTF8.GetString(_bytes, start, (int)_reader.BytesConsumed - start);
            return node;
        }

        private ScenarioNode ReadArray(int line)
        {
            ScenarioNode node = new ScenarioNode(JsonValueKind.Array, line, "");
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                node.Items.Add(Value());
            }

            return node;
        }

        private int Line()
        {
            int start = (int)_reader.TokenStartIndex;
            for (; _counted < start; _counted++)
            {
                if (_bytes[_counted] == '\n')
                {
                    _line++;
                }
            }

            return _line;
        }
    }
}
