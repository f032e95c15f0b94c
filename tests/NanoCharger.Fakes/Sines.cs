namespace NanoCharger.Fakes
{
    /// <summary>Sines in integers, right to some parts in ten million: the device's floating point is not to be leant on.</summary>
    public static class Sines
    {
        private const long One = 1_000_000_000;
        private const long Pi = 3_141_592_654;

        /// <summary>Sine of a phase, times a thousand million.</summary>
        /// <param name="nanoTurns">1 000 000 000 is a whole turn; any value.</param>
        public static long At(long nanoTurns)
        {
            long turn = nanoTurns % One;
            turn = turn < 0 ? turn + One : turn;
            int sign = turn < One / 2 ? 1 : -1;
            turn = turn < One / 2 ? turn : turn - (One / 2);
            turn = turn > One / 4 ? (One / 2) - turn : turn;
            long angle = turn * 2 / 1_000 * Pi / 1_000_000;
            long square = angle * angle / One;
            long sum = One - (square / 110);
            sum = One - (square * sum / One / 72);
            sum = One - (square * sum / One / 42);
            sum = One - (square * sum / One / 20);
            sum = One - (square * sum / One / 6);
            return sign * (angle * sum / One);
        }
    }
}
