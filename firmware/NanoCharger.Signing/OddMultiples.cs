namespace NanoCharger.Signing
{
    /// <summary>Q, 3Q .. 15Q of a public key in affine coordinates, made a slice at a time. Its work varies: for public points only.</summary>
    internal sealed class OddMultiples
    {
        private const int Count = 8;
        private const int BatchesPerStep = 4;

        private const int Doubling = 0;
        private const int Adding = 1;
        private const int Inverting = 2;
        private const int Finishing = 3;
        private const int Dividing = 4;
        private const int Done = 5;

        private readonly Point _sum = new Point();
        private readonly Divsteps _inversion = new Divsteps(Field.Prime, Field.InverseMod30Bits);
        private readonly long[][] _x = new long[Count][];
        private readonly long[][] _y = new long[Count][];
        private readonly long[][] _z = new long[Count][];

        // At place i the product of all divisors up to it.
        private readonly long[][] _products = new long[Count][];
        private readonly long[] _inverse = new long[Field.Limbs];
        private readonly long[] _scratch = new long[Field.Limbs];
        private int _at;
        private int _state = Done;

        public OddMultiples()
        {
            for (int i = 0; i < Count; i++)
            {
                _x[i] = new long[Field.Limbs];
                _y[i] = new long[Field.Limbs];
                _z[i] = new long[Field.Limbs];
                _products[i] = new long[Field.Limbs];
            }
        }

        /// <summary>First coordinate of (2 index + 1) Q.</summary>
        public long[] X(int index)
        {
            return _x[index];
        }

        /// <summary>Second coordinate of (2 index + 1) Q.</summary>
        public long[] Y(int index)
        {
            return _y[index];
        }

        /// <summary>Begins with another key.</summary>
        public void Begin(PublicKey key)
        {
            LimbCodec.Copy(_x[0], key.FieldX);
            LimbCodec.Copy(_y[0], key.FieldY);
            LimbCodec.Copy(_products[0], Field.One);
            _state = Doubling;
        }

        /// <summary>Does a slice. True when all are there.</summary>
        public bool Step()
        {
            switch (_state)
            {
                case Doubling:
                    Double();
                    return false;
                case Adding:
                    Add();
                    return false;
                case Inverting:
                    Invert();
                    return false;
                case Finishing:
                    Finish();
                    return false;
                case Dividing:
                    Divide();
                    return _state == Done;
                default:
                    return true;
            }
        }

        private void Double()
        {
            _sum.Set(_x[0], _y[0], Field.One);
            _sum.Double();
            _at = 1;
            _state = Adding;
        }

        // The sum is 2Q, 3Q .. 14Q here: never Q nor -Q, since no point but infinity has so small an order.
        private void Add()
        {
            _sum.Add(_x[0], _y[0]);
            int index = _at >> 1;
            _at++;
            if ((_at & 1) != 0)
            {
                return;
            }

            index++;
            LimbCodec.Copy(_x[index], _sum.X);
            LimbCodec.Copy(_y[index], _sum.Y);
            LimbCodec.Copy(_z[index], _sum.Z);
            FieldProduct.Multiply(_products[index], _products[index - 1], _sum.Z);
            if (index == Count - 1)
            {
                Field.Leave(_scratch, _products[index]);
                _inversion.Begin(_scratch);
                _state = Inverting;
            }
        }

        private void Invert()
        {
            for (int i = 0; i < BatchesPerStep; i++)
            {
                if (_inversion.Step())
                {
                    _state = Finishing;
                    return;
                }
            }
        }

        private void Finish()
        {
            _inversion.Finish(_inverse);
            Field.Enter(_inverse, _inverse);
            _at = Count - 1;
            _state = Dividing;
        }

        // The inverse of the product of all divisors up to this one gives that of this one, and that of the product without it.
        private void Divide()
        {
            long[] x = _x[_at];
            long[] y = _y[_at];
            long[] z = _z[_at];
            FieldProduct.Multiply(_scratch, _inverse, _products[_at - 1]);
            FieldProduct.Multiply(_inverse, _inverse, z);
            FieldProduct.Square(z, _scratch);
            FieldProduct.Multiply(x, x, z);
            FieldProduct.Multiply(z, z, _scratch);
            FieldProduct.Multiply(y, y, z);
            _at--;
            if (_at == 0)
            {
                _state = Done;
            }
        }
    }
}
