namespace NanoCharger.Signing.Tests
{
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>The example of RFC 6979, A.2.5 (SHA-256, "sample"): key, signature and check; the host's tests have the rest.</summary>
    [TestClass]
    public class SignerTests
    {
        private const string Number = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
        private const string X = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
        private const string Y = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
        private const string Hash = "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf";
        private const string R = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
        private const string S = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";

        [TestMethod]
        public void Signs_the_example_and_finds_it_valid_until_a_bit_changes()
        {
            byte[] hash = Letters.Bytes(Hash);
            Signer signer = new Signer(new SoftHmac(), null);
            signer.Begin(PrivateKey.FromBytes(Letters.Bytes(Number)), hash);
            while (!signer.Step())
            {
            }

            Assert.AreEqual(R, Letters.Hex(signer.R, signer.R.Length));
            Assert.AreEqual(S, Letters.Hex(signer.S, signer.S.Length));

            PublicKey key = PublicKey.FromBytes(Letters.Bytes(X), Letters.Bytes(Y));
            SignatureCheck check = new SignatureCheck();
            Assert.IsTrue(Valid(check, key, hash, signer));
            hash[31] ^= 1;
            Assert.IsFalse(Valid(check, key, hash, signer));
        }

        [TestMethod]
        public void Makes_the_public_key_of_the_example()
        {
            KeyMaker maker = new KeyMaker();
            maker.Begin(Letters.Bytes(Number));
            while (!maker.Step())
            {
            }

            Assert.AreEqual(X, Letters.Hex(maker.Public.X, maker.Public.X.Length));
            Assert.AreEqual(Y, Letters.Hex(maker.Public.Y, maker.Public.Y.Length));
        }

        [TestMethod]
        public void Refuses_numbers_out_of_range_and_points_off_the_curve()
        {
            Assert.IsNull(PrivateKey.FromBytes(new byte[32]));
            Assert.IsNull(PrivateKey.FromBytes(Letters.Bytes("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")));
            Assert.IsNotNull(PrivateKey.FromBytes(Letters.Bytes("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550")));
            Assert.IsNull(PublicKey.FromBytes(Letters.Bytes(Y), Letters.Bytes(X)));
            Assert.IsNull(PublicKey.FromBytes(new byte[32], new byte[32]));
        }

        private static bool Valid(SignatureCheck check, PublicKey key, byte[] hash, Signer signer)
        {
            check.Begin(key, hash, signer.R, signer.S);
            while (!check.Step())
            {
            }

            return check.Valid;
        }
    }
}
