namespace NanoCharger.Signing
{
    /// <summary>A point in Jacobian coordinates (x = X / Z^2, y = Y / Z^3) that others are added to.</summary>
    /// <remarks>Coordinates stay between -5 p and 5 p, which keeps <see cref="Field"/> within its bounds.</remarks>
    internal sealed class Point
    {
        private readonly long[] _d = new long[Field.Limbs];
        private readonly long[] _s = new long[Field.Limbs];
        private readonly long[] _t = new long[Field.Limbs];
        private readonly long[] _u = new long[Field.Limbs];

        /// <summary>First coordinate.</summary>
        public long[] X { get; } = new long[Field.Limbs];

        /// <summary>Second coordinate.</summary>
        public long[] Y { get; } = new long[Field.Limbs];

        /// <summary>The divisor; 0 mod p is the point at infinity.</summary>
        public long[] Z { get; } = new long[Field.Limbs];

        /// <summary>Takes a point (x, y) and the divisor z, any number but 0.</summary>
        public void Set(long[] x, long[] y, long[] z)
        {
            LimbCodec.Copy(Z, z);
            Field.Square(_d, z);
            Field.Multiply(X, x, _d);
            Field.Multiply(_d, _d, z);
            Field.Multiply(Y, y, _d);
        }

        /// <summary>Takes the place of another one.</summary>
        public void Set(Point other)
        {
            LimbCodec.Copy(X, other.X);
            LimbCodec.Copy(Y, other.Y);
            LimbCodec.Copy(Z, other.Z);
        }

        /// <summary>Doubles: m = 3 (X - Z^2) (X + Z^2), d = 2 Y^2, s = X d, X' = m^2 - 4 s, Y' = m (2 s - X') - 2 d^2, Z' = 2 Y Z.</summary>
        /// <remarks>Right for every point: no point has order 2, and infinity stays infinity.</remarks>
        public void Double()
        {
            long[] d = _d;
            long[] s = _s;
            long[] t = _t;
            long[] u = _u;
            long[] x = X;
            long[] y = Y;
            long[] z = Z;
            Field.Square(d, z);
            Doubling.Slope(t, x, d);
            Field.Add(u, y, y);
            Field.Multiply(z, u, z);
            Field.Multiply(d, u, y);
            Field.Multiply(s, x, d);
            Field.Square(x, t);
            Field.Combine(x, x, 1, s, -4);
            Doubling.Ordinate(y, t, s, x, d);
        }

        /// <summary>Adds a point (x, y) that is neither this one nor its negative; this one is not infinity.</summary>
        public void Add(long[] x, long[] y)
        {
            Compare(x, y);
            Join();
        }

        /// <summary>Adds any point (x, y) but infinity to any point. Its work varies: for public points only.</summary>
        public void AddAny(long[] x, long[] y)
        {
            if (Field.IsZero(Z, _s))
            {
                Set(x, y, Field.One);
                return;
            }

            Compare(x, y);
            if (!Field.IsZero(_u, _s))
            {
                Join();
            }
            else if (Field.IsZero(_d, _s))
            {
                Double();
            }
            else
            {
                LimbCodec.Wipe(Z);
            }
        }

        /// <summary>Overwrites every number that is held here.</summary>
        public void Forget()
        {
            LimbCodec.Wipe(X);
            LimbCodec.Wipe(Y);
            LimbCodec.Wipe(Z);
            LimbCodec.Wipe(_d);
            LimbCodec.Wipe(_s);
            LimbCodec.Wipe(_t);
            LimbCodec.Wipe(_u);
        }

        // u = x Z^2 - X and d = y Z^3 - Y: both 0 for the same point, u alone for the negative one.
        private void Compare(long[] x, long[] y)
        {
            long[] d = _d;
            long[] u = _u;
            long[] z = Z;
            Field.Square(d, z);
            Field.Multiply(u, x, d);
            Field.Subtract(u, u, X);
            Field.Multiply(d, d, z);
            Field.Multiply(d, d, y);
            Field.Subtract(d, d, Y);
        }

        // X' = d^2 - u^3 - 2 X u^2, Y' = d (X u^2 - X') - Y u^3, Z' = Z u.
        private void Join()
        {
            long[] d = _d;
            long[] s = _s;
            long[] t = _t;
            long[] u = _u;
            long[] x = X;
            long[] y = Y;
            long[] z = Z;
            Field.Multiply(z, z, u);
            Field.Square(t, u);
            Field.Multiply(s, x, t);
            Field.Multiply(u, u, t);
            Field.Square(t, d);
            Field.Subtract(t, t, u);
            Field.Combine(x, t, 1, s, -2);
            Field.Subtract(s, s, x);
            Field.MultiplyDifference(y, d, s, y, u);
        }
    }
}
