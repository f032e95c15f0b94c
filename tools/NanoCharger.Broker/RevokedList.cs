using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoCharger.Broker
{
    /// <summary>Reads the list of what a CA has revoked (RFC 5280, 5.1): PEM, signed by that CA with ECDSA and SHA-256.</summary>
    internal static class RevokedList
    {
        private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0);

        /// <summary>The serial numbers on it, each as <see cref="Plain"/>.</summary>
        /// <exception cref="InvalidDataException">It is no such list, or another's.</exception>
        internal static HashSet<string> Read(string pem, X509Certificate2 authority)
        {
            try
            {
                PemFields fields = PemEncoding.Find(pem);
                byte[] text = Convert.FromBase64String(pem[fields.Base64Data]);
                AsnReader whole = new AsnReader(text, AsnEncodingRules.DER).ReadSequence();
                ReadOnlyMemory<byte> signed = whole.PeekEncodedValue();
                AsnReader list = whole.ReadSequence();
                whole.ReadSequence();
                byte[] signature = whole.ReadBitString(out _);
                using ECDsa? key = authority.GetECDsaPublicKey();
                return key?.VerifyData(signed.Span, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence) == true
                    ? Serials(list)
                    : throw new InvalidDataException("the list is not signed by this CA");
            }
            catch (Exception problem) when (problem is AsnContentException or FormatException or ArgumentException or CryptographicException)
            {
                throw new InvalidDataException("it is no list of what was revoked: " + problem.Message, problem);
            }
        }

        /// <summary>A serial number in hexadecimal digits without zeros in front: some write one there and some do not.</summary>
        internal static string Plain(string serial)
        {
            return serial.TrimStart('0');
        }

        /// <summary>Version, algorithm, issuer, this update, perhaps next update, perhaps the entries, perhaps extensions.</summary>
        private static HashSet<string> Serials(AsnReader list)
        {
            HashSet<string> serials = [];
            list.ReadInteger();
            list.ReadSequence();
            list.ReadSequence();
            list.ReadEncodedValue();
            if (list.HasData && (list.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) || list.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime)))
            {
                list.ReadEncodedValue();
            }

            if (!list.HasData || list.PeekTag().HasSameClassAndValue(Extensions))
            {
                return serials;
            }

            AsnReader entries = list.ReadSequence();
            while (entries.HasData)
            {
                serials.Add(Plain(Convert.ToHexString(entries.ReadSequence().ReadIntegerBytes().Span)));
            }

            return serials;
        }
    }
}
