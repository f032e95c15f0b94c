using System;
using System.Collections.Concurrent;
using System.Text.Json;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ocpp
{
    /// <summary>A signedMeterValue as it came (OCPP 2.0.1, SignedMeterValueType): taken apart, nothing verified yet.</summary>
    /// <param name="Document">The OCMF document's exact bytes.</param>
    /// <param name="Key">The key that came with it; null where the field is empty.</param>
    /// <param name="RegisterMilliwattHours">What the sample says in the clear.</param>
    internal sealed record SignedValue(byte[] Document, StationKey? Key, long RegisterMilliwattHours)
    {
        private const int LongestData = 2_500;
        private const string Encoding = "OCMF";

        /// <summary>Base64 writes so many bytes in so many characters (RFC 4648, 4).</summary>
        private const int BytesOfQuantum = 3;
        private const int Quantum = 4;

        /// <summary>Keys that are remembered; then all are forgotten, so that nobody fills the memory with keys that he makes up.</summary>
        private const int MostKnown = 4096;

        private static readonly ConcurrentDictionary<string, StationKey> Known = new(StringComparer.Ordinal);

        /// <summary>Reads the signedMeterValue of a sample; null where it has none.</summary>
        /// <exception cref="OcppViolation">A field is missing or wrong.</exception>
        internal static SignedValue? Read(JsonElement sample, long registerMilliwattHours)
        {
            if (Fields.OptionalObject(sample, "signedMeterValue") is not { } value)
            {
                return null;
            }

            Fields.OneOf(value, "encodingMethod", Encoding);
            string method = Fields.OptionalText(value, "signingMethod", LongestData) ?? throw Fields.OutOfRange("signingMethod", "is missing");
            if (method.Length > 0)
            {
                throw Fields.OutOfRange("signingMethod", "must be empty: the document tells it");
            }

            byte[] document = Base64(Fields.Text(value, "signedMeterData", LongestData), "signedMeterData");
            string key = Fields.OptionalText(value, "publicKey", LongestData) ?? throw Fields.OutOfRange("publicKey", "is missing");
            return new SignedValue(document, key.Length == 0 ? null : KeyOf(key), registerMilliwattHours);
        }

        /// <summary>A station sends the same key again and again: it is imported once, since that costs as much as a verification.</summary>
        private static StationKey KeyOf(string base64)
        {
            if (Known.TryGetValue(base64, out StationKey? known))
            {
                return known;
            }

            string written = System.Text.Encoding.Latin1.GetString(Base64(base64, "publicKey"));
            StationKey key = written.StartsWith(StationKey.OcppPrefix, StringComparison.Ordinal) && StationKey.Read(written, out _) is { } read
                ? read
                : throw Fields.OutOfRange("publicKey", "is no key of P-256 behind " + StationKey.OcppPrefix);
            if (Known.Count >= MostKnown)
            {
                Known.Clear();
            }

            Known[base64] = key;
            return key;
        }

        /// <summary>One form here too: no white space, no bits beyond the last byte.</summary>
        private static byte[] Base64(string text, string name)
        {
            int padding = text.EndsWith("==", StringComparison.Ordinal) ? 2 : text.EndsWith('=') ? 1 : 0;
            byte[] bytes = new byte[Math.Max(0, (text.Length / Quantum * BytesOfQuantum) - padding)];

            // White space would leave bytes over, and only the last four characters can hold bits beyond the last byte.
            bool sound = text.Length % Quantum == 0 && Convert.TryFromBase64String(text, bytes, out int count) && count == bytes.Length
                && (padding == 0 || text.EndsWith(Convert.ToBase64String(bytes.AsSpan(count - (BytesOfQuantum - padding))), StringComparison.Ordinal));
            return sound ? bytes : throw Fields.OutOfRange(name, "is not base64");
        }
    }
}
