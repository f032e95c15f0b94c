using System;
using System.IO;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace NanoCharger.Backend.Link
{
    /// <summary>The small CA for stations, in a folder as <c>ca.sh</c> lays it out; both may work at it, one after the other: the lock is the one that the script takes.</summary>
    /// <param name="folder">That folder; what is used of it is <c>stations</c>.</param>
    internal sealed class LinkAuthority(string folder) : ILinkSigner
    {
        private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";
        private const int DaysOfStation = 366;
        private const int DaysOfList = 7300;

        /// <summary>Longer than any of us holds it.</summary>
        private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

        private readonly string _at = Path.Combine(folder, "stations");

        /// <summary>Why it cannot sign, with the file; null where it can.</summary>
        internal string? Problem()
        {
            try
            {
                using X509Certificate2 authority = Authority();
                _ = Index();
                return null;
            }
            catch (InvalidDataException problem)
            {
                return problem.Message;
            }
        }

        /// <inheritdoc/>
        public string? Signed(LinkRequest request, string pem, long number, DateTimeOffset now)
        {
            using FileStream held = Hold();
            using X509Certificate2 authority = Authority();
            BigInteger serial = NextSerial();
            using X509Certificate2 made = Make(request, authority, serial.ToByteArray(isUnsigned: true, isBigEndian: true), now);
            string named = CaIndex.Text(serial);
            string text = made.ExportCertificatePem() + "\n";
            CaIndex index = Index();
            index.Add(named, request.Station, made.NotAfter.ToUniversalTime());

            // First the certificate, so that whoever is in the book can be revoked.
            Write(Path.Combine("signed", named + ".pem"), text);
            Write("index", index.ToString());
            return text;
        }

        /// <summary>Revokes all certificates of a station, and writes the list anew.</summary>
        /// <returns>How many were valid.</returns>
        /// <exception cref="InvalidDataException">A file cannot be used.</exception>
        internal int Revoke(string station, DateTimeOffset now)
        {
            using FileStream held = Hold();
            using X509Certificate2 authority = Authority();
            CaIndex index = Index();
            int count = index.Revoke(station, now);
            Write("index", index.ToString());
            CertificateRevocationListBuilder list = new();
            foreach ((byte[] serial, DateTimeOffset at) in index.AllRevoked)
            {
                list.AddEntry(serial, at);
            }

            BigInteger number = CaIndex.Number(Read("crlnumber"));
            Write("crlnumber", CaIndex.Text(number + 1) + "\n");
            byte[] signed = list.Build(authority, number, now.AddDays(DaysOfList), HashAlgorithmName.SHA256, thisUpdate: now);
            Write("revoked.pem", PemEncoding.WriteString("X509 CRL", signed) + "\n");
            return count;
        }

        private static X509Certificate2 Make(LinkRequest request, X509Certificate2 authority, byte[] serial, DateTimeOffset now)
        {
            CertificateRequest wanted = new(new X500DistinguishedName("CN=" + request.Station), request.Key, HashAlgorithmName.SHA256);
            wanted.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            wanted.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
            wanted.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ClientPurpose)], false));
            wanted.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.Key, false));
            wanted.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
            using ECDsa key = authority.GetECDsaPrivateKey()!;
            DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
            return wanted.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, from.AddDays(DaysOfStation), serial);
        }

        /// <summary>Takes the next number. One that is given away and not used harms nobody; one that is used twice would.</summary>
        private BigInteger NextSerial()
        {
            BigInteger next = CaIndex.Number(Read("serial"));
            Write("serial", CaIndex.Text(next + 1) + "\n");
            return next;
        }

        private X509Certificate2 Authority()
        {
            return Use("ca.key", key => X509Certificate2.CreateFromPemFile(Path.Combine(_at, "ca.pem"), key));
        }

        private CaIndex Index()
        {
            return Use("index", path => CaIndex.Read(File.ReadAllText(path)));
        }

        private string Read(string name)
        {
            return Use(name, File.ReadAllText);
        }

        /// <summary>Whole or not at all, also when the power fails.</summary>
        private void Write(string name, string text)
        {
            Use(name, path =>
            {
                using (FileStream file = new(path + ".new", FileMode.Create, FileAccess.Write))
                {
                    file.Write(System.Text.Encoding.ASCII.GetBytes(text));
                    file.Flush(flushToDisk: true);
                }

                File.Move(path + ".new", path, overwrite: true);
                return 0;
            });
        }

        private FileStream Hold()
        {
            return Use("lock", path =>
            {
                FileStream? held = null;
                return SpinWait.SpinUntil(() => (held = TryHold(path)) is not null, LockPatience) ? held! : throw new InvalidDataException("somebody else works at this CA");
            });
        }

        private static FileStream? TryHold(string path)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException problem) when (problem is not DirectoryNotFoundException)
            {
                return null;
            }
        }

        private T Use<T>(string name, Func<string, T> use)
        {
            string path = Path.Combine(_at, name);
            try
            {
                return use(path);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException or FormatException or InvalidDataException or ArgumentException)
            {
                throw new InvalidDataException($"{path}: {problem.Message}", problem);
            }
        }
    }
}
