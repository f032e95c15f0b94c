using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading.Tasks;
using NanoCharger.Signing;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>Field, scalars and inverses against big integers: 100 000 random operands, and every pair of those at an edge.</summary>
    public sealed class ArithmeticTests
    {
        private const int Randoms = 100_000;
        private const int Lanes = 2;

        private static readonly BigInteger Radix = BigInteger.One << (Numbers.Limbs * Numbers.LimbBits);

        private readonly int _seed = Environment.TickCount;

        public ArithmeticTests(ITestOutputHelper output)
        {
            output.WriteLine("seed " + _seed);
        }

        [Fact]
        public void Field_agrees_on_random_operands()
        {
            // Tight numbers of either sign, 4 p in size at most: all that the curve's formulas hand over.
            EachRandom(random => CheckField(Tight(random), Tight(random), Tight(random), Tight(random)));
        }

        [Fact]
        public void Field_agrees_on_every_pair_of_edges()
        {
            BigInteger[] edges = Edges(Numbers.P).SelectMany(number => new[] { number, -number }).Append(4 * Numbers.P - 1).Append(1 - 4 * Numbers.P).ToArray();
            EachPair(edges, (a, b) => CheckField(Signed(a), Signed(b), Signed(b), Signed(a)));
        }

        [Fact]
        public void Field_reads_and_writes_bytes()
        {
            EachNumber(Numbers.P, number =>
            {
                long[] limbs = new long[Numbers.Limbs];
                byte[] bytes = Numbers.Bytes(number);
                Assert.Equal(number < Numbers.P, Field.FromBytes(limbs, bytes));
                AssertSame(number * Radix, Numbers.FromLimbs(limbs), Numbers.P);
                byte[] back = new byte[32];
                Field.ToBytes(back, limbs);
                Assert.Equal(Numbers.Bytes(number % Numbers.P), back);
            });
        }

        [Fact]
        public void Scalars_agree_on_random_operands()
        {
            EachRandom(random => CheckScalars(Below(random, Numbers.N), Below(random, Numbers.N)));
        }

        [Fact]
        public void Scalars_agree_on_every_pair_of_edges()
        {
            EachPair(Edges(Numbers.N).Select(number => number % Numbers.N).Distinct().ToArray(), CheckScalars);
        }

        [Fact]
        public void Scalars_read_and_write_bytes()
        {
            EachNumber(Numbers.N, number =>
            {
                long[] limbs = new long[Numbers.Limbs];
                Assert.Equal(number < Numbers.N, Scalar.FromBytes(limbs, Numbers.Bytes(number)));
                Assert.Equal(number % Numbers.N, Numbers.FromLimbs(limbs));
                byte[] back = new byte[32];
                Scalar.ToBytes(back, limbs);
                Assert.Equal(Numbers.Bytes(number % Numbers.N), back);
            });
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Inverse_times_the_number_is_one(bool field)
        {
            BigInteger modulus = field ? Numbers.P : Numbers.N;
            long lowest = (long)BigInteger.ModPow(modulus, (1 << 29) - 1, 1 << 30);
            Parallel.For(0, Lanes, lane =>
            {
                Random random = new(_seed + lane);
                Divsteps inverse = new(Numbers.ToLimbs(modulus), lowest);
                foreach (BigInteger edge in Edges(modulus).Where((_, i) => i % Lanes == lane))
                {
                    CheckInverse(inverse, edge % modulus, modulus);
                }

                for (int i = 0; i < Randoms / Lanes; i++)
                {
                    CheckInverse(inverse, Below(random, modulus), modulus);
                }
            });
        }

        private static void CheckField(long[] a, long[] b, long[] c, long[] d)
        {
            BigInteger first = Numbers.FromLimbs(a);
            BigInteger second = Numbers.FromLimbs(b);
            BigInteger third = Numbers.FromLimbs(c);
            BigInteger fourth = Numbers.FromLimbs(d);
            long[] o = new long[Numbers.Limbs];
            FieldProduct.Multiply(o, a, b);
            AssertTight(first * second, o);
            FieldProduct.MultiplyDifference(o, a, b, c, d);
            AssertTight((first * second) - (third * fourth), o);
            FieldProduct.Square(o, a);
            AssertTight(first * first, o);
            Field.Combine(o, a, 3, b, -8);
            Assert.Equal((3 * first) - (8 * second), Numbers.FromLimbs(o));
            Field.Add(o, a, b);
            Assert.Equal(first + second, Numbers.FromLimbs(o));
            Field.Subtract(o, a, b);
            Assert.Equal(first - second, Numbers.FromLimbs(o));

            // The result may take the place of an operand.
            long[] own = (long[])a.Clone();
            FieldProduct.Multiply(own, own, b);
            AssertTight(first * second, own);
            own = (long[])b.Clone();
            FieldProduct.Multiply(own, a, own);
            AssertTight(first * second, own);
            own = (long[])a.Clone();
            FieldProduct.Square(own, own);
            AssertTight(first * first, own);
        }

        // A product is divided by the radix, below 2 p in size where its factors are below 4 p, and carried out.
        private static void AssertTight(BigInteger product, long[] o)
        {
            BigInteger result = Numbers.FromLimbs(o);
            AssertSame(product, result * Radix, Numbers.P);
            Assert.True(BigInteger.Abs(result) < 2 * Numbers.P);
            for (int i = 0; i < Numbers.Limbs - 1; i++)
            {
                Assert.InRange(o[i], 0, (1 << Numbers.LimbBits) - 1);
            }
        }

        private static void CheckScalars(BigInteger a, BigInteger b)
        {
            long[] first = Numbers.ToLimbs(a);
            long[] second = Numbers.ToLimbs(b);
            long[] o = new long[Numbers.Limbs];
            Scalar.Multiply(o, first, second);
            Assert.Equal(a * b % Numbers.N, Numbers.FromLimbs(o));
            Scalar.Multiply(o, first, first);
            Assert.Equal(a * a % Numbers.N, Numbers.FromLimbs(o));
            Scalar.Add(o, first, second);
            Assert.Equal((a + b) % Numbers.N, Numbers.FromLimbs(o));
            Scalar.Add(second, first, second);
            Assert.Equal((a + b) % Numbers.N, Numbers.FromLimbs(second));
        }

        private static void CheckInverse(Divsteps inverse, BigInteger number, BigInteger modulus)
        {
            long[] o = new long[Numbers.Limbs];
            inverse.Begin(Numbers.ToLimbs(number));
            while (!inverse.Step())
            {
            }

            inverse.Finish(o);
            BigInteger result = Numbers.FromLimbs(o);
            Assert.True(result.Sign >= 0 && result < modulus);
            Assert.Equal(number.IsZero ? 0 : 1, number * result % modulus);
        }

        // 0, 1, those at the modulus and about its halves, limbs all ones from either end, and every power of two with its neighbours.
        private static List<BigInteger> Edges(BigInteger modulus)
        {
            List<BigInteger> edges = new() { 0, 1, 2, 3, modulus - 1, modulus - 2, modulus - 3, modulus / 2, (modulus / 2) + 1 };
            BigInteger ones = (BigInteger.One << 256) - 1;
            for (int limb = 1; limb < Numbers.Limbs; limb++)
            {
                edges.Add((BigInteger.One << (limb * Numbers.LimbBits)) - 1);
                edges.Add((ones >> (limb * Numbers.LimbBits) << (limb * Numbers.LimbBits)) % modulus);
            }

            for (int bit = 1; bit < 256; bit++)
            {
                edges.Add(BigInteger.One << bit);
                if (bit % 16 == 0)
                {
                    edges.Add((BigInteger.One << bit) + 1);
                    edges.Add(modulus - (BigInteger.One << bit));
                }
            }

            edges.Add(ones % modulus);
            return edges;
        }

        // Random below 2^256, and the edges, at the modulus and above it too.
        private void EachNumber(BigInteger modulus, Action<BigInteger> check)
        {
            foreach (BigInteger edge in Edges(modulus))
            {
                check(edge);
            }

            check(modulus);
            check(modulus + 1);
            check((BigInteger.One << 256) - 1);
            EachRandom(random => check(Below(random, BigInteger.One << 256)));
        }

        private void EachRandom(Action<Random> check)
        {
            Parallel.For(0, Lanes, lane =>
            {
                Random random = new(_seed + lane);
                for (int i = 0; i < Randoms / Lanes; i++)
                {
                    check(random);
                }
            });
        }

        private static void EachPair(BigInteger[] edges, Action<BigInteger, BigInteger> check)
        {
            Parallel.For(0, Lanes, lane =>
            {
                for (int i = lane; i < edges.Length; i += Lanes)
                {
                    foreach (BigInteger other in edges)
                    {
                        check(edges[i], other);
                    }
                }
            });
        }

        private static BigInteger Below(Random random, BigInteger end)
        {
            byte[] bytes = new byte[40];
            random.NextBytes(bytes);
            return new BigInteger(bytes, true) % end;
        }

        private static long[] Tight(Random random)
        {
            return Signed(Below(random, 8 * Numbers.P) - (4 * Numbers.P));
        }

        // Limbs 0..7 are not negative, the last one has the sign.
        private static long[] Signed(BigInteger number)
        {
            BigInteger low = number & ((BigInteger.One << (8 * Numbers.LimbBits)) - 1);
            long[] limbs = Numbers.ToLimbs(low);
            limbs[8] = (long)(number >> (8 * Numbers.LimbBits));
            return limbs;
        }

        private static void AssertSame(BigInteger expected, BigInteger actual, BigInteger modulus)
        {
            Assert.True(Numbers.Mod(expected - actual, modulus).IsZero);
        }
    }
}
