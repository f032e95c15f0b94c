using System;
using System.Formats.Asn1;
using System.Linq;
using System.Numerics;
using System.Security.Cryptography;
using NanoCharger.Signing;
using NanoCharger.Text;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>Signatures and public keys as bytes and text, against the library's own writer.</summary>
    public sealed class DerTests
    {
        private readonly ITestOutputHelper _output;

        public DerTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Signature_is_written_as_the_library_writes_it_and_read_back()
        {
            Random random = Seeded();
            byte[] der = new byte[100];
            for (int i = 0; i < 5000; i++)
            {
                byte[] r = Number(random);
                byte[] s = Number(random);
                int length = Der.WriteSignature(r, s, der, 5);
                Assert.Equal(Written(r, s), der[5..(5 + length)]);

                byte[] firstNumber = Number(random);
                byte[] secondNumber = Number(random);
                Assert.True(Der.TryReadSignature(der, 5, length, firstNumber, secondNumber));
                Assert.Equal(r, firstNumber);
                Assert.Equal(s, secondNumber);
            }
        }

        [Fact]
        public void Whatever_is_read_is_the_one_form_of_it()
        {
            // Every byte of some signatures changed to every value, cut and lengthened: either refused, or written again to the same bytes.
            Random random = Seeded();
            byte[] r = new byte[32];
            byte[] s = new byte[32];
            byte[] again = new byte[Der.MaxSignatureBytes];
            int read = 0;
            for (int i = 0; i < 40; i++)
            {
                byte[] good = Written(Number(random), Number(random));
                for (int at = 0; at < good.Length; at++)
                {
                    for (int value = 0; value < 256; value++)
                    {
                        byte[] bent = (byte[])good.Clone();
                        bent[at] = (byte)value;
                        if (Der.TryReadSignature(bent, 0, bent.Length, r, s))
                        {
                            read++;
                            Assert.Equal(bent, again[..Der.WriteSignature(r, s, again, 0)]);
                        }
                    }

                    Assert.False(Der.TryReadSignature(good, 0, at, r, s));
                }

                Assert.False(Der.TryReadSignature(good.Append((byte)0).ToArray(), 0, good.Length + 1, r, s));
            }

            Assert.True(read > 40 * 256);
        }

        [Fact]
        public void Public_key_has_the_bytes_and_the_text_of_the_library()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            ECParameters parameters = key.ExportParameters(false);
            byte[] der = new byte[Der.PublicKeyBytes];
            Der.WritePublicKey(parameters.Q.X, parameters.Q.Y, der);
            Assert.Equal(key.ExportSubjectPublicKeyInfo(), der);

            AsciiWriter text = new(300);
            PublicKeyText.WritePem(text, der);
            Assert.Equal(key.ExportSubjectPublicKeyInfoPem() + "\n", text.ToString());
            text.Clear();
            PublicKeyText.WriteOca(text, der);
            Assert.Equal("oca:base16:asn1:" + Convert.ToHexStringLower(der), text.ToString());
            Assert.Equal(PublicKeyText.OcaLength, text.Length);

            byte[] x = new byte[32];
            byte[] y = new byte[32];
            Assert.True(Der.TryReadPublicKey(der, 0, der.Length, x, y));
            Assert.Equal(parameters.Q.X, x);
            Assert.Equal(parameters.Q.Y, y);
        }

        [Fact]
        public void Public_key_of_any_other_form_is_refused()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            byte[] good = key.ExportSubjectPublicKeyInfo();
            byte[] x = new byte[32];
            byte[] y = new byte[32];
            for (int at = 0; at < 27; at++)
            {
                byte[] bent = (byte[])good.Clone();
                bent[at] ^= 1;
                Assert.False(Der.TryReadPublicKey(bent, 0, bent.Length, x, y));
            }

            Assert.False(Der.TryReadPublicKey(good, 0, good.Length - 1, x, y));
            byte[] longer = other.ExportSubjectPublicKeyInfo();
            Assert.False(Der.TryReadPublicKey(longer, 0, longer.Length, x, y));
        }

        [Fact]
        public void Point_that_is_not_on_the_curve_is_no_key()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            ECPoint point = key.ExportParameters(false).Q;
            Assert.NotNull(PublicKey.FromBytes(point.X, point.Y));
            for (int bit = 0; bit < 256; bit++)
            {
                byte[] bent = (byte[])point.Y!.Clone();
                bent[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Null(PublicKey.FromBytes(point.X, bent));
                bent = (byte[])point.X!.Clone();
                bent[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Null(PublicKey.FromBytes(bent, point.Y));
            }

            Assert.Null(PublicKey.FromBytes(new byte[32], new byte[32]));
        }

        [Fact]
        public void Coordinate_of_p_or_more_is_no_key()
        {
            // x = 5 is on the curve; x = 5 + p is the same residue in another writing.
            BigInteger p = Numbers.P;
            BigInteger b = Numbers.Parse("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
            BigInteger square = (125 - 15 + b) % p;
            BigInteger root = BigInteger.ModPow(square, (p + 1) / 4, p);
            Assert.Equal(square, root * root % p);
            Assert.NotNull(PublicKey.FromBytes(Numbers.Bytes(5), Numbers.Bytes(root)));
            Assert.Null(PublicKey.FromBytes(Numbers.Bytes(5 + p), Numbers.Bytes(root)));
            Assert.Null(PublicKey.FromBytes(Numbers.Bytes(p), Numbers.Bytes(root)));
        }

        private Random Seeded()
        {
            int seed = Environment.TickCount;
            _output.WriteLine("seed " + seed);
            return new Random(seed);
        }

        // Of every length, 0 and the greatest too.
        private static byte[] Number(Random random)
        {
            byte[] number = new byte[32];
            random.NextBytes(number.AsSpan(random.Next(33)));
            return number;
        }

        private static byte[] Written(byte[] r, byte[] s)
        {
            AsnWriter writer = new(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                writer.WriteInteger(new BigInteger(r, true, true));
                writer.WriteInteger(new BigInteger(s, true, true));
            }

            return writer.Encode();
        }
    }
}
