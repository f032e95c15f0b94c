using System;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>https by a certificate's file.</summary>
    public sealed class HttpsTests
    {
        [Fact]
        public async Task A_certificate_that_is_renewed_is_taken_while_the_program_serves()
        {
            string folder = Directory.CreateTempSubdirectory("https").FullName;
            string first = Write(folder);
            string settings = """{"Kestrel":{"Endpoints":{"Https":{"Url":"https://127.0.0.1:0","Certificate":{"Path":"FOLDER/chain.pem","KeyPath":"FOLDER/key.pem"}}}}}"""
                .Replace("FOLDER", folder, StringComparison.Ordinal);
            await using WebHost host = await WebHost.With(settings);
            Assert.StartsWith("https://", host.Address, StringComparison.Ordinal);
            Assert.DoesNotContain(host.Log, line => line.Contains("is not https", StringComparison.Ordinal));
            using WebClient client = host.Client();
            Assert.Contains("secure", (await client.Get("/sign-in")).Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
            Assert.Equal(first, await Shown(host));

            string second = Write(folder);
            for (int looks = 0; looks < 100 && await Shown(host) != second; looks++)
            {
                await Task.Delay(200);
            }

            Assert.Equal(second, await Shown(host));
            Directory.Delete(folder, recursive: true);
        }

        private static string Write(string folder)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
            using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(Path.Combine(folder, "chain.pem"), certificate.ExportCertificatePem());
            return certificate.Thumbprint;
        }

        /// <summary>The certificate that is shown now; none while the endpoint changes, which also takes another free port then.</summary>
        private static async Task<string> Shown(WebHost host)
        {
            try
            {
                return await Show(host);
            }
            catch (Exception problem) when (problem is InvalidOperationException or SocketException or IOException)
            {
                return "";
            }
        }

        private static async Task<string> Show(WebHost host)
        {
            Uri address = new(host.Address);
            using TcpClient client = new();
            await client.ConnectAsync(address.Host, address.Port);
            await using SslStream stream = new(client.GetStream(), false, static (_, _, _, _) => true);
            await stream.AuthenticateAsClientAsync("127.0.0.1");
            return stream.RemoteCertificate!.GetCertHashString();
        }
    }
}
