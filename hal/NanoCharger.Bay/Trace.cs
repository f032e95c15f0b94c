using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>Writes the trace: one JSON object a line, keys in the order given, the same bytes on every machine.</summary>
    internal sealed class Trace : ITrace
    {
        private readonly Machine _machine;
        private readonly TextWriter? _writer;
        private readonly Action<string, string> _begun;
        private readonly Action<string> _ended;
        private readonly long _endNanos;
        private readonly StringBuilder _line = new StringBuilder();

        /// <param name="machine">Its time dates the lines.</param>
        /// <param name="writer">Null: nothing is written.</param>
        /// <param name="endNanos">End of the story: what falls over when the machine is then switched off is no part of it.</param>
        /// <param name="begun">Told of each transaction's begin: its number and token.</param>
        /// <param name="ended">Told of each transaction's end.</param>
        public Trace(Machine machine, TextWriter? writer, long endNanos, Action<string, string> begun, Action<string> ended)
        {
            _machine = machine;
            _writer = writer;
            _endNanos = endNanos;
            _begun = begun;
            _ended = ended;
        }

        public void Write(string eventName, params (string Name, object? Value)[] fields)
        {
            if (_writer is null || _machine.NowNanos >= _endNanos)
            {
                return;
            }

            long micros = _machine.NowNanos / 1_000;
            _line.Clear();
            _line.Append(CultureInfo.InvariantCulture, $"{{\"t\":{micros / 1_000_000}.{micros % 1_000_000:D6},\"event\":\"{eventName}\"");
            foreach ((string name, object? value) in fields)
            {
                _line.Append(",\"").Append(name).Append("\":");
                Append(value);
            }

            _line.Append("}\n");
            _writer.Write(_line);
        }

        public void TransactionBegun(string id, string token, string reason)
        {
            _begun(id, token);
            Write("transaction", ("id", id), ("phase", "begin"), ("reason", reason));
        }

        public void TransactionEnded(string id, string reason)
        {
            Write("transaction", ("id", id), ("phase", "end"), ("reason", reason));
            _ended(id);
        }

        private void Append(object? value)
        {
            switch (value)
            {
                case null:
                    _line.Append("null");
                    break;
                case bool truth:
                    _line.Append(truth ? "true" : "false");
                    break;
                case string text:
                    _line.Append('"').Append(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()).Append('"');
                    break;
                case char letter:
                    Append(letter.ToString());
                    break;
                case double number:
                    // Adding zero turns a negative zero into a plain one.
                    _line.Append((Math.Round(number, 3) + 0.0).ToString("0.###", CultureInfo.InvariantCulture));
                    break;
                case int[] whole:
                    AppendAll(whole);
                    break;
                case long[] whole:
                    AppendAll(whole);
                    break;
                case IEnumerable<double> numbers:
                    AppendAll(numbers);
                    break;
                default:
                    _line.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        private void AppendAll<T>(IEnumerable<T> values)
        {
            char separator = '[';
            foreach (T value in values)
            {
                _line.Append(separator);
                Append(value);
                separator = ',';
            }

            _line.Append(separator == '[' ? "[]" : "]");
        }
    }
}
