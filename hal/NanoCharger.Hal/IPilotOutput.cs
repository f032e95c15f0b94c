namespace NanoCharger.Hal
{
    /// <summary>The control pilot generator: ±12 V, 1 kHz, 1 kOhm (IEC 61851-1:2017, A.2).</summary>
    public interface IPilotOutput
    {
        /// <summary>Sets how long the pilot is at +12 V in each millisecond.</summary>
        /// <remarks>Takes effect at the next period. Cost: about 0.3 ms. Runs on by itself while the firmware is stalled.</remarks>
        /// <param name="hundredthsOfPercent">0 (steady -12 V, state F), 500..9 700 (PWM), or 10 000 (steady +12 V, X1).</param>
        /// <exception cref="System.ArgumentException">The value is out of its range.</exception>
        void SetDuty(int hundredthsOfPercent);
    }
}
