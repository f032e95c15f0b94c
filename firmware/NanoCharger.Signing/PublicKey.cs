using System;

namespace NanoCharger.Signing
{
    /// <summary>A point of P-256 (SEC 2, 2.4.2) by which signatures are checked.</summary>
    public sealed class PublicKey
    {
        private PublicKey(byte[] x, byte[] y, long[] fieldX, long[] fieldY)
        {
            X = x;
            Y = y;
            FieldX = fieldX;
            FieldY = fieldY;
        }

        /// <summary>First coordinate, 32 bytes, big endian. Not to be written to.</summary>
        public byte[] X { get; }

        /// <summary>Second coordinate, 32 bytes, big endian. Not to be written to.</summary>
        public byte[] Y { get; }

        /// <summary>First coordinate for <see cref="Field"/>.</summary>
        internal long[] FieldX { get; }

        /// <summary>Second coordinate for <see cref="Field"/>.</summary>
        internal long[] FieldY { get; }

        /// <summary>Takes two coordinates of 32 bytes, big endian, and copies them. Allocates.</summary>
        /// <returns>Null when one is not below p or the point is not on the curve (SEC 1, 3.2.2.1; the curve's cofactor is 1).</returns>
        /// <exception cref="ArgumentException">One does not have 32 bytes.</exception>
        public static PublicKey FromBytes(byte[] x, byte[] y)
        {
            long[] fieldX = new long[Field.Limbs];
            long[] fieldY = new long[Field.Limbs];
            if (!Field.FromBytes(fieldX, x) | !Field.FromBytes(fieldY, y))
            {
                return null;
            }

            // x (x^2 - 3) + b - y^2
            long[] sum = new long[Field.Limbs];
            long[] scratch = new long[Field.Limbs];
            FieldProduct.Square(sum, fieldX);
            Field.Combine(sum, sum, 1, Field.One, -3);
            FieldProduct.Multiply(sum, sum, fieldX);
            FieldProduct.Square(scratch, fieldY);
            Field.Subtract(sum, sum, scratch);
            Field.Combine(sum, sum, 1, Field.CurveB, 1);
            return Field.IsZero(sum, scratch) ? new PublicKey(Copy(x), Copy(y), fieldX, fieldY) : null;
        }

        private static byte[] Copy(byte[] bytes)
        {
            byte[] copy = new byte[bytes.Length];
            Array.Copy(bytes, 0, copy, 0, bytes.Length);
            return copy;
        }
    }
}
