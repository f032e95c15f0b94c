using System;
using System.Formats.Asn1;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace NanoCharger.Verify
{
    /// <summary>A station's public key: a point of P-256 as SubjectPublicKeyInfo (RFC 5480), and nothing else.</summary>
    public sealed class StationKey
    {
        /// <summary>What stands before the hex digits in the publicKey of a signedMeterValue.</summary>
        public const string OcppPrefix = "oca:base16:asn1:";

        private const string PemLabel = "PUBLIC KEY";
        private const int PointBytes = 65;
        private const int LongestFile = 4_096;
        private const int MostShown = 40;

        /// <summary>All of the DER before the point: algorithm id-ecPublicKey, curve secp256r1, uncompressed. P-256 has this one form here.</summary>
        private static readonly byte[] Head = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d030107034200");

        private readonly byte[] _der;

        /// <summary>Half the order of P-256, rounded down, big endian: the highest s that is the lower of s and n - s (FIPS 186-5 gives n).</summary>
        private static readonly byte[] HighestS = Convert.FromHexString("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8");

        private StationKey(byte[] der)
        {
            _der = der;
        }

        /// <summary>The DER form in lower-case hex digits: 182 of them. Equal keys have equal texts.</summary>
        public string Hex => Convert.ToHexStringLower(_der);

        /// <summary>The PEM form, ended by a line feed.</summary>
        public string Pem => PemEncoding.WriteString(PemLabel, _der) + "\n";

        /// <summary>Reads a key in any of the forms that stations, backends and tools hand on: PEM, hex digits or base64 of the DER form, OCPP's publicKey with its base64 or without.</summary>
        /// <param name="text">The text; white space around it does not matter.</param>
        /// <param name="problem">What is wrong with it; null when a key is returned.</param>
        public static StationKey? Read(string text, out string? problem)
        {
            ArgumentNullException.ThrowIfNull(text);
            return Found(KeyForms.Decode(text), out problem);
        }

        /// <summary>Reads a key from what a command was given: the name of a file with one of the forms, or DER as it is; or the text itself.</summary>
        /// <param name="given">The file's name or the text.</param>
        /// <param name="problem">What is wrong with it; null when a key is returned.</param>
        /// <exception cref="IOException">The file cannot be read.</exception>
        /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
        public static StationKey? ReadFileOrText(string given, out string? problem)
        {
            ArgumentNullException.ThrowIfNull(given);
            if (!File.Exists(given))
            {
                StationKey? key = Read(given, out problem);
                problem = problem is null ? null : "there is no such file, and as a text " + problem;
                return key;
            }

            byte[] bytes = new byte[LongestFile];
            using FileStream file = File.OpenRead(given);
            byte[] content = bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
            return Found(FromDer(content) is null ? KeyForms.Decode(Encoding.UTF8.GetString(content)) : content, out problem);
        }

        /// <summary>What a message may say of what a command was given: a file's name; of a text its beginning, since it may be long, and by mistake the private key.</summary>
        public static string Named(string given)
        {
            ArgumentNullException.ThrowIfNull(given);
            return given.Length <= MostShown || File.Exists(given) ? given : given[..MostShown] + "...";
        }

        /// <summary>The key of a DER form; null unless it is a point of P-256, in this form alone.</summary>
        public static StationKey? FromDer(byte[] der)
        {
            ArgumentNullException.ThrowIfNull(der);
            if (der.Length != Head.Length + PointBytes || !der.AsSpan().StartsWith(Head) || der[Head.Length] != 4)
            {
                return null;
            }

            try
            {
                using ECDsa key = Import(der);
                return new StationKey((byte[])der.Clone());
            }
            catch (CryptographicException)
            {
                // Not on the curve, or a coordinate beyond the field.
                return null;
            }
        }

        /// <summary>Whether the signature, in its one form (<see cref="IsStrictDer"/>, <see cref="HasLowS"/>), is this key's over these bytes (ECDSA with SHA-256).</summary>
        public bool Accepts(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
        {
            if (!IsStrictDer(signature) || !HasLowS(signature))
            {
                return false;
            }

            using ECDsa key = Import(_der);
            return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }

        /// <summary>Whether these bytes are two positive integers in a sequence, each in the shortest form, and nothing behind them (X.690, DER).</summary>
        public static bool IsStrictDer(ReadOnlySpan<byte> signature)
        {
            const int longestInteger = 33;
            try
            {
                AsnReader outer = new(signature.ToArray(), AsnEncodingRules.DER);
                AsnReader inner = outer.ReadSequence();
                ReadOnlySpan<byte> r = inner.ReadIntegerBytes().Span;
                ReadOnlySpan<byte> s = inner.ReadIntegerBytes().Span;
                return !inner.HasData && !outer.HasData && r[0] < 0x80 && s[0] < 0x80 && r.Length <= longestInteger && s.Length <= longestInteger;
            }
            catch (AsnContentException)
            {
                return false;
            }
        }

        /// <summary>Whether s is the lower of s and n - s. With (r, s) anybody can write (r, n - s), which holds too: only one of them is a signature here.</summary>
        /// <param name="signature">A signature in strict DER.</param>
        public static bool HasLowS(ReadOnlySpan<byte> signature)
        {
            AsnReader pair = new AsnReader(signature.ToArray(), AsnEncodingRules.DER).ReadSequence();
            pair.ReadIntegerBytes();
            ReadOnlySpan<byte> s = pair.ReadIntegerBytes().Span;
            return s.Length < HighestS.Length || (s.Length == HighestS.Length && s.SequenceCompareTo(HighestS) <= 0);
        }

        private static ECDsa Import(byte[] der)
        {
            ECDsa key = ECDsa.Create();
            try
            {
                key.ImportSubjectPublicKeyInfo(der, out _);
                return key;
            }
            catch
            {
                key.Dispose();
                throw;
            }
        }

        private static StationKey? Found(byte[]? der, out string? problem)
        {
            StationKey? key = der is null ? null : FromDer(der);
            problem = key is not null ? null
                : der is null ? "it is no key: neither PEM with one PUBLIC KEY nor DER, nor hex digits or base64 of it"
                : "it is no public key of P-256 in its uncompressed form";
            return key;
        }
    }
}
