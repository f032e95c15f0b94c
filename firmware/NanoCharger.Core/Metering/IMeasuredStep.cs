namespace NanoCharger.Core.Metering
{
    /// <summary>A step of the calibration at work: begun once, given each measured block, then asked what came of it.</summary>
    internal interface IMeasuredStep
    {
        /// <summary>Begins, all sums at 0.</summary>
        /// <param name="phase">A phase that there is; of no meaning for a step that measures all channels.</param>
        /// <param name="reference">What the reference meter shows: mV or mA, or 0.</param>
        /// <returns>Null, or in one sentence why not; then nothing has begun.</returns>
        string Begin(int phase, int reference);

        /// <summary>Takes what the meter has measured of a block.</summary>
        void Collect();

        /// <summary>Ends, before <see cref="Conclude"/> or without it: the calibration is again as it was before <see cref="Begin"/>.</summary>
        void End();

        /// <summary>Judges <see cref="Calibrator.Blocks"/> blocks, and changes the calibration where they are to be believed.</summary>
        /// <param name="report">Told of a change.</param>
        /// <returns>The outcome in one sentence.</returns>
        string Conclude(CalibrationReport report);
    }
}
