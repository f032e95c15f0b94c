using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading;

namespace NanoCharger.Broker
{
    /// <summary>Who comes in: by the certificates of a folder, which is read again and again.</summary>
    internal sealed partial class LinkGuard
    {
        private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";
        private const string CommonName = "2.5.4.3";

        private readonly BrokerLocks _locks;
        private Reading _now;

        /// <exception cref="InvalidDataException">A file of the folder cannot be used.</exception>
        internal LinkGuard(BrokerLocks locks)
        {
            _locks = locks;
            _now = Read();
        }

        /// <summary>Reads the folder once more. What cannot be read now stays as it was: a broker that forgot its list would let in who is out.</summary>
        internal void ReadAgain()
        {
            try
            {
                Volatile.Write(ref _now, Read());
            }
            catch (InvalidDataException problem)
            {
                _locks.Log(problem.Message);
            }
        }

        internal bool IsRevoked(LinkGuest guest)
        {
            return Volatile.Read(ref _now).Doors[guest.Door.Authority].Revoked.Contains(guest.Serial);
        }

        /// <summary>How a handshake at a door goes: TLS 1.2, what a station speaks, and a certificate of each side.</summary>
        internal SslServerAuthenticationOptions Handshake(LinkDoor door)
        {
            Reading now = Volatile.Read(ref _now);
            return new SslServerAuthenticationOptions
            {
                ServerCertificateContext = now.Shown,
                EnabledSslProtocols = SslProtocols.Tls12,
                ClientCertificateRequired = true,
                AllowTlsResume = false,
                AllowRenegotiation = false,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                CertificateChainPolicy = Policy(now.Doors[door.Authority]),
                RemoteCertificateValidationCallback = (_, certificate, chain, _) => LetsIn(door, certificate as X509Certificate2, chain),
            };
        }

        /// <summary>Who shows this certificate; null where no name that could stand in a topic is in it.</summary>
        internal static LinkGuest? Guest(LinkDoor door, X509Certificate2 certificate)
        {
            string?[] names = [.. certificate.SubjectName.EnumerateRelativeDistinguishedNames()
                .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonName).Select(part => part.GetSingleElementValue())];
            return names is [{ } name] && SoundName().IsMatch(name) ? new LinkGuest(door, name, RevokedList.Plain(certificate.SerialNumber)) : null;
        }

        private bool LetsIn(LinkDoor door, X509Certificate2? certificate, X509Chain? chain)
        {
            string? problem = certificate is null || chain is null ? "shows no certificate"
                : chain.ChainStatus.Length > 0 ? $"shows the certificate {certificate.Subject}: {string.Join(", ", chain.ChainStatus.Select(status => status.Status))}"
                : Guest(door, certificate) is not { } guest ? $"shows the certificate {certificate.Subject}, which has no name for the link"
                : IsRevoked(guest) ? $"shows the certificate of {guest.Name} that was revoked ({guest.Serial})"
                : null;
            if (problem is not null)
            {
                _locks.Log($"somebody at the door of the {door.Authority} {problem}");
            }

            return problem is null;
        }

        private X509ChainPolicy Policy(LinkKeys keys)
        {
            X509ChainPolicy policy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationTime = (_locks.Now?.Invoke() ?? DateTimeOffset.UtcNow).UtcDateTime,
            };
            policy.CustomTrustStore.Add(keys.Authority);
            policy.ApplicationPolicy.Add(new Oid(ClientPurpose));
            return policy;
        }

        private Reading Read()
        {
            X509Certificate2Collection shown = File($"servers/{_locks.ServerName}.pem", path =>
            {
                X509Certificate2Collection all = [];
                all.ImportFromPemFile(path);
                return all.Count > 0 ? all : throw new InvalidDataException("no certificate is in it");
            });
            X509Certificate2 own = File($"servers/{_locks.ServerName}.key", key => X509Certificate2.CreateFromPemFile(_locks.At($"servers/{_locks.ServerName}.pem"), key));
            return new Reading(
                SslStreamCertificateContext.Create(own, [.. shown.Skip(1)], offline: true),
                ((LinkDoor[])[LinkDoor.Stations, LinkDoor.Workers]).ToDictionary(door => door.Authority, Keys));
        }

        private LinkKeys Keys(LinkDoor door)
        {
            X509Certificate2 authority = File(door.Authority + "/ca.pem", X509CertificateLoader.LoadCertificateFromFile);
            return new LinkKeys(authority, File(door.Authority + "/revoked.pem", path => RevokedList.Read(System.IO.File.ReadAllText(path), authority)));
        }

        private T File<T>(string name, Func<string, T> read)
        {
            string path = _locks.At(name);
            try
            {
                return read(path);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException or InvalidDataException)
            {
                throw new InvalidDataException($"{path}: {problem.Message}", problem);
            }
        }

        /// <summary>The same signs as in <c>ca.sh</c>: none that is MQTT's own, or of a path.</summary>
        [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,47}\z")]
        private static partial Regex SoundName();

        private sealed record Reading(SslStreamCertificateContext Shown, Dictionary<string, LinkKeys> Doors);
    }
}
