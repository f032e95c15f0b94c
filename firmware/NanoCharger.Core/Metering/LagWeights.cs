namespace NanoCharger.Core.Metering
{
    /// <summary>Weights that make the true power out of two products of samples that were not taken at the same time.</summary>
    /// <remarks>
    /// A current sample lags its voltage sample by the angle t0: one conversion, and the transformer's lead on top. The product with the
    /// current of the same round shows the phase as p - t0, that with the current of the round before as p - t1, where t1 = t0 - w and w is the angle
    /// of a round: a turn divided by the rounds of the block, since before a block's first round its last is taken. From the two follow, exactly for the fundamental and by two-point interpolation for its harmonics,
    /// cos p = (sin(w - t0) · first + sin t0 · second) / sin w, and sin p = (cos t1 · first - cos t0 · second) / sin w.
    /// The weights are fields, since a property costs a call wherever it is read. Angles are in nanoradians, none above 0.4 rad, so that short series are right to a few parts per million.
    /// </remarks>
    internal sealed class LagWeights
    {
        /// <summary>One, in these weights.</summary>
        internal const int One = 65_536;

        private const long NanoradiansPerRadian = 1_000_000_000;

        // 2 pi times 1e-12 (a millihertz times a nanosecond) in nanoradians, times a million.
        private const long NanoradiansOfTurns = 6_283;
        private const long NanoradiansPerHundredth = 174_533;

        // With fewer rounds a cycle there is little to interpolate between, and the series would not do: such a block is not measured.
        internal const int LeastRounds = 18;

        private const long NanoradiansPerTurn = 6_283_185_307;

        /// <summary>Weight of the product with the same round's current, for active power. -2..+2 times <see cref="One"/>.</summary>
        internal int Active = One;

        /// <summary>Weight of the product with the current of the round before, for active power.</summary>
        internal int ActiveLagged;

        /// <summary>Weight of the product with the same round's current, for reactive power: up to 20 times <see cref="One"/>.</summary>
        internal int Reactive;

        /// <summary>Weight of the product with the current of the round before, for reactive power.</summary>
        internal int ReactiveLagged;

        /// <summary>Finds the weights.</summary>
        /// <param name="rounds">Rounds of a cycle, <see cref="LeastRounds"/> or more.</param>
        /// <param name="conversionNanos">From a voltage sample to its current sample.</param>
        /// <param name="millihertz">Mains frequency.</param>
        /// <param name="phaseHundredths">The transformer's lead in hundredths of a degree.</param>
        internal void Set(int rounds, int conversionNanos, int millihertz, int phaseHundredths)
        {
            long round = NanoradiansPerTurn / rounds;
            long lag = ((long)conversionNanos * millihertz / 1_000 * NanoradiansOfTurns / 1_000) + (phaseHundredths * NanoradiansPerHundredth);
            long sine = Sine(round);
            Active = (int)(Sine(round - lag) * One / sine);
            ActiveLagged = (int)(Sine(lag) * One / sine);
            Reactive = (int)(Cosine(lag - round) * One / sine);
            ReactiveLagged = (int)(-Cosine(lag) * One / sine);
        }

        private static long Sine(long angle)
        {
            long square = angle * angle / NanoradiansPerRadian;
            long cube = angle * square / NanoradiansPerRadian;
            return angle - (cube / 6) + (cube * square / NanoradiansPerRadian / 120);
        }

        private static long Cosine(long angle)
        {
            long square = angle * angle / NanoradiansPerRadian;
            long fourth = square * square / NanoradiansPerRadian;
            return NanoradiansPerRadian - (square / 2) + (fourth / 24) - (fourth * square / NanoradiansPerRadian / 720);
        }
    }
}
