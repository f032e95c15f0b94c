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
    /// The noise itself is watched, since the HMAC behind it would make a dead converter look alive: a channel that repeats a value 21 times
    /// in a row (NIST SP 800-90B, 4.4.1, one bit a sample, a false alarm in a million) does not count, and with fewer than 160 conversions that
    /// count nothing comes out but zeros, which no key is made of.
    /// </remarks>
    public sealed class Esp32Entropy : IEntropy
    {
        private const int Conversions = 320;
        private const int BlockBytes = 32;
        private const int MostRepeats = 20;
        private const int LeastSound = 160;

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
                if (!Gather())
                {
                    Array.Clear(buffer, 0, buffer.Length);
                    return;
                }

                _pool = _hmac.Compute(_pool, _samples);
                byte[] block = _hmac.Compute(_pool, _output);
                int length = buffer.Length - start < BlockBytes ? buffer.Length - start : BlockBytes;
                Array.Copy(block, 0, buffer, start, length);
            }
        }

        // False when too few of the conversions have any noise.
        private bool Gather()
        {
            int sound = 0;
            int each = Conversions / _channels.Length;
            for (int channel = 0; channel < _channels.Length; channel++)
            {
                sound += Gather(_channels[channel], channel * each, each) ? each : 0;
            }

            ulong now = HighResTimer.GetCurrent();
            for (int i = Conversions; i < _samples.Length; i++)
            {
                _samples[i] = (byte)(now & 0xFF);
                now >>= 8;
            }

            return sound >= LeastSound;
        }

        // False when the channel stands still. All of a value counts, though only its lower byte goes into the pool.
        private bool Gather(AdcChannel channel, int offset, int count)
        {
            int last = -1;
            int repeats = 0;
            bool alive = true;
            for (int i = offset; i < offset + count; i++)
            {
                int value = channel.ReadValue();
                repeats = value == last ? repeats + 1 : 0;
                alive &= repeats < MostRepeats;
                last = value;
                _samples[i] = (byte)(value & 0xFF);
            }

            return alive;
        }
    }
}
