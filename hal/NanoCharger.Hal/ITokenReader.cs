namespace NanoCharger.Hal
{
    /// <summary>A card reader at the front.</summary>
    public interface ITokenReader
    {
        /// <summary>The card shown since the last call: the oldest one not yet taken. Never waits. Cost: 0.3 ms; allocates only when a card was shown.</summary>
        /// <returns>2..36 hex digits in upper case, or null when none was shown. What is no such line from the reader is dropped.</returns>
        string TryRead();
    }
}
