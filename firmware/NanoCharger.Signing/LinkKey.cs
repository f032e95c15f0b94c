using System;

namespace NanoCharger.Signing
{
    /// <summary>The key by which the station shows at the broker's door who it is: a pair of its own, never the one that signs bills.</summary>
    /// <remarks>
    /// Its private number has to leave, since the chip's TLS wants it as a file. So this is a type of its own: <see cref="LinkKeyDraw"/> makes one out of fresh
    /// noise, <see cref="FromSec1"/> reads one back, and there is no way from a <see cref="PrivateKey"/> or a <see cref="KeyStore"/> to it.
    /// </remarks>
    public sealed class LinkKey
    {
        /// <summary>Bytes of the key in DER, always.</summary>
        public const int Sec1Bytes = 121;

        private const int Bytes = 32;
        private const int NumberAt = 7;

        // ECPrivateKey (RFC 5915, 3): SEQUENCE { 1, OCTET STRING of 32 bytes ...
        private static readonly byte[] Head = { 0x30, 0x77, 0x02, 0x01, 0x01, 0x04, 0x20 };

        // ... [0] prime256v1, [1] BIT STRING of 66 bytes: no unused bits, uncompressed point }.
        private static readonly byte[] Middle =
        {
            0xA0, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0xA1, 0x44, 0x03, 0x42, 0x00, 0x04,
        };

        /// <summary>A key of a pair that this project has made or read.</summary>
        internal LinkKey(PrivateKey number, PublicKey point)
        {
            Number = number;
            Public = point;
        }

        /// <summary>What the certificate is asked for with, and what it has to be for.</summary>
        public PublicKey Public { get; }

        /// <summary>The private number.</summary>
        internal PrivateKey Number { get; }

        /// <summary>Reads a key as <see cref="WriteSec1"/> writes it: this one form only. Allocates.</summary>
        /// <returns>Null when it is anything else, the number is out of range or the point is not on the curve. That they belong together is not proven: that costs as much as a signature.</returns>
        public static LinkKey FromSec1(byte[] source, int offset, int count)
        {
            int pointAt = offset + NumberAt + Bytes + Middle.Length;
            if (offset < 0 || count != Sec1Bytes || offset > source.Length - count
                || !Holds(source, offset, Head) || !Holds(source, offset + NumberAt + Bytes, Middle))
            {
                return null;
            }

            byte[] part = new byte[Bytes];
            Array.Copy(source, offset + NumberAt, part, 0, Bytes);
            PrivateKey number = PrivateKey.FromBytes(part);
            byte[] y = new byte[Bytes];
            Array.Copy(source, pointAt, part, 0, Bytes);
            Array.Copy(source, pointAt + Bytes, y, 0, Bytes);
            PublicKey point = PublicKey.FromBytes(part, y);
            return number == null || point == null ? null : new LinkKey(number, point);
        }

        /// <summary>Writes the whole key, the private number too: DER (RFC 5915, ECPrivateKey of P-256 with its public key).</summary>
        /// <param name="into">Takes <see cref="Sec1Bytes"/> bytes; whoever has them keeps them.</param>
        /// <param name="offset">Where the first of them goes.</param>
        public void WriteSec1(byte[] into, int offset)
        {
            Array.Copy(Head, 0, into, offset, Head.Length);
            Array.Copy(Number.Bytes, 0, into, offset + NumberAt, Bytes);
            int at = offset + NumberAt + Bytes;
            Array.Copy(Middle, 0, into, at, Middle.Length);
            Array.Copy(Public.X, 0, into, at + Middle.Length, Bytes);
            Array.Copy(Public.Y, 0, into, at + Middle.Length + Bytes, Bytes);
        }

        /// <summary>True when this is its public point.</summary>
        /// <param name="x">32 bytes, big endian.</param>
        /// <param name="y">32 bytes, big endian.</param>
        public bool IsOf(byte[] x, byte[] y)
        {
            return Holds(x, 0, Public.X) && Holds(y, 0, Public.Y);
        }

        /// <summary>Overwrites the private number. The key is not to be used afterwards.</summary>
        public void Forget()
        {
            Number.Forget();
        }

        private static bool Holds(byte[] source, int offset, byte[] part)
        {
            for (int i = 0; i < part.Length; i++)
            {
                if (source[offset + i] != part[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
