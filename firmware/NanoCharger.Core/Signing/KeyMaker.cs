using System;

namespace NanoCharger.Core.Signing
{
    /// <summary>Makes a pair of keys from 32 random bytes, a slice at a time.</summary>
    public sealed class KeyMaker
    {
        /// <summary>The private key; null when the bytes were 0 or not below n, and before the end.</summary>
        public PrivateKey Key { get; private set; }

        /// <summary>The public key that belongs to it; null as above.</summary>
        public PublicKey Public { get; private set; }

        /// <summary>Begins a pair. The bytes are copied; the caller wipes his.</summary>
        public void Begin(byte[] d32)
        {
            throw new NotSupportedException();
        }

        /// <summary>Does one slice of at most 15 000 instructions.</summary>
        /// <returns>True when the pair is there, or refused.</returns>
        public bool Step()
        {
            throw new NotSupportedException();
        }
    }
}
