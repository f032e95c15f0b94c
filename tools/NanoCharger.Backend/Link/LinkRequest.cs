using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoCharger.Backend.Link
{
    /// <summary>A station's request for a certificate of its link (PKCS#10), looked at; pure.</summary>
    internal sealed class LinkRequest
    {
        /// <summary>The most characters of one (OCPP 2.0.1, SignCertificateRequest.csr).</summary>
        internal const int LongestPem = 5500;

        private const int LongestName = 64;
        private const string CommonName = "2.5.4.3";
        private const string P256 = "1.2.840.10045.3.1.7";

        private LinkRequest(string station, PublicKey key)
        {
            Station = station;
            Key = key;
        }

        /// <summary>Whose it is.</summary>
        internal string Station { get; }

        /// <summary>The key that is to be certified: whoever wrote the request has it.</summary>
        internal PublicKey Key { get; }

        /// <summary>Looks at one.</summary>
        /// <param name="station">By whose topic it came: the broker has that name from his certificate.</param>
        /// <param name="pem">The request.</param>
        /// <param name="problem">Why it is not signed, null where it may be.</param>
        /// <returns>Null where it may not be signed.</returns>
        internal static LinkRequest? Read(string station, string pem, out Phrase? problem)
        {
            problem = null;
            if (!LinkName.IsSound(station))
            {
                problem = new Phrase("refused.link-id");
                return null;
            }

            try
            {
                // It checks the request's own signature, and takes none of the extensions that are asked for.
                CertificateRequest request = CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256);
                problem = OfKey(request.PublicKey) ?? OfName(request.SubjectName, station);
                return problem is null ? new LinkRequest(station, request.PublicKey) : null;
            }
            catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
            {
                problem = new Phrase("refused.link-request");
                return null;
            }
        }

        private static Phrase? OfKey(PublicKey key)
        {
            using ECDsa? curve = key.Oid.Value == "1.2.840.10045.2.1" ? key.GetECDsaPublicKey() : null;
            return curve?.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256 ? null : new Phrase("refused.link-key");
        }

        /// <summary>What a stranger wrote is kept, and answered, as far as any name goes.</summary>
        private static string Bounded(string name)
        {
            return name.Length > LongestName ? name[..LongestName] : name;
        }

        private static Phrase? OfName(X500DistinguishedName subject, string station)
        {
            X500RelativeDistinguishedName[] parts = [.. subject.EnumerateRelativeDistinguishedNames()];
            return parts is [{ HasMultipleElements: false } only] && only.GetSingleElementType().Value == CommonName && only.GetSingleElementValue() == station
                ? null : new Phrase("refused.link-name", Bounded(string.Join(", ", parts.Select(part => part.HasMultipleElements ? "?" : part.GetSingleElementValue()))), station);
        }
    }
}
