using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoCharger.Testing.Link
{
    /// <summary>A small CA in this process, in a folder as <c>ca.sh</c> lays it out: certificates of any dates, and lists of what was revoked. No openssl, no machine's clock.</summary>
    internal sealed class LinkYard : IDisposable
    {
        /// <summary>The name that <see cref="Server"/> gives without another.</summary>
        internal const string Name = "localhost";

        private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
        private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

        private readonly DateTimeOffset _now;
        private readonly Dictionary<string, X509Certificate2> _authorities;
        private readonly Dictionary<string, List<string>> _revoked = new() { ["stations"] = [], ["workers"] = [] };

        /// <param name="now">Around which moment the certificates without dates of their own are good: from a day before to a year after; null: now.</param>
        internal LinkYard(DateTimeOffset? now = null)
        {
            _now = now ?? DateTimeOffset.UtcNow;
            _authorities = ((string[])["servers", "stations", "workers"]).ToDictionary(one => one, Authority);
            foreach ((string one, X509Certificate2 authority) in _authorities)
            {
                Directory.CreateDirectory(At(one));
                Write(At(one + "/ca.pem"), authority.ExportCertificatePem());
                Write(At(one + "/index"), "");
                Write(At(one + "/serial"), Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
                Write(At(one + "/crlnumber"), "02");
                Directory.CreateDirectory(At(one + "/signed"));
                using ECDsa key = authority.GetECDsaPrivateKey()!;
                Write(At(one + "/ca.key"), key.ExportECPrivateKeyPem());
                ListRevoked(one);
            }
        }

        /// <summary>
        /// The folder: <c>servers/ca.pem</c>, <c>servers/NAME.pem</c> and <c>.key</c>, <c>stations/ca.pem</c>, <c>stations/revoked.pem</c>, <c>workers/…</c>;
        /// and of each CA its key and book, so that the backend can sign there (BackendOptions.SignFolder).
        /// </summary>
        internal string Folder { get; } = Directory.CreateTempSubdirectory("yard").FullName;

        /// <summary>Whom stations and workers believe: the root of the broker's certificate.</summary>
        internal X509Certificate2Collection Trust => [X509CertificateLoader.LoadCertificateFromFile(At("servers/ca.pem"))];

        public void Dispose()
        {
            foreach (X509Certificate2 authority in _authorities.Values)
            {
                authority.Dispose();
            }

            Directory.Delete(Folder, recursive: true);
        }

        /// <summary>A broker's certificate, which stands in the folder too, so that a broker can be started with it.</summary>
        internal X509Certificate2 Server(string name = Name, DateTimeOffset? from = null, DateTimeOffset? to = null)
        {
            return Kept("servers", name, Signed("servers", name, ServerPurpose, from, to));
        }

        internal X509Certificate2 Station(string id, DateTimeOffset? from = null, DateTimeOffset? to = null)
        {
            return Signed("stations", id, ClientPurpose, from, to);
        }

        /// <summary>One of the stations' CA, but for a server.</summary>
        internal X509Certificate2 StationsServer(string id)
        {
            return Signed("stations", id, ServerPurpose, null, null);
        }

        /// <summary>A worker's certificate, which stands in the folder too, with its key.</summary>
        internal X509Certificate2 Worker(string name, DateTimeOffset? from = null, DateTimeOffset? to = null)
        {
            return Kept("workers", name, Signed("workers", name, ClientPurpose, from, to));
        }

        /// <summary>A station's certificate for its own request, as <c>ca.sh station</c> and the backend sign one.</summary>
        /// <param name="requestPem">PKCS#10.</param>
        /// <returns>PEM.</returns>
        internal string Sign(string requestPem, DateTimeOffset? from = null, DateTimeOffset? to = null)
        {
            CertificateRequest request = CertificateRequest.LoadSigningRequestPem(requestPem, HashAlgorithmName.SHA256);
            using X509Certificate2 made = Issue("stations", request, ClientPurpose, from, to);
            return made.ExportCertificatePem();
        }

        /// <summary>Puts it on the list of what its CA has revoked.</summary>
        internal void Revoke(X509Certificate2 certificate)
        {
            string one = _authorities.Single(pair => pair.Value.Subject == certificate.Issuer).Key;
            _revoked[one].Add(certificate.SerialNumber);
            ListRevoked(one);
        }

        /// <summary>A station's or worker's of somebody else's CA, under ours' name.</summary>
        internal X509Certificate2 Foreign(string id, string one = "stations")
        {
            using LinkYard other = new(_now);
            return other.Signed(one, id, ClientPurpose, null, null);
        }

        private X509Certificate2 Kept(string one, string name, X509Certificate2 made)
        {
            Write(At($"{one}/{name}.pem"), made.ExportCertificatePem());
            using ECDsa key = made.GetECDsaPrivateKey()!;
            Write(At($"{one}/{name}.key"), key.ExportPkcs8PrivateKeyPem());
            return made;
        }

        private X509Certificate2 Authority(string one)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new($"CN=nanoCharger {one}", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            return request.CreateSelfSigned(_now.AddYears(-20), _now.AddYears(20));
        }

        private X509Certificate2 Signed(string one, string name, string purpose, DateTimeOffset? from, DateTimeOffset? to)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using X509Certificate2 made = Issue(one, new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256), purpose, from, to, name);
            return made.CopyWithPrivateKey(key);
        }

        private X509Certificate2 Issue(string one, CertificateRequest request, string purpose, DateTimeOffset? from, DateTimeOffset? to, string? hostName = null)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
            if (purpose == ServerPurpose)
            {
                SubjectAlternativeNameBuilder names = new();
                names.AddDnsName(hostName!);
                request.CertificateExtensions.Add(names.Build());
            }

            X509Certificate2 authority = _authorities[one];
            using ECDsa key = authority.GetECDsaPrivateKey()!;
            byte[] serial = RandomNumberGenerator.GetBytes(16);
            return request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from ?? _now.AddDays(-1), to ?? _now.AddYears(1), serial);
        }

        private void ListRevoked(string one)
        {
            if (!_revoked.TryGetValue(one, out List<string>? serials))
            {
                return;
            }

            CertificateRevocationListBuilder list = new();
            foreach (string serial in serials)
            {
                list.AddEntry(Convert.FromHexString(serial), _now.AddHours(-1));
            }

            byte[] text = list.Build(_authorities[one], 1, _now.AddYears(20), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, _now.AddDays(-1));
            Write(At(one + "/revoked.pem"), PemEncoding.WriteString("X509 CRL", text));
        }

        /// <summary>Whoever reads it meanwhile sees the one or the other, whole.</summary>
        private static void Write(string path, string text)
        {
            File.WriteAllText(path + ".new", text.Length == 0 ? "" : text + "\n");
            File.Move(path + ".new", path, overwrite: true);
        }

        private string At(string name)
        {
            return Path.Combine(Folder, name);
        }
    }
}
