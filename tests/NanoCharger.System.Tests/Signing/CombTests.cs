using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using NanoCharger.Check.Curve;
using NanoCharger.Signing;
using Xunit;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>Multiples of the base point: the table, what the comb's comment claims, and the points that come out.</summary>
    public sealed class CombTests
    {
        private const int Digits = 260;
        private const int Spacing = 52;
        private const int Columns = 26;

        [Fact]
        public void The_table_is_what_its_generator_writes()
        {
            string file = Path.Combine(Folder(), "..", "..", "..", "firmware", "NanoCharger.Signing", "CombTable.cs");
            Assert.Equal(CombTableText.Write(), File.ReadAllText(file).Replace("\r\n", "\n"));
        }

        /// <summary>In the last column the numbers that would add a point to itself or to its negative can be listed: none of them has the signs that it takes.</summary>
        [Fact]
        public void No_number_meets_an_exceptional_addition_in_the_last_column()
        {
            int looked = 0;
            for (int signs = 0; signs < 1 << 10; signs++)
            {
                BigInteger lower = Sum(signs & 31, 0);
                BigInteger upper = Sum(signs >> 5, Columns);
                // 2a = D, 2a = -D, 2a + D = C, 2a + D = -C, where 2a + D + C = k.
                foreach (BigInteger met in new[] { (2 * upper) + lower, lower, 2 * lower, BigInteger.Zero })
                {
                    BigInteger k = Numbers.Mod(met, Numbers.N);
                    if (!k.IsEven)
                    {
                        looked++;
                        Assert.False(Column(k, 0) == lower && Column(k, Columns) == upper, $"{k:X}");
                    }
                }
            }
            Assert.True(looked > 1000);
        }

        [Fact]
        public void In_the_other_columns_the_sum_is_larger_than_what_is_added_and_below_n()
        {
            foreach (BigInteger number in Edges())
            {
                BigInteger k = number.IsEven ? Numbers.N - number : number;
                BigInteger sum = 0;
                for (int column = Columns - 1; column >= 0; column--)
                {
                    BigInteger upper = Column(k, column + Columns) >> column;
                    BigInteger lower = Column(k, column) >> column;
                    if (column < Columns - 1 && column > 0)
                    {
                        Assert.True(2 * sum > BigInteger.Abs(upper));
                    }
                    if (column > 0)
                    {
                        Assert.True((2 * sum) + upper > BigInteger.Abs(lower));
                        Assert.True((2 * sum) + BigInteger.Abs(upper) + upper + BigInteger.Abs(lower) < Numbers.N);
                    }
                    sum = (2 * sum) + upper + lower;
                }
                Assert.Equal(k, sum);
            }
        }

        [Fact]
        public void Public_keys_of_numbers_at_the_edges_are_those_of_the_library()
        {
            Pen pen = new();
            foreach (BigInteger number in Edges())
            {
                byte[] d = Numbers.Bytes(number);
                using ECDsa library = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
                ECPoint expected = library.ExportParameters(false).Q;
                PublicKey key = pen.Keys(d).Public;
                Assert.Equal(expected.X, key.X);
                Assert.Equal(expected.Y, key.Y);
            }
        }

        // Small, near n, near its half, single bits, the numbers of which the columns alone consist, and random ones.
        private static IEnumerable<BigInteger> Edges()
        {
            for (int i = 1; i <= 40; i++)
            {
                yield return i;
                yield return Numbers.N - i;
                yield return (Numbers.N / 2) + i - 20;
            }
            for (int bit = 0; bit < 256; bit += 5)
            {
                yield return BigInteger.One << bit;
                yield return Numbers.N - (BigInteger.One << bit);
            }
            for (int signs = 0; signs < 32; signs++)
            {
                foreach (BigInteger part in new[] { Sum(signs, 0), Sum(signs, Columns) })
                {
                    yield return Numbers.Mod(part, Numbers.N);
                    yield return Numbers.Mod(2 * part, Numbers.N);
                }
            }
            Random random = new(20);
            byte[] bytes = new byte[32];
            for (int i = 0; i < 100; i++)
            {
                random.NextBytes(bytes);
                yield return Numbers.Mod(new BigInteger(bytes, true), Numbers.N - 1) + 1;
            }
        }

        // The sum of the column's five powers of 2 with these signs.
        private static BigInteger Sum(int signs, int column)
        {
            BigInteger sum = 0;
            for (int tooth = 0; tooth < 5; tooth++)
            {
                BigInteger power = BigInteger.One << (column + (tooth * Spacing));
                sum += ((signs >> tooth) & 1) == 1 ? power : -power;
            }
            return sum;
        }

        // The same with the signs that an odd number has: those of (k + 2^260 - 1) / 2.
        private static BigInteger Column(BigInteger k, int column)
        {
            BigInteger recoded = (k + (BigInteger.One << Digits) - 1) >> 1;
            int signs = 0;
            for (int tooth = 0; tooth < 5; tooth++)
            {
                signs |= (int)((recoded >> (column + (tooth * Spacing))) & 1) << tooth;
            }
            return Sum(signs, column);
        }

        private static string Folder([CallerFilePath] string file = "")
        {
            return Path.GetDirectoryName(file)!;
        }
    }
}
