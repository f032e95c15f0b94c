using System;
using NanoCharger.Hal;

namespace NanoCharger.Core.Signing
{
    /// <summary>ECDSA over P-256 with the nonce of RFC 6979, a slice at a time.</summary>
    public sealed class Signer
    {
        /// <summary>Allocates all that signing needs.</summary>
        /// <param name="hmac">Makes the nonce.</param>
        /// <param name="blinding">Where the blinding comes from, asked once, here: 20 ms. Null: none.</param>
        public Signer(IHmac hmac, IEntropy blinding)
        {
        }

        /// <summary>First number of the signature, 32 bytes, big endian; written when <see cref="Step"/> has returned true.</summary>
        public byte[] R { get; } = new byte[32];

        /// <summary>Second number of the signature, 32 bytes, big endian.</summary>
        public byte[] S { get; } = new byte[32];

        /// <summary>Begins a signature, also where another one was not finished.</summary>
        public void Begin(PrivateKey key, byte[] hash32)
        {
            throw new NotSupportedException();
        }

        /// <summary>Does one slice of at most 15 000 instructions.</summary>
        /// <returns>True when the signature is complete.</returns>
        public bool Step()
        {
            throw new NotSupportedException();
        }
    }
}
