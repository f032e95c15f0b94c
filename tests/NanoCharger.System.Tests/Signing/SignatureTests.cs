using System;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Threading.Tasks;
using NanoCharger.Signing;
using NanoCharger.Text;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>Signatures of the firmware before the library's and OpenSSL's eyes, and theirs before the firmware's.</summary>
    public sealed class SignatureTests
    {
        private const int Lanes = 2;

        private readonly ITestOutputHelper _output;
        private readonly int _seed = Environment.TickCount;

        public SignatureTests(ITestOutputHelper output)
        {
            _output = output;
            output.WriteLine("seed " + _seed);
        }

        [Fact]
        public void Two_thousand_keys_and_messages_are_verified_by_the_library()
        {
            Parallel.For(0, Lanes, lane =>
            {
                Random random = new(_seed + lane);
                Pen pen = new();
                for (int i = 0; i < 2000 / Lanes; i++)
                {
                    (PrivateKey key, PublicKey publicKey) = pen.Keys(Number(random));
                    byte[] message = Message(random);
                    byte[] signature = pen.Sign(key, message);
                    using ECDsa library = Pen.Library(publicKey);
                    Assert.True(Verified(library, message, signature));
                    message[random.Next(message.Length)] ^= (byte)(1 << random.Next(8));
                    Assert.False(Verified(library, message, signature));
                }
            });
        }

        [Fact]
        public void Signatures_of_the_library_are_verified_and_bent_ones_are_not()
        {
            Parallel.For(0, Lanes, lane =>
            {
                Random random = new(_seed + lane);
                Pen pen = new();
                for (int i = 0; i < 300 / Lanes; i++)
                {
                    using ECDsa library = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                    ECPoint point = library.ExportParameters(false).Q;
                    PublicKey key = PublicKey.FromBytes(point.X, point.Y);
                    byte[] message = Message(random);
                    byte[] signature = library.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
                    Assert.True(pen.Accepts(key, message, signature));
                    signature[random.Next(signature.Length)] ^= (byte)(1 << random.Next(8));
                    Assert.False(pen.Accepts(key, message, signature));
                }
            });
        }

        [Fact]
        public void Own_signature_is_accepted_and_of_another_key_or_message_refused()
        {
            Random random = new(_seed);
            Pen pen = new();
            PublicKey? before = null;
            for (int i = 0; i < 50; i++)
            {
                (PrivateKey key, PublicKey publicKey) = pen.Keys(Number(random));
                byte[] message = Message(random);
                byte[] signature = pen.Sign(key, message);
                Assert.Equal(signature, pen.Sign(key, message));
                Assert.True(pen.Accepts(publicKey, message, signature));
                Assert.False(before is not null && pen.Accepts(before, message, signature));
                message[0] ^= 1;
                Assert.False(pen.Accepts(publicKey, message, signature));
                before = publicKey;
            }
        }

        [Fact]
        public void Keys_at_the_ends_of_the_range_sign_and_those_beyond_are_none()
        {
            Pen pen = new();
            byte[] message = new byte[] { 1 };
            foreach (int distance in new[] { 1, 2, 3, 4, 15, 16, 17, 31, 32, 33 })
            {
                foreach (byte[] number in new[] { Numbers.Bytes(distance), Numbers.Bytes(Numbers.N - distance) })
                {
                    (PrivateKey key, PublicKey publicKey) = pen.Keys(number);
                    using ECDsa library = Pen.Library(publicKey);
                    Assert.True(Verified(library, message, pen.Sign(key, message)));
                }
            }

            foreach (byte[] number in new[] { new byte[32], Numbers.Bytes(Numbers.N), Numbers.Bytes(Numbers.N + 1) })
            {
                Assert.Null(PrivateKey.FromBytes(number));
                Assert.Null(pen.Keys(number).Private);
            }
        }

        [OpensslFact]
        public void Fifty_are_verified_by_the_command_openssl()
        {
            string folder = Directory.CreateTempSubdirectory("nanocharger-openssl-").FullName;
            try
            {
                Parallel.For(0, Lanes, lane =>
                {
                    Random random = new(_seed + lane);
                    Pen pen = new();
                    for (int i = 0; i < 50 / Lanes; i++)
                    {
                        (PrivateKey key, PublicKey publicKey) = pen.Keys(Number(random));
                        byte[] message = Message(random);
                        string name = Path.Combine(folder, lane + "-" + i);
                        File.WriteAllText(name + ".pem", Pem(publicKey));
                        File.WriteAllBytes(name + ".sig", pen.Sign(key, message));
                        File.WriteAllBytes(name, message);
                        Assert.Equal("Verified OK", Openssl(name));
                        message[0] ^= 1;
                        File.WriteAllBytes(name, message);
                        Assert.Equal("Verification failure", Openssl(name));
                    }
                });
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static bool Verified(ECDsa library, byte[] message, byte[] signature)
        {
            return library.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }

        private static string Pem(PublicKey key)
        {
            byte[] der = new byte[Der.PublicKeyBytes];
            Der.WritePublicKey(key.X, key.Y, der);
            AsciiWriter text = new(300);
            PublicKeyText.WritePem(text, der);
            return text.ToString();
        }

        // What it says in its first line; its exit code has to agree.
        private static string Openssl(string name)
        {
            ProcessStartInfo start = new("openssl") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string word in new[] { "dgst", "-sha256", "-verify", name + ".pem", "-signature", name + ".sig", name })
            {
                start.ArgumentList.Add(word);
            }

            using Process process = Process.Start(start)!;
            string line = process.StandardOutput.ReadLine() ?? "";
            string complaint = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True((process.ExitCode == 0) == (line == "Verified OK"), complaint);
            return line;
        }

        private static byte[] Number(Random random)
        {
            byte[] number = new byte[32];
            random.NextBytes(number);

            // The key may not be n or more; a byte less is short of it by far.
            number[0] &= 0x7F;
            return number;
        }

        private static byte[] Message(Random random)
        {
            byte[] message = new byte[random.Next(1, 300)];
            random.NextBytes(message);
            return message;
        }
    }
}
