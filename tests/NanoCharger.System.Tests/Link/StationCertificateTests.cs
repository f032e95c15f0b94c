using System;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NanoCharger.Fakes;
using NanoCharger.Hal.Esp32;
using NanoCharger.Link.Credentials;
using NanoCharger.Signing;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>The station's request and certificate beside the library: what one writes the other takes.</summary>
    public sealed class StationCertificateTests
    {
        private const string Station = "NC-0001";

        private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private static readonly DateTimeOffset Until = new(2055, 1, 1, 0, 0, 0, TimeSpan.Zero);

        private readonly ITestOutputHelper _output;
        private readonly FakeFlash _flash = new();
        private readonly FakeBoard _clock = new();
        private readonly Credentials _credentials;

        public StationCertificateTests(ITestOutputHelper output)
        {
            _output = output;
            _credentials = new Credentials(_flash, _clock) { Station = Station };
            _credentials.Load();
        }

        [Fact]
        public void The_library_takes_the_request_and_the_station_what_is_made_of_it()
        {
            Random random = new(7);
            for (int i = 0; i < 20; i++)
            {
                _credentials.Station = "S" + new string('a', random.Next(0, 20));
                CertificateRequest request = CertificateRequest.LoadSigningRequestPem(Asked(random), HashAlgorithmName.SHA256);
                Assert.Equal("CN=" + _credentials.Station, request.SubjectName.Name);
                Assert.Empty(request.CertificateExtensions);

                using X509Certificate2 root = Root();
                using X509Certificate2 own = request.Create(root, From, Until, [1, 2, 3, (byte)i]);
                byte[] chain = Encoding.ASCII.GetBytes(own.ExportCertificatePem());
                byte[] trust = Encoding.ASCII.GetBytes(root.ExportCertificatePem());
                Assert.Null(_credentials.ImportChain(chain, chain.Length));
                Assert.Null(_credentials.ImportTrust(trust, trust.Length));
                using ECDsa key = ECDsa.Create();
                key.ImportECPrivateKey(_credentials.Identity.Key, out int read);
                Assert.Equal(LinkKey.Sec1Bytes, read);
                using X509Certificate2 both = own.CopyWithPrivateKey(key);
                using ECDsa publicKey = own.GetECDsaPublicKey()!;
                Assert.True(publicKey.VerifyData(trust, key.SignData(trust, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
                Assert.Equal(own.ExportCertificatePem() + "\n\0", Encoding.ASCII.GetString(_credentials.Identity.Chain));
            }
        }

        /// <summary>The private number of the key that signs bills has no way out: no public member gives bytes of it, or makes a link's key of it.</summary>
        [Fact]
        public void Only_a_link_key_gives_its_number_away()
        {
            Assert.DoesNotContain(typeof(PrivateKey).GetProperties(), property => property.GetMethod!.IsPublic);
            Assert.Empty(typeof(LinkKey).GetConstructors());
            Assert.DoesNotContain(
                typeof(LinkKey).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance).Concat(typeof(LinkKeyDraw).GetMethods()),
                method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(PrivateKey) || parameter.ParameterType == typeof(KeyMaker) || parameter.ParameterType == typeof(KeyStore)));
        }

        [Fact]
        public void Authorities_and_chain_together_fit_a_block_of_the_flash_or_are_refused()
        {
            byte[] trust = Encoding.ASCII.GetBytes(Root(1870).ExportCertificatePem());
            Assert.InRange(trust.Length, 2900, Credentials.MaxPemBytes);
            Assert.Null(_credentials.ImportTrust(trust, trust.Length));
            CertificateRequest request = CertificateRequest.LoadSigningRequestPem(Asked(new Random(3)), HashAlgorithmName.SHA256);
            using X509Certificate2 root = Root();
            using X509Certificate2 own = request.Create(root, From, Until, [1]);
            using X509Certificate2 above = Root(1500);
            byte[] chain = Encoding.ASCII.GetBytes(own.ExportCertificatePem() + "\n" + above.ExportCertificatePem());
            int operations = _flash.Operations;
            string refused = _credentials.ImportChain(chain, chain.Length);
            _output.WriteLine($"{trust.Length} and {chain.Length} bytes: {refused}; {_flash.Content("link.a").Length} bytes stored");
            Assert.InRange(chain.Length, 2900, Credentials.MaxPemBytes);
            Assert.StartsWith("too long: authorities and chain have", refused);
            Assert.Equal(operations, _flash.Operations);
            chain = Encoding.ASCII.GetBytes(own.ExportCertificatePem());
            Assert.Null(_credentials.ImportChain(chain, chain.Length));
            Assert.InRange(_flash.Content("link.a").Length, 2000, 4096);
        }

        [Fact]
        public void Whatever_is_changed_in_what_is_pasted_it_is_taken_or_refused_in_one_sentence()
        {
            CertificateRequest request = CertificateRequest.LoadSigningRequestPem(Asked(new Random(5)), HashAlgorithmName.SHA256);
            using X509Certificate2 root = Root();
            using X509Certificate2 own = request.Create(root, From, Until, [1]);
            byte[] good = Encoding.ASCII.GetBytes(own.ExportCertificatePem() + "\n" + root.ExportCertificatePem());
            int seed = Environment.TickCount;
            _output.WriteLine($"seed {seed}");
            Random random = new(seed);
            for (int i = 0; i < 3000; i++)
            {
                byte[] bent = (byte[])good.Clone();
                for (int j = random.Next(1, 4); j > 0; j--)
                {
                    bent[random.Next(bent.Length)] = (byte)random.Next(256);
                }

                int operations = _flash.Operations;
                string? wrong = _credentials.ImportChain(bent, random.Next(10) == 0 ? random.Next(bent.Length) : bent.Length);
                Assert.True(wrong is null || (_flash.Operations == operations && wrong.All(letter => letter is >= ' ' and <= '~') && wrong.Length <= 255), wrong);
                if (_credentials.Pending is null)
                {
                    // One with another signature was taken, which is for the broker to judge. The key in use serves for the next.
                    Assert.True(_credentials.HasChain);
                }
            }
        }

        private string Asked(Random random)
        {
            RequestDesk desk = new(_credentials, new Esp32Hmac(), new Noise(random));
            desk.Begin();
            for (int i = 0; i < 2000 && !desk.Step(false); i++)
            {
            }

            Assert.Null(desk.Failure);
            return Encoding.ASCII.GetString(desk.Pem);
        }

        private static X509Certificate2 Root(int padding = 1)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new("CN=root", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.99999.1", new byte[padding], false));
            return request.CreateSelfSigned(From, Until);
        }

        private sealed class Noise(Random random) : Hal.IEntropy
        {
            public void Fill(byte[] buffer)
            {
                random.NextBytes(buffer);
            }
        }
    }
}
