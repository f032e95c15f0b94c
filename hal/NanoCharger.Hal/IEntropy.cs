namespace NanoCharger.Hal
{
    /// <summary>Unpredictable bytes from the board's noise.</summary>
    public interface IEntropy
    {
        /// <summary>Fills the buffer from conditioned converter noise. Cost: about 20 ms for each 32 bytes; not for the control loop while charging.</summary>
        void Fill(byte[] buffer);
    }
}
