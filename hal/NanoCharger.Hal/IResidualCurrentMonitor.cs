namespace NanoCharger.Hal
{
    /// <summary>The residual current monitor (RDC-DD, IEC 62955). It trips the contactor by itself, in hardware.</summary>
    public interface IResidualCurrentMonitor
    {
        /// <summary>True while the monitor reports a residual current above its limits, or its own test. Cost: 0.3 ms.</summary>
        bool Tripped { get; }

        /// <summary>Drives the test input: while on, a sound monitor trips within 300 ms; off again, it clears within 500 ms. Cost: 0.3 ms.</summary>
        void SetTest(bool on);
    }
}
