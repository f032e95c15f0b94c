using System;
using System.Security.Cryptography;
using NanoCharger.Hal.Esp32;
using NanoCharger.Signing;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace NanoCharger.Check.Benchmarks
{
    /// <summary>One key and one hash (RFC 6979, A.2.5, "sample") in the hands of all three, who must agree on them.</summary>
    internal sealed class Fixture
    {
        public Fixture()
        {
            byte[] number = Convert.FromHexString("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
            KeyMaker maker = new();
            maker.Begin(number);
            while (!maker.Step())
            {
            }

            Key = maker.Key;
            PublicKey = maker.Public;
            Signer.Begin(Key, Hash);
            while (!Signer.Step())
            {
            }

            X9ECParameters curve = ECNamedCurveTable.GetByName("secp256r1");
            ECDomainParameters domain = new(curve.Curve, curve.G, curve.N, curve.H);
            BouncySigner.Init(true, new ECPrivateKeyParameters(new BigInteger(1, number), domain));
            BouncyVerifier.Init(false, new ECPublicKeyParameters(curve.Curve.CreatePoint(new BigInteger(1, PublicKey.X), new BigInteger(1, PublicKey.Y)), domain));
            Native = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = number, Q = new ECPoint { X = PublicKey.X, Y = PublicKey.Y } });
            Signer.R.CopyTo(NativeSignature, 0);
            Signer.S.CopyTo(NativeSignature, 32);

            BigInteger[] theirs = BouncySigner.GenerateSignature(Hash);
            R = new BigInteger(1, Signer.R);
            S = new BigInteger(1, Signer.S);
            if (!theirs[0].Equals(R) || !theirs[1].Equals(S) || !Native.VerifyHash(Hash, NativeSignature))
            {
                throw new InvalidOperationException("they do not agree on the signature");
            }
        }

        public PrivateKey Key { get; }

        public PublicKey PublicKey { get; }

        public byte[] Hash { get; } = SHA256.HashData("sample"u8);

        public Signer Signer { get; } = new(new Esp32Hmac(), null);

        public SignatureCheck Check { get; } = new();

        // RFC 6979's nonce, as ours.
        public ECDsaSigner BouncySigner { get; } = new(new HMacDsaKCalculator(new Sha256Digest()));

        public ECDsaSigner BouncyVerifier { get; } = new();

        public ECDsa Native { get; }

        public byte[] NativeSignature { get; } = new byte[64];

        public BigInteger R { get; }

        public BigInteger S { get; }
    }
}
