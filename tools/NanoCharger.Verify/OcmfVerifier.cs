using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NanoCharger.Verify
{
    /// <summary>Checks OCMF documents against a station's public key: one canonical form, the signature, and whether what they say can be true.</summary>
    public static class OcmfVerifier
    {
        /// <summary>The longest document, in bytes; the firmware writes at most 1 800.</summary>
        public const int MostBytes = 4_096;

        private const string Head = "OCMF|";
        private const string SignatureHead = "{\"SA\":\"ECDSA-secp256r1-SHA256\",\"SE\":\"hex\",\"SM\":\"application/x-der\",\"SD\":\"";
        private const string SignatureTail = "\"}";

        /// <summary>Checks one document by itself.</summary>
        /// <param name="document">Its exact bytes.</param>
        /// <param name="key">The station's key.</param>
        public static Verdict Verify(ReadOnlySpan<byte> document, StationKey key)
        {
            ArgumentNullException.ThrowIfNull(key);
            List<Check> checks = [];
            if (Refusal(document, out string[] parts) is { } refusal)
            {
                checks.Add(new Check("form", false, refusal));
                return new Verdict(false, null, SignatureState.NotChecked, checks);
            }

            // What is signed is the payload's bytes, so a signature can be judged where the payload departs from the form.
            SignedDocument? read = Read(parts, document.Length, checks, out byte[]? signature);
            SignatureState state = signature is null ? SignatureState.NotChecked
                : key.Accepts(document.Slice(Head.Length, parts[1].Length), signature) ? SignatureState.Valid
                : SignatureState.Invalid;
            if (state != SignatureState.NotChecked)
            {
                bool signed = state == SignatureState.Valid;
                checks.Add(new Check("signature", signed, signed ? "valid for this key" : "not this key's over this payload"));
            }

            if (read is not null)
            {
                Plausibility.Check(read, checks);
            }

            return new Verdict(true, read, state, checks);
        }

        /// <summary>What a document says, by its form alone: for one that has been verified before.</summary>
        /// <exception cref="ArgumentException">It has not the form.</exception>
        public static SignedDocument Read(string verified)
        {
            ArgumentNullException.ThrowIfNull(verified);
            try
            {
                return PayloadReader.Read(verified.Split('|') is { Length: 3 } parts ? parts[1] : "");
            }
            catch (FormException departed)
            {
                throw new ArgumentException(departed.Message, nameof(verified));
            }
        }

        /// <summary>The document's text; null where a byte of it is not ASCII. The signature covers what stands between the first and the second bar.</summary>
        public static string? TextOf(ReadOnlySpan<byte> document)
        {
            return Ascii.IsValid(document) ? Encoding.ASCII.GetString(document) : null;
        }

        /// <summary>Why this is nothing that can be judged here, as one line; null where it is, and then its parts.</summary>
        private static string? Refusal(ReadOnlySpan<byte> document, out string[] parts)
        {
            parts = [];
            if (!document.StartsWith("OCMF|"u8))
            {
                return $"this is no OCMF document: it does not begin with {Head}";
            }

            if (document.Length > MostBytes)
            {
                return $"this is no document of ours: more than {MostBytes} bytes";
            }

            parts = Encoding.Latin1.GetString(document).Split('|');
            return ForeignDocument.Describe(document.Slice(Head.Length, parts[1].Length));
        }

        private static SignedDocument? Read(string[] parts, int length, List<Check> checks, out byte[]? signature)
        {
            signature = null;
            try
            {
                if (Array.Exists(parts, part => !Ascii.IsValid(part)))
                {
                    throw new FormException("there is a byte that is not ASCII");
                }

                if (parts.Length != 3)
                {
                    throw new FormException(string.Create(CultureInfo.InvariantCulture, $"{parts.Length - 1} bars where 2 must be"));
                }

                signature = SignatureOf(parts[2]);
                SignedDocument read = PayloadReader.Read(parts[1]);
                checks.Add(new Check("form", true, string.Create(CultureInfo.InvariantCulture, $"OCMF 1.2 in its canonical form, {length} bytes")));
                return read;
            }
            catch (FormException departed)
            {
                checks.Add(new Check("form", false, "not the canonical form: " + departed.Message));
                return null;
            }
        }

        private static byte[] SignatureOf(string part)
        {
            if (!part.StartsWith(SignatureHead, StringComparison.Ordinal) || !part.EndsWith(SignatureTail, StringComparison.Ordinal)
                || part.Length < SignatureHead.Length + SignatureTail.Length)
            {
                throw new FormException("the signature's part is not " + SignatureHead + "..." + SignatureTail);
            }

            string digits = part[SignatureHead.Length..^SignatureTail.Length];
            foreach (char digit in digits)
            {
                if (digit is not (>= '0' and <= '9' or >= 'a' and <= 'f'))
                {
                    throw new FormException($"the signature has a '{digit}' among its lower-case hex digits");
                }
            }

            byte[] der = digits.Length % 2 == 0 ? Convert.FromHexString(digits) : [];
            return SignatureForm.Problem(der) is { } problem ? throw new FormException(problem) : der;
        }
    }
}
