using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NanoCharger.Verify;

namespace NanoCharger.Backend.People
{
    /// <summary>What is put in the place of evidence that is erased, and what of it names somebody.</summary>
    internal static partial class Redaction
    {
        /// <summary>Base64 of so many characters may be a document.</summary>
        [GeneratedRegex("[A-Za-z0-9+/]{40,}={0,2}", RegexOptions.CultureInvariant)]
        private static partial Regex Base64Runs();

        /// <summary>How an erased document names its customer: as the ledger does, in the letters of a token.</summary>
        internal static string TokenOf(long account)
        {
            return FormattableString.Invariant($"account-{account}");
        }

        /// <summary>A document without its customer and its signature, which nobody can make again without knowing both. What it says of energy, time and price stays, so that all that was reckoned by it can be reckoned again.</summary>
        internal static string Of(string document, long account)
        {
            SignedDocument read = OcmfVerifier.Read(document);
            string payload = document.Split('|')[1];
            return read.Identified ? $"OCMF|{payload.Replace($"\"ID\":\"{read.Identification}\"", $"\"ID\":\"{TokenOf(account)}\"", StringComparison.Ordinal)}|{{}}" : $"OCMF|{payload}|{{}}";
        }

        /// <summary>Whether a frame, however broken, has one of these tokens in it: in the clear, or in what it carries as base64.</summary>
        internal static bool Names(byte[] frame, IReadOnlyCollection<string> tokens)
        {
            string text = Encoding.Latin1.GetString(frame);
            return tokens.Any(token => Has(text, token)) || Base64Runs().Matches(text).Any(run => Decoded(run.Value) is { } inner && tokens.Any(token => Has(inner, token)));
        }

        /// <summary>For whom a stored start is; empty where it does not say.</summary>
        internal static string StartedBy(string payload)
        {
            using JsonDocument read = JsonDocument.Parse(payload);
            return read.RootElement.TryGetProperty("idToken", out JsonElement who) && who.TryGetProperty("idToken", out JsonElement token) ? token.GetString() ?? "" : "";
        }

        private static bool Has(string text, string token)
        {
            return text.Contains(token, StringComparison.OrdinalIgnoreCase);
        }

        private static string? Decoded(string run)
        {
            // What was cut still says what it says.
            string whole = run.TrimEnd('=');
            whole = whole[..(whole.Length / 4 * 4)];
            return Base64.IsValid(whole) ? Encoding.Latin1.GetString(Convert.FromBase64String(whole)) : null;
        }
    }
}
