namespace NanoCharger.Hal
{
    /// <summary>The technician's serial port: 115 200 baud, 8N1, bytes in ASCII.</summary>
    public interface ITextPort
    {
        /// <summary>Takes what has been received, without waiting.</summary>
        /// <returns>Number of bytes taken, 0..<paramref name="buffer"/>.Length. Cost: 0.3 ms.</returns>
        int Read(byte[] buffer);

        /// <summary>Sends bytes. Cost: 0.3 ms while they fit in the UART's own 128 bytes; each byte beyond takes 87 µs in which no thread runs.</summary>
        void Write(byte[] data, int length);
    }
}
