using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace NanoCharger.Verify
{
    /// <summary>The texts in which a public key is handed on.</summary>
    /// <remarks>
    /// PEM; the DER form in hex digits (the station's <c>key show</c>) or base64; and OCPP's publicKey, which is base64 of a prefix that names
    /// the coding and the key in that coding, or that text without its base64. The prefix may be in capitals: so it stands in the station's code of squares.
    /// Hex digits and base64 come from terminals and editors in rows of any width, hex of OpenSSL with colons.
    /// </remarks>
    internal static class KeyForms
    {
        private const string PemLabel = "PUBLIC KEY";
        private const string PemBegin = "-----BEGIN";
        private const string OcppHead = "oca:";
        private const string OcppBase64 = "oca:base64:asn1:";

        /// <summary>The DER form; null where the text is none of the forms.</summary>
        internal static byte[]? Decode(string text)
        {
            // Editors put a mark of the byte order before the text.
            string trimmed = text.TrimStart('\ufeff').Trim();
            return trimmed.Contains("-----", StringComparison.Ordinal) ? Pem(trimmed)
                : trimmed.StartsWith(OcppHead, StringComparison.OrdinalIgnoreCase) ? Ocpp(trimmed)
                : Hex(trimmed) ?? Base64(trimmed);
        }

        // Of two keys nobody knows which is meant.
        private static byte[]? Pem(string text)
        {
            bool one = text.IndexOf(PemBegin, StringComparison.Ordinal) == text.LastIndexOf(PemBegin, StringComparison.Ordinal);
            return one && PemEncoding.TryFind(text, out PemFields fields) && text[fields.Label] == PemLabel ? Convert.FromBase64String(text[fields.Base64Data]) : null;
        }

        private static byte[]? Ocpp(string text)
        {
            return text.StartsWith(StationKey.OcppPrefix, StringComparison.OrdinalIgnoreCase) ? Hex(text[StationKey.OcppPrefix.Length..])
                : text.StartsWith(OcppBase64, StringComparison.OrdinalIgnoreCase) ? Bytes(text[OcppBase64.Length..])
                : null;
        }

        private static byte[]? Base64(string text)
        {
            byte[]? bytes = Bytes(text);
            string inner = bytes is null ? "" : Encoding.Latin1.GetString(bytes);
            return inner.StartsWith(OcppHead, StringComparison.OrdinalIgnoreCase) ? Ocpp(inner) : bytes;
        }

        private static byte[]? Bytes(string text)
        {
            byte[] bytes = new byte[text.Length];
            return text.Length > 0 && Convert.TryFromBase64String(text, bytes, out int count) ? bytes[..count] : null;
        }

        private static byte[]? Hex(string text)
        {
            string digits = string.Concat(text.Where(letter => letter != ':' && !char.IsWhiteSpace(letter)));
            try
            {
                return digits.Length == 0 ? null : Convert.FromHexString(digits);
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }
}
