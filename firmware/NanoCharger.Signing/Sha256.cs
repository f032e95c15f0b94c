using System;

namespace NanoCharger.Signing
{
    /// <summary>SHA-256 (FIPS 180-4), fed piece by piece. Nothing is allocated after the construction.</summary>
    /// <remarks>
    /// Cost: 6 800 instructions for each block of 64 bytes, so a caller in the control loop adds 64 bytes a slice; <see cref="Finish"/> takes one block or two.
    /// Inside a block every word is held twice in 64 bits: a rotation is then one shift, and a shift costs what an addition does.
    /// </remarks>
    public sealed class Sha256
    {
        /// <summary>Bytes of a hash.</summary>
        public const int HashBytes = 32;

        /// <summary>Bytes that are worked on at once.</summary>
        public const int BlockBytes = 64;

        private const int LengthAt = 56;

        // x times this is x in both halves.
        private const ulong Both = 0x100000001;

        private static readonly uint[] Rounds =
        {
            0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
            0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
            0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
            0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
            0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
            0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
            0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
            0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
        };

        private readonly uint[] _state = new uint[8];
        private readonly byte[] _block = new byte[BlockBytes];
        private int _held;
        private long _added;

        /// <summary>Makes it ready, as <see cref="Begin"/> does.</summary>
        public Sha256()
        {
            Begin();
        }

        /// <summary>Starts over with an empty message.</summary>
        public void Begin()
        {
            _held = 0;
            _added = 0;
            _state[0] = 0x6A09E667;
            _state[1] = 0xBB67AE85;
            _state[2] = 0x3C6EF372;
            _state[3] = 0xA54FF53A;
            _state[4] = 0x510E527F;
            _state[5] = 0x9B05688C;
            _state[6] = 0x1F83D9AB;
            _state[7] = 0x5BE0CD19;
        }

        /// <summary>Adds bytes to the message.</summary>
        /// <exception cref="ArgumentException">The part lies outside the array.</exception>
        public void Add(byte[] data, int offset, int count)
        {
            if (offset < 0 || count < 0 || offset > data.Length - count)
            {
                throw new ArgumentException("offset, count: a part of the data");
            }

            _added += count;
            while (count > 0)
            {
                if (_held == 0 && count >= BlockBytes)
                {
                    Mix(data, offset);
                    offset += BlockBytes;
                    count -= BlockBytes;
                    continue;
                }

                int length = BlockBytes - _held < count ? BlockBytes - _held : count;
                Array.Copy(data, offset, _block, _held, length);
                _held += length;
                offset += length;
                count -= length;
                if (_held == BlockBytes)
                {
                    Mix(_block, 0);
                    _held = 0;
                }
            }
        }

        /// <summary>Ends the message and starts over.</summary>
        /// <param name="into">Takes the hash in its first 32 bytes.</param>
        public void Finish(byte[] into)
        {
            // FIPS 180-4, 5.1.1: a one bit, zeros, and the length in bits in the last eight bytes of a block.
            _block[_held++] = 0x80;
            if (_held > LengthAt)
            {
                Array.Clear(_block, _held, BlockBytes - _held);
                Mix(_block, 0);
                _held = 0;
            }

            Array.Clear(_block, _held, LengthAt - _held);
            long bits = _added << 3;
            for (int i = BlockBytes - 1; i >= LengthAt; i--)
            {
                _block[i] = (byte)bits;
                bits >>= 8;
            }

            Mix(_block, 0);
            for (int i = 0; i < 8; i++)
            {
                uint word = _state[i];
                into[4 * i] = (byte)(word >> 24);
                into[(4 * i) + 1] = (byte)(word >> 16);
                into[(4 * i) + 2] = (byte)(word >> 8);
                into[(4 * i) + 3] = (byte)word;
            }

            // What was hashed may be a secret.
            Array.Clear(_block, 0, BlockBytes);
            Begin();
        }

        private static ulong Word(byte[] data, int at)
        {
            return (((uint)data[at] << 24) | ((uint)data[at + 1] << 16) | ((uint)data[at + 2] << 8) | data[at + 3]) * Both;
        }

        // FIPS 180-4, 6.2.2. Sixteen rounds a pass: then every word of the schedule and every working variable keeps its local, and nothing is moved.
        private void Mix(byte[] data, int at)
        {
            uint[] rounds = Rounds;
            uint[] state = _state;
            ulong w0 = Word(data, at);
            ulong w1 = Word(data, at + 4);
            ulong w2 = Word(data, at + 8);
            ulong w3 = Word(data, at + 12);
            ulong w4 = Word(data, at + 16);
            ulong w5 = Word(data, at + 20);
            ulong w6 = Word(data, at + 24);
            ulong w7 = Word(data, at + 28);
            ulong w8 = Word(data, at + 32);
            ulong w9 = Word(data, at + 36);
            ulong w10 = Word(data, at + 40);
            ulong w11 = Word(data, at + 44);
            ulong w12 = Word(data, at + 48);
            ulong w13 = Word(data, at + 52);
            ulong w14 = Word(data, at + 56);
            ulong w15 = Word(data, at + 60);
            ulong a = state[0] * Both;
            ulong b = state[1] * Both;
            ulong c = state[2] * Both;
            ulong d = state[3] * Both;
            ulong e = state[4] * Both;
            ulong f = state[5] * Both;
            ulong g = state[6] * Both;
            ulong h = state[7] * Both;

            for (int i = 0; ; i += 16)
            {
                h += (e >> 6 ^ e >> 11 ^ e >> 25) + (g ^ (e & (f ^ g))) + rounds[i] + w0;
                d = (uint)(d + h) * Both;
                h = (uint)(h + (a >> 2 ^ a >> 13 ^ a >> 22) + ((a & b) | (c & (a | b)))) * Both;
                g += (d >> 6 ^ d >> 11 ^ d >> 25) + (f ^ (d & (e ^ f))) + rounds[i + 1] + w1;
                c = (uint)(c + g) * Both;
                g = (uint)(g + (h >> 2 ^ h >> 13 ^ h >> 22) + ((h & a) | (b & (h | a)))) * Both;
                f += (c >> 6 ^ c >> 11 ^ c >> 25) + (e ^ (c & (d ^ e))) + rounds[i + 2] + w2;
                b = (uint)(b + f) * Both;
                f = (uint)(f + (g >> 2 ^ g >> 13 ^ g >> 22) + ((g & h) | (a & (g | h)))) * Both;
                e += (b >> 6 ^ b >> 11 ^ b >> 25) + (d ^ (b & (c ^ d))) + rounds[i + 3] + w3;
                a = (uint)(a + e) * Both;
                e = (uint)(e + (f >> 2 ^ f >> 13 ^ f >> 22) + ((f & g) | (h & (f | g)))) * Both;
                d += (a >> 6 ^ a >> 11 ^ a >> 25) + (c ^ (a & (b ^ c))) + rounds[i + 4] + w4;
                h = (uint)(h + d) * Both;
                d = (uint)(d + (e >> 2 ^ e >> 13 ^ e >> 22) + ((e & f) | (g & (e | f)))) * Both;
                c += (h >> 6 ^ h >> 11 ^ h >> 25) + (b ^ (h & (a ^ b))) + rounds[i + 5] + w5;
                g = (uint)(g + c) * Both;
                c = (uint)(c + (d >> 2 ^ d >> 13 ^ d >> 22) + ((d & e) | (f & (d | e)))) * Both;
                b += (g >> 6 ^ g >> 11 ^ g >> 25) + (a ^ (g & (h ^ a))) + rounds[i + 6] + w6;
                f = (uint)(f + b) * Both;
                b = (uint)(b + (c >> 2 ^ c >> 13 ^ c >> 22) + ((c & d) | (e & (c | d)))) * Both;
                a += (f >> 6 ^ f >> 11 ^ f >> 25) + (h ^ (f & (g ^ h))) + rounds[i + 7] + w7;
                e = (uint)(e + a) * Both;
                a = (uint)(a + (b >> 2 ^ b >> 13 ^ b >> 22) + ((b & c) | (d & (b | c)))) * Both;
                h += (e >> 6 ^ e >> 11 ^ e >> 25) + (g ^ (e & (f ^ g))) + rounds[i + 8] + w8;
                d = (uint)(d + h) * Both;
                h = (uint)(h + (a >> 2 ^ a >> 13 ^ a >> 22) + ((a & b) | (c & (a | b)))) * Both;
                g += (d >> 6 ^ d >> 11 ^ d >> 25) + (f ^ (d & (e ^ f))) + rounds[i + 9] + w9;
                c = (uint)(c + g) * Both;
                g = (uint)(g + (h >> 2 ^ h >> 13 ^ h >> 22) + ((h & a) | (b & (h | a)))) * Both;
                f += (c >> 6 ^ c >> 11 ^ c >> 25) + (e ^ (c & (d ^ e))) + rounds[i + 10] + w10;
                b = (uint)(b + f) * Both;
                f = (uint)(f + (g >> 2 ^ g >> 13 ^ g >> 22) + ((g & h) | (a & (g | h)))) * Both;
                e += (b >> 6 ^ b >> 11 ^ b >> 25) + (d ^ (b & (c ^ d))) + rounds[i + 11] + w11;
                a = (uint)(a + e) * Both;
                e = (uint)(e + (f >> 2 ^ f >> 13 ^ f >> 22) + ((f & g) | (h & (f | g)))) * Both;
                d += (a >> 6 ^ a >> 11 ^ a >> 25) + (c ^ (a & (b ^ c))) + rounds[i + 12] + w12;
                h = (uint)(h + d) * Both;
                d = (uint)(d + (e >> 2 ^ e >> 13 ^ e >> 22) + ((e & f) | (g & (e | f)))) * Both;
                c += (h >> 6 ^ h >> 11 ^ h >> 25) + (b ^ (h & (a ^ b))) + rounds[i + 13] + w13;
                g = (uint)(g + c) * Both;
                c = (uint)(c + (d >> 2 ^ d >> 13 ^ d >> 22) + ((d & e) | (f & (d | e)))) * Both;
                b += (g >> 6 ^ g >> 11 ^ g >> 25) + (a ^ (g & (h ^ a))) + rounds[i + 14] + w14;
                f = (uint)(f + b) * Both;
                b = (uint)(b + (c >> 2 ^ c >> 13 ^ c >> 22) + ((c & d) | (e & (c | d)))) * Both;
                a += (f >> 6 ^ f >> 11 ^ f >> 25) + (h ^ (f & (g ^ h))) + rounds[i + 15] + w15;
                e = (uint)(e + a) * Both;
                a = (uint)(a + (b >> 2 ^ b >> 13 ^ b >> 22) + ((b & c) | (d & (b | c)))) * Both;

                if (i == 48)
                {
                    break;
                }

                w0 = (uint)(w0 + (w1 >> 7 ^ w1 >> 18 ^ (uint)w1 >> 3) + w9 + (w14 >> 17 ^ w14 >> 19 ^ (uint)w14 >> 10)) * Both;
                w1 = (uint)(w1 + (w2 >> 7 ^ w2 >> 18 ^ (uint)w2 >> 3) + w10 + (w15 >> 17 ^ w15 >> 19 ^ (uint)w15 >> 10)) * Both;
                w2 = (uint)(w2 + (w3 >> 7 ^ w3 >> 18 ^ (uint)w3 >> 3) + w11 + (w0 >> 17 ^ w0 >> 19 ^ (uint)w0 >> 10)) * Both;
                w3 = (uint)(w3 + (w4 >> 7 ^ w4 >> 18 ^ (uint)w4 >> 3) + w12 + (w1 >> 17 ^ w1 >> 19 ^ (uint)w1 >> 10)) * Both;
                w4 = (uint)(w4 + (w5 >> 7 ^ w5 >> 18 ^ (uint)w5 >> 3) + w13 + (w2 >> 17 ^ w2 >> 19 ^ (uint)w2 >> 10)) * Both;
                w5 = (uint)(w5 + (w6 >> 7 ^ w6 >> 18 ^ (uint)w6 >> 3) + w14 + (w3 >> 17 ^ w3 >> 19 ^ (uint)w3 >> 10)) * Both;
                w6 = (uint)(w6 + (w7 >> 7 ^ w7 >> 18 ^ (uint)w7 >> 3) + w15 + (w4 >> 17 ^ w4 >> 19 ^ (uint)w4 >> 10)) * Both;
                w7 = (uint)(w7 + (w8 >> 7 ^ w8 >> 18 ^ (uint)w8 >> 3) + w0 + (w5 >> 17 ^ w5 >> 19 ^ (uint)w5 >> 10)) * Both;
                w8 = (uint)(w8 + (w9 >> 7 ^ w9 >> 18 ^ (uint)w9 >> 3) + w1 + (w6 >> 17 ^ w6 >> 19 ^ (uint)w6 >> 10)) * Both;
                w9 = (uint)(w9 + (w10 >> 7 ^ w10 >> 18 ^ (uint)w10 >> 3) + w2 + (w7 >> 17 ^ w7 >> 19 ^ (uint)w7 >> 10)) * Both;
                w10 = (uint)(w10 + (w11 >> 7 ^ w11 >> 18 ^ (uint)w11 >> 3) + w3 + (w8 >> 17 ^ w8 >> 19 ^ (uint)w8 >> 10)) * Both;
                w11 = (uint)(w11 + (w12 >> 7 ^ w12 >> 18 ^ (uint)w12 >> 3) + w4 + (w9 >> 17 ^ w9 >> 19 ^ (uint)w9 >> 10)) * Both;
                w12 = (uint)(w12 + (w13 >> 7 ^ w13 >> 18 ^ (uint)w13 >> 3) + w5 + (w10 >> 17 ^ w10 >> 19 ^ (uint)w10 >> 10)) * Both;
                w13 = (uint)(w13 + (w14 >> 7 ^ w14 >> 18 ^ (uint)w14 >> 3) + w6 + (w11 >> 17 ^ w11 >> 19 ^ (uint)w11 >> 10)) * Both;
                w14 = (uint)(w14 + (w15 >> 7 ^ w15 >> 18 ^ (uint)w15 >> 3) + w7 + (w12 >> 17 ^ w12 >> 19 ^ (uint)w12 >> 10)) * Both;
                w15 = (uint)(w15 + (w0 >> 7 ^ w0 >> 18 ^ (uint)w0 >> 3) + w8 + (w13 >> 17 ^ w13 >> 19 ^ (uint)w13 >> 10)) * Both;
            }

            state[0] += (uint)a;
            state[1] += (uint)b;
            state[2] += (uint)c;
            state[3] += (uint)d;
            state[4] += (uint)e;
            state[5] += (uint)f;
            state[6] += (uint)g;
            state[7] += (uint)h;
        }
    }
}
