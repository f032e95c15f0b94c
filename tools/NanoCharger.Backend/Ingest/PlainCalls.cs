using System;
using System.Globalization;
using System.Text.Json;
using NanoCharger.Backend.Link;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>Answers the calls that no transaction depends on: they wait for no database, but for the word about the price and what is heard of a call to the station.</summary>
    internal sealed class PlainCalls(BackendOptions options)
    {
        private const int LongestTypeName = 20;
        private const int LongestToken = 36;
        private const int LongestEventType = 50;
        private const int LongestTechInfo = 255;
        private const int LongestSerial = 64;
        private const int LongestCertificateType = 50;

        private readonly FaultDesk _faults = new(options);

        /// <summary>The calls to stations; null where there are none.</summary>
        internal CallDesk? Calls { get; set; }

        /// <summary>The certificates of stations' links; null where there are none.</summary>
        internal LinkDesk? Links { get; set; }

        /// <summary>The status in an answer to BootNotification.</summary>
        internal string Registration { get; set; } = "Accepted";

        /// <summary>The payload of the answer.</summary>
        /// <exception cref="OcppViolation">A field is missing or wrong, or the action is unknown here.</exception>
        internal string Answer(Call call, OcppFrame frame)
        {
            return frame.Action switch
            {
                "BootNotification" => AnswerBoot(call.Station, frame.Payload),
                "StatusNotification" => AnswerStatus(call, frame.Payload),
                "SecurityEventNotification" => AnswerSecurityEvent(call.Station, frame.Payload),
                "Heartbeat" => Answers.Of(WriteCurrentTime),
                "LogStatusNotification" => AnswerLogStatus(call.Station, frame.Payload),
                "NotifyReport" => AnswerReport(call.Station, frame.Payload),
                "SignCertificate" => AnswerSign(call.Station, frame.Payload),
                "Authorize" => AnswerAuthorize(call, frame.Payload),
                _ => throw new OcppViolation(OcppError.NotImplemented, "unknown action " + frame.Action),
            };
        }

        private string AnswerBoot(string station, JsonElement payload)
        {
            JsonElement about = Fields.Object(payload, "chargingStation");
            string model = Fields.Text(about, "model", 20);
            string vendor = Fields.Text(about, "vendorName", 50);
            string reason = Fields.Text(payload, "reason", LongestTypeName);
            if (Fields.OptionalText(about, "serialNumber", int.MaxValue) is { Length: > 0 and <= LongestSerial } serial)
            {
                options.Presence.HearBoard(station, serial);
            }

            options.Log($"{station}: started ({reason}), {vendor} {model}");
            return Answers.Of(writer =>
            {
                WriteCurrentTime(writer);
                writer.WriteNumber("interval", options.HeartbeatSeconds);
                writer.WriteString("status", Registration);
            });
        }

        private string AnswerReport(string station, JsonElement payload)
        {
            int request = Fields.Integer(payload, "requestId", 0, int.MaxValue);
            int number = Fields.Integer(payload, "seqNo", 0, int.MaxValue);
            options.Log($"{station}: report {request}, message {number}");
            return Answers.Nothing;
        }

        private string AnswerLogStatus(string station, JsonElement payload)
        {
            string status = Fields.OneOf(payload, "status", "BadMessage", "Idle", "NotSupportedOperation", "PermissionDenied", "Uploaded", "UploadFailure", "Uploading", "AcceptedCanceled");
            int? request = Fields.OptionalInteger(payload, "requestId", 0, int.MaxValue);
            if (request is { } number)
            {
                Calls?.Noted(station, number, status);
            }

            options.Log($"{station}: log {request}: {status}");
            return Answers.Nothing;
        }

        private string AnswerStatus(Call call, JsonElement payload)
        {
            Fields.Time(payload, "timestamp");
            int evse = Fields.Integer(payload, "evseId", 0, int.MaxValue);
            int connector = Fields.Integer(payload, "connectorId", 0, int.MaxValue);
            string status = Fields.OneOf(payload, "connectorStatus", "Available", "Occupied", "Reserved", "Unavailable", FaultDesk.Faulted);
            StationNote note = StationNote.Of(payload);
            call.Work = _faults.Take(call.Station, status, note.Fault ?? note.Why ?? "");
            options.Presence.HearOutlet(call.Station, status, note.Closings);
            options.Log($"{call.Station}: connector {evse}/{connector} {status}{(status == FaultDesk.Faulted ? ": " + (note.Fault ?? note.Why) : "")}");
            return Answers.Nothing;
        }

        private string AnswerSecurityEvent(string station, JsonElement payload)
        {
            Fields.Time(payload, "timestamp");
            string type = Fields.Text(payload, "type", LongestEventType);
            string? info = Fields.OptionalText(payload, "techInfo", LongestTechInfo);
            options.Log($"{station}: security event {type}{(info is null ? "" : ": " + info)}");
            return Answers.Nothing;
        }

        private string AnswerSign(string station, JsonElement payload)
        {
            string request = Fields.Text(payload, "csr", LinkRequest.LongestPem);
            string type = Fields.OptionalText(payload, "certificateType", LongestCertificateType) ?? LinkDesk.StationType;
            (string Code, Phrase Why)? refusal = Registration != "Accepted" || Links is null ? ("NotAccepted", new Phrase("refused.link-unknown")) : Links.Asked(station, request, type);
            return Answers.Of(writer =>
            {
                writer.WriteString("status", refusal is null ? "Accepted" : "Rejected");
                if (refusal is { } no)
                {
                    writer.WriteStartObject("statusInfo");
                    writer.WriteString("reasonCode", no.Code);
                    writer.WriteString("additionalInfo", no.Why.ToString());
                    writer.WriteEndObject();
                }
            });
        }

        private string AnswerAuthorize(Call call, JsonElement payload)
        {
            JsonElement token = Fields.Object(payload, "idToken");
            string text = Fields.Text(token, "idToken", LongestToken);
            string type = Fields.OneOf(token, "type", "Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress", "NoAuthorization");
            call.Asks = new Customer(text, type == "Central");

            // What is so is said where cards and prices are read, in the unit of work.
            return Answers.Nothing;
        }

        private void WriteCurrentTime(Utf8JsonWriter writer)
        {
            DateTime now = options.TimeProvider.GetUtcNow().UtcDateTime;
            writer.WriteString("currentTime", now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }
    }
}
