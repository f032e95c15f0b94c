namespace NanoCharger.Signing
{
    /// <summary>k times the base point, a slice at a time, by the same work for every k: a signed comb of five teeth in two tables of 16 points.</summary>
    /// <remarks>
    /// k is made odd (where it is even n - k is taken, and y negated at the end), so (k + 2^260 - 1) / 2 has bits that say the signs of k = sum of
    /// +-2^i for i = 0..259: no digit is 0. Column c is the signs of 2^c, 2^(c+52) .. 2^(c+208); the table holds the 16 sums in which the last is +, and y
    /// is negated for the others. For j = 25..0 the sum is doubled, then column j + 26 is added (table 1), then column j (table 0): 25 doublings, 51
    /// additions.
    /// Add is right but for a point that is the accumulator or its negative. Why this never comes: let a be the accumulator as a whole number, D the
    /// sum of column j + 26 and C that of column j, so |D| is within 2^183 of 2^234 and |C| within 2^157 of 2^208. Since 0 &lt; k &lt; n, the highest
    /// signs are + - - - -, so before the additions of j &gt; 0 2^235 - 2^233 - 2^209 &lt; 2a &lt; 2^255 + 2^235: above |D|, with D above |C|, and
    /// with both below n, so nothing is equal mod n. For j = 0 all sums are known: 2a + D + C = k. Were 2a = +-D mod n, then k = C or C + 2D (+ n,
    /// which would be even); were 2a + D = +-C, then k = n + 2C (2C is even, 0 is excluded). Each of these few numbers has other signs in its columns
    /// than those that it was made of: a test goes through all of them. (With column j first, one number would meet itself.) So nothing here has to
    /// be looked at while it works, and no k, not even a chosen one, gives a wrong point.
    /// No branch and no index depends on k: the table is read as a whole for each column. The accumulator begins with the divisor Z that the caller
    /// gives, which no one can foresee where the board has entropy: numbers in memory and on the wires are others for the same k.
    /// </remarks>
    internal sealed class Comb
    {
        private const int Columns = 26;
        private const int Spacing = 52;
        private const int Words = 8;
        private const int Entries = 16;
        private const int BatchesPerStep = 4;

        private const int First = 0;
        private const int UpperColumn = 1;
        private const int LowerColumn = 2;
        private const int Doubling = 3;
        private const int Inverting = 4;
        private const int Dividing = 5;
        private const int Done = 6;

        private readonly Point _sum = new Point();
        private readonly Divsteps _inversion = new Divsteps(Field.Prime, Field.InverseMod30Bits);
        private readonly long[] _k = new long[Field.Limbs];
        private readonly long[] _blinding = new long[Field.Limbs];
        private readonly long[] _x = new long[Field.Limbs];
        private readonly long[] _y = new long[Field.Limbs];
        private readonly ulong[] _words = new ulong[Words];
        private long _negate;
        private int _column;
        private int _state = Done;

        /// <summary>First coordinate, 0..p-1, once <see cref="Step"/> has returned true.</summary>
        public long[] X
        {
            get { return _x; }
        }

        /// <summary>Second coordinate, as above.</summary>
        public long[] Y
        {
            get { return _y; }
        }

        /// <summary>Begins.</summary>
        /// <param name="k">1..n-1; copied.</param>
        /// <param name="blinding">Any number but 0 mod p, tight; copied.</param>
        public void Begin(long[] k, long[] blinding)
        {
            LimbCodec.Copy(_k, k);
            LimbCodec.Copy(_blinding, blinding);
            _negate = (k[0] & 1) - 1;
            LimbCodec.NegateWhen(_negate, _k, Scalar.Order);
            _k[Field.Limbs - 1] |= 1L << 28;
            _column = Columns - 1;
            _state = First;
        }

        /// <summary>Does a slice. True when the point is there.</summary>
        public bool Step()
        {
            switch (_state)
            {
                case First:
                    Select(CombTable.Upper, _column + Columns);
                    _sum.Set(_x, _y, _blinding);
                    _state = LowerColumn;
                    return false;
                case UpperColumn:
                    Select(CombTable.Upper, _column + Columns);
                    _sum.Add(_x, _y);
                    _state = LowerColumn;
                    return false;
                case LowerColumn:
                    Select(CombTable.Lower, _column);
                    _sum.Add(_x, _y);
                    EndColumn();
                    return false;
                case Doubling:
                    _sum.Double();
                    _state = UpperColumn;
                    return false;
                case Inverting:
                    Invert();
                    return false;
                case Dividing:
                    Divide();
                    _state = Done;
                    return true;
                default:
                    return true;
            }
        }

        /// <summary>Overwrites every number that is held here.</summary>
        public void Forget()
        {
            _sum.Forget();
            _inversion.Forget();
            LimbCodec.Wipe(_k);
            LimbCodec.Wipe(_blinding);
            LimbCodec.Wipe(_x);
            LimbCodec.Wipe(_y);
            for (int i = 0; i < Words; i++)
            {
                _words[i] = 0;
            }

            _negate = 0;
        }

        private void EndColumn()
        {
            if (_column > 0)
            {
                _column--;
                _state = Doubling;
                return;
            }

            Field.Leave(_x, _sum.Z);
            _inversion.Begin(_x);
            _state = Inverting;
        }

        private void Invert()
        {
            for (int i = 0; i < BatchesPerStep; i++)
            {
                if (_inversion.Step())
                {
                    _state = Dividing;
                    return;
                }
            }
        }

        // x = X / Z^2, y = Y / Z^3, and y is negated for an even k.
        private void Divide()
        {
            _inversion.Finish(_y);
            Field.Enter(_y, _y);
            FieldProduct.Square(_x, _y);
            FieldProduct.Multiply(_y, _y, _x);
            FieldProduct.Multiply(_x, _x, _sum.X);
            FieldProduct.Multiply(_y, _y, _sum.Y);
            Field.Leave(_x, _x);
            Field.Leave(_y, _y);
            LimbCodec.NegateWhen(_negate, _y, Field.Prime);
        }

        // Reads all entries of a table and keeps the one of this column in x, y; y with the sign of the column.
        private void Select(ulong[] table, int column)
        {
            long sign = Bit(column + (4 * Spacing) + 1) - 1;
            long wanted = Bit(column + 1) | (Bit(column + Spacing + 1) << 1) | (Bit(column + (2 * Spacing) + 1) << 2) | (Bit(column + (3 * Spacing) + 1) << 3);
            wanted ^= sign & (Entries - 1);
            Scan(table, wanted);
            LimbCodec.Unpack(_x, _words, 0, 0);
            LimbCodec.Unpack(_y, _words, 4, sign);
        }

        private long Bit(int position)
        {
            return (_k[position / 29] >> (position % 29)) & 1;
        }

        private void Scan(ulong[] table, long wanted)
        {
            ulong[] words = _words;
            ulong a = 0;
            ulong b = 0;
            ulong c = 0;
            ulong d = 0;
            ulong e = 0;
            ulong f = 0;
            ulong g = 0;
            ulong h = 0;
            int at = 0;
            for (long entry = 0; entry < Entries; entry++)
            {
                // All ones for the wanted entry alone.
                ulong mask = (ulong)(((entry ^ wanted) - 1) >> 63);
                a |= table[at] & mask;
                b |= table[at + 1] & mask;
                c |= table[at + 2] & mask;
                d |= table[at + 3] & mask;
                e |= table[at + 4] & mask;
                f |= table[at + 5] & mask;
                g |= table[at + 6] & mask;
                h |= table[at + 7] & mask;
                at += Words;
            }

            words[0] = a;
            words[1] = b;
            words[2] = c;
            words[3] = d;
            words[4] = e;
            words[5] = f;
            words[6] = g;
            words[7] = h;
        }
    }
}
