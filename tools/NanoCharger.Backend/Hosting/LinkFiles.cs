using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.Mqtt;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>The files by which the backend comes in at a broker with locks. They are read at each connection: what was renewed counts from the next one on.</summary>
    /// <param name="Trust">The roots of the brokers' certificates.</param>
    /// <param name="Certificate">Our own, and what stands above it.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="HostName">The name in the brokers' certificates; empty: the host of the address.</param>
    internal sealed record LinkFiles(string Trust, string Certificate, string Key, string HostName)
    {
        /// <summary>Those of a folder of <c>ca.sh</c>, for the broker of this process.</summary>
        internal static LinkFiles Of(LinkSettings settings)
        {
            string worker = Path.Combine(settings.Folder, "workers", settings.Worker);
            return new LinkFiles(Path.Combine(settings.Folder, "servers", "ca.pem"), worker + ".pem", worker + ".key", settings.Server);
        }

        /// <summary>What they say.</summary>
        /// <exception cref="InvalidDataException">One cannot be used: it is named, with the reason, and nothing of a key.</exception>
        internal BrokerTls Read()
        {
            X509Certificate2Collection trust = Each(Trust, "no certificate is in it");
            X509Certificate2Collection shown = Each(Certificate, "no certificate is in it");
            X509Certificate2 own = Of(Key, path => X509Certificate2.CreateFromPemFile(Certificate, path));
            return new BrokerTls(trust, HostName) { Certificate = own, Chain = [.. shown.Skip(1)], AnyVersion = true };
        }

        private static X509Certificate2Collection Each(string path, string none)
        {
            return Of(path, _ =>
            {
                X509Certificate2Collection all = [];
                all.ImportFromPemFile(path);
                return all.Count > 0 ? all : throw new InvalidDataException(none);
            });
        }

        private static T Of<T>(string path, Func<string, T> read)
        {
            try
            {
                return read(path);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException or InvalidDataException or ArgumentException)
            {
                string why = problem is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                    : problem is ArgumentException ? "it is not the key of the certificate" : problem.Message;
                throw new InvalidDataException($"{path}: {why}", problem);
            }
        }
    }
}
