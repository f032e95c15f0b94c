using System;
using System.Device.Adc;
using nanoFramework.Hardware.Esp32;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Unpredictable bytes out of the converter's noise, conditioned by HMAC-SHA256.</summary>
    /// <remarks>
    /// The class libraries do not reach the chip's random number generator. The converter's noise has a deviation of about 3
    /// counts: more than one bit of entropy in each conversion (min-entropy log2(3 x 2.5) = 2.9 for ideal white noise;
    /// counted as 1 for caution). 320 conversions stand behind each 32 bytes, and a pool carries what came before.
    /// </remarks>
    public sealed class Esp32Entropy : IEntropy
    {
        private const int Conversions = 320;
        private const int BlockBytes = 32;

        private readonly AdcChannel[] _channels;
        private readonly IHmac _hmac;
        private readonly byte[] _samples = new byte[Conversions + 8];
        private readonly byte[] _output = new byte[] { 1 };
        private byte[] _pool = new byte[BlockBytes];

        /// <summary>Takes opened channels; the caller keeps and disposes them.</summary>
        public Esp32Entropy(AdcChannel[] channels, IHmac hmac)
        {
            _channels = channels;
            _hmac = hmac;
        }

        /// <inheritdoc />
        public void Fill(byte[] buffer)
        {
            for (int start = 0; start < buffer.Length; start += BlockBytes)
            {
                Gather();
                _pool = _hmac.Compute(_pool, _samples);
                byte[] block = _hmac.Compute(_pool, _output);
                int length = buffer.Length - start < BlockBytes ? buffer.Length - start : BlockBytes;
                Array.Copy(block, 0, buffer, start, length);
            }
        }

        private void Gather()
        {
            for (int i = 0; i < Conversions; i++)
            {
                _samples[i] = (byte)(_channels[i % _channels.Length].ReadValue() & 0xFF);
            }

            ulong now = HighResTimer.GetCurrent();
            for (int i = Conversions; i < _samples.Length; i++)
            {
                _samples[i] = (byte)(now & 0xFF);
                now >>= 8;
            }
        }
    }
}
