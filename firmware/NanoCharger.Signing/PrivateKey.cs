using System;

namespace NanoCharger.Signing
{
    /// <summary>A number d, 1..n-1, by which readings are signed. Nothing outside this folder can read it.</summary>
    public sealed class PrivateKey
    {
        private PrivateKey(byte[] bytes, long[] limbs)
        {
            Bytes = bytes;
            Limbs = limbs;
        }

        /// <summary>d, 32 bytes, big endian.</summary>
        internal byte[] Bytes { get; }

        /// <summary>d for <see cref="Scalar"/>.</summary>
        internal long[] Limbs { get; }

        /// <summary>Takes 32 bytes, big endian, and copies them; the caller wipes his. Allocates.</summary>
        /// <returns>Null when the number is 0 or not below n.</returns>
        /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
        public static PrivateKey FromBytes(byte[] d32)
        {
            long[] limbs = new long[Field.Limbs];
            if (!Scalar.FromBytes(limbs, d32) || LimbCodec.IsZero(limbs))
            {
                LimbCodec.Wipe(limbs);
                return null;
            }

            byte[] bytes = new byte[d32.Length];
            Array.Copy(d32, 0, bytes, 0, bytes.Length);
            return new PrivateKey(bytes, limbs);
        }

        /// <summary>Overwrites the number. The key is not to be used afterwards.</summary>
        public void Forget()
        {
            Array.Clear(Bytes, 0, Bytes.Length);
            LimbCodec.Wipe(Limbs);
        }
    }
}
