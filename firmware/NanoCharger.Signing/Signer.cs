using System;
using NanoCharger.Hal;

namespace NanoCharger.Signing
{
    /// <summary>ECDSA over P-256 (FIPS 186-5, 6.4.1) with the nonce of RFC 6979, a slice at a time.</summary>
    /// <remarks>
    /// From hash to r and s the work is the same, instruction by instruction, for every key, nonce and hash; what happens once in 2^32 (a nonce out
    /// of range) or never (r or s is 0) is excused. All that is secret is overwritten at the end. The result is not checked here: whoever lets it out
    /// holds it against the public key first (<see cref="SignatureCheck"/>), because a bit that fell over on the way could give the key away.
    /// </remarks>
    public sealed class Signer
    {
        private const int Bytes = 32;
        private const int BatchesPerStep = 4;

        private const int Deriving = 0;
        private const int Multiplying = 1;
        private const int Inverting = 2;
        private const int Joining = 3;
        private const int Done = 4;

        private readonly Rfc6979 _nonce;
        private readonly Comb _comb = new Comb();
        private readonly Divsteps _inversion = new Divsteps(Scalar.Order, Scalar.InverseMod30Bits);
        private readonly long[] _blinding = new long[Field.Limbs];
        private readonly long[] _k = new long[Field.Limbs];
        private readonly long[] _hash = new long[Field.Limbs];
        private readonly long[] _r = new long[Field.Limbs];
        private readonly long[] _s = new long[Field.Limbs];
        private PrivateKey _key;
        private int _state = Done;

        /// <summary>Allocates all that signing needs.</summary>
        /// <param name="hmac">Makes the nonce.</param>
        /// <param name="blinding">Where the blinding comes from; asked once, here, since it takes 20 ms. Null: none.</param>
        public Signer(IHmac hmac, IEntropy blinding)
        {
            _nonce = new Rfc6979(hmac);
            LimbCodec.Copy(_blinding, Field.One);
            if (blinding != null)
            {
                Draw(blinding);
            }
        }

        /// <summary>First number of the signature, 32 bytes, big endian; written when <see cref="Step"/> has returned true.</summary>
        public byte[] R { get; } = new byte[Bytes];

        /// <summary>Second number of the signature, 32 bytes, big endian; as it comes, also in the upper half.</summary>
        public byte[] S { get; } = new byte[Bytes];

        /// <summary>Begins a signature, also where another one was not finished.</summary>
        /// <param name="key">Must not be forgotten before the end.</param>
        /// <param name="hash32">SHA-256 of what is signed; copied.</param>
        /// <exception cref="ArgumentException">The hash does not have 32 bytes.</exception>
        public void Begin(PrivateKey key, byte[] hash32)
        {
            Scalar.FromBytes(_hash, hash32);
            _nonce.Begin(key.Bytes, hash32);
            _key = key;
            _state = Deriving;
        }

        /// <summary>Does one slice of at most 15 000 instructions.</summary>
        /// <returns>True when the signature is complete.</returns>
        public bool Step()
        {
            switch (_state)
            {
                case Deriving:
                    if (_nonce.Step())
                    {
                        Multiply();
                    }

                    return false;
                case Multiplying:
                    if (_comb.Step())
                    {
                        _inversion.Begin(_k);
                        _state = Inverting;
                    }

                    return false;
                case Inverting:
                    Invert();
                    return false;
                case Joining:
                    Join();
                    return _state == Done;
                default:
                    return true;
            }
        }

        // The number is never 0 mod p, whatever is drawn.
        private void Draw(IEntropy entropy)
        {
            byte[] drawn = new byte[Bytes];
            entropy.Fill(drawn);
            long[] number = new long[Field.Limbs];
            Field.FromBytes(number, drawn);
            if (!Field.IsZero(number, new long[Field.Limbs]))
            {
                LimbCodec.Copy(_blinding, number);
            }
        }

        // Each signature has another blinding: the square of the last one, which nobody knows who does not know the first.
        private void Multiply()
        {
            Scalar.FromBytes(_k, _nonce.Nonce);
            FieldProduct.Square(_blinding, _blinding);
            _comb.Begin(_k, _blinding);
            _state = Multiplying;
        }

        private void Invert()
        {
            for (int i = 0; i < BatchesPerStep; i++)
            {
                if (_inversion.Step())
                {
                    _inversion.Finish(_k);
                    _state = Joining;
                    return;
                }
            }
        }

        // r = x mod n, s = (hash + r d) / k.
        private void Join()
        {
            LimbCodec.Copy(_r, _comb.X);
            LimbCodec.Reduce(_r, Scalar.Order);
            Scalar.Multiply(_s, _r, _key.Limbs);
            Scalar.Add(_s, _s, _hash);
            Scalar.Multiply(_s, _s, _k);
            if (LimbCodec.IsZero(_r) || LimbCodec.IsZero(_s))
            {
                _nonce.Reject();
                _state = Deriving;
                return;
            }

            Scalar.ToBytes(R, _r);
            Scalar.ToBytes(S, _s);
            Forget();
        }

        private void Forget()
        {
            _nonce.Forget();
            _comb.Forget();
            LimbCodec.Wipe(_k);
            LimbCodec.Wipe(_hash);
            _key = null;
            _state = Done;
        }
    }
}
