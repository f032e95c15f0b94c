using System.Text.Json;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Guests
{
    /// <summary>What came of a call to a charger.</summary>
    /// <param name="EndedMs">When it was answered, or its time was over; null while it is open.</param>
    /// <param name="WasSent">It has left, and so it may have been heard.</param>
    /// <param name="Status">OCPP's word in the answer; null where there is none.</param>
    /// <param name="Code">The charger's reason; null where it has said none.</param>
    internal sealed record CallOutcome(long? EndedMs, bool WasSent, string? Status, string? Code)
    {
        /// <summary>Answered with an error.</summary>
        private const string Failed = "CALLERROR";

        /// <summary>Nothing has come of it yet.</summary>
        internal bool IsOpen => EndedMs is null;

        internal bool IsAccepted => Status == "Accepted";

        /// <summary>The charger has said no.</summary>
        internal bool IsRefused => Status is "Rejected" or Failed;

        internal static CallOutcome Of(CallRow call)
        {
            (string? status, string? code) = call.Error is not null && call.Error != CallBook.Expired ? (Failed, call.Error) : Read(call.Answer);
            return new CallOutcome(call.EndedMs, call.SentMs is not null, status, code);
        }

        private static (string? Status, string? Code) Read(string? answer)
        {
            if (answer is null)
            {
                return (null, null);
            }

            try
            {
                using JsonDocument read = JsonDocument.Parse(answer);
                string? status = Text(read.RootElement, "status");
                return (status, read.RootElement.TryGetProperty("statusInfo", out JsonElement info) && info.ValueKind == JsonValueKind.Object ? Text(info, "reasonCode") : null);
            }
            catch (System.Exception problem) when (problem is JsonException or System.InvalidOperationException)
            {
                // Nobody knows what it says: it has not said yes.
                return (Failed, null);
            }
        }

        private static string? Text(JsonElement from, string name)
        {
            return from.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        }
    }
}
