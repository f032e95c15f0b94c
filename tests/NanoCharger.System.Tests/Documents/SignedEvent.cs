using System;
using System.Globalization;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>A TransactionEvent as our stations send it, with a document of the test's.</summary>
    internal static class SignedEvent
    {
        public static string Payload(string transaction, int sequence, string type, string timestamp, long register, byte[]? document, string key)
        {
            string payload = ScriptedStation.Event(transaction, sequence, type, timestamp, register / 1000m);
            string signed = document is null ? "" : string.Create(
                CultureInfo.InvariantCulture,
                $$""","signedMeterValue":{"signedMeterData":"{{Convert.ToBase64String(document)}}","signingMethod":"","encodingMethod":"OCMF","publicKey":"{{key}}"}""");
            const string unit = "\"unitOfMeasure\":{\"unit\":\"Wh\"}";
            return payload.Replace(unit, unit + signed, StringComparison.Ordinal);
        }
    }
}
