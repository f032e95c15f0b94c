using System;
using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NanoCharger.Backend.Ocpp
{
    /// <summary>One OCPP-J frame: a JSON array of message type, id and the rest (OCPP-J 2.0.1, 4.2).</summary>
    /// <remarks>Stands on the bytes it was read from; its payload is gone when it is disposed of.</remarks>
    internal sealed class OcppFrame : IDisposable
    {
        internal const int Call = 2;
        internal const int CallResult = 3;
        internal const int CallError = 4;

        /// <summary>The longest frame taken, in bytes: a TransactionEvent with signed readings needs a tenth of it.</summary>
        internal const int MaximumBytes = 65_536;

        private const int MaximumIdLength = 36;
        private const int LongestError = 512;
        private const int MaximumDepth = 16;

        private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaximumDepth };

        private JsonDocument? _document;

        /// <summary>The message type; 0 while none could be read.</summary>
        internal int Type { get; private set; }

        /// <summary>The message id, or null where none could be read; without one there is nobody to answer.</summary>
        internal string? Id { get; private set; }

        /// <summary>The action of a call.</summary>
        internal string Action { get; private set; } = "";

        /// <summary>The payload of a call: an object; that of a result where it is one.</summary>
        internal JsonElement Payload { get; private set; }

        /// <summary>What a station has answered that is no result, as it wrote it; null where there is one.</summary>
        internal string? Error { get; private set; }

        /// <summary>What is wrong with the frame, or null.</summary>
        internal string? Problem { get; private set; }

        /// <summary>The error code that belongs to <see cref="Problem"/>.</summary>
        internal string ProblemCode { get; private set; } = OcppError.FormatViolation;

        /// <summary>Reads a frame; never throws for what it contains.</summary>
        internal static OcppFrame Read(ReadOnlyMemory<byte> bytes)
        {
            OcppFrame frame = new();
            if (bytes.Length > MaximumBytes)
            {
                frame.Problem = $"the frame has {bytes.Length} bytes, more than {MaximumBytes}";
                return frame;
            }

            if (!Utf8.IsValid(bytes.Span))
            {
                frame.Problem = "the frame is not valid UTF-8";
                return frame;
            }

            try
            {
                frame._document = JsonDocument.Parse(bytes, Strict);
                frame.Problem = frame.Take(frame._document.RootElement);
            }
            catch (JsonException problem)
            {
                frame.Problem = "not JSON: " + problem.Message;
            }
            catch (InvalidOperationException)
            {
                // The JSON reader's way to say that a string's escapes are half a character.
                frame.Problem = "a string holds half a surrogate pair";
            }

            return frame;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _document?.Dispose();
        }

        /// <summary>The frame of a call.</summary>
        /// <param name="id">Its message id.</param>
        /// <param name="action">OCPP's action.</param>
        /// <param name="payload">A JSON object.</param>
        internal static byte[] WriteCall(string id, string action, string payload)
        {
            return Write(writer =>
            {
                writer.WriteNumberValue(Call);
                writer.WriteStringValue(id);
                writer.WriteStringValue(action);
                writer.WriteRawValue(payload);
            });
        }

        /// <summary>The frame of a result.</summary>
        /// <param name="id">The message id of the call.</param>
        /// <param name="payload">A JSON object.</param>
        internal static byte[] WriteResult(string id, string payload)
        {
            return Write(writer =>
            {
                writer.WriteNumberValue(CallResult);
                writer.WriteStringValue(id);
                writer.WriteRawValue(payload);
            });
        }

        /// <summary>The frame of an error; the text is cut at 255 characters (OCPP-J 2.0.1, 4.2.3).</summary>
        internal static byte[] WriteError(string id, string code, string text)
        {
            return Write(writer =>
            {
                writer.WriteNumberValue(CallError);
                writer.WriteStringValue(id);
                writer.WriteStringValue(code);
                writer.WriteStringValue(text.Length > 255 ? text[..255] : text);
                writer.WriteStartObject();
                writer.WriteEndObject();
            });
        }

        private static byte[] Write(Action<Utf8JsonWriter> writeItems)
        {
            ArrayBufferWriter<byte> buffer = new();
            using (Utf8JsonWriter writer = new(buffer))
            {
                writer.WriteStartArray();
                writeItems(writer);
                writer.WriteEndArray();
            }

            return buffer.WrittenSpan.ToArray();
        }

        private string? Take(JsonElement root)
        {
            if (root.ValueKind != JsonValueKind.Array)
            {
                return "the frame is not a JSON array";
            }

            int length = root.GetArrayLength();
            if (length > 1 && root[1].ValueKind == JsonValueKind.String && root[1].GetString() is { Length: > 0 and <= MaximumIdLength } id)
            {
                Id = id;
            }

            if (length < 1 || root[0].ValueKind != JsonValueKind.Number || !root[0].TryGetInt32(out int type))
            {
                return "the first item is not a message type";
            }

            Type = type;
            if (type is not (Call or CallResult or CallError))
            {
                ProblemCode = OcppError.MessageTypeNotSupported;
                return $"message type {type} is unknown";
            }

            if (Id is null)
            {
                return $"the second item is not a message id of 1..{MaximumIdLength} characters";
            }

            return type == Call ? TakeCall(root, length) : TakeAnswer(root, length);
        }

        /// <summary>What a station answers ends a call, whatever it is: a call that is answered by nonsense is not sent for ever.</summary>
        private string? TakeAnswer(JsonElement root, int length)
        {
            if (Type == CallResult && length == 3 && root[2].ValueKind == JsonValueKind.Object)
            {
                Payload = root[2];
                return null;
            }

            StringBuilder error = new(Type == CallError ? "" : "no result:");
            for (int item = 2; item < length; item++)
            {
                error.Append(item > 2 || error.Length > 0 ? " " : "").Append(root[item].GetRawText());
            }

            Error = error.Length > LongestError ? error.ToString(0, LongestError) : error.ToString();
            return null;
        }

        private string? TakeCall(JsonElement root, int length)
        {
            if (length != 4)
            {
                return $"a call has 4 items, this one has {length}";
            }

            if (root[2].ValueKind != JsonValueKind.String)
            {
                return "the third item is not an action";
            }

            if (root[3].ValueKind != JsonValueKind.Object)
            {
                return "the fourth item is not an object";
            }

            Action = root[2].GetString()!;
            Payload = root[3];
            return null;
        }
    }
}
