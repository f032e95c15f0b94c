using System;
using System.Collections.Concurrent;
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

        /// <summary>Imported keys that nobody uses just now: one is borrowed for each verification, since two threads may not share one, and an import costs more than verifying.</summary>
        private readonly ConcurrentBag<ECDsa> _idle;

        private StationKey(byte[] der, ECDsa imported)
        {
            _der = der;
            _idle = [imported];
            Hex = Convert.ToHexStringLower(der);
        }

        /// <summary>The DER form in lower-case hex digits: 182 of them. Equal keys have equal texts.</summary>
        public string Hex { get; }

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
                return new StationKey((byte[])der.Clone(), Import(der));
            }
            catch (CryptographicException)
            {
                // Not on the curve, or a coordinate beyond the field.
                return null;
            }
        }

        /// <summary>Whether the signature, in its one form (<see cref="SignatureForm"/>), is this key's over these bytes (ECDSA with SHA-256).</summary>
        public bool Accepts(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
        {
            if (SignatureForm.Problem(signature) is not null)
            {
                return false;
            }

            ECDsa key = _idle.TryTake(out ECDsa? idle) ? idle : Import(_der);
            try
            {
                return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            }
            finally
            {
                _idle.Add(key);
            }
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
