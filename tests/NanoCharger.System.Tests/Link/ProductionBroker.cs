using System;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.Bench.Brokers;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>mosquitto with the configuration for production, its folder and ports alone changed, and a small CA made by its script.</summary>
    internal sealed class ProductionBroker : IDoorBroker
    {
        internal const string Name = IDoorBroker.Name;

        private const string InstalledFolder = "/etc/nanocharger/link";

        private readonly string _folder = Directory.CreateTempSubdirectory("link").FullName;
        private readonly MosquittoProcess _process;

        internal ProductionBroker()
        {
            Directory.CreateDirectory(Path.Combine(_folder, "kept"));
            Ca("init");
            Ca("broker", Name);
            Revoked = Station("revoked");
            Ca("revoke", "station", "revoked");
            foreach (string list in (string[])["stations.acl", "workers.acl"])
            {
                File.Copy(Repository.File("tools/broker/" + list), At(list));
            }

            (StationPort, WorkerPort) = (Mosquitto.FreePort(), Mosquitto.FreePort());
            string text = File.ReadAllText(Repository.File("tools/broker/mosquitto.conf"))
                .Replace(InstalledFolder, _folder, StringComparison.Ordinal).Replace("/var/lib/nanocharger-broker/", At("kept/"), StringComparison.Ordinal)
                .Replace("broker.example.org", Name, StringComparison.Ordinal)
                .Replace("listener 8883", $"listener {StationPort} 127.0.0.1", StringComparison.Ordinal).Replace("listener 8884", $"listener {WorkerPort} 127.0.0.1", StringComparison.Ordinal);
            File.WriteAllText(At("mosquitto.conf"), text + $"\nlog_type information\npid_file {At("pid")}\n" + (Environment.IsPrivilegedProcess ? "user root\n" : ""));
            _process = new MosquittoProcess(Mosquitto.Executable!, At("mosquitto.conf"));
            Assert.True(_process.WaitUntilRunning(), _process.LastLines);
        }

        public int StationPort { get; }

        public int WorkerPort { get; }

        /// <summary>What signs the broker's certificate: whom chargers and workers believe.</summary>
        public X509Certificate2 Root => X509CertificateLoader.LoadCertificateFromFile(At("servers/ca.pem"));

        /// <summary>A charger's that was revoked.</summary>
        public X509Certificate2 Revoked { get; }

        /// <summary>The broker's last lines.</summary>
        internal string Log => _process.LastLines;

        public void Dispose()
        {
            _process.Stop();
            Revoked.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        /// <inheritdoc/>
        public X509Certificate2 Station(string id)
        {
            return Station(id, id);
        }

        /// <summary>A charger makes its key, and its request is signed.</summary>
        /// <param name="id">Whose certificate is asked for.</param>
        /// <param name="name">What stands in the request.</param>
        internal X509Certificate2 Station(string id, string name)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(At("request"), new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256).CreateSigningRequestPem());
            return Usable(X509Certificate2.CreateFromPem(Ca("station", id, At("request"))), key);
        }

        /// <summary>A charger whose certificate has these dates.</summary>
        public X509Certificate2 Station(string id, DateTimeOffset from, DateTimeOffset to)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using X509Certificate2 authority = X509Certificate2.CreateFromPemFile(At("stations/ca.pem"), At("stations/ca.key"));
            CertificateRequest request = new("CN=" + id, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            using ECDsa signer = authority.GetECDsaPrivateKey()!;
            return Usable(request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), from, to, RandomNumberGenerator.GetBytes(8)), key);
        }

        /// <summary>A charger of somebody else's CA.</summary>
        public X509Certificate2 Foreign(string id)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return new CertificateRequest("CN=" + id, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        }

        public X509Certificate2 Worker(string name)
        {
            Ca("worker", name);
            return X509Certificate2.CreateFromPemFile(At($"workers/{name}.pem"), At($"workers/{name}.key"));
        }

        /// <summary>Runs the CA's script.</summary>
        /// <returns>What it printed.</returns>
        internal string Ca(params string[] arguments)
        {
            return Script("ca.sh", [_folder, .. arguments]);
        }

        /// <summary>Runs what a change of the lists has systemd run.</summary>
        /// <returns>What it printed.</returns>
        internal string ListsHaveChanged()
        {
            return Script("revoked.sh", _folder, $"localhost:{StationPort}", $"kill -HUP $(cat {At("pid")})", "touch " + At("restarted"));
        }

        /// <summary>Whether that has asked for a restart.</summary>
        internal bool WantsRestart => File.Exists(At("restarted"));

        /// <summary>The folder of the CA.</summary>
        internal string Folder => _folder;

        private static string Script(string name, params string[] arguments)
        {
            ProcessStartInfo start = new("bash", [Repository.File("tools/broker/" + name), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new InvalidDataException($"{process.ExitCode}: {error}");
        }

        private string At(string name)
        {
            return Path.Combine(_folder, name);
        }

        private static X509Certificate2 Usable(X509Certificate2 certificate, ECDsa key)
        {
            using X509Certificate2 signed = certificate;
            return signed.CopyWithPrivateKey(key);
        }
    }
}
