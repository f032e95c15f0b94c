using System.Text.Json;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Stations;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>What our stations add to a StatusNotification (customData): for the eye, so what is odd is left out, and refuses no message.</summary>
    /// <param name="Why">Why no current flows; null: not said.</param>
    /// <param name="Fault">The fault by its name; null: none, or not said.</param>
    /// <param name="Closings">How often the contactor has closed; null: not said.</param>
    internal sealed record StationNote(string? Why, string? Fault, long? Closings)
    {
        private const string Vendor = "nanoCharger";

        private static readonly StationNote None = new(null, null, null);

        /// <summary>Reads it.</summary>
        internal static StationNote Of(JsonElement payload)
        {
            try
            {
                return Fields.OptionalObject(payload, "customData") is { } note && Fields.OptionalText(note, "vendorId", 255) == Vendor
                    ? new StationNote(Word(note, "why"), Word(note, "fault"), Fields.OptionalInteger(note, "closings", 0, int.MaxValue)) : None;
            }
            catch (OcppViolation)
            {
                return None;
            }
        }

        private static string? Word(JsonElement note, string name)
        {
            return Fields.OptionalText(note, name, FaultDesk.LongestName) is { Length: > 0 } text ? Printable.Line(text) : null;
        }
    }
}
