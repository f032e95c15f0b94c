using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.Backend.Ocpp;

namespace NanoCharger.Backend.Link
{
    /// <summary>A signed chain on its way to its station, looked at; pure.</summary>
    /// <param name="Serial">The serial number of the station's certificate.</param>
    /// <param name="NotAfter">Its end.</param>
    /// <param name="Pem">The certificates that were read and nothing else: whoever signs may have written what they say in front of them, or left a key behind.</param>
    internal sealed record LinkChain(string Serial, DateTimeOffset NotAfter, string Pem)
    {
        /// <summary>A whole frame has to fit into a station's buffer; CertificateSigned with its id is this much around the chain.</summary>
        private const int LongestFrame = 4095;

        private const int AroundPayload = 80;
        private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

        /// <summary>Looks at one.</summary>
        /// <param name="request">What was asked for.</param>
        /// <param name="pem">What was signed.</param>
        /// <param name="now">The time.</param>
        /// <param name="problem">Why it is not handed on.</param>
        internal static LinkChain? Read(LinkRequest request, string pem, DateTimeOffset now, out Phrase? problem)
        {
            X509Certificate2Collection chain = [];
            try
            {
                chain.ImportFromPem(pem);
            }
            catch (CryptographicException)
            {
                problem = new Phrase("refused.link-chain");
                return null;
            }

            string read = string.Concat(chain.Select(certificate => certificate.ExportCertificatePem() + "\n"));
            problem = chain.Count == 0 ? new Phrase("refused.link-chain") : OfFirst(request, chain[0], now) ?? OfLength(read);
            return problem is null ? new LinkChain(chain[0].SerialNumber, chain[0].NotAfter.ToUniversalTime(), read) : null;
        }

        /// <summary>The payload of CertificateSigned, of the <see cref="Pem"/> of a chain.</summary>
        internal static string Payload(string pem)
        {
            return Ingest.Answers.Of(writer =>
            {
                writer.WriteString("certificateChain", pem.ReplaceLineEndings("\n"));
                writer.WriteString("certificateType", LinkDesk.StationType);
            });
        }

        private static Phrase? OfFirst(LinkRequest request, X509Certificate2 first, DateTimeOffset now)
        {
            X509EnhancedKeyUsageExtension? purposes = first.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
            return !first.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(request.Key.ExportSubjectPublicKeyInfo()) ? new Phrase("refused.link-other-key")
                : first.Subject != "CN=" + request.Station ? new Phrase("refused.link-other-name", first.Subject, request.Station)
                : first.NotAfter.ToUniversalTime() <= now.UtcDateTime ? new Phrase("refused.link-ended")
                : purposes is not null && !purposes.EnhancedKeyUsages.Cast<Oid>().Any(one => one.Value == ClientPurpose) ? new Phrase("refused.link-no-client")
                : null;
        }

        private static Phrase? OfLength(string pem)
        {
            int length = OcppFrame.WriteCall("", LinkDesk.CertificateSigned, Payload(pem)).Length + AroundPayload;
            return length <= LongestFrame ? null : new Phrase("refused.link-length", length, LongestFrame);
        }
    }
}
