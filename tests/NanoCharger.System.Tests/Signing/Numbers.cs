using System;
using System.Globalization;
using System.Numerics;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>The numbers of P-256 (SEC 2, 2.4.2) as big integers, and big integers as the firmware's limbs and bytes.</summary>
    public static class Numbers
    {
        /// <summary>Limbs of a number.</summary>
        public const int Limbs = 9;

        /// <summary>Bits of a limb.</summary>
        public const int LimbBits = 29;

        /// <summary>The prime of the field.</summary>
        public static BigInteger P { get; } = Parse("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");

        /// <summary>The order of the base point.</summary>
        public static BigInteger N { get; } = Parse("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

        /// <summary>A number in hexadecimal digits, never negative.</summary>
        public static BigInteger Parse(string digits)
        {
            return BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        /// <summary>32 bytes, big endian, of a number below 2^256.</summary>
        public static byte[] Bytes(BigInteger number)
        {
            byte[] bytes = number.ToByteArray(true, true);
            byte[] padded = new byte[32];
            bytes.CopyTo(padded, 32 - bytes.Length);
            return padded;
        }

        /// <summary>The limbs of a number below 2^261, least first.</summary>
        public static long[] ToLimbs(BigInteger number)
        {
            long[] limbs = new long[Limbs];
            for (int i = 0; i < Limbs; i++)
            {
                limbs[i] = (long)((number >> (LimbBits * i)) & ((1 << LimbBits) - 1));
            }

            return limbs;
        }

        /// <summary>What limbs stand for, carried out or not.</summary>
        public static BigInteger FromLimbs(long[] limbs)
        {
            BigInteger number = 0;
            for (int i = Limbs - 1; i >= 0; i--)
            {
                number = (number << LimbBits) + limbs[i];
            }

            return number;
        }

        /// <summary>The residue, never negative.</summary>
        public static BigInteger Mod(BigInteger number, BigInteger modulus)
        {
            BigInteger residue = number % modulus;
            return residue.Sign < 0 ? residue + modulus : residue;
        }
    }
}
