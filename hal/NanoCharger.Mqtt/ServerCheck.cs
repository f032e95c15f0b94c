using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoCharger.Mqtt
{
    /// <summary>Whether a broker's certificate is one to be believed, and what is wrong with it if not; for one handshake.</summary>
    internal sealed class ServerCheck(BrokerTls tls)
    {
        private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";

        private readonly DateTimeOffset _now = tls.Now?.Invoke() ?? DateTimeOffset.UtcNow;
        private (BrokerFailure Kind, string Why)? _fault;

        /// <summary>How the chain is built: from the roots given and no others, by the given clock, without asking anybody for what was revoked.</summary>
        internal X509ChainPolicy Policy()
        {
            X509ChainPolicy policy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationTime = _now.UtcDateTime,
            };
            policy.CustomTrustStore.AddRange(tls.Trust);
            policy.ApplicationPolicy.Add(new Oid(ServerPurpose));
            return policy;
        }

        internal bool Accepts(X509Certificate2? certificate, X509Chain? chain)
        {
            _fault = certificate is null || chain is null
                ? (BrokerFailure.CertificateUntrusted, "The broker shows no certificate.")
                : OfChain(chain) ?? OfName(certificate);
            return _fault is null;
        }

        /// <summary>What the certificate was refused for; null where it was not.</summary>
        internal BrokerException? Failure(Exception cause)
        {
            return _fault is var (kind, why) ? new BrokerException(kind, why, cause) : null;
        }

        /// <summary>Whose it is comes before its dates: those of a stranger's certificate say nothing.</summary>
        private (BrokerFailure Kind, string Why)? OfChain(X509Chain chain)
        {
            X509ChainStatusFlags all = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (sum, status) => sum | status.Status);
            if ((all & X509ChainStatusFlags.NotValidForUsage) != 0)
            {
                return (BrokerFailure.CertificateUntrusted, "The broker's certificate was not given for a server.");
            }

            if ((all & ~X509ChainStatusFlags.NotTimeValid) != 0)
            {
                return (BrokerFailure.CertificateUntrusted, $"The broker's certificate comes from nobody whom we trust ({all & ~X509ChainStatusFlags.NotTimeValid}).");
            }

            return all == 0 ? null : chain.ChainElements.Select(element => OfDates(element.Certificate)).First(fault => fault is not null);
        }

        private (BrokerFailure Kind, string Why)? OfDates(X509Certificate2 certificate)
        {
            DateTime now = _now.UtcDateTime;
            if (now < certificate.NotBefore.ToUniversalTime())
            {
                return (BrokerFailure.CertificateNotYetValid, $"The certificate {certificate.Subject} of the broker begins at {certificate.NotBefore.ToUniversalTime():u} only; our clock says {now:u}.");
            }

            return now > certificate.NotAfter.ToUniversalTime()
                ? (BrokerFailure.CertificateExpired, $"The certificate {certificate.Subject} of the broker ended at {certificate.NotAfter.ToUniversalTime():u}; our clock says {now:u}.")
                : null;
        }

        private (BrokerFailure Kind, string Why)? OfName(X509Certificate2 certificate)
        {
            return certificate.MatchesHostname(tls.HostName, allowWildcards: true, allowCommonName: false)
                ? null
                : (BrokerFailure.CertificateName, $"The broker's certificate {certificate.Subject} does not bear the name {tls.HostName}.");
        }
    }
}
