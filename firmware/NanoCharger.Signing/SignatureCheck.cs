using System;

namespace NanoCharger.Signing
{
    /// <summary>Checks a signature (FIPS 186-5, 6.4.2), a slice at a time. All it sees is public, so its work varies with it.</summary>
    /// <remarks>
    /// u1 = hash / s and u2 = r / s; the first coordinate of u1 G + u2 Q has to be r mod n. One chain of doublings serves both: digits of width 6
    /// take odd multiples of G from a table, digits of width 5 those of Q, which are made once for each key. Allocates nothing after the
    /// construction.
    /// </remarks>
    public sealed class SignatureCheck
    {
        private const int BatchesPerStep = 4;

        // In thousands of instructions: a doubling and an addition, or two doublings, fit in a slice.
        private const int Room = 14;
        private const int DoublingCost = 6;
        private const int AdditionCost = 8;

        private const int Starting = 0;
        private const int Inverting = 1;
        private const int Recoding = 2;
        private const int Choosing = 3;
        private const int Preparing = 4;
        private const int Summing = 5;
        private const int Judging = 6;
        private const int Done = 7;

        private const int ToDouble = 0;
        private const int ToAddKey = 1;
        private const int ToAddBase = 2;

        private readonly Divsteps _inversion = new Divsteps(Scalar.Order, Scalar.InverseMod30Bits);
        private readonly OddMultiples _multiples = new OddMultiples();
        private readonly NafDigits _baseDigits = new NafDigits(6);
        private readonly NafDigits _keyDigits = new NafDigits(5);
        private readonly Point _sum = new Point();
        private readonly long[] _hash = new long[Field.Limbs];
        private readonly long[] _r = new long[Field.Limbs];
        private readonly long[] _s = new long[Field.Limbs];
        private readonly long[] _x = new long[Field.Limbs];
        private readonly long[] _y = new long[Field.Limbs];
        private readonly long[] _zero = new long[Field.Limbs];
        private PublicKey _key;
        private PublicKey _prepared;
        private int _place;
        private int _next;
        private int _state = Done;

        /// <summary>The verdict, once <see cref="Step"/> has returned true; false before.</summary>
        public bool Valid { get; private set; }

        /// <summary>Begins a check, also where another one was not finished. The bytes are copied.</summary>
        /// <param name="key">Whose signature it has to be.</param>
        /// <param name="hash32">SHA-256 of what was signed.</param>
        /// <param name="r32">32 bytes, big endian; anything but 1..n-1 is not valid.</param>
        /// <param name="s32">As above.</param>
        /// <exception cref="ArgumentException">One does not have 32 bytes.</exception>
        public void Begin(PublicKey key, byte[] hash32, byte[] r32, byte[] s32)
        {
            Valid = false;
            _state = Done;
            _key = key;
            Scalar.FromBytes(_hash, hash32);
            bool inRange = Scalar.FromBytes(_r, r32) & Scalar.FromBytes(_s, s32);
            if (inRange && !LimbCodec.IsZero(_r) && !LimbCodec.IsZero(_s))
            {
                _state = Starting;
            }
        }

        /// <summary>Does one slice of at most 15 000 instructions.</summary>
        /// <returns>True when the verdict is there.</returns>
        public bool Step()
        {
            switch (_state)
            {
                case Starting:
                    _inversion.Begin(_s);
                    _state = Inverting;
                    return false;
                case Inverting:
                    Invert();
                    return false;
                case Recoding:
                    Recode();
                    return false;
                case Choosing:
                    Choose();
                    return false;
                case Preparing:
                    if (_multiples.Step())
                    {
                        _prepared = _key;
                        _state = Summing;
                    }

                    return false;
                case Summing:
                    Sum();
                    return false;
                case Judging:
                    Valid = Judge();
                    _state = Done;
                    return true;
                default:
                    return true;
            }
        }

        private void Invert()
        {
            for (int i = 0; i < BatchesPerStep; i++)
            {
                if (_inversion.Step())
                {
                    _inversion.Finish(_s);
                    _state = Recoding;
                    return;
                }
            }
        }

        private void Recode()
        {
            Scalar.Multiply(_x, _hash, _s);
            _baseDigits.Recode(_x);
            _state = Choosing;
        }

        // The multiples of the last key are kept: a station checks by one key alone.
        private void Choose()
        {
            Scalar.Multiply(_y, _r, _s);
            _keyDigits.Recode(_y);
            LimbCodec.Wipe(_sum.Z);
            _place = NafDigits.Places;
            _next = ToDouble;
            _state = Summing;
            if (_key != _prepared)
            {
                _prepared = null;
                _multiples.Begin(_key);
                _state = Preparing;
            }
        }

        private void Sum()
        {
            int room = Room;
            while (true)
            {
                if (_next == ToDouble)
                {
                    if (_place == 0)
                    {
                        _state = Judging;
                        return;
                    }

                    room -= DoublingCost;
                    if (room < 0)
                    {
                        return;
                    }

                    _sum.Double();
                    _place--;
                    _next = ToAddKey;
                }

                int digit = _next == ToAddKey ? _keyDigits[_place] : _baseDigits[_place];
                if (digit != 0)
                {
                    room -= AdditionCost;
                    if (room < 0)
                    {
                        return;
                    }

                    Add(digit);
                }

                _next = _next == ToAddKey ? ToAddBase : ToDouble;
            }
        }

        private void Add(int digit)
        {
            long negate = digit < 0 ? -1 : 0;
            int index = (digit < 0 ? -digit : digit) >> 1;
            if (_next == ToAddBase)
            {
                LimbCodec.Unpack(_x, CombTable.Odd, index * 8, 0);
                LimbCodec.Unpack(_y, CombTable.Odd, (index * 8) + 4, negate);
                _sum.AddAny(_x, _y);
                return;
            }

            long[] y = _multiples.Y(index);
            if (negate != 0)
            {
                Field.Subtract(_y, _zero, y);
                y = _y;
            }

            _sum.AddAny(_multiples.X(index), y);
        }

        // X / Z^2 = r or r + n, without a division. r + n matters only where it is below p.
        private bool Judge()
        {
            if (Field.IsZero(_sum.Z, _s))
            {
                return false;
            }

            FieldProduct.Square(_y, _sum.Z);
            Field.Enter(_x, _r);
            if (Matches())
            {
                return true;
            }

            long t = 0;
            for (int i = 0; i < Field.Limbs; i++)
            {
                t = (t >> 29) + _r[i] + Scalar.Order[i];
                _x[i] = t & 0x1FFFFFFF;
            }

            if (LimbCodec.Reduce(_x, Field.Prime) == 0)
            {
                return false;
            }

            Field.Enter(_x, _x);
            return Matches();
        }

        private bool Matches()
        {
            FieldProduct.Multiply(_x, _x, _y);
            Field.Subtract(_x, _x, _sum.X);
            return Field.IsZero(_x, _s);
        }
    }
}
