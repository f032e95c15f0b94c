using System;
using System.Security.Cryptography;
using NanoCharger.Hal.Esp32;
using NanoCharger.Signing;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>The firmware's signing, run to its end in one call.</summary>
    public sealed class Pen
    {
        private readonly Sha256 _sha = new();
        private readonly KeyMaker _maker = new();
        private readonly Signer _signer = new(new Esp32Hmac(), null);
        private readonly SignatureCheck _check = new();

        /// <summary>The key pair of a private number.</summary>
        public (PrivateKey Private, PublicKey Public) Keys(byte[] number)
        {
            _maker.Begin(number);
            Run(_maker.Step);
            return (_maker.Key, _maker.Public);
        }

        /// <summary>SHA-256 by the firmware.</summary>
        public byte[] Hash(byte[] message)
        {
            byte[] hash = new byte[Sha256.HashBytes];
            _sha.Begin();
            _sha.Add(message, 0, message.Length);
            _sha.Finish(hash);
            return hash;
        }

        /// <summary>Signs a message; the signature in DER.</summary>
        public byte[] Sign(PrivateKey key, byte[] message)
        {
            _signer.Begin(key, Hash(message));
            Run(_signer.Step);
            byte[] der = new byte[Der.MaxSignatureBytes];
            return der[..Der.WriteSignature(_signer.R, _signer.S, der, 0)];
        }

        /// <summary>What the firmware says of a signature in DER.</summary>
        public bool Accepts(PublicKey key, byte[] message, byte[] signature)
        {
            byte[] r = new byte[32];
            byte[] s = new byte[32];
            if (!Der.TryReadSignature(signature, 0, signature.Length, r, s))
            {
                return false;
            }

            _check.Begin(key, Hash(message), r, s);
            Run(_check.Step);
            return _check.Valid;
        }

        /// <summary>The library's key for a public key of the firmware. The caller disposes it.</summary>
        public static ECDsa Library(PublicKey key)
        {
            return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = key.X, Y = key.Y } });
        }

        private static void Run(Func<bool> step)
        {
            // Far beyond what any of them takes.
            for (int i = 0; i < 10000; i++)
            {
                if (step())
                {
                    return;
                }
            }

            throw new InvalidOperationException("the steps do not end");
        }
    }
}
