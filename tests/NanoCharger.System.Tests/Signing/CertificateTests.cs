using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.Signing.Certificates;
using CertificateRequest = System.Security.Cryptography.X509Certificates.CertificateRequest;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>The reader of certificates beside the library's, and with whatever somebody sends.</summary>
    public sealed class CertificateTests
    {
        private readonly ITestOutputHelper _output;
        private readonly Random _random;

        public CertificateTests(ITestOutputHelper output)
        {
            _output = output;
            int seed = Environment.TickCount;
            _random = new Random(seed);
            output.WriteLine($"seed {seed}");
        }

        [Fact]
        public void Every_field_is_read_as_the_library_reads_it()
        {
            CertificateReader reader = new();
            for (int i = 0; i < 400; i++)
            {
                using X509Certificate2 certificate = Any(i);
                Assert.Null(reader.Read(certificate.RawData, certificate.RawData.Length));
                Assert.Equal(certificate.GetNameInfo(X509NameType.SimpleName, false), reader.Subject);
                Assert.Equal(certificate.GetNameInfo(X509NameType.SimpleName, true), reader.Issuer);
                Assert.Equal(Millis(certificate.NotBefore), reader.NotBeforeMillis);
                Assert.Equal(Millis(certificate.NotAfter), reader.NotAfterMillis);
                Assert.Equal(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(basic => basic.CertificateAuthority), reader.IsAuthority);
                Assert.Equal(certificate.IssuerName.RawData.SequenceEqual(certificate.SubjectName.RawData), reader.IsSelfIssued);
                using ECDsa? key = certificate.GetECDsaPublicKey();
                Assert.Equal(key?.KeySize == 256, reader.IsP256);
                if (key?.KeySize == 256)
                {
                    ECPoint point = key.ExportParameters(false).Q;
                    Assert.Equal(point.X, reader.X);
                    Assert.Equal(point.Y, reader.Y);
                }
            }
        }

        [Fact]
        public void Whatever_is_changed_in_a_certificate_it_is_read_or_refused_and_never_more()
        {
            CertificateReader reader = new();
            int read = 0;
            for (int i = 0; i < 40; i++)
            {
                using X509Certificate2 certificate = Any(i);
                byte[] good = certificate.RawData;
                for (int cut = 0; cut < good.Length; cut++)
                {
                    Assert.NotNull(reader.Read(good[..cut], cut));
                }

                Assert.NotNull(reader.Read([.. good, 0], good.Length + 1));
                for (int change = 0; change < 4000; change++)
                {
                    byte[] bent = Bent(good);
                    string? wrong = reader.Read(bent, bent.Length);
                    read += wrong is null ? 1 : 0;
                    Assert.True(wrong is not null || (reader.NotAfterMillis >= 0 && (reader.Subject?.Length ?? 0) <= CertificateReader.MaxNameLength));
                }
            }

            // Most bits of a certificate are its key and signature, which it does not judge.
            _output.WriteLine($"{read} of 160000 read");
            Assert.InRange(read, 1, 159_999);
        }

        [Fact]
        public void Noise_is_no_certificate()
        {
            CertificateReader reader = new();
            for (int i = 0; i < 20_000; i++)
            {
                byte[] noise = new byte[_random.Next(200)];
                _random.NextBytes(noise);
                if (noise.Length > 4)
                {
                    noise[0] = 0x30;
                    noise[1] = (byte)(noise.Length < 130 ? noise.Length - 2 : 0x81);
                    noise[2] = (byte)(noise.Length < 130 ? 0x30 : noise.Length - 3);
                }

                Assert.NotNull(reader.Read(noise, noise.Length));
            }
        }

        [Fact]
        public void PEM_is_written_as_the_library_writes_it_and_read_back_whatever_is_changed()
        {
            for (int i = 0; i < 20; i++)
            {
                using X509Certificate2 certificate = Any(i);
                string text = certificate.ExportCertificatePem() + "\n";
                PemReader reader = Over(text);
                Assert.True(reader.Next());
                Assert.Equal(certificate.RawData, reader.Der[..reader.Count]);
                Assert.False(reader.Next());
                Assert.Null(reader.Wrong);
                Text.AsciiWriter written = new(Pem.Length(Pem.Certificate, certificate.RawData.Length));
                Pem.Write(written, Pem.Certificate, certificate.RawData, 0, certificate.RawData.Length);
                Assert.Equal(text, written.ToString());
                Assert.False(written.Overflow);
                for (int change = 0; change < 2000; change++)
                {
                    byte[] bent = Bent(global::System.Text.Encoding.ASCII.GetBytes(text));
                    PemReader of = new(bent, bent.Length, bent.Length);
                    int blocks = 0;
                    while (of.Next())
                    {
                        blocks++;
                    }

                    Assert.InRange(blocks, 0, 2);
                }
            }
        }

        /// <summary>A certificate of random name, dates, key and extensions; of itself or of another.</summary>
        private X509Certificate2 Any(int number)
        {
            DateTimeOffset from = DateTimeOffset.UnixEpoch.AddSeconds(_random.NextInt64(0, 4_000_000_000));
            DateTimeOffset until = from.AddSeconds(_random.NextInt64(1, 3_000_000_000));
            using RSA? rsa = number % 8 == 7 ? RSA.Create(1024) : null;
            using ECDsa curve = ECDsa.Create(number % 8 == 6 ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
            X500DistinguishedNameBuilder name = new();
            if (number % 3 == 0)
            {
                name.AddOrganizationName("Any " + number);
                name.AddCountryOrRegion("DE");
            }

            name.AddCommonName(new string([.. Enumerable.Range(0, _random.Next(1, 60)).Select(_ => (char)_random.Next('0', '[')) ]));
            CertificateRequest request = rsa is null
                ? new CertificateRequest(name.Build(), curve, HashAlgorithmName.SHA256)
                : new CertificateRequest(name.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            if (number % 2 == 0)
            {
                request.CertificateExtensions.Add(new X509BasicConstraintsExtension(number % 4 == 0, number % 12 == 0, 1, true));
            }

            if (number % 5 == 0)
            {
                SubjectAlternativeNameBuilder others = new();
                others.AddDnsName("broker.example");
                request.CertificateExtensions.Add(others.Build());
                request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            }

            if (number % 3 == 1)
            {
                using ECDsa signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                byte[] serial = new byte[_random.Next(1, 20)];
                _random.NextBytes(serial);
                serial[0] = (byte)(serial[0] & 0x7F | 1);
                return request.Create(new X500DistinguishedName("CN=issuer " + number), X509SignatureGenerator.CreateForECDsa(signer), from, until, serial);
            }

            return request.CreateSelfSigned(from, until);
        }

        private byte[] Bent(byte[] good)
        {
            List<byte> bent = [.. good];
            for (int i = _random.Next(1, 5); i > 0; i--)
            {
                int at = _random.Next(bent.Count);
                switch (_random.Next(8))
                {
                    case 0:
                        bent.RemoveAt(at);
                        break;
                    case 1:
                        bent.Insert(at, (byte)_random.Next(256));
                        break;
                    case 2:
                        bent[at] = (byte)(0x80 | _random.Next(5));
                        break;
                    case 3:
                        bent[_random.Next(Math.Min(bent.Count, 80))] ^= (byte)(1 << _random.Next(8));
                        break;
                    default:
                        bent[at] = (byte)_random.Next(256);
                        break;
                }
            }

            return [.. bent];
        }

        private static PemReader Over(string text)
        {
            return new PemReader(global::System.Text.Encoding.ASCII.GetBytes(text), text.Length, text.Length);
        }

        private static long Millis(DateTime local)
        {
            return new DateTimeOffset(local.ToUniversalTime(), TimeSpan.Zero).ToUnixTimeMilliseconds();
        }
    }
}
