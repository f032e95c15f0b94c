using System;
using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Demo
{
    /// <summary>A station's signing as .NET would do it: documents for those who check them, true and false ones, without any firmware. The demo house is signed by it, the bench measures with it, tests forge with it.</summary>
    internal sealed class DocumentMaker : IDisposable
    {
        /// <summary>The order n of P-256 (FIPS 186-5).</summary>
        private static readonly BigInteger Order = BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public StationKey Key => StationKey.FromDer(_key.ExportSubjectPublicKeyInfo())!;

        /// <summary>The key as a signedMeterValue carries it.</summary>
        public string OcppKey => Convert.ToBase64String(Encoding.ASCII.GetBytes(StationKey.OcppPrefix + Key.Hex));

        public void Dispose()
        {
            _key.Dispose();
        }

        /// <summary>A document over this payload, whatever it says.</summary>
        /// <param name="payload">What is signed.</param>
        /// <param name="high">With the higher of s and n - s, which the one form does not have.</param>
        public string Sign(string payload, bool high = false)
        {
            byte[] pair = _key.SignData(Encoding.ASCII.GetBytes(payload), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            BigInteger r = new(pair.AsSpan(0, pair.Length / 2), isUnsigned: true, isBigEndian: true);
            BigInteger s = new(pair.AsSpan(pair.Length / 2), isUnsigned: true, isBigEndian: true);
            AsnWriter writer = new(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                writer.WriteInteger(r);
                writer.WriteInteger(s > Order - s == high ? s : Order - s);
            }

            byte[] der = writer.Encode();
            return $$"""OCMF|{{payload}}|{"SA":"ECDSA-secp256r1-SHA256","SE":"hex","SM":"application/x-der","SD":"{{Convert.ToHexStringLower(der)}}"}""";
        }

        /// <summary>The begin document of a card's transaction.</summary>
        public string Begin(long number, long register, string time = "2026-11-22T18:00:00,000+0000 S", string station = "bay")
        {
            return Sign(BeginPayload(number, register, time, station));
        }

        public static string BeginPayload(long number, long register, string time = "2026-11-22T18:00:00,000+0000 S", string station = "bay")
        {
            return Payload(number, station, Reading("B", register, time));
        }

        /// <summary>The receipt of a card's transaction.</summary>
        public string Receipt(
            long number, long begin, long end, string from = "2026-11-22T18:00:00,000+0000 S", string to = "2026-11-22T20:00:00,000+0000 S", string station = "bay", string cause = "E")
        {
            return Sign(ReceiptPayload(number, begin, end, from, to, station, cause));
        }

        public static string ReceiptPayload(
            long number, long begin, long end, string from = "2026-11-22T18:00:00,000+0000 S", string to = "2026-11-22T20:00:00,000+0000 S", string station = "bay", string cause = "E")
        {
            return Payload(number, station, Reading("B", begin, from) + "," + Reading(cause, end, to));
        }

        /// <summary>A reading between begin and end.</summary>
        public string Between(long number, long register, string time = "2026-11-22T19:00:00,000+0000 S", string station = "bay", string cause = "C")
        {
            return Sign(Payload(number, station, Reading(cause, register, time)));
        }

        private static string Payload(long number, string station, string readings)
        {
            return new DocumentFacts(number, station, readings).Payload();
        }

        /// <summary>A reading as a document has it.</summary>
        /// <param name="cause">Its TX.</param>
        /// <param name="register">The register in mWh.</param>
        /// <param name="time">Its TM, with the letter of the clock.</param>
        public static string Reading(string cause, long register, string time)
        {
            string value = (register / 10 / 100_000m).ToString("F5", CultureInfo.InvariantCulture);
            string flag = time.EndsWith('U') ? "t" : "";
            return $$"""{"TM":"{{time}}","TX":"{{cause}}","RV":{{value}},"RI":"01-00:01.08.00*FF","RU":"kWh","RT":"AC","EF":"{{flag}}","ST":"G"}""";
        }
    }
}
