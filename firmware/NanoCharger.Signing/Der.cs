using System;

namespace NanoCharger.Signing
{
    /// <summary>The two structures of DER (X.690) that a bill needs: ECDSA-Sig-Value (RFC 3279, 2.2.3) and SubjectPublicKeyInfo of P-256 (RFC 5480, 2).</summary>
    /// <remarks>One form only: what is read is refused unless writing it again gives the same bytes.</remarks>
    public static class Der
    {
        /// <summary>Bytes of the longest signature.</summary>
        public const int MaxSignatureBytes = 72;

        /// <summary>Bytes of a public key, always.</summary>
        public const int PublicKeyBytes = 91;

        private const int Bytes = 32;
        private const byte Sequence = 0x30;
        private const byte Integer = 0x02;

        // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING of 66 bytes: no unused bits, uncompressed point.
        private static readonly byte[] PublicKeyHead =
        {
            0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
            0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
        };

        /// <summary>Writes a signature.</summary>
        /// <param name="r">32 bytes, big endian.</param>
        /// <param name="s">32 bytes, big endian.</param>
        /// <param name="into">Takes up to 72 bytes.</param>
        /// <param name="offset">Where the first of them goes.</param>
        /// <returns>Bytes written, 8..72.</returns>
        public static int WriteSignature(byte[] r, byte[] s, byte[] into, int offset)
        {
            int at = WriteInteger(r, into, offset + 2);
            at = WriteInteger(s, into, at);
            into[offset] = Sequence;
            into[offset + 1] = (byte)(at - offset - 2);
            return at - offset;
        }

        /// <summary>Reads a signature. Whether r and s are in 1..n-1 is for who checks it.</summary>
        /// <param name="source">The bytes.</param>
        /// <param name="offset">The first of them.</param>
        /// <param name="count">How many there are: no more and no less than the structure has.</param>
        /// <param name="r">Takes 32 bytes, big endian.</param>
        /// <param name="s">Takes 32 bytes, big endian.</param>
        /// <returns>False when it is not the one form, or an integer is negative or longer than 256 bits.</returns>
        public static bool TryReadSignature(byte[] source, int offset, int count, byte[] r, byte[] s)
        {
            if (count < 8 || count > MaxSignatureBytes || source[offset] != Sequence || source[offset + 1] != count - 2)
            {
                return false;
            }

            int end = offset + count;
            int at = ReadInteger(source, offset + 2, end, r);
            return at > 0 && ReadInteger(source, at, end, s) == end;
        }

        /// <summary>Writes a public key.</summary>
        /// <param name="x">32 bytes, big endian.</param>
        /// <param name="y">32 bytes, big endian.</param>
        /// <param name="into">Takes 91 bytes from its beginning.</param>
        public static void WritePublicKey(byte[] x, byte[] y, byte[] into)
        {
            Array.Copy(PublicKeyHead, 0, into, 0, PublicKeyHead.Length);
            Array.Copy(x, 0, into, PublicKeyHead.Length, Bytes);
            Array.Copy(y, 0, into, PublicKeyHead.Length + Bytes, Bytes);
        }

        /// <summary>Reads a public key of P-256 whose point is not compressed. Whether it lies on the curve is for <see cref="PublicKey"/>.</summary>
        /// <returns>False when it is anything else.</returns>
        public static bool TryReadPublicKey(byte[] source, int offset, int count, byte[] x, byte[] y)
        {
            if (count != PublicKeyBytes)
            {
                return false;
            }

            for (int i = 0; i < PublicKeyHead.Length; i++)
            {
                if (source[offset + i] != PublicKeyHead[i])
                {
                    return false;
                }
            }

            Array.Copy(source, offset + PublicKeyHead.Length, x, 0, Bytes);
            Array.Copy(source, offset + PublicKeyHead.Length + Bytes, y, 0, Bytes);
            return true;
        }

        // X.690, 8.3: as few bytes as hold the number and a sign bit of zero.
        private static int WriteInteger(byte[] number, byte[] into, int at)
        {
            int first = 0;
            while (first < Bytes - 1 && number[first] == 0)
            {
                first++;
            }

            int sign = number[first] >> 7;
            into[at] = Integer;
            into[at + 1] = (byte)(Bytes - first + sign);
            into[at + 2] = 0;
            Array.Copy(number, first, into, at + 2 + sign, Bytes - first);
            return at + 2 + sign + Bytes - first;
        }

        // The place behind the integer, or -1.
        private static int ReadInteger(byte[] source, int at, int end, byte[] into)
        {
            if (at + 2 >= end || source[at] != Integer)
            {
                return -1;
            }

            int length = source[at + 1];
            int first = at + 2;
            if (length < 1 || length > Bytes + 1 || length > end - first || source[first] > 0x7F)
            {
                return -1;
            }

            if (length > 1 && source[first] == 0)
            {
                if (source[first + 1] < 0x80)
                {
                    return -1;
                }

                first++;
                length--;
            }

            if (length > Bytes)
            {
                return -1;
            }

            Array.Clear(into, 0, Bytes - length);
            Array.Copy(source, first, into, Bytes - length, length);
            return first + length;
        }
    }
}
