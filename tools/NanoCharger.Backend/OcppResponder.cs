using System;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using Microsoft.Data.Sqlite;

namespace NanoCharger.Backend
{
    /// <summary>Answers one station's frames. Knows nothing of MQTT: bytes in, bytes out.</summary>
    internal sealed class OcppResponder
    {
        private const int LongestTypeName = 20;
        private const int LongestToken = 36;
        private const int LongestEventType = 50;
        private const int LongestTechInfo = 255;

        private readonly TransactionStore _store;
        private readonly BackendOptions _options;
        private long _malformed;
        private long _refused;
        private long _refusedDocuments;
        private long _answered;

        internal OcppResponder(TransactionStore store, BackendOptions options)
        {
            _store = store;
            _options = options;
        }

        /// <summary>Frames that could not be read.</summary>
        internal long Malformed => Interlocked.Read(ref _malformed);

        /// <summary>Calls answered by a CALLERROR.</summary>
        internal long Refused => Interlocked.Read(ref _refused);

        /// <summary>Calls answered by a CALLERROR because their signed document was refused.</summary>
        internal long RefusedDocuments => Interlocked.Read(ref _refusedDocuments);

        /// <summary>Calls answered by a CALLRESULT.</summary>
        internal long Answered => Interlocked.Read(ref _answered);

        /// <summary>True to store no event, as with a full disk: each is answered with InternalError.</summary>
        internal bool Failing { get; set; }

        /// <summary>The status in an answer to BootNotification.</summary>
        internal string Registration { get; set; } = "Accepted";

        /// <summary>Works a frame off; what it stores is committed when this returns.</summary>
        /// <param name="station">Who sent it, by its topic.</param>
        /// <param name="bytes">The frame as it came.</param>
        /// <param name="billed">The transaction that has got its price by this frame, or null.</param>
        /// <returns>The answer, or null where there is nobody or nothing to answer.</returns>
        internal byte[]? Answer(string station, ReadOnlyMemory<byte> bytes, out BilledTransaction? billed)
        {
            billed = null;
            OcppFrame frame = OcppFrame.Read(bytes);
            if (frame.Problem is not null)
            {
                Interlocked.Increment(ref _malformed);
                _options.Log($"{station}: malformed frame: {frame.Problem}");
                bool mayBeCall = frame.Type is not (OcppFrame.CallResult or OcppFrame.CallError);
                return frame.Id is not null && mayBeCall ? Refuse(frame.Id, frame.ProblemCode, frame.Problem) : null;
            }

            if (frame.Type != OcppFrame.Call)
            {
                _options.Log($"{station}: an answer to {frame.Id}, which was never asked");
                return null;
            }

            try
            {
                byte[] answer = Execute(station, frame, out billed);
                Interlocked.Increment(ref _answered);
                return answer;
            }
            catch (OcppViolation problem)
            {
                if (problem.Message.StartsWith(DocumentJudge.RefusedWords, StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref _refusedDocuments);
                }

                _options.Log($"{station}: {frame.Action} {frame.Id} refused: {problem.Code}: {problem.Message}");
                return Refuse(frame.Id!, problem.Code, problem.Message);
            }
            catch (SqliteException problem)
            {
                _options.Log($"{station}: {frame.Action} {frame.Id} not stored: {problem.Message}");
                return Refuse(frame.Id!, OcppError.InternalError, "not stored");
            }
        }

        private byte[] Execute(string station, OcppFrame frame, out BilledTransaction? billed)
        {
            billed = null;
            return frame.Action switch
            {
                "BootNotification" => AnswerBoot(station, frame),
                "StatusNotification" => AnswerStatus(station, frame),
                "SecurityEventNotification" => AnswerSecurityEvent(station, frame),
                "Heartbeat" => OcppFrame.WriteResult(frame.Id!, WriteCurrentTime),
                "NotifyReport" => AnswerReport(station, frame),
                "Authorize" => AnswerAuthorize(station, frame),
                "TransactionEvent" => AnswerTransaction(station, frame, out billed),
                _ => throw new OcppViolation(OcppError.NotImplemented, "unknown action " + frame.Action),
            };
        }

        private byte[] AnswerBoot(string station, OcppFrame frame)
        {
            JsonElement about = Fields.Object(frame.Payload, "chargingStation");
            string model = Fields.Text(about, "model", 20);
            string vendor = Fields.Text(about, "vendorName", 50);
            string reason = Fields.Text(frame.Payload, "reason", LongestTypeName);
            _options.Log($"{station}: started ({reason}), {vendor} {model}");
            return OcppFrame.WriteResult(frame.Id!, writer =>
            {
                WriteCurrentTime(writer);
                writer.WriteNumber("interval", _options.HeartbeatSeconds);
                writer.WriteString("status", Registration);
            });
        }

        private byte[] AnswerReport(string station, OcppFrame frame)
        {
            int request = Fields.Integer(frame.Payload, "requestId", 0, int.MaxValue);
            int number = Fields.Integer(frame.Payload, "seqNo", 0, int.MaxValue);
            _options.Log($"{station}: report {request}, message {number}");
            return OcppFrame.WriteResult(frame.Id!, static _ => { });
        }

        private byte[] AnswerStatus(string station, OcppFrame frame)
        {
            Fields.Time(frame.Payload, "timestamp");
            int evse = Fields.Integer(frame.Payload, "evseId", 0, int.MaxValue);
            int connector = Fields.Integer(frame.Payload, "connectorId", 0, int.MaxValue);
            string status = Fields.OneOf(
                frame.Payload, "connectorStatus", "Available", "Occupied", "Reserved", "Unavailable", "Faulted");
            _options.Log($"{station}: connector {evse}/{connector} {status}");
            return OcppFrame.WriteResult(frame.Id!, static _ => { });
        }

        private byte[] AnswerSecurityEvent(string station, OcppFrame frame)
        {
            Fields.Time(frame.Payload, "timestamp");
            string type = Fields.Text(frame.Payload, "type", LongestEventType);
            string? info = Fields.OptionalText(frame.Payload, "techInfo", LongestTechInfo);
            _options.Log($"{station}: security event {type}{(info is null ? "" : ": " + info)}");
            return OcppFrame.WriteResult(frame.Id!, static _ => { });
        }

        private byte[] AnswerAuthorize(string station, OcppFrame frame)
        {
            JsonElement token = Fields.Object(frame.Payload, "idToken");
            string text = Fields.Text(token, "idToken", LongestToken);
            Fields.OneOf(
                token, "type", "Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress", "NoAuthorization");
            bool accepted = _options.Accepts(text);
            string status = accepted ? "Accepted" : "Unknown";
            string? tariff = accepted ? _options.Tariff.ToLine() : null;
            if (tariff is not null)
            {
                _store.Told(station, text, tariff, _options.Tariff);
            }

            _options.Log($"{station}: token {text} {status}");
            return OcppFrame.WriteResult(frame.Id!, writer =>
            {
                writer.WriteStartObject("idTokenInfo");
                writer.WriteString("status", status);
                WritePrice(writer, tariff);
                writer.WriteEndObject();
            });
        }

        // What the customer is told, the station's signed documents carry (OCMF's TT).
        private static void WritePrice(Utf8JsonWriter writer, string? tariff)
        {
            if (tariff is not null)
            {
                writer.WriteStartObject("personalMessage");
                writer.WriteString("format", "ASCII");
                writer.WriteString("content", tariff);
                writer.WriteEndObject();
            }
        }

        // Whoever is started from afar has shown no card, so nobody was told the price by an answer to Authorize: the begin's answer tells it.
        private string? PriceOfRemoteStart(string station, JsonElement payload)
        {
            if (!Fields.Object(payload, "transactionInfo").TryGetProperty("remoteStartId", out _) || !payload.TryGetProperty("idToken", out _))
            {
                return null;
            }

            string? line = _options.Tariff.ToLine();
            if (line is not null)
            {
                _store.Told(station, Fields.Text(Fields.Object(payload, "idToken"), "idToken", LongestToken), line, _options.Tariff);
            }

            return line;
        }

        private byte[] AnswerTransaction(string station, OcppFrame frame, out BilledTransaction? billed)
        {
            if (Failing)
            {
                throw new OcppViolation(OcppError.InternalError, "not stored");
            }

            TransactionEvent @event = TransactionEvent.Read(station, frame.Payload);
            StoreOutcome outcome = _store.Record(@event, _options.Tariff);
            string what = outcome.Added ? "stored" : outcome.Contradicts ? "contradicts what is stored, which stands" : "a repeat";
            _options.Log($"{station}: transaction {@event.TransactionId} {@event.Type} {@event.Sequence}: {what}");
            if (outcome.Transaction.Withheld is { } why)
            {
                _options.Log($"{station}: transaction {@event.TransactionId} not priced: {why}");
            }
            else if (outcome.Transaction is { ReceiptOwed: true, Ended: true })
            {
                _options.Log($"{station}: transaction {@event.TransactionId} ended without a signed receipt: not priced");
            }

            billed = outcome.NewlyPriced ? outcome.Transaction : null;
            string? price = PriceOfRemoteStart(station, frame.Payload);
            return OcppFrame.WriteResult(frame.Id!, writer =>
            {
                // There is a cost only after the end, which is when it is to be told (OCPP 2.0.1, TransactionEventResponse).
                if (outcome.Transaction.Cost is { } cost)
                {
                    writer.WriteNumber("totalCost", cost);
                }

                if (price is not null)
                {
                    writer.WriteStartObject("idTokenInfo");
                    writer.WriteString("status", "Accepted");
                    WritePrice(writer, price);
                    writer.WriteEndObject();
                }
            });
        }

        private byte[] Refuse(string id, string code, string text)
        {
            Interlocked.Increment(ref _refused);
            return OcppFrame.WriteError(id, code, text);
        }

        private void WriteCurrentTime(Utf8JsonWriter writer)
        {
            DateTime now = _options.TimeProvider.GetUtcNow().UtcDateTime;
            writer.WriteString("currentTime", now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }
    }
}
