namespace NanoCharger.Core.Metering
{
    /// <summary>The sums over one phase's samples of one block: all that the meter needs of them.</summary>
    /// <remarks>
    /// Nothing but additions and products in the loop, in 32 bits: what a 32-bit sum loses by wrapping comes back when it is read as
    /// unsigned, since 200 products of 4 095 · 4 095 stay below 2^32 (3.35e9). Eight rounds a pass, which saves a fifth of the instructions: in
    /// an interpreter this loop is the largest part of the meter's cost.
    /// </remarks>
    internal struct PhaseSums
    {
        internal long Volts;
        internal long Amps;
        internal long VoltsSquared;
        internal long AmpsSquared;

        /// <summary>Voltage times the current of the same round.</summary>
        internal long Product;

        /// <summary>Voltage times the current of the round before; before the first comes the last, since a block is a whole cycle.</summary>
        internal long LaggedProduct;

        /// <summary>Adds up a block.</summary>
        /// <param name="volts">Raw samples, 0..4 095.</param>
        /// <param name="amps">Raw samples, 0..4 095.</param>
        /// <param name="rounds">How many of them, 1..200.</param>
        internal void Add(int[] volts, int[] amps, int rounds)
        {
            int sumV = 0;
            int sumI = 0;
            int sumVV = 0;
            int sumII = 0;
            int sumVI = 0;
            int sumLagged = 0;
            int d = amps[rounds - 1];
            int k = 0;
            for (int odd = rounds & 7; k < odd; k++)
            {
                int v = volts[k];
                int i = amps[k];
                sumV += v;
                sumI += i;
                sumVV += v * v;
                sumII += i * i;
                sumVI += v * i;
                sumLagged += v * d;
                d = i;
            }

            while (k < rounds)
            {
                int s = volts[k];
                int t = volts[k + 1];
                int u = volts[k + 2];
                int v = volts[k + 3];
                int w = volts[k + 4];
                int x = volts[k + 5];
                int y = volts[k + 6];
                int z = volts[k + 7];
                int a = amps[k];
                int b = amps[k + 1];
                int c = amps[k + 2];
                int e = amps[k + 3];
                int f = amps[k + 4];
                int g = amps[k + 5];
                int h = amps[k + 6];
                sumLagged += (s * d) + (t * a) + (u * b) + (v * c) + (w * e) + (x * f) + (y * g) + (z * h);
                d = amps[k + 7];
                sumVI += (s * a) + (t * b) + (u * c) + (v * e) + (w * f) + (x * g) + (y * h) + (z * d);
                sumVV += (s * s) + (t * t) + (u * u) + (v * v) + (w * w) + (x * x) + (y * y) + (z * z);
                sumII += (a * a) + (b * b) + (c * c) + (e * e) + (f * f) + (g * g) + (h * h) + (d * d);
                sumV += s + t + u + v + w + x + y + z;
                sumI += a + b + c + e + f + g + h + d;
                k += 8;
            }

            Volts = sumV;
            Amps = sumI;
            VoltsSquared = (uint)sumVV;
            AmpsSquared = (uint)sumII;
            Product = (uint)sumVI;
            LaggedProduct = (uint)sumLagged;
        }
    }
}
