namespace NanoCharger.Signing
{
    /// <summary>A point in Jacobian coordinates (x = X / Z^2, y = Y / Z^3) that others are added to.</summary>
    /// <remarks>Coordinates stay between -5 p and 5 p, which keeps <see cref="Field"/> within its bounds.</remarks>
    internal sealed class Point
    {
        // The coordinates are fields behind properties, since here a property would cost a call.
        private readonly long[] _x = new long[Field.Limbs];
        private readonly long[] _y = new long[Field.Limbs];
        private readonly long[] _z = new long[Field.Limbs];
        private readonly long[] _d = new long[Field.Limbs];
        private readonly long[] _s = new long[Field.Limbs];
        private readonly long[] _t = new long[Field.Limbs];
        private readonly long[] _u = new long[Field.Limbs];

        /// <summary>First coordinate.</summary>
        public long[] X
        {
            get { return _x; }
        }

        /// <summary>Second coordinate.</summary>
        public long[] Y
        {
            get { return _y; }
        }

        /// <summary>The divisor; 0 mod p is the point at infinity.</summary>
        public long[] Z
        {
            get { return _z; }
        }

        /// <summary>Takes a point (x, y) and the divisor z, any number but 0.</summary>
        public void Set(long[] x, long[] y, long[] z)
        {
            LimbCodec.Copy(_z, z);
            FieldProduct.Square(_d, z);
            FieldProduct.Multiply(_x, x, _d);
            FieldProduct.Multiply(_d, _d, z);
            FieldProduct.Multiply(_y, y, _d);
        }

        /// <summary>Doubles: m = 3 (X - Z^2) (X + Z^2), d = 2 Y^2, s = X d, X' = m^2 - 4 s, Y' = m (2 s - X') - 2 d^2, Z' = 2 Y Z.</summary>
        /// <remarks>Right for every point: no point has order 2, and infinity stays infinity.</remarks>
        public void Double()
        {
            long[] d = _d;
            long[] s = _s;
            long[] t = _t;
            long[] u = _u;
            long[] x = _x;
            long[] y = _y;
            long[] z = _z;
            FieldProduct.Square(d, z);
            Doubling.Slope(t, x, d);
            Field.Add(u, y, y);
            FieldProduct.Multiply(z, u, z);
            FieldProduct.Multiply(d, u, y);
            FieldProduct.Multiply(s, x, d);
            FieldProduct.Square(x, t);
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
            if (Field.IsZero(_z, _s))
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
                LimbCodec.Wipe(_z);
            }
        }

        /// <summary>Overwrites every number that is held here.</summary>
        public void Forget()
        {
            LimbCodec.Wipe(_x);
            LimbCodec.Wipe(_y);
            LimbCodec.Wipe(_z);
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
            FieldProduct.Square(d, _z);
            FieldProduct.Multiply(u, x, d);
            Field.Subtract(u, u, _x);
            FieldProduct.Multiply(d, d, _z);
            FieldProduct.Multiply(d, d, y);
            Field.Subtract(d, d, _y);
        }

        // X' = d^2 - u^3 - 2 X u^2, Y' = d (X u^2 - X') - Y u^3, Z' = Z u.
        private void Join()
        {
            long[] s = _s;
            long[] t = _t;
            long[] u = _u;
            long[] x = _x;
            FieldProduct.Multiply(_z, _z, u);
            FieldProduct.Square(t, u);
            FieldProduct.Multiply(s, x, t);
            FieldProduct.Multiply(u, u, t);
            FieldProduct.Square(t, _d);
            Field.Subtract(t, t, u);
            Field.Combine(x, t, 1, s, -2);
            Field.Subtract(s, s, x);
            FieldProduct.MultiplyDifference(_y, _d, s, _y, u);
        }
    }
}
