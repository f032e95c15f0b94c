using System;
using NanoCharger.Hal;

namespace NanoCharger.Signing
{
    /// <summary>The nonce of a signature, out of key and hash alone (RFC 6979, 3.2, with HMAC-SHA256 and P-256).</summary>
    /// <remarks>
    /// No chance is mixed in, so the same document always gets the same signature: after a power cut it is signed again, byte for byte.
    /// One HMAC a step, five as a rule. Nothing is allocated here; what the board's HMAC allocates is its own. No branch and no index depends on
    /// key or nonce, but for a nonce out of range, which comes once in 2^32.
    /// </remarks>
    public sealed class Rfc6979
    {
        private const int Bytes = 32;
        private const int TagAt = Bytes;
        private const int KeyAt = Bytes + 1;
        private const int HashAt = KeyAt + Bytes;

        private const int FirstKey = 0;
        private const int FirstValue = 1;
        private const int SecondKey = 2;
        private const int SecondValue = 3;
        private const int Candidate = 4;
        private const int NextKey = 5;
        private const int NextValue = 6;
        private const int Ready = 7;

        // The order of the base point (SEC 2, 2.4.2), big endian.
        private static readonly byte[] Order =
        {
            0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
        };

        private readonly IHmac _hmac;
        private readonly byte[] _seed = new byte[HashAt + Bytes];
        private readonly byte[] _value = new byte[Bytes];
        private readonly byte[] _retry = new byte[Bytes + 1];
        private readonly byte[] _key = new byte[Bytes];
        private int _next = Ready;

        /// <summary>Takes the board's HMAC.</summary>
        public Rfc6979(IHmac hmac)
        {
            _hmac = hmac;
        }

        /// <summary>The nonce, 32 bytes, big endian, 1..n-1; valid once <see cref="Step"/> has returned true and until the next call of anything.</summary>
        public byte[] Nonce
        {
            get { return _value; }
        }

        /// <summary>Starts on a new nonce.</summary>
        /// <param name="key">The private key, 32 bytes, big endian, 1..n-1.</param>
        /// <param name="hash">SHA-256 of the message, 32 bytes.</param>
        /// <exception cref="ArgumentException">One of them is not 32 bytes long.</exception>
        public void Begin(byte[] key, byte[] hash)
        {
            if (key.Length != Bytes || hash.Length != Bytes)
            {
                throw new ArgumentException("key, hash: 32 bytes");
            }

            Array.Copy(key, 0, _seed, KeyAt, Bytes);
            ReduceInto(hash, _seed, HashAt);
            for (int i = 0; i < Bytes; i++)
            {
                _value[i] = 1;
                _key[i] = 0;
            }

            _next = FirstKey;
        }

        /// <summary>Refuses the nonce that is ready and starts on the one after it (3.2 h), as is wanted where r or s became 0.</summary>
        public void Reject()
        {
            _next = NextKey;
        }

        /// <summary>Computes one HMAC at most.</summary>
        /// <returns>True when the nonce is ready.</returns>
        public bool Step()
        {
            switch (_next)
            {
                case FirstKey:
                    Seed(0);
                    break;
                case SecondKey:
                    Seed(1);
                    break;
                case FirstValue:
                case SecondValue:
                    Take(_hmac.Compute(_key, _value), _value);
                    break;
                case Candidate:
                    Take(_hmac.Compute(_key, _value), _value);
                    _next = InRange(_value) ? Ready : NextKey;
                    return _next == Ready;
                case NextKey:
                    Array.Copy(_value, 0, _retry, 0, Bytes);
                    _retry[TagAt] = 0;
                    Take(_hmac.Compute(_key, _retry), _key);
                    break;
                case NextValue:
                    Take(_hmac.Compute(_key, _value), _value);
                    _next = Candidate;
                    return false;
                default:
                    return true;
            }

            _next++;
            return false;
        }

        /// <summary>Overwrites everything secret that is held here.</summary>
        public void Forget()
        {
            Array.Clear(_seed, 0, _seed.Length);
            Array.Clear(_value, 0, Bytes);
            Array.Clear(_key, 0, Bytes);
            Array.Clear(_retry, 0, _retry.Length);
        }

        private void Seed(byte tag)
        {
            Array.Copy(_value, 0, _seed, 0, Bytes);
            _seed[TagAt] = tag;
            Take(_hmac.Compute(_key, _seed), _key);
        }

        // The board's array is overwritten, since it holds a secret and nobody knows when it will be collected.
        private static void Take(byte[] code, byte[] into)
        {
            Array.Copy(code, 0, into, 0, Bytes);
            Array.Clear(code, 0, Bytes);
        }

        // bits2octets (2.3.4): the hash modulo n. It is below 2n, so n is taken away once or not at all, which a mask decides.
        private static void ReduceInto(byte[] hash, byte[] into, int at)
        {
            int mask = Borrow(hash);
            int borrow = 0;
            for (int i = Bytes - 1; i >= 0; i--)
            {
                int difference = hash[i] - (Order[i] & ~mask) + borrow;
                into[at + i] = (byte)difference;
                borrow = difference >> 8;
            }
        }

        private static bool InRange(byte[] number)
        {
            int any = 0;
            for (int i = 0; i < Bytes; i++)
            {
                any |= number[i];
            }

            return ((any - 1) >> 31 | ~Borrow(number)) == 0;
        }

        // -1 when the number is below n, else 0.
        private static int Borrow(byte[] number)
        {
            int borrow = 0;
            for (int i = Bytes - 1; i >= 0; i--)
            {
                borrow = (number[i] - Order[i] + borrow) >> 8;
            }

            return borrow;
        }
    }
}
