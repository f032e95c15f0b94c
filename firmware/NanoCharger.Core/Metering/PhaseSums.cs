namespace NanoCharger.Core.Metering
{
    /// <summary>The sums over one phase's samples of one block: all that the meter needs of them.</summary>
    /// <remarks>
    /// Nothing but additions and products in the loop, in 32 bits: what a 32-bit sum loses by wrapping comes back when it is read as
    /// unsigned, since 200 products of 4 095 · 4 095 stay below 2^32 (3.35e9). Two rounds a pass, which saves a tenth of the instructions.
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
        internal void Add(short[] volts, short[] amps, int rounds)
        {
            int sumV = 0;
            int sumI = 0;
            int sumVV = 0;
            int sumII = 0;
            int sumVI = 0;
            int sumLagged = 0;
            int before = amps[rounds - 1];
            int k = 0;
            if ((rounds & 1) != 0)
            {
                sumV = volts[0];
                sumI = amps[0];
                sumVV = sumV * sumV;
                sumII = sumI * sumI;
                sumVI = sumV * sumI;
                sumLagged = sumV * before;
                before = sumI;
                k = 1;
            }

            while (k < rounds)
            {
                int v = volts[k];
                int i = amps[k];
                int w = volts[k + 1];
                int j = amps[k + 1];
                sumV += v + w;
                sumI += i + j;
                sumVV += (v * v) + (w * w);
                sumII += (i * i) + (j * j);
                sumVI += (v * i) + (w * j);
                sumLagged += (v * before) + (w * i);
                before = j;
                k += 2;
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
