using System.IO.Ports;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>The technician's port on COM2; COM1 belongs to flashing and the debugger.</summary>
    public sealed class Esp32TextPort : ITextPort
    {
        private readonly SerialPort _port;

        /// <summary>Takes a port and opens it; the caller disposes it.</summary>
        public Esp32TextPort(SerialPort port)
        {
            _port = port;
            _port.Open();
        }

        /// <inheritdoc />
        public int Read(byte[] buffer)
        {
            int waiting = _port.BytesToRead;
            if (waiting == 0)
            {
                return 0;
            }

            return _port.Read(buffer, 0, waiting < buffer.Length ? waiting : buffer.Length);
        }

        /// <inheritdoc />
        public void Write(byte[] data, int length)
        {
            _port.Write(data, 0, length);
        }
    }
}
