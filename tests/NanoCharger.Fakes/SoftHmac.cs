using System;
using NanoCharger.Hal;
using NanoCharger.Signing;

namespace NanoCharger.Fakes
{
    /// <summary>HMAC-SHA256 (RFC 2104) by the firmware's own hash, where no board gives one.</summary>
    public sealed class SoftHmac : IHmac
    {
        private const int Block = 64;

        /// <summary>What it answers with instead, a copy each time; null while it works.</summary>
        public byte[] Wrong { get; set; }

        /// <inheritdoc/>
        public byte[] Compute(byte[] key, byte[] data)
        {
            if (Wrong != null)
            {
                byte[] wrong = new byte[Wrong.Length];
                Array.Copy(Wrong, 0, wrong, 0, wrong.Length);
                return wrong;
            }

            byte[] inner = Hash(Pad(key, 0x36), data);
            return Hash(Pad(key, 0x5C), inner);
        }

        private static byte[] Pad(byte[] key, byte with)
        {
            byte[] pad = new byte[Block];
            for (int i = 0; i < Block; i++)
            {
                pad[i] = (byte)((i < key.Length ? key[i] : 0) ^ with);
            }

            return pad;
        }

        private static byte[] Hash(byte[] first, byte[] second)
        {
            byte[] hash = new byte[Sha256.HashBytes];
            Sha256 sha = new Sha256();
            sha.Add(first, 0, first.Length);
            sha.Add(second, 0, second.Length);
            sha.Finish(hash);
            return hash;
        }
    }
}
